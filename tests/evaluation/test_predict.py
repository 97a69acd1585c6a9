"""From our own sentences through the whole pipeline to figures: every adapter gives what its scorer takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation import MEASURES
from onrecord.evaluation.model import Model, report

pytestmark = pytest.mark.model

SAID = "Peruvian minister Rosa Quispe said on Tuesday that Peru had bombed Chile.\n"


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(quiet=True)


def figures(measure: str, path: Path, model: Model) -> dict[str, float]:
    made = MEASURES[measure].predict(path, model)
    kept = [json.loads(json.dumps(prediction)) for prediction in made]  # as --predictions keeps them
    found = MEASURES[measure].score(path, made)
    assert found == MEASURES[measure].score(path, kept)
    return found


def test_attribution(tmp_path: Path, model: Model) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    marks = ["T1\tSource 0 30\tx", "T2\tCue 31 35\tsaid", f"T3\tContent 47 {SAID.index('.')}\tx"]
    (tmp_path / "a.ann").write_text(
        "\n".join([*marks, "E1\tAttribution:T1 Source:T1 Cue:T2 Content:T3"]), encoding="utf-8"
    )
    assert figures("attribution", tmp_path, model)["who-said-what F1"] == 1


def test_relations(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "pairs.tsv"
    rows = ("<s>Peru</s> bombed <t>Chile</t>.\tASSAULT", "<s>Kenya</s> thanked <t>Japan</t> for its help.\tSUPPORT")
    path.write_text("marked_sentence\tgold_root\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert figures("relations", path, model)["root accuracy"] == 1


def test_events_with_a_dictionary_of_its_own(tmp_path: Path, model: Model) -> None:
    (tmp_path / "CAMEO2PLOVER.txt").write_text("19: ASSAULT\n", encoding="utf-8")
    (tmp_path / "x.actors.txt").write_text("QUMARIA [QUM]\nVELDAVIA [VEL]\n", encoding="utf-8")
    path = tmp_path / "records.xml"
    coding = '<EventCoding sourcecode="QUM" targetcode="VEL" eventcode="190"/>'
    text = "<Text>Qumaria bombed Veldavia on Friday.</Text>"
    path.write_text(
        f'<Sentences><Sentence id="A" date="20240501">{coding}{text}</Sentence></Sentences>', encoding="utf-8"
    )
    assert figures("events", path, model)["full F1"] == 1
    (plain,) = model.read([report("A", "Qumaria bombed Veldavia on Friday.")], "without the dictionary")
    assert not any(actor.kind == "state" for actor in plain.actors)  # what one set knows, the next does not


def test_factuality(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "dev.jsonl"
    lines = [
        {"text": "Peru bombed Chile on Friday .", "targets": [{"span1": [1, 2], "label": 3.0}]},
        {"text": "Peru did not bomb Chile .", "targets": [{"span1": [3, 4], "label": -3.0}]},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert figures("factuality", path, model)["macro-F1"] == 1


def test_times(tmp_path: Path, model: Model) -> None:
    dct = '<DCT><TIMEX3 value="2024-05-02">2 May</TIMEX3></DCT>'
    time = '<TIMEX3 type="DATE" value="2024-04-30">Tuesday</TIMEX3>'
    (tmp_path / "a.tml").write_text(f"<T>{dct}<TEXT>Peru bombed Chile on {time}.</TEXT></T>", encoding="utf-8")
    assert figures("time", tmp_path, model)["value F1"] == 1


def test_places(tmp_path: Path, model: Model) -> None:
    where = "<location><name>Nairobi</name><start>13</start><end>20</end><lat>-1.28</lat><lon>36.82</lon></location>"
    path = tmp_path / "a.xml"
    text = "Rain fell in Nairobi on Friday."
    path.write_text(f"<a><article><text>{text}</text>{where}</article></a>", encoding="utf-8")
    assert figures("place", path, model)["accuracy@161km of all"] == 1


def test_who_whom(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Peru B-S\nbombed O\nChile B-T\n. O\n", encoding="utf-8")
    assert figures("who-whom", path, model)["span F1"] == 1


def test_arguments(tmp_path: Path, model: Model) -> None:
    links = [[[1, 1], [0, 0], "evt1arg01attacker"], [[1, 1], [2, 2], "evt1arg02target"]]
    event = {
        "sentences": [["Peru", "bombed", "Chile", "."]],
        "evt_triggers": [[1, 1, [["conflict.attack.bombing", 1]]]],
    }
    path = tmp_path / "dev.jsonlines"
    path.write_text(json.dumps({**event, "gold_evt_links": links}), encoding="utf-8")
    assert figures("arguments", path, model)["argument F1"] == 1


def test_incidents(tmp_path: Path, model: Model) -> None:
    (tmp_path / "dev-0001").write_text("DEV-MUC3-0001 (TEST)\n\n   Peru bombed Chile on Friday.\n", encoding="latin-1")
    slots = {"0": "MESSAGE: ID", "4": "INCIDENT: TYPE", "5": "INCIDENT: STAGE OF EXECUTION", "18": "HUM TGT: NAME"}
    values = ("DEV-MUC3-0001 (TEST)", "BOMBING", "ACCOMPLISHED", '"Chile"')
    key = "\n".join(f"{n}.  {slot}     {value}" for (n, slot), value in zip(slots.items(), values, strict=True))
    (tmp_path / "key-0001").write_text(key, encoding="latin-1")
    found = figures("incidents", tmp_path, model)
    assert (found["message F1"], found["incidents found"], found["stage accuracy"]) == (1, 1, 1)


def test_defence(tmp_path: Path, model: Model) -> None:
    ends = {"sourceBegin": 0, "sourceEnd": 4, "targetBegin": 12, "targetEnd": 17}
    lines: dict[str, list[dict[str, Any]]] = {
        "documents": [{"_id": "d", "text": "Peru bombed Chile."}],
        "entities": [{"documentId": "d", "begin": 0, "end": 4, "type": "Organisation"}],
        "relations": [{"documentId": "d", "type": "FightingAgainst", **ends}],
    }
    for name, rows in lines.items():
        (tmp_path / f"{name}.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = figures("defence", tmp_path, model)
    assert (found["actor R"], found["pairs found"]) == (1, 1)


@pytest.mark.parametrize("measure", ["reports", "seed"])
def test_facts(tmp_path: Path, model: Model, measure: str) -> None:
    text = "Peru bombed Chile on Friday."
    fact = {
        "id": "F1",
        "level": "must",
        "kind": "event",
        "event_type": "ASSAULT",
        "plover": {"root": "ASSAULT"},
        "actor": [{"name": "Peru", "iso3": "PER"}],
        "recipient": [{"name": "Chile", "iso3": "CHL"}],
        "status": "done",
        "speaker": None,
        "attribution": ["outlet"],
        "evidence": [{"start": 0, "end": len(text) - 1, "quote": text[:-1]}],
    }
    gold = {"file": "a.txt", "document": {"path": "a.txt"}, "entities": [], "speakers": [], "quotations": []}
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({**gold, "facts": [fact]}), encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,outlet,published\na.txt,Kuna News,2024-05-04\n", encoding="utf-8")
    found = figures(measure, tmp_path, model)
    assert (found["must whole"], found["broken evidence"]) == (1, 0)
    if measure == "reports":
        assert found["invented"] == 2  # the gold knows neither outlet nor date, the metadata gave both
