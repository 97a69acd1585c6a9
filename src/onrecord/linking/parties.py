"""Who stands together: the two sides of a meeting or a deal, whom "they" and "both sides" take up again.

In: a plural word and the chains so far. Out: the actors that stand together before it, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.linking import syntax
from onrecord.linking.memory import Memory
from onrecord.reading import english
from onrecord.reading.clauses import logical_subjects

_List = tuple[Token, list[int]]
"""The first word of a coordination, and the actors in it."""
_ACTORS = frozenset({"state", "organisation", "armed_group", "collective", "person"})


def parties(chains: Memory, token: Token, *, back: int = 1) -> list[int]:
    """Return the actors that stand together in the sentence or in those before it; [] where none do.

    "Peru and Chile met", then "the deal between Peru and Chile", then "Peru held talks with Chile", then any two that
    are coordinated; a plural of its own ("rebels") that is as near is left to whoever asks.
    """
    for sentence in chains.sentences_back(token, back):
        found = [(i, a) for i, a in chains.trail if sentence.start <= i < min(sentence.end, token.i)]
        lists = list(_lists(chains, found))
        for together in (_subjects, _between, _with):
            members = together(chains, lists)
            if len(members) > 1:
                return members
        if any(chains.drafts[a].plural for _, a in found):
            return []
    return []


def _lists(chains: Memory, found: list[tuple[int, int]]) -> Iterator[_List]:
    """Yield each coordination of actors with its first word, the last of them first."""
    by_head: dict[int, list[int]] = {}
    for i, a in found:
        token = chains.doc[i]
        if chains.drafts[a].kind in _ACTORS and not syntax.is_modifier(token) and not english.is_possessor(token):
            by_head.setdefault(syntax.first_of_list(token).i, []).append(a)
    for head, members in reversed(by_head.items()):
        yield chains.doc[head], list(dict.fromkeys(members))


def _subjects(chains: Memory, lists: list[_List]) -> list[int]:
    return next((members for head, members in lists if len(members) > 1 and syntax.is_subject(head)), [])


def _between(chains: Memory, lists: list[_List]) -> list[int]:
    for head, members in lists:
        preposition = english.governing_preposition(head)
        if preposition is not None and preposition.lower_ in ("between", "among") and len(members) > 1:
            return members
    return []


def _with(chains: Memory, lists: list[_List]) -> list[int]:
    """Return who did something with whom: "Peru held talks with Chile", "the minister was in Quito for talks with"."""
    for head, members in lists:
        preposition = english.governing_preposition(head)
        if preposition is not None and preposition.lower_ == "with":
            verb = preposition.head
        elif english.is_object(head) and english.lemma(head.head) == "meet":
            verb = head.head
        else:
            continue
        while verb.head != verb and not english.is_verb(verb):
            verb = verb.head
        one = [f.actor for s in logical_subjects(verb) if s.i < head.i for f in chains.resolve(s)]
        if one:
            return list(dict.fromkeys([*one, *members]))
    return []
