"""Whom a spokesperson speaks for: "a spokesman for the ministry", "army spokesman Luis Rojas", "the rebels’ spokesman".

In: a noun for a spokesperson, and the chains so far. Out: the body, state, group or person spoken for, which gives
country and sector.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.linking import actors, columns, syntax
from onrecord.linking.actors import Draft
from onrecord.linking.memory import Memory
from onrecord.reading import english

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_RANKS = frozenset({"chief", "deputy", "senior", "top", "main", "official", "press", "media", "former", "then"})
"""Words between the body and the noun: "the ministry’s chief spokesman"."""


@dataclass(frozen=True, slots=True)
class SpokenFor:
    """Who is spoken for: the tokens of the words, end exclusive, their head, and the actor, None where it is open."""

    start: int
    end: int
    head: int
    actor: int | None


Speaking = tuple[SpokenFor, Token]
"""Who is spoken for, and the noun for the one who speaks."""


@cache
def _rows() -> frozenset[tuple[str, str]]:
    return frozenset((r["word"], r["before"]) for r in lexicon.table("spokespeople"))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for word, _ in _rows())


def is_spokesperson(token: Token) -> bool:
    """Tell whether a noun names one who speaks for somebody: "spokeswoman", "press secretary"."""
    if token.lower_ not in _nouns():
        return False
    return (token.lower_, "") in _rows() or (token.i > 0 and (token.lower_, token.nbor(-1).lower_) in _rows())


def before_spokesperson(token: Token) -> bool:
    """Tell whether a noun stands before such a word and says for whom: "army spokesman", "Ministry press officer"."""
    for other in token.doc[token.i + 1 : token.i + 4]:
        if is_spokesperson(other):
            return True
        if other.lower_ not in _RANKS:
            return False
    return False


def says_for_whom(token: Token) -> bool:
    """Tell whether a noun names the body of a spokesperson, before or after the word."""
    preposition = english.governing_preposition(token)
    after = preposition is not None and preposition.lower_ in ("for", "of") and is_spokesperson(preposition.head)
    return after or before_spokesperson(token)


def spoken_for(chains: Memory, noun: Token) -> SpokenFor | None:
    """Return for whom the spokesperson speaks, as the noun's own phrase says it."""
    for preposition, other in english.prepositions(noun):
        if preposition in ("for", "of") and other.pos_ != "PRON":
            found = chains.resolve(other)
            start, end = syntax.phrase(other)
            return SpokenFor(start, end, other.i, found[0].actor if found else None)
    owner = _owner(chains, noun)
    if owner is None:
        return None
    found = chains.resolve(owner)
    start, end = (found[0].start, found[0].end) if found else (owner.i, owner.i + 1)
    if owner.nbor(1).text in _POSSESSIVE:
        start = min(start, syntax.left_edge(owner))
        start -= start > 0 and noun.doc[start - 1].pos_ == "DET"
    return SpokenFor(start, min(end, noun.i), owner.i, found[0].actor if found else None)


def _owner(chains: Memory, noun: Token) -> Token | None:
    """Return whose it is by what stands before the noun: "the ministry’s", "his", "army", "Kenyan"."""
    i = noun.i - 1
    while i > 0 and not noun.doc[i + 1].is_sent_start and noun.doc[i].lower_ in _RANKS:
        i -= 1
    if i < 0 or noun.doc[i + 1].is_sent_start:
        return None
    token = noun.doc[i]
    if token.text in _POSSESSIVE and i > 0:
        return noun.doc[i - 1]
    named = i in chains.matches or i in chains.organisations or actors.describe(token) is not None
    return token if token.tag_ == "PRP$" or named else None


def settle(chains: Memory) -> dict[int, Speaking]:
    """Return for each spokesperson who is spoken for, and give the persons among them country and sector."""
    settled: dict[int, Speaking] = {}
    for noun in columns.with_words(chains.doc, _nouns()):
        said = spoken_for(chains, noun) if is_spokesperson(noun) else None
        if said is None:
            continue
        for actor in _who(chains, noun):
            if actor == said.actor or actor in settled:
                continue
            settled[actor] = (said, noun)
            draft = chains.drafts[actor]
            if said.actor is not None and draft.kind == "person" and draft.named:
                body = chains.drafts[said.actor]
                draft.country = draft.country or body.country
                draft.sector = tuple(dict.fromkeys([*sector_of(body), *draft.sector]))
    return settled


def _who(chains: Memory, noun: Token) -> list[int]:
    if noun.i in chains.titles:
        return [chains.person(chains.titles[noun.i][0])]
    return [f.actor for f in chains.resolve(noun)]


def sector_of(body: Draft) -> tuple[str, ...]:
    """Return the sector of one who speaks for a body: the body's own, the government's for a state."""
    return ("GOV",) if body.kind == "state" else body.sector
