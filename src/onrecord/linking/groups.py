"""Groups that speak: each by its own words, "two officials" and "other officials", and those who stand together as one.

In: nouns of those who speak, and the chains so far. Out: names that keep groups apart, and actors with members.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.attribution.speakers import is_agent
from onrecord.linking import actors, names, syntax
from onrecord.linking.actors import UNNAMED, Description, Draft, Found
from onrecord.linking.memory import Memory
from onrecord.reading import english

_QUANTITIES = frozenset({"some", "other", "others", "many", "most", "several", "few", "another", "all", "more"})
_GENERAL = frozenset({"people", "person"})
"""Nouns that say nothing of who they are: "people familiar with the matter" may hold any office."""


def own_name(chains: Memory, token: Token, name: str, *, owned: bool) -> str:
    """Name a group that speaks by all that tells it from others of its kind: "residents of Goma (unnamed)".

    Args:
        owned: whether the phrase after the noun says whose they are, which the name has already.
    """
    known = {w.lower() for w in name.split()}
    before = chains.doc[syntax.left_edge(token) : token.i]
    told = [t for t in before if t.i not in chains.matches and t.lower_ not in known and _tells_apart(t)]
    left = " ".join(t.lower_ if t.is_sent_start else t.text for t in told)
    right = "" if owned else _told_after(token)
    plain = name.removesuffix(f" {UNNAMED}")
    return " ".join(filter(None, (left, plain, right, UNNAMED if name.endswith(UNNAMED) else "")))


def _tells_apart(word: Token) -> bool:
    return word.lower_ in _QUANTITIES or word.pos_ in ("NUM", "ADJ", "NOUN", "PROPN")


def _told_after(token: Token) -> str:
    """Return the words after a noun that say who is meant: "of Goma", "familiar with the matter"."""
    end = token.i + 1
    for child in token.rights:
        if child.i != end or child.is_punct or not syntax.restricts(child):
            break
        end = english.subtree_span(child)[1]
    return " ".join(token.doc[token.i + 1 : end].text.split())


def is_general(token: Token, description: Description) -> bool:
    """Tell whether a group is told by what it knows or does alone: "people familiar with the matter"."""
    return description.noun in _GENERAL and _told_after(token) != ""


def unnamed_speaker(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Return somebody whom no table of descriptions knows, but who speaks: "a driver said", "shareholders said"."""
    if token.i not in chains.speakers or token.tag_ not in ("NN", "NNS") or not token.is_alpha:
        return ()
    lemma, plural = token.lemma_.lower(), token.tag_ == "NNS"
    if {token.lower_, lemma} & _QUANTITIES:
        return ()
    person = lemma in lexicon.words("single_persons", "noun") or (is_agent(token) and _made_person(lemma))
    article = english.determiner(token)
    if not person or (not plural and article is None and not english.possessors(token)):
        return ()
    kind, noun = ("collective", token.lower_) if plural else ("person", lemma)
    if article is not None and article.lower_ in ("the", "this", "that") and not plural:
        before = [a for i, a in reversed(chains.trail) if i < token.i and lemma in chains.drafts[a].words]
        if before:
            return (Found(before[0], syntax.left_edge(token), token.i + 1),)
    sector = actors.sector_of_people(lemma)
    draft = Draft(f"{noun} {UNNAMED}", "collective" if kind == "collective" else "person", None, sector, {}, {lemma})
    draft.plural, draft.named, draft.woman = plural, False, lemma.endswith("woman") or None
    return (Found(chains.keep(draft), syntax.left_edge(token), token.i + 1),)


def _made_person(lemma: str) -> bool:
    return lemma.endswith(("er", "or", "ist", "ian", "man", "woman")) and lemma not in lexicon.words("not_agents")


def together(chains: Memory, members: Sequence[int]) -> int:
    """Return those who speak with one voice as one actor: "Norway and Kenya", "both ministers"."""
    drafts = [chains.drafts[m] for m in members]
    plain = [d.name.removesuffix(f" {UNNAMED}") for d in drafts]
    name = f"{', '.join(plain[:-1])} and {plain[-1]}"
    countries, sectors = {d.country for d in drafts}, {d.sector for d in drafts}
    country = countries.pop() if len(countries) == 1 else None
    draft = Draft(name, "collective", country if country in names.states() else None, (), {}, plural=True)
    draft.sector = sectors.pop() if len(sectors) == 1 else ()
    draft.members = tuple(members)
    return chains.keep(draft)
