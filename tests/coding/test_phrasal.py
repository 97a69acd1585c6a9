"""Verbs of several words, read off a clause."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.phrasal import phrasal
from onrecord.reading.clauses import clauses


@pytest.mark.parametrize(
    ("sentence", "known", "objects"),
    [
        ("The panel looked into the matter.", "look into", ["matter"]),  # preposition
        ("Soldiers cordoned off the road to the port.", "cordon off", ["road"]),  # particle parsed as a preposition
        ("The crew took to the streets.", "take to the street", []),  # preposition, article and noun
        ("The emir put the captive to death.", "put to death", ["captive"]),  # object and phrase
        ("The union took part in the march.", "take part", []),  # object
        ("The militia set the captives free.", "set free", ["captives"]),  # small clause
        ("The consul spoke highly of Peru.", "speak highly", []),  # adverb
        ("The rebels let the pilot go on Sunday.", "let go", ["pilot"]),  # bare infinitive
        ("The army pushed the rebels out of the town.", "push out", ["rebels"]),  # two prepositions in a row
        ("The rebels set free two hostages.", "set free", ["hostages"]),  # parsed as an adjective of the object
    ],
)
def test_phrases(parse: Callable[[str], Doc], sentence: str, known: str, objects: list[str]) -> None:
    doc = parse(sentence)
    found = [read for clause in clauses(doc) for read in phrasal(doc, clause, lambda lemma: lemma == known)]
    assert [[doc[i].text for i in read.objects] for read in found] == [objects]


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("The envoy called the minister on Sunday.", "call on"),  # it has an object: the phrase is a circumstance
        ("On Sunday the envoy called.", "call on"),  # the phrase stands before the verb
    ],
)
def test_no_phrase(parse: Callable[[str], Doc], sentence: str, known: str) -> None:
    doc = parse(sentence)
    assert not [read for clause in clauses(doc) for read in phrasal(doc, clause, lambda lemma: lemma == known)]
