"""What agreements and measures are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.agreements import detailed
from onrecord.coding.drafts import Draft
from onrecord.records import Kind

Parse = Callable[[str], Doc]


def details(doc: Doc, head: str, kind: Kind) -> dict[str, object]:
    at = next(t.i for t in doc if t.text == head)
    made = Draft(kind=kind, act=None, head=at, start=0, end=len(doc), rule="own", confidence=0.5)
    return detailed(doc, made).details


@pytest.mark.parametrize(
    ("sentence", "head", "instrument"),
    [
        ("Norway and Kenya signed a fishing treaty.", "signed", "treaty"),
        ("Norway and Kenya signed a memorandum on trade.", "signed", "memorandum"),
        ("The rebels agreed to a ceasefire.", "agreed", "ceasefire"),
    ],
)
def test_instrument(parse: Parse, sentence: str, head: str, instrument: str) -> None:
    assert details(parse(sentence), head, "agreement")["instrument"] == instrument


def test_subject_of_an_agreement(parse: Parse) -> None:
    doc = parse("Norway and Kenya signed a memorandum on trade.")
    subject = details(doc, "signed", "agreement")["subject"]
    assert isinstance(subject, list)
    assert doc[slice(*subject)].text == "trade"


@pytest.mark.parametrize(
    ("sentence", "head", "measure", "change"),
    [
        ("Norway imposed an arms embargo on Chad.", "imposed", "arms embargo", "imposed"),
        ("Norway lifted its sanctions on Chad.", "lifted", "sanctions", "lifted"),
        ("The removal of the embargo pleased Chad.", "removal", "embargo", "lifted"),
        ("Norway eased the travel ban.", "eased", "travel ban", "eased"),
    ],
)
def test_measure(parse: Parse, sentence: str, head: str, measure: str, change: str) -> None:
    found = details(parse(sentence), head, "measure")
    assert (found["measure"], found["change"]) == (measure, change)


def test_another_kind_is_left_as_it_is(parse: Parse) -> None:
    assert details(parse("Norway praised Chad."), "praised", "event") == {}
