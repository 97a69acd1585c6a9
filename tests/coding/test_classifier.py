"""The trained layer: its data, its features and what it does beside the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.tokens import Doc

from onrecord.coding.classifier import NONE, buckets, classifier
from onrecord.coding.drafts import Draft
from onrecord.coding.features import features
from onrecord.coding.opinion import second_opinion
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]
TRAINING = Path(__file__).parents[2] / "data" / "training"
STATUSES = ["done", "under_way", "promised", "planned", "possible", "conditional", "demanded", "denied", "not_done"]


def rows() -> list[list[str]]:
    return [line.split("\t") for p in sorted(TRAINING.glob("*.tsv")) for line in p.read_text("utf-8").splitlines()]


def test_training_sentences_are_many_and_of_all_kinds() -> None:
    found = Counter(row[0] for row in rows())
    assert sum(found.values()) >= 4000
    assert set(found) == set(classifier().labels)
    assert min(found.values()) >= 200


def test_training_sentences_are_well_formed() -> None:
    for row in rows():
        assert len(row) == 6, row
        assert row[1] in STATUSES, row
        marks = re.findall(r"</?([apr])>", row[5])
        assert marks.count("p") == 2, row
        assert marks.count("a") in (0, 2), row
        assert marks.count("r") in (0, 2), row
    assert len({row[5] for row in rows()}) == len(rows())


def test_names_are_no_features(parse: Parse) -> None:
    doc = parse("Norway and Kenya praised Chad.")
    found = features(next(t for t in doc if t.text == "praised"), doc[0], doc[4], "SUPPORT")
    assert "cb:SUPPORT" in found
    assert not any(name in f for f in found for name in ("norway", "kenya", "chad"))


def test_hash_is_the_same_everywhere() -> None:
    assert buckets(["p:praise", "cb:AID"]) == [21920, 30349]


def test_probabilities_add_up() -> None:
    found = classifier().probabilities(["cb:AID", "p:send"])
    assert abs(sum(found.values()) - 1) < 1e-9
    assert NONE in found


def drafts(doc: Doc, act: str) -> list[Draft]:
    head = next(t.i for t in doc if t.text == "praised")
    roles = {"actors": (0,), "recipients": (2,), "start": 0, "end": 3}
    return [Draft(kind="event", act=act, head=head, rule="x", confidence=0.7, **roles)]  # type: ignore[arg-type]


@pytest.mark.parametrize("act", ["SUPPORT"])
def test_agreement_of_both_layers_is_more_certain(parse: Parse, act: str) -> None:
    doc = parse("Norway praised Kenya.")
    [agreed] = second_opinion(doc, clauses(doc), drafts(doc, act), lambda i: i in (0, 2))
    doubtful = replace(drafts(doc, act)[0], kind="measure", act="ASSAULT")
    [doubted] = second_opinion(doc, clauses(doc), [doubtful], lambda _: False)
    assert agreed.act == act
    assert agreed.confidence > doubted.confidence


def test_a_claim_is_left_alone(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    claim = replace(drafts(doc, "SUPPORT")[0], kind="claim", act=None)
    assert claim in second_opinion(doc, clauses(doc), [claim], lambda _: False)
