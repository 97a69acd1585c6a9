"""Sentences of transfers, agreements and measures with every field, labelled before they were read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from onrecord.evaluation.transfers import gold, paired, score, wrong
from spoken import read

Parse = Callable[[str], Doc]
SENTENCES = gold(Path(__file__).parent / "transfers.jsonl")
KNOWN = {
    "Norway and Ghana are negotiating the sale": "who sells is only told by the recipient",
    "Denmark signed a contract with Finland": "which of the two supplies is not in the words",
    "Portugal sold 12 refurbished used F-16s": "the parse takes the number for an object of its own",
    "France sold aircraft engines to India": "the lexicon says more than the label: aircraft engine",
    "Washington gave Beirut $67 million": "the recipient is not linked",
    "Djibouti allowed Japan to use a naval base": "what is allowed may not be used yet: talks",
    "Kenya exported tea and flowers": "the label leaves goods without a description",
    "Bolivia withdrew from the pact": "who withdraws is only told by the event beside it",
    "Rwanda violated the arms embargo on Congo": "two states are called Congo, and neither is guessed",
}


def case(sentence: dict[str, Any]) -> Any:
    reason = next((why for words, why in KNOWN.items() if sentence["text"].startswith(words)), None)
    marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
    return pytest.param(sentence, id=sentence["text"], marks=marks)


@pytest.mark.parametrize("sentence", [case(dict(s)) for s in SENTENCES])
def test_every_field_of_a_sentence(parse: Parse, sentence: dict[str, Any]) -> None:
    reading = read(parse, sentence["text"], published=sentence["published"]).to_dict()
    pairs, records = paired(sentence["expect"], reading)
    assert [wrong(want, record) for want, record in pairs] == [{} for _ in pairs]
    assert pairs or not records


def test_there_are_enough_of_them() -> None:
    kinds = [want["kind"] for sentence in SENTENCES for want in sentence["expect"]]
    stages = {want["stage"] for sentence in SENTENCES for want in sentence["expect"] if want["kind"] == "transfer"}
    assert (len(SENTENCES), kinds.count("transfer")) == (80, 58)
    assert stages == {
        *("interest", "talks", "promised", "agreed", "ordered", "delivered", "in_use", "cancelled", "denied"),
    }


def test_sentences_that_no_rule_was_mended_for_first(parse: Parse) -> None:
    path = Path(__file__).parent / "transfers_unseen.jsonl"
    predictions = [read(parse, s["text"], published=s["published"]).to_dict() for s in gold(path)]
    figures = score(path, predictions)
    assert figures["found"] >= 0.84
    assert figures["precision"] >= 0.95
    assert figures["transfer stage F1"] >= 0.80
