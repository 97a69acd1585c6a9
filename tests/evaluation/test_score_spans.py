"""Measures of spans: times, places, sources and targets, arguments, actors of documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import MissingGold
from onrecord.evaluation import arguments, defence, places, times, tokens, who_whom

TIMEML = """<?xml version="1.0" ?><TimeML>
<DCT><TIMEX3 tid="t0" type="TIME" value="2024-05-01T10:00">01 May</TIMEX3></DCT>
<TEXT>Rain <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2024-04-30">Tuesday</TIMEX3>
for <TIMEX3 tid="t2" type="DURATION" value="PT3H">three hours</TIMEX3>.</TEXT></TimeML>"""


def test_times(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    (document,) = times.gold(tmp_path)
    assert document.published == "2024-05-01"
    assert [document.text[s:e] for (s, e), _, _ in document.times] == ["Tuesday", "three hours"]
    right: list[dict[str, Any]] = [{"start": s, "end": e, "value": v} for (s, e), _, v in document.times]
    assert set(times.score(tmp_path, [{"doc": "a", "times": right}]).values()) == {1.0}
    right[0] |= {"start": right[0]["start"] - 3, "value": "2024-05-07"}  # "on Tuesday", and the wrong one
    found = times.score(tmp_path, [{"doc": "a", "times": right}])
    assert (found["relaxed F1"], found["strict F1"], found["value F1"]) == (1, 0.5, 0.5)
    assert (found["relaxed F1, dates and times"], found["value F1, dates and times"]) == (1, 0)
    assert times.score(tmp_path, [])["relaxed F1"] == 0


@pytest.mark.parametrize(
    ("gold", "made", "right"),
    [
        ("2001-W5", "2001-W05", True),
        ("199X", "199", True),
        # another week, and values that are no other spelling of one another
        ("2001-W5", "2001-W50", False),
        ("1999-XX", "1999", False),
        ("2001-W05", "2001-01-31", False),
    ],
)
def test_spellings_of_one_value(tmp_path: Path, gold: str, made: str, right: bool) -> None:
    (tmp_path / "a.tml").write_text(TIMEML.replace("2024-04-30", gold), encoding="utf-8")
    ((start, end), _, _), _ = times.gold(tmp_path)[0].times
    found = times.score(tmp_path, [{"doc": "a", "times": [{"start": start, "end": end, "value": made}]}])
    assert (found["value P"] == 1) == right


ARTICLES = """<articles><article><text>From Lima to Kisumu.</text>
<toponyms><toponym><start>5</start><end>9</end><phrase>Lima</phrase><gaztag><lat>-12.05</lat><lon>-77.04</lon></gaztag>
</toponym></toponyms></article>
<article><text>In Kisumu.</text><locations><location><name>Kisumu</name><start>4</start><end>10</end><lat>-0.1</lat>
<lon>34.75</lon></location></locations></article></articles>"""


def test_places(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(ARTICLES, encoding="utf-8")
    articles = places.gold(path)
    assert [a.text[slice(*a.toponyms[0][0])] for a in articles] == ["Lima", "Kisumu"]  # the second counts from one
    right = [
        {"places": [{"start": s, "end": e, "lat": p[0], "lon": p[1]} for (s, e), p in a.toponyms if p]}
        for a in articles
    ]
    found = places.score(path, right)
    assert (found["toponym F1, strict"], found["accuracy@161km of linked"], found["mean error km"]) == (1, 1, 0)
    right[0]["places"][0] |= {"lat": 40.74, "lon": -84.1, "end": 12}  # Lima, Ohio
    found = places.score(path, right)
    assert (found["toponym F1"], found["toponym F1, strict"], found["accuracy@161km of all"]) == (1, 0.5, 0.5)
    assert found["mean error km"] > 2000


def test_distance_on_the_globe() -> None:
    assert places.kilometres((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)  # a degree at the equator
    assert places.kilometres((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)  # over the date line


TAGGED = "Kenyan B-S\nfarmers I-S\nsued O\nKuna B-T\nAir I-T\n. O\n\nRain O\nfell O\n. O\n"


def test_who_whom(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TAGGED, encoding="utf-8")
    gold = who_whom.gold(path)
    assert gold[0] == (["Kenyan", "farmers", "sued", "Kuna", "Air", "."], {"source": [(0, 2)], "target": [(3, 5)]})
    right: list[dict[str, Any]] = [dict(sides) for _, sides in gold]
    assert set(who_whom.score(path, right).values()) == {1.0}
    right[0] = {"source": [(4, 5)], "target": [(0, 2)]}
    found = who_whom.score(path, right)
    assert (found["span F1"], found["span F1, relaxed"], found["right way round"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The mayor 's car , burnt .", "The mayor's car, burnt."),
        ("Togo ’ s ( new ) law", "Togo’s (new) law"),
        ("It did n't cost $ 5", "It didn't cost $5"),
    ],
)
def test_tokens_as_they_are_written(words: str, text: str) -> None:
    joined, spans = tokens.join(words.split())
    assert joined == text
    assert [joined[s:e] for s, e in spans] == words.split()


def test_tokens_touched() -> None:
    _, spans = tokens.join(["Kuna", "Air", "flies"])
    assert tokens.touched(spans, 2, 6) == (0, 2)
    assert tokens.touched(spans, 8, 8) is None


def test_arguments(tmp_path: Path) -> None:
    line = {
        "sentences": [["Rebels", "bombed", "Kuna", "in", "May", "."]],
        "evt_triggers": [[1, 1, [["conflict.attack.bombing", 1.0]]]],
        "gold_evt_links": [
            [[1, 1], [0, 0], "evt001arg01attacker"],
            [[1, 1], [2, 2], "evt001arg02target"],
            [[1, 1], [3, 4], "evt001arg03instrument"],  # has no place of its own in a record
        ],
    }
    other = {**line, "evt_triggers": [[1, 1, [["movement.transportperson.hide", 1.0]]]]}
    path = tmp_path / "a.jsonlines"
    path.write_text(f"{json.dumps(line)}\n{json.dumps(other)}\n", encoding="utf-8")
    (event,) = arguments.gold(path)
    assert event.arguments == (("actor", (0, 1)), ("recipient", (2, 3)))
    right = [{"arguments": [["actor", 0, 1], ["recipient", 2, 3]]}]
    assert set(arguments.score(path, right).values()) == {1.0}
    assert arguments.score(path, [{"arguments": [["actor", 2, 3], ["recipient", 0, 1]]}])["argument F1"] == 0


def test_defence(tmp_path: Path) -> None:
    text = "Kuna rebels fought Oman."
    lines: dict[str, list[dict[str, Any]]] = {
        "documents": [{"_id": "d", "text": text}],
        "entities": [
            {"documentId": "d", "begin": 0, "end": 11, "type": "Organisation"},
            {"documentId": "d", "begin": 19, "end": 23, "type": "Location"},
        ],
        "relations": [
            {"documentId": "d", "type": "FightingAgainst"}
            | {"sourceBegin": 0, "sourceEnd": 11, "targetBegin": 19, "targetEnd": 23}
        ],
    }
    for name, rows in lines.items():
        (tmp_path / f"{name}.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = {"doc": "d", "actors": [[0, 11], [19, 23]], "pairs": [[[19, 23], [5, 11]]]}
    assert set(defence.score(tmp_path, [made]).values()) == {1.0}  # Oman, a place there, costs nothing
    found = defence.score(tmp_path, [{"doc": "d", "actors": [[0, 4], [12, 18]], "pairs": []}])
    assert (found["actor P"], found["actor R"], found["actor F1, strict"], found["pairs found"]) == (0.5, 1, 0, 0)


@pytest.mark.parametrize("measure", [times, defence])
def test_an_empty_folder_says_what_is_missing(tmp_path: Path, measure: Any) -> None:
    with pytest.raises(MissingGold):
        measure.gold(tmp_path)
