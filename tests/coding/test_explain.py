"""Why a pattern fired and why the others did not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.events import match
from onrecord.coding.explain import Explained, weigh
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]
NAMES = {"Brazil", "Angola", "Chad", "Sudan", "army", "rebels"}


def weighed(doc: Doc, predicate: str) -> Explained:
    found = weigh(doc, clauses(doc), is_actor=lambda i: doc[i].text in NAMES)
    return next(e for e in found if doc[e.head].text == predicate)


@pytest.mark.parametrize(
    ("text", "predicate", "act", "against"),
    [
        # the object is none of the words, and the codebook's words are shown
        ("Brazil sent three boats to Angola.", "sent", "CONSULT", "the object is “boats”; wanted: delegation,"),
        # a word that the pattern leaves out
        ("The army sent notice to the rebels.", "sent", "AID", "the object is “notice”, which it leaves out"),
        # nothing stands there at all
        ("Chad pledged to give aid to Sudan.", "pledged", "THREATEN", "there is no object; wanted: "),
        # a phrase with a preposition is missing, or holds another word
        ("Chad pledged to give aid to Sudan.", "pledged", "AGREE", "there is no phrase with “to”; wanted: any"),
        ("Brazil sent three boats to Angola.", "sent", "AID", "is “Angola”; wanted: peacekeeper"),
        # the purpose is another
        ("Chad sent a team to Niger to look at the mill.", "sent", "ACCUSE", "the purpose is “look”; wanted: audit,"),
        # the subject cannot act
        ("Shares retreated.", "retreated", "RETREAT", "the subject is “Shares”; wanted: somebody who can act,"),
        # the talks of nobody
        ("The talks ended.", "talks", "CONSULT", "nobody who can act stands where the actor is looked for (subject,"),
        # two patterns fit, and one fits better
        (
            "Brazil sent three patrol boats to Angola.",
            "sent",
            "MOBILIZE",
            "it fits too, but codebooks/plover/AID.yaml:",
        ),
        # the row of the transfers makes the record
        ("Brazil sent two tanks to Angola.", "sent", "MOBILIZE", "it fits, but lexicons/en/transfer_predicates.csv:"),
        # the pledge gives way to what is pledged
        ("Chad pledged to give aid to Sudan.", "pledged", "AGREE", "it fits, but another clause tells the same event"),
    ],
)
def test_what_speaks_against_a_pattern(parse: Parse, text: str, predicate: str, act: str, against: str) -> None:
    found = weighed(parse(text), predicate)
    reasons = [w.against for w in found.patterns if w.pattern.event_type == act]
    assert any(against in reason for reason in reasons), reasons


def test_what_fired_stands_first_and_is_what_coding_matched(parse: Parse) -> None:
    doc = parse("Brazil sent three boats to Angola.")
    first, *rest = weighed(doc, "sent").patterns
    (fired,) = match(doc, clauses(doc), is_actor=lambda i: doc[i].text in NAMES)
    assert (first.pattern, first.against) == (fired.pattern, "")
    assert rest
    assert all(w.against for w in rest)


def test_the_nearest_stand_first(parse: Parse) -> None:
    found = weighed(parse("Brazil sent three patrol boats to Angola."), "sent")
    fits = [w.against == "" or w.against.startswith("it fits") for w in found.patterns]
    assert fits == sorted(fits, reverse=True)
    assert 1 < sum(fits) < len(fits)


def test_a_clause_that_no_pattern_names_is_left_out(parse: Parse) -> None:
    doc = parse("The cat yawned.")
    assert list(weigh(doc, clauses(doc), is_actor=lambda _: True)) == []
