"""The data model turns into the contract's JSON and back."""

from __future__ import annotations

import dataclasses

import pytest

from onrecord.records import Actor, Mention, Reading, Record, Report, Span, Standing, Statement

TEXT = "Norway sent ships."
REPORT = Report(id="r1", source="a.txt", sha256="0", text=TEXT)
NORWAY = Mention(start=0, end=6, quote="Norway", actor="a1", country="NOR", sector=("GOV",))
STATEMENT = Statement(
    id="s1",
    speaker=NORWAY,
    cue=None,
    content=(Span.of(TEXT, 7, 17),),
    type="indirect",
    rule="lexicons/en/reporting_verbs.csv:2",
    confidence=0.5,
)
RECORD = Record(
    id="e1",
    kind="event",
    actor=(NORWAY,),
    standing=Standing(status="done", holder="speaker"),
    statement="s1",
    evidence=(Span.of(TEXT, 0, 17),),
    rule="codebooks/plover/AID.yaml:1",
    confidence=0.5,
)
READING = Reading(
    report=REPORT,
    statements=(STATEMENT,),
    records=(RECORD,),
    actors=(Actor(id="a1", name="Norway", kind="state", country="NOR", codes={"iso3": "NOR"}),),
)


def test_json_and_back() -> None:
    assert Reading.from_dict(READING.to_dict()) == READING


def test_json_has_only_plain_values() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(k, str) and plain(v) for k, v in value.items())
        if isinstance(value, list):
            return all(plain(v) for v in value)
        return value is None or isinstance(value, str | int | float)

    assert plain(READING.to_dict())


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert Span.from_dict({"start": 0, "end": 6, "quote": "Norway", "later": 1}) == Span.of(TEXT, 0, 6)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(KeyError, match=r"Span\.quote"):
        Span.from_dict({"start": 0, "end": 6})


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        REPORT.text = ""  # type: ignore[misc]


def test_a_span_cannot_misquote() -> None:
    assert Span.of(TEXT, 7, 11).quote == "sent"


def test_a_reading_resolves_its_own_ids() -> None:
    assert READING.actor(NORWAY) == READING.actors[0]
    assert READING.statement(RECORD) == STATEMENT
    assert READING.statement(dataclasses.replace(RECORD, statement=None)) is None
