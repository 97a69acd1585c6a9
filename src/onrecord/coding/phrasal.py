"""Verbs of several words: "look into", "let go", "put to death", "take part", "set free".

In: a verbal clause. Out: the same clause read with such a predicate, for whoever knows which of them mean something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.lexicon import words
from onrecord.reading import english
from onrecord.reading.clauses import Clause

_PREPOSITIONS = frozenset({"about", "against", "at", "for", "in", "into", "of", "on", "over", "to", "with"})
Phrase = tuple[str, tuple[int, ...], tuple[tuple[str, int], ...]]
"""The words, and the objects and phrases that remain beside them."""


def phrasal(doc: Doc, clause: Clause, known: Callable[[str], bool]) -> Iterator[Clause]:
    """Yield the clause with each predicate of several words that is known."""
    if clause.kind != "verbal":
        return
    for lemma, objects, obliques in _phrases(doc, clause):
        if known(lemma):
            yield replace(clause, lemma=lemma, objects=objects, obliques=obliques)


def _phrases(doc: Doc, clause: Clause) -> Iterator[Phrase]:
    verb, objects = clause.lemma, clause.objects
    for preposition in dict.fromkeys(p for p, _ in clause.obliques):
        heads = clause.oblique(preposition)
        rest = tuple((p, i) for p, i in clause.obliques if p != preposition)
        if preposition == "as":  # what the object is said to be: "set the hostages free"
            yield from ((f"{verb} {english.lemma(doc[i])}", objects, rest) for i in heads)
            continue
        if not objects and heads[0] > clause.head:
            # "looked into the matter", and "cordoned off the road", where the particle is parsed as a preposition
            yield f"{verb} {preposition}", heads, rest
        for noun in (doc[i] for i in heads):
            yield f"{verb} {preposition} {english.lemma(noun)}", objects, rest
            if (article := english.determiner(noun)) is not None:  # "took to the streets"
                yield f"{verb} {preposition} {article.lower_} {english.lemma(noun)}", objects, rest
    base, _, particle = verb.partition(" ")
    if particle in _PREPOSITIONS and objects:  # "clashed over the canal", where the preposition is parsed as a particle
        yield base, (), (*clause.obliques, *((particle, i) for i in objects))
    for i in objects:  # "took part", "opened fire"
        yield f"{verb} {english.lemma(doc[i])}", tuple(o for o in objects if o != i), clause.obliques
    for i in objects:  # "set free the hostages"
        if (word := doc[clause.head + 1]) in english.premodifiers(doc[i]):
            yield f"{verb} {word.lower_}", objects, clause.obliques
    plain = verb not in words("light_verbs")  # "took the goods out of the shop" does not take them out
    for word in english.adverbs(doc[clause.head]) if plain else ():  # "spoke highly", "pushed them out of the town"
        yield f"{verb} {word.lower_}", objects, clause.obliques
    for inner in _let(doc, clause):  # "let the bishop go"
        subjects = tuple(t.i for s in english.subject_children(inner) for t in english.conjuncts(s))
        yield f"{verb} {english.lemma(inner)}", objects or subjects, clause.obliques


def _let(doc: Doc, clause: Clause) -> list[Token]:
    """The bare infinitives of "let": it means little without them."""
    if clause.lemma != "let":
        return []
    return [c for c in (doc[i] for i in clause.complements) if not english.auxiliaries(c)]
