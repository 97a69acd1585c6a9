"""How something is said: through which medium, to whom, and where in the text the time and place of speaking stand.

In: a parsed `Doc` and one attribution's ranges. Out: `Circumstances`. What stands inside the content is left out, so
that the day of an interview is never the day of what is told in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.drafts import Range, characters, overlap, within
from onrecord.attribution.speakers import source_span
from onrecord.lexicon import table
from onrecord.reading import english

_BETWEEN = 90
"""Characters between source and cue that still belong to the speaking: "Ana Roe, in a statement on Monday, said"."""
_AT = re.compile(r"\b(?:in|at|from|near|outside)\s+(?:[\w’'\-]+\s+){0,3}$", re.IGNORECASE)


class _Said(Protocol):
    @property
    def speaker(self) -> Range | None: ...
    @property
    def cue(self) -> Range | None: ...
    @property
    def content(self) -> tuple[Range, ...]: ...
    @property
    def hearer(self) -> Range | None: ...


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`regions` are the character ranges that tell of the speaking itself."""

    medium: str | None = None
    hearer: Range | None = None
    regions: tuple[Range, ...] = ()

    def holds(self, span: Range) -> bool:
        """Tell whether an expression of time or place tells of the speaking."""
        return any(within(span, r) for r in self.regions)


@cache
def _media() -> dict[str, str]:
    return {row["word"]: row["medium"] for row in table("speaking_media")}


def circumstances(doc: Doc, said: _Said) -> Circumstances:
    """Return medium, hearer and the ranges around the cue, all outside the content."""
    head = _cue_head(doc, said)
    if head is None or said.cue is None:
        return Circumstances(hearer=said.hearer)
    tokens = [t for t in head.children if not _tells(doc, t, said)]
    regions = [characters(doc, *english.subtree_span(t)) for t in tokens]
    if said.speaker is not None and 0 < said.cue[0] - said.speaker[1] < _BETWEEN:
        regions.append((said.speaker[1], said.cue[0]))
    regions = [r for r in regions if not any(overlap(r, c) for c in said.content)]
    medium = _medium(doc, head, regions)
    hearer = said.hearer
    if hearer is None and medium is not None:
        hearer = _reader(doc, medium)
    named = None if medium is None else _media()[medium.lemma_.lower()]
    return Circumstances(named, hearer, tuple(sorted(regions)))


def is_located(text: str, span: Range) -> bool:
    """Tell whether a place is where somebody is, "in Lagos", and not whom he addresses, "to Nigeria"."""
    return _AT.search(text, max(0, span[0] - 40), span[0]) is not None


def _cue_head(doc: Doc, said: _Said) -> Token | None:
    span = None if said.cue is None else doc.char_span(*said.cue, alignment_mode="expand")
    return None if span is None else next((t for t in reversed(span) if english.is_verb(t)), None)


def _tells(doc: Doc, token: Token, said: _Said) -> bool:
    """Tell whether the child is the source or what is said, rather than how, where, when or to whom."""
    span = characters(doc, *english.subtree_span(token))
    if any(overlap(span, c) for c in said.content):
        return True
    return english.is_subject(token) or english.is_complement(token) or english.is_adverbial(token) or token.is_punct


def _medium(doc: Doc, head: Token, regions: Sequence[Range]) -> Token | None:
    if head.lemma_.lower() in _media() and head.lemma_.lower() not in ("call", "address", "note", "report"):
        return head
    for region in sorted(regions):
        span = doc.char_span(*region, alignment_mode="contract")
        for token in span or ():
            if english.is_noun(token) and token.lemma_.lower() in _media() and english.is_prepositional_object(token):
                return token
    return None


def _reader(doc: Doc, medium: Token) -> Range | None:
    """Return to whom a letter goes or who holds an interview: "in a letter to the council"."""
    for preposition in syntax.prepositions(medium):
        if preposition.lower_ in ("to", "with"):
            for person in syntax.preposition_objects(preposition):
                if english.is_noun(person):
                    return characters(doc, *source_span(person))
    return None
