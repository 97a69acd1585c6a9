"""Every example of the codebook codes with its actor and recipient, no near miss does; and the rules across clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.codebook import Example, NearMiss, classes, codebook, reduce
from onrecord.coding.events import Match, match
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]
PEOPLE = frozenset().union(
    *(classes()[c] for c in ("crowd", "victim", "captive", "troops", "police", "meet_person", "entity_group"))
)
OTHERS = {
    "junta",
    "prosecutor",
    "ministry",
    "navy",
    "gunman",
    "militia",
    "opposition",
    "emirate",
    "bank",
    "commando",
    "jet",
    "gunmen",
    "nurse",
    "engineer",
    "guerrilla",
    "peacekeeper",
    "inspector",
}
NAMES = {"GPE", "NORP", "ORG", "PERSON", "LOC"}
THINGS = {
    "warship",
    "warplane",
    "tank",
    "carrier",
    "artillery",
    "aircraft",
    "body",
    "site",
    "two",
    "three",
    "ten",
    "twenty",
    "million",
}


def found(doc: Doc) -> tuple[Match, ...]:
    """Match with a plain stand-in for linking: names, and nouns for people."""

    def is_actor(i: int) -> bool:
        token, lemma = doc[i], doc[i].lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return False
        named = token.ent_type_ in NAMES or (token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME"))
        return (named or lemma in PEOPLE | OTHERS or token.tag_ == "PRP") and lemma not in THINGS

    return match(doc, clauses(doc), is_actor=is_actor)


def show(doc: Doc, matches: tuple[Match, ...]) -> list[tuple[str, str, list[str], list[str], str]]:
    return [
        (m.event_type, m.status or "", [doc[i].text for i in m.actors], [doc[i].text for i in m.recipients], m.rule)
        for m in matches
    ]


EXAMPLES = [(t.event_type, e) for t in codebook() for e in t.examples]
NEAR = [(t.event_type, n) for t in codebook() for n in t.near_misses]


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES, ids=[e.text for _, e in EXAMPLES])
def test_example_codes(parse: Parse, event_type: str, example: Example) -> None:
    doc = parse(example.text)
    matches = found(doc)
    good = [
        m
        for m in matches
        if m.event_type == example.act
        and reduce(m.event_type, m.status or "done") == event_type
        and set(example.actor) <= {doc[i].text for i in m.actors}
        and set(example.recipient) <= {doc[i].text for i in m.recipients}
    ]
    assert good, show(doc, matches)


@pytest.mark.parametrize(("event_type", "near"), NEAR, ids=[n.text for _, n in NEAR])
def test_near_miss_does_not_code(parse: Parse, event_type: str, near: NearMiss) -> None:
    doc = parse(near.text)
    matches = found(doc)
    assert event_type not in {reduce(m.event_type, m.status or "done") for m in matches}, show(doc, matches)


def told(parse: Parse, text: str) -> dict[str, Match]:
    return {m.event_type: m for m in found(parse(text))}


CARRIED = [
    # a pledge gives way to what is pledged, with its status and the pledger as doer
    ("Norway pledged to send medicine to Sudan.", {("AID", "promised")}),
    # so does an agreement: to withdraw is a retreat promised, which PLOVER sees as CONCEDE
    ("The rebels agreed to withdraw from the town.", {("RETREAT", "promised")}),
    # what is to befall a third side stands beside the agreement of the two
    ("Norway agreed with Chad to deport the students.", {("AGREE", "promised"), ("COERCE", "promised")}),
    ("The militia vowed to attack the peacekeepers.", {("ASSAULT", "promised")}),
    # a threat swallows what is threatened
    ("The militia threatened to attack the peacekeepers.", {("THREATEN", None)}),
    # a refusal swallows what is refused, be it said of a noun
    ("Nepal rejected loud appeals to release the monk.", {("REJECT", None)}),
    ("Norway reinforced its commitment to Sudan.", {("AGREE", "promised")}),
    ("The rebels refused to sign the agreement.", {("REJECT", None)}),
    # a request is kept beside what is requested
    ("Jordan urged Syria to release two journalists.", {("REQUEST", "demanded"), ("RETREAT", None)}),
    # an event noun that a verb ends is no event: no AID
    ("Denmark suspended aid to Uganda.", {("SANCTION", None)}),
    # noun and verb tell one happening
    ("Israeli air strikes killed ten people.", {("ASSAULT", None)}),
    # a statement is no event
    ("The minister said that the road was open.", set()),
    # the subject cannot act
    ("Shares retreated after the vote.", set()),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[t for t, _ in CARRIED])
def test_matches_across_clauses(parse: Parse, text: str, expected: set[tuple[str, str | None]]) -> None:
    doc = parse(text)
    matches = found(doc)
    assert {(m.event_type, m.status) for m in matches} == expected, show(doc, matches)
    assert len(matches) == len(expected)


def test_deferred_event_takes_the_pledgers_as_actor(parse: Parse) -> None:
    doc = parse("The minister reaffirmed the commitment of Cuba to helping Angola.")
    aid = told(parse, doc.text)["AID"]
    assert (aid.status, [doc[i].text for i in aid.recipients]) == ("promised", ["Angola"])


def test_effect_verb_takes_the_attackers_of_its_noun(parse: Parse) -> None:
    doc = parse("Israeli air strikes killed ten people.")
    match_ = told(parse, doc.text)["ASSAULT"]
    assert [doc[i].text for i in match_.actors] == ["Israeli"]
    assert [doc[i].text for i in match_.recipients] == ["people"]
    assert match_.pattern.mode == "aerial"


def test_same_matches_at_every_run(parse: Parse) -> None:
    text = "Armenia accused Azerbaijan of shelling a village."
    assert found(parse(text)) == found(parse(text))
