"""Facts of whole reports: what counts as found, whole, falsely spoken, invented."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation import facts, seed
from onrecord.records import Reading

TEXT = "Norway gave tents to Sudan, Ana Roe said. “It is little,” she added."
FACT: dict[str, Any] = {
    "id": "F1",
    "level": "must",
    "kind": "event",
    "plain": "Norway gave tents to Sudan.",
    "event_type": "AID",
    "alternatives": [],
    "actor": [{"name": "Norway", "iso3": "NOR"}],
    "recipient": [{"name": "Sudan", "iso3": "SDN"}],
    "status": "done",
    "speaker": "Ana Roe",
    "when": None,
    "evidence": [{"start": 0, "end": 26, "quote": TEXT[:26]}],
    "group": "G1",
}
GOLD: dict[str, Any] = {
    "file": "a.txt",
    "outlet": None,
    "published": None,
    "speakers": ["Ana Roe"],
    "quotations": [{"start": 42, "end": 57, "speaker": "Ana Roe"}],
    "facts": [FACT],
}


def mention(start: int, end: int, actor: str, country: str | None = None) -> dict[str, Any]:
    return {"start": start, "end": end, "quote": TEXT[start:end], "actor": actor, "country": country, "sector": []}


def reading() -> dict[str, Any]:
    span = {"start": 0, "end": 26, "quote": TEXT[:26]}
    made = {
        "report": {"id": "a", "source": "folder/a.txt", "sha256": "", "text": TEXT},
        "statements": [
            {
                "id": "s1",
                "speaker": mention(28, 35, "ana-roe"),
                "cue": None,
                "content": [span, {"start": 42, "end": 57, "quote": TEXT[42:57]}],
                "type": "mixed",
                "rule": "test",
                "confidence": 1.0,
            }
        ],
        "records": [
            {
                "id": "r1",
                "kind": "transfer",
                "plover": {"event_type": "AID"},
                "actor": [mention(0, 6, "NOR", "NOR")],
                "recipient": [mention(21, 26, "SDN", "SDN")],
                "standing": {"status": "under_way", "holder": "speaker"},
                "statement": "s1",
                "evidence": [span],
                "rule": "test",
                "confidence": 1.0,
            }
        ],
        "actors": [
            {"id": "ana-roe", "name": "Ana Roe", "kind": "person"},
            {"id": "NOR", "name": "Norway", "kind": "state", "country": "NOR", "codes": {"iso3": "NOR"}},
            {"id": "SDN", "name": "Sudan", "kind": "state", "country": "SDN", "codes": {"iso3": "SDN"}},
        ],
    }
    return Reading.from_dict(made).to_dict()  # what the pipeline would give


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_right_reading(folder: Path) -> None:
    found = facts.score(folder, [reading()])
    assert {
        found[n] for n in ("must found", "must whole", "all whole", "quotations with speaker", "precision (touch)")
    } == {1}
    assert (found["false speakers"], found["broken evidence"], found["invented"]) == (0, 0, 0)


def test_no_reading(folder: Path) -> None:
    found = facts.score(folder, [])
    assert (found["must found"], found["precision (touch)"], found["false speakers"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        (("records", 0, "standing", "status"), "denied", "status"),
        (("records", 0, "plover", "event_type"), "ASSAULT", "type"),
        (("records", 0, "kind"), "relation", "type"),
        (("records", 0, "statement"), None, "voice"),
        (("records", 0, "actor"), [], "actor"),
        (("records", 0, "recipient"), [mention(0, 6, "NOR", "NOR")], "recipient"),
    ],
)
def test_each_field_is_judged(folder: Path, path: tuple[Any, ...], value: Any, wrong: str) -> None:
    made = copy.deepcopy(reading())
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    found = facts.score(folder, [made])
    assert (found["must found"], found["must whole"]) == (1, 0)
    assert [c for c in facts.COLUMNS if found[f"{c} right of found"] == 0] == [wrong]


def test_hard_failures_are_counted(folder: Path) -> None:
    made = reading()
    made["actors"][0]["name"] = "Bo Lee"
    made["records"][0]["evidence"][0]["quote"] = "Norway never gave"
    made["report"]["published"] = "2024-05-01"
    found = facts.score(folder, [made])
    assert (found["false speakers"], found["broken evidence"], found["invented"]) == (1, 1, 1)
    assert found["quotations with speaker"] == 0


def test_one_record_answers_one_fact_or_one_group(folder: Path) -> None:
    for group, whole in (("G1", 1.0), ("G2", 0.5)):
        again = {**FACT, "id": "F2", "group": group}
        (folder / "a.json").write_text(json.dumps({**GOLD, "facts": [FACT, again]}), encoding="utf-8")
        assert facts.score(folder, [reading()])["must whole"] == whole


def test_other_accepted_readings_count(folder: Path) -> None:
    other = {
        **FACT,
        "status": "denied",
        "status_alternatives": ["done"],
        "speaker": None,
        "speaker_alternatives": ["Roe"],
    }
    (folder / "a.json").write_text(json.dumps({**GOLD, "facts": [other]}), encoding="utf-8")
    assert facts.score(folder, [reading()])["must whole"] == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("General Ana Roe", "Roe", True),
        ("Government of Sudan", "Sudan", True),
        ("Ana Roe", "Bo Lee", False),
        ("the", "the", False),
        (None, "Roe", False),
    ],
)
def test_names(a: str | None, b: str, same: bool) -> None:
    assert facts.same_name(a, b) is same


SEED: dict[str, Any] = {
    "document": {"path": "a.txt"},
    "entities": [{"id": "E_ANA", "name": "Ana Roe"}, {"id": "E_X", "name": "Aid Union", "plover": "AUX"}],
    "quotations": [{"start": 42, "end": 57, "speaker": "E_ANA"}],
    "facts": [
        {
            "id": "F1",
            "kind": "assistance",
            "level": "must",
            "group": None,
            "actor": [{"entity": "E_N", "iso3": "NOR"}],
            "recipient": [{"entity": "E_S", "iso3": "SDN"}, {"text": "others"}],
            "plover": {"root": "AID", "acceptable_alternatives": []},
            "status": "done",
            "attribution": ["outlet", "E_ANA"],
            "evidence": FACT["evidence"],
        }
    ],
}


def test_seed(folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps(SEED), encoding="utf-8")
    found = seed.score(folder, [reading()])
    assert (found["must facts found"], found["must facts whole"], found["quotations with speaker"]) == (1, 1, 1)
    other = {**SEED["facts"][0], "actor": [{"entity": "E_X"}]}  # a named body, which Norway is not
    (folder / "a.json").write_text(json.dumps({**SEED, "facts": [other]}), encoding="utf-8")
    found = seed.score(folder, [reading()])
    assert (found["must facts found"], found["must facts whole"]) == (1, 0)
    assert seed.score(folder, [])["must facts found"] == 0
