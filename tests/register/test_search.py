from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.errors import RegisterError
from onrecord.register import Query, Register
from onrecord.register.base import bounds
from places import DATABASES, Place
from readings import chained, reading


@pytest.fixture(scope="module", params=DATABASES)
def register(request: pytest.FixtureRequest, new_place: Place) -> Iterator[Register]:
    with Register(new_place(request.param)) as register:
        register.add([reading(1), reading(2, outlet="Der Fähnrich", published=None)])
        yield register


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["e1", "e2", "e1", "e2"]),
        ({"limit": 3}, ["e1", "e2", "e1"]),
        ({"actor": "NOR"}, ["e1", "e1"]),
        ({"actor": "norway"}, ["e1", "e1"]),  # the standard name
        ({"actor": "385"}, ["e1", "e1"]),  # a code of the Correlates of War
        ({"actor": "FJI"}, []),  # actor of e2 by its words only: it resolves to nobody
        ({"actor": "fiji"}, ["e2", "e2"]),
        ({"actor": "way"}, []),  # whole words: Oman is not in Romania
        ({"actor": "Norw%"}, []),  # no wildcards
        ({"recipient": "FJI"}, ["e1", "e1"]),
        ({"recipient": "NOR"}, []),
        ({"speaker": "lie"}, ["e1", "e1"]),  # case and accents aside
        ({"speaker": "ane lié"}, ["e1", "e1"]),
        ({"speaker": "NOR"}, ["e1", "e1"]),
        ({"kind": "claim"}, ["e2", "e2"]),
        ({"event_type": "AGREE"}, ["e1", "e1"]),
        ({"event_type": "aid"}, ["e1", "e1"]),  # the deed itself
        ({"event_type": "FIGHT"}, []),
        ({"status": "denied"}, ["e2", "e2"]),
        ({"outlet": "fähn"}, ["e1", "e2"]),
        ({"outlet": "_"}, []),
        ({"text": "Two FERRIES in"}, ["e1", "e1"]),
        ({"text": "ferries two"}, []),
        ({"text": "note Fiji"}, []),  # the end of one evidence and the beginning of another are no phrase
        ({"search": "tonga -boats ferries OR boats"}, ["e1", "e2", "e1", "e2"]),
        ({"search": '"no 2"', "kind": "claim"}, ["e2"]),
        ({"since": "2024-03-31"}, ["e1", "e1"]),
        ({"since": "2024-04"}, []),
        ({"until": "2024"}, ["e1", "e1"]),
        ({"until": "2024-03-01"}, ["e1", "e1"]),
        ({"until": "2024-02"}, []),  # published then, but an event is not of the day it is told
        ({"since": "2023", "until": "2024-06"}, ["e1", "e1"]),
        ({"actor": "NOR", "recipient": "FJI", "status": "promised", "speaker": "Lie"}, ["e1", "e1"]),
        ({"actor": "NOR", "status": "denied"}, []),
    ],
)
def test_find(register: Register, asked: dict[str, Any], expected: list[str]) -> None:
    assert [row.record.id for row in register.find(**asked)] == expected


def test_a_row_holds_what_is_needed_to_understand_it(register: Register) -> None:
    row, other = register.find(outlet="The Example")
    whole = reading(1)
    assert row.record == whole.records[0]
    assert row.statement == whole.statements[0]
    assert [a.name for a in row.actors] == ["Norway", "Fiji", "Ane Lié"]
    assert (row.report, row.source, row.outlet, row.published) == (
        whole.report.id,
        "clips/1.txt",
        "The Example",
        "2024-02-01",
    )
    assert (other.statement, other.actors) == (None, ())


@pytest.mark.parametrize(
    "asked",
    [{"since": "March"}, {"until": "2024-13"}, {"since": "2024-02-30"}, {"limit": 0}, {"actor": " – "}, {"text": ""}],
)
def test_questions_that_cannot_be_asked(asked: dict[str, Any]) -> None:
    with pytest.raises(RegisterError, match=next(iter(asked))):
        Query(**asked)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-12", ("2023-12-01", "2023-12-31")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("9999", ("9999-01-01", "9999-12-31")),
    ],
)
def test_bounds(date: str, expected: tuple[str, str]) -> None:
    assert bounds(date, "since") == expected


@pytest.mark.parametrize("speaker", ["NOR", "DNK", "vik", "lié and bo"])
def test_those_who_speak_together_are_found_one_by_one(place: str, speaker: str) -> None:
    with Register(place) as register:
        register.add([chained()])
        assert [row.record.id for row in register.find(speaker=speaker)] == ["e1"]
