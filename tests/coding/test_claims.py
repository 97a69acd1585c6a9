"""States and opinions that are said, and relations, are put on record but are no events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.claims import claims, relations
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]


def names(doc: Doc) -> Callable[[int], bool]:
    return lambda i: doc[i].ent_type_ in ("GPE", "NORP", "ORG", "PERSON")


@pytest.mark.parametrize(
    ("sentence", "said", "expected"),
    [
        ("Kenya was defenceless, he said.", "Kenya was defenceless", ["Kenya was defenceless"]),  # a state
        ("Kenya’s concerns have boosted trade, he said.", "Kenya’s concerns have boosted trade", ["Kenya"]),  # owner
        ("He stressed the interest of Kenya.", "the interest of Kenya", ["the interest of Kenya"]),  # a noun
        # how things are with an actor, in the outlet's own voice
        ("Kenya was defenceless.", "", ["Kenya was defenceless"]),
        ("Kenya’s exports have grown since May.", "", ["Kenya’s exports have grown"]),
        ("Kenya has two ports.", "", ["Kenya has two ports"]),
        ("Kenya has to repay the loan.", "", []),  # no state
        ("Nobody knows how big Kenya is.", "", []),  # a question
        ("The rain has grown heavier.", "", []),  # of nobody
        ("Kenya, which has two ports, sent ships.", "", []),  # in passing
    ],
)
def test_claims(parse: Parse, sentence: str, said: str, expected: list[str]) -> None:
    doc = parse(sentence)
    start = sentence.index(said) if said else 0
    contents = [(start, start + len(said))] if said else []
    found = list(claims(doc, clauses(doc), [], contents, names(doc)))
    assert len(found) == len(expected)
    for draft, words in zip(found, expected, strict=True):
        assert words in doc[draft.start : draft.end].text
        assert draft.act is None


def test_what_is_necessary_is_asked(parse: Parse) -> None:
    """A speaker who finds a thing necessary asks for it; of whom, the clause says."""
    doc = parse("It is vital that Kenya withdraws its troops, he said.")
    said = (0, len("It is vital that Kenya withdraws its troops"))
    first = next(iter(claims(doc, clauses(doc), [], [said], names(doc))))
    assert (first.status, [doc[i].text for i in first.actors]) == ("demanded", ["Kenya"])


def test_what_is_important_to_note_is_told(parse: Parse) -> None:
    doc = parse("It is important to note that Kenya has left, he said.")
    first = next(iter(claims(doc, clauses(doc), [], [(0, doc.text.index(", he"))], names(doc))))
    assert first.status is None


def test_who_is_well_advised_is_asked(parse: Parse) -> None:
    doc = parse("Kenya would be well advised not to leave, he said.")
    first = next(iter(claims(doc, clauses(doc), [], [(0, doc.text.index(", he"))], names(doc))))
    assert (first.status, [doc[i].text for i in first.actors]) == ("demanded", ["Kenya"])


@pytest.mark.parametrize(
    ("sentence", "judged", "others"),
    [
        ("This is a welcome change in Kenya, he said.", True, ["Kenya"]),
        ("Kenya is a poor state, he said.", False, []),
        ("It is clear that Kenya has left, he said.", False, []),  # about what the clause tells
    ],
)
def test_a_mere_judgement(parse: Parse, sentence: str, judged: bool, others: list[str]) -> None:
    doc = parse(sentence)
    first = next(iter(claims(doc, clauses(doc), [], [(0, doc.text.index(", he"))], names(doc))))
    assert ("judgement" in first.details, [doc[i].text for i in first.recipients]) == (judged, others)


@pytest.mark.parametrize(
    ("sentence", "actors", "others"),
    [
        ("The mood is more positive towards Kenya, he said.", [], ["Kenya"]),  # towards whom it is so
        ("A number of Kenyan ships are idle, he said.", ["Kenyan"], []),  # who is counted
        ("The king hardened in his wish to visit Kenya, he said.", ["Kenya"], []),  # in what a phrase names
    ],
)
def test_sides_of_a_claim(parse: Parse, sentence: str, actors: list[str], others: list[str]) -> None:
    doc = parse(sentence)
    [draft] = claims(doc, clauses(doc), [], [(0, sentence.index(", he"))], names(doc))
    assert ([doc[i].text for i in draft.actors], [doc[i].text for i in draft.recipients]) == (actors, others)


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("Kenya mapped the ports of Norway, he said.", ["Norway"]),  # in what the object names
        ("Kenya has the means to find Norway’s ships, he said.", ["Norway"]),
        ("Kenya mapped the ports in Norway, he said.", []),  # a place
    ],
)
def test_a_claim_names_others(parse: Parse, sentence: str, others: list[str]) -> None:
    doc = parse(sentence)
    (found,) = claims(doc, clauses(doc), [], [(0, sentence.index(","))], names(doc))
    assert [doc[i].text for i in found.recipients] == others


@pytest.mark.parametrize(
    ("sentence", "bearer", "other"),
    [
        ("Kenya, an ally of Norway, sent ships.", "Kenya", "Norway"),  # apposition
        ("Kenya is an ally of Norway.", "Kenya", "Norway"),  # predicate
    ],
)
def test_relations(parse: Parse, sentence: str, bearer: str, other: str) -> None:
    doc = parse(sentence)
    found = [d for d in relations(doc, clauses(doc), names(doc)) if d.details["relation"] == "ally of"]
    assert [[doc[i].text for i in d.actors] for d in found][:1] == [[bearer]]
    assert [[doc[i].text for i in d.recipients] for d in found][:1] == [[other]]
