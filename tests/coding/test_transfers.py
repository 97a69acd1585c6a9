"""Who supplies what to whom, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.drafts import Draft
from onrecord.coding.items import item
from onrecord.coding.transfers import graded, transfers
from onrecord.reading.clauses import clauses
from onrecord.records import Status

Parse = Callable[[str], Doc]


def told(doc: Doc) -> list[Draft]:
    named = {t.i for t in doc if t.ent_type_ in ("GPE", "NORP", "ORG") or t.lower_ in ("rebels", "it", "its")}
    return [d for d in transfers(doc, clauses(doc), [], lambda i: i in named) if d.kind == "transfer"]


@pytest.mark.parametrize(
    ("sentence", "supplier", "recipient", "thing"),
    [
        ("Norway delivered six patrol boats to Kenya.", ["Norway"], ["Kenya"], "six patrol boats"),
        ("Kenya bought six patrol boats from Norway.", ["Norway"], ["Kenya"], "six patrol boats"),  # importer
        ("Six patrol boats were delivered to Kenya by Norway.", ["Norway"], ["Kenya"], "Six patrol boats"),  # passive
        ("Norway supplied Kenya with rifles.", ["Norway"], ["Kenya"], "rifles"),  # recipient as object
        ("Norway gave Kenya three helicopters.", ["Norway"], ["Kenya"], "three helicopters"),  # indirect object
        ("Norway armed the rebels.", ["Norway"], ["rebels"], None),  # the verb holds the item
        ("The sale of frigates to Kenya by Norway was delayed.", ["Norway"], ["Kenya"], "frigates"),  # event noun
        ("Norway sent a shipment of 200 missiles to Kenya.", ["Norway"], ["Kenya"], "200 missiles"),  # shipment of
        ("Norway assisted Kenya in the field of radar technology.", ["Norway"], ["Kenya"], "radar technology"),
    ],
)
def test_roles(parse: Parse, sentence: str, supplier: list[str], recipient: list[str], thing: str | None) -> None:
    doc = parse(sentence)
    [draft] = told(doc)
    assert [doc[i].text for i in draft.actors] == supplier
    assert [doc[i].text for i in draft.recipients] == recipient
    assert (None if draft.object is None else doc[slice(*draft.object)].text) == thing


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway delivered a speech to Kenya.",  # not an item
        "Its arms exports have grown.",  # a state of trade, no transfer
        "Norway sent an envoy to Kenya.",  # a person is no item
    ],
)
def test_no_transfer(parse: Parse, sentence: str) -> None:
    assert told(parse(sentence)) == []


@pytest.mark.parametrize(
    ("phrase", "head", "expected"),
    [
        ("Kenya received 12 MiG-29 fighters.", "fighters", ("MiG-29", True, "12")),
        ("Kenya received Hellfire missiles.", "missiles", ("Hellfire", True, None)),
        ("Kenya received military equipment.", "equipment", (None, False, None)),
    ],
)
def test_items(parse: Parse, phrase: str, head: str, expected: tuple[str | None, bool, str | None]) -> None:
    found = item(next(t for t in parse(phrase) if t.text == head))
    assert found is not None
    assert (found.designation, found.specific, found.number) == expected


@pytest.mark.parametrize(
    ("status", "specific", "stage", "grade"),
    [
        ("done", True, "delivered", "deal"),
        ("done", False, "delivered", "lead"),  # SIPRI's entry rule: an order or delivery with an item
        ("promised", True, "promised", "lead"),
        ("demanded", True, "interest", "lead"),
        ("denied", True, "denied", "lead"),
    ],
)
def test_grade(status: Status, specific: bool, stage: str, grade: str) -> None:
    found = graded({"stage_said": "delivered", "items": [{"specific": specific}]}, status)
    assert (found["stage"], found["grade"]) == (stage, grade)
    assert found["reason"]
