"""Sides of a deed that another deed of the sentence tells."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from onrecord.coding.coded import coded
from onrecord.coding.drafts import Draft
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


def test_a_part_of_what_is_given(parse: Callable[[str], Doc]) -> None:
    """What is included in the aid goes from and to the same."""
    doc = parse("The aid from Norway includes ten patrol boats, delivered to Kenya in May.")
    view, named = clauses(doc), {t.i for t in doc if t.ent_type_ == "GPE"}
    found = with_sides(doc, transfers(doc, view, coded(doc, view, named.__contains__), named.__contains__))
    assert [([doc[i].text for i in d.actors], [doc[i].text for i in d.recipients]) for d in found] == [
        (["Norway"], ["Kenya"])
    ] * 2


def test_it_is_what_the_deed_before_was_done_to(parse: Callable[[str], Doc]) -> None:
    doc = parse("Norway imposed limits on Kenya's exports but did not ban them.")
    at = {t.text: t.i for t in doc}

    def draft(head: str, *recipients: str) -> Draft:
        whom = tuple(at[r] for r in recipients)
        told = Draft(kind="event", act="COERCE", head=at[head], start=0, end=len(doc), rule="", confidence=0.5)
        return replace(told, actors=(at["Norway"],), recipients=whom)

    found = with_sides(doc, [draft("imposed", "Kenya"), draft("ban")])
    assert [[doc[i].text for i in d.recipients] for d in found] == [["Kenya"], ["Kenya"]]
