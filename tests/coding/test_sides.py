"""Sides of a transfer that another transfer of the sentence tells."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.sides import with_sides
from onrecord.coding.transfers import transfers
from onrecord.reading.clauses import clauses


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # coordinated, to nobody named: a second part of the first
        (
            "Norway gave ten patrol boats to Kenya and will send five helicopters.",
            [(["Norway"], ["Kenya"]), (["Norway"], ["Kenya"])],
        ),
        # to somebody else
        (
            "Norway gave ten patrol boats to Kenya and will send five helicopters to Ghana.",
            [(["Norway"], ["Kenya"]), (["Norway"], ["Ghana"])],
        ),
        # to somewhere
        (
            "Norway gave ten patrol boats to Kenya and will send five helicopters to the border.",
            [(["Norway"], ["Kenya"]), (["Norway"], [])],
        ),
        # what is delivered is what was bought
        (
            "Norway will deliver five patrol boats that Kenya has bought.",
            [(["Norway"], ["Kenya"]), (["Norway"], ["Kenya"])],
        ),
        # sold on: each has both sides or lacks the same
        (
            "Norway has sold ten patrol boats to Kenya that Ghana had ordered.",
            [(["Norway"], ["Kenya"]), ([], ["Ghana"])],
        ),
    ],
)
def test_sides(parse: Callable[[str], Doc], sentence: str, expected: list[tuple[list[str], list[str]]]) -> None:
    doc = parse(sentence)
    found = transfers(doc, clauses(doc), [], lambda i: doc[i].ent_type_ == "GPE")
    sided = with_sides(doc, found)
    assert [([doc[i].text for i in d.actors], [doc[i].text for i in d.recipients]) for d in sided] == expected
