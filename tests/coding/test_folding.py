"""What one deed swallows."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.drafts import Draft
from onrecord.coding.folding import folded
from onrecord.reading.clauses import clauses

Made = list[tuple[str, list[str]]]


@pytest.mark.parametrize(
    ("sentence", "drafted", "expected"),
    [
        # a purpose of the same kind, told by a verb or by a noun inside it, lends its recipient
        (
            "Spain sent medicine to help Mauritania.",
            [("AID", "sent", []), ("AID", "help", ["Mauritania"])],
            [("sent", ["Mauritania"])],
        ),
        (
            "Spain gave ten million euros to pay for aid to Mauritania.",
            [("AID", "gave", []), ("AID", "aid", ["Mauritania"])],
            [("gave", ["Mauritania"])],
        ),
        # a purpose of another kind stays
        (
            "Spain sent troops to Chad to attack Libya.",
            [("MOBILIZE", "sent", ["Chad"]), ("ASSAULT", "attack", ["Libya"])],
            [("sent", ["Chad"]), ("attack", ["Libya"])],
        ),
        # what is reported in a clause of its own is no purpose
        (
            "Spain gave ten tonnes of maize and said that Chad had helped Mauritania.",
            [("AID", "gave", []), ("AID", "helped", ["Mauritania"])],
            [("gave", []), ("helped", ["Mauritania"])],
        ),
        # a finite verb is no purpose, whatever it hangs on
        (
            "The envoy pressed for Chad to use its influence and underlined the need for Mauritania to withdraw.",
            [("REQUEST", "pressed", ["Chad"]), ("REQUEST", "underlined", ["Mauritania"])],
            [("pressed", ["Chad"]), ("underlined", ["Mauritania"])],
        ),
    ],
)
def test_folded(
    parse: Callable[[str], Doc], sentence: str, drafted: list[tuple[str, str, list[str]]], expected: Made
) -> None:
    doc = parse(sentence)
    index = {t.text: t.i for t in doc}
    drafts = [
        Draft(
            kind="event",
            act=act,
            head=index[head],
            recipients=tuple(index[w] for w in to),
            start=0,
            end=1,
            rule="test",
            confidence=0.5,
        )
        for act, head, to in drafted
    ]
    made = folded(doc, clauses(doc), drafts)
    assert [(doc[d.head].text, [doc[i].text for i in d.recipients]) for d in made] == expected
