"""What patterns and classifier make of a sentence together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from spacy.tokens import Doc

from onrecord.coding.candidates import Candidate, candidates
from onrecord.coding.classifier import classifier
from onrecord.coding.drafts import Draft
from onrecord.coding.opinion import second_opinion, usual_status
from onrecord.coding.trust import NONE, Trust
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]


@dataclass(frozen=True)
class Sure:
    """A classifier that says one label of everything."""

    label: str
    name: str = "sure@1"
    trust: Trust = field(default_factory=lambda: classifier().trust)

    def judge(self, doc: Doc, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        rest = dict.fromkeys(classifier().labels, 0.00001)
        return [rest | {self.label: 1 - 0.00001 * (len(rest) - 1)} for _ in candidates]


def names(*words: str) -> Callable[[Doc], Callable[[int], bool]]:
    return lambda doc: lambda i: doc[i].text in words


def draft(doc: Doc, word: str, **given: Any) -> Draft:
    head = next(t.i for t in doc if t.text == word)
    return replace(
        Draft(kind="event", act="SUPPORT", head=head, start=0, end=len(doc) - 1, rule="x.yaml:1", confidence=0.78),
        **given,
    )


ACTORS = names("Norway", "Kenya", "Chad")


def test_agreement_of_both_layers_is_surer(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    given = [draft(doc, "praised", actors=(0,), recipients=(2,))]
    [agreed] = second_opinion(doc, clauses(doc), given, ACTORS(doc), classifier())
    [doubted] = second_opinion(doc, clauses(doc), given, ACTORS(doc), Sure(NONE))
    assert (agreed.act, doubted.act) == ("SUPPORT", "SUPPORT")  # what no other type is likelier for stays what it is
    assert agreed.confidence > doubted.confidence


def test_a_far_likelier_type_takes_the_place_of_the_patterns(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    given = [draft(doc, "praised", act="REQUEST", status="demanded", mode="assist", cameo="020", actors=(0,))]
    [changed] = second_opinion(doc, clauses(doc), given, ACTORS(doc), Sure("SUPPORT"))
    assert (changed.act, changed.status, changed.mode, changed.cameo) == ("SUPPORT", None, None, None)
    assert changed.rule == "sure@1 for x.yaml:1"


def test_a_promise_stays_one_when_its_deed_changes(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    given = [draft(doc, "praised", act="AID", status="promised", actors=(0,))]
    [changed] = second_opinion(doc, clauses(doc), given, ACTORS(doc), Sure("COOPERATE"))
    assert (changed.act, changed.status) == ("COOPERATE", "promised")


def test_a_verb_that_no_pattern_knows_is_coded(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    [added] = second_opinion(doc, clauses(doc), [], ACTORS(doc), Sure("SUPPORT"))
    assert (added.act, added.actors, added.recipients, added.rule) == ("SUPPORT", (0,), (2,), "sure@1")


@pytest.mark.parametrize(
    ("label", "given", "actors"),
    [
        (NONE, "", ACTORS),  # it is no event
        ("SUPPORT", "", names("Kenya")),  # nobody is named who did it
        ("SUPPORT", "Kenya", ACTORS),  # another word of the clause tells the same
    ],
)
def test_what_is_not_added(
    parse: Parse, label: str, given: str, actors: Callable[[Doc], Callable[[int], bool]]
) -> None:
    doc = parse("Norway praised Kenya.")
    there = [draft(doc, given)] if given else []
    found = second_opinion(doc, clauses(doc), there, actors(doc), Sure(label))
    assert [d.rule for d in found] == ["x.yaml:1"] * len(there)


def test_the_matter_of_a_commitment_is_not_coded_again(parse: Parse) -> None:
    doc = parse("Norway agreed to withdraw from Chad.")
    agreed = draft(doc, "agreed", act="AGREE", actors=(0,), swallowed=(3,))
    found = candidates(doc, clauses(doc), [agreed], ACTORS(doc))
    assert [doc[c.head].text for c in found] == ["agreed"]
    assert [doc[c.head].text for c in candidates(doc, clauses(doc), [], ACTORS(doc))] == ["agreed", "withdraw"]


def test_a_claim_is_left_alone(parse: Parse) -> None:
    doc = parse("Norway praised Kenya.")
    claim = draft(doc, "praised", kind="claim", act=None)
    assert claim in second_opinion(doc, clauses(doc), [claim], lambda _: False, classifier())


@pytest.mark.parametrize(("event_type", "status"), [("REQUEST", "demanded"), ("AGREE", "promised"), ("ASSAULT", None)])
def test_usual_status(event_type: str, status: str | None) -> None:
    assert usual_status(event_type) == status
