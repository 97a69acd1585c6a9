"""Papers that speak for who issued them: "the ministry statement said", "a letter signed by the general", "the report".

In: a noun for a paper, and the chains so far. Out: who issued it, or nobody where the text names none: a leaked letter.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.attribution.cues import frames_of, verb_rows
from onrecord.linking import syntax
from onrecord.linking.actors import Found
from onrecord.linking.memory import Memory
from onrecord.reading import english
from onrecord.reading.clauses import is_issued, logical_subjects

_BACK = 6
"""How many sentences back "the statement" may reach."""
_TAKEN_UP = frozenset({"the", "this", "that", "its", "their", "his", "her"})


def is_paper(token: Token) -> bool:
    """Tell whether a noun names a paper that somebody issues: "statement", "letter", "resolution"."""
    return token.lemma_.lower() in lexicon.words("issued_papers")


def issues_paper(token: Token) -> bool:
    """Tell whether a noun stands just before a paper and says whose it is: "ministry" of "the ministry statement"."""
    return syntax.is_modifier(token) and token.i + 1 == token.head.i and is_paper(token.head)


def issuer(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Return who speaks in a paper that says or does something: "the council resolution, which condemned the raid"."""
    if not is_paper(token) or not (syntax.speaks(token) or token.i in chains.speakers):
        return ()
    actor = _known(chains, token)  # "adopted a resolution, which condemned the raid"
    if actor is None and (before := _before(chains, token)) is not None:
        actor = _known(chains, before)
    return () if actor is None else (Found(actor, syntax.left_edge(token), token.i + 1),)


def _author(chains: Memory, paper: Token) -> int | None:
    """Return whose it is by its own words: "the ministry’s letter", "a report by the bank", "signed by the general"."""
    named = [f for t in syntax.authors(paper) for f in chains.resolve(t)]
    if not named:
        return None
    alike = syntax.authors_after(paper)
    by = next((f.actor for t in alike for f in chains.resolve(t)), None)
    # "the Mali letter" may be about Mali; a person before a paper is in it
    bodies = [f.actor for f in named if chains.drafts[f.actor].kind != "person"]
    return by if by is not None else (bodies[0] if bodies else None)


def _before(chains: Memory, paper: Token) -> Token | None:
    """Return the paper that "the statement" takes up: the last one of the kind, whoever issued it."""
    article = english.determiner(paper) or next(iter(english.possessors(paper)), None)
    if article is None or article.lower_ not in _TAKEN_UP or english.premodifiers(paper):
        return None
    for sentence in chains.sentences_back(paper, _BACK):
        for token in reversed(chains.doc[sentence.start : min(sentence.end, paper.i)]):
            if token.lemma_.lower() == paper.lemma_.lower():
                return token
    return None


def _known(chains: Memory, paper: Token) -> int | None:
    """Return who issued a paper named before: by its words, by its verb ("issued a letter"), or who spoke in it."""
    author = _author(chains, paper)
    if author is not None:
        return author
    if is_issued(paper):
        verb: Token | None = paper.head
    else:
        preposition = english.governing_preposition(paper)
        verb = preposition.head if preposition is not None and preposition.lower_ in ("in", "with") else None
        row = None if verb is None or not english.is_verb(verb) else verb_rows().get(english.lemma(verb))
        if row is None or "quote" not in frames_of(row):
            return None
    if verb is None or english.is_passive(verb):
        return None
    return next((f.actor for s in logical_subjects(verb) for f in chains.resolve(s)), None)
