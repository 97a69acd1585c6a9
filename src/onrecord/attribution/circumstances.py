"""How something is said: through which medium, to whom, and where in the text the time and place of speaking stand.

In: a parsed `Doc` and one attribution's ranges. Out: `Circumstances`. What stands inside the content is left out, so
that the day of an interview is never the day of what is told in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.drafts import Range, characters, overlap
from onrecord.attribution.speakers import source_span
from onrecord.lexicon import Row, table
from onrecord.reading import english
from onrecord.records import Place, When

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


_Expression = TypeVar("_Expression", When, Place)
"""A time or a place that the report names."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`regions` are the character ranges that tell of the speaking itself."""

    medium: str | None = None
    hearer: Range | None = None
    regions: tuple[Range, ...] = ()
    behalf: Range | None = None
    """Whom the source speaks for: "said on behalf of the union", "in a statement issued by the ministry"."""

    def among(self, expressions: Sequence[_Expression]) -> Iterator[_Expression]:
        """Yield the expressions of time or place, in text order, that tell of the speaking."""
        first = min((low for low, _ in self.regions), default=0)
        last = max((high for _, high in self.regions), default=0)
        near = (e for e in expressions if first <= e.start < last)
        yield from (e for e in near if any(low <= e.start and e.end <= high for low, high in self.regions))


@cache
def _media() -> dict[str, str]:
    return {row["word"]: row["medium"] for row in table("speaking_media")}


def circumstances(doc: Doc, said: _Said) -> Circumstances:
    """Return medium, hearer and the ranges around the cue, all outside the content."""
    head = _cue_head(doc, said)
    if said.cue is None:
        return Circumstances(hearer=said.hearer)
    regions = sorted(r for r in _regions(doc, said, head) if not any(overlap(r, c) for c in said.content))
    participle = (
        None if head is None else next((t for t in head.children if _speaking(t) and not _told(doc, t, said)), None)
    )
    medium = None if head is None else _medium(doc, head, regions)
    named = None if medium is None else _media()[medium.lemma_.lower()]
    hearer = said.hearer
    if hearer is None and medium is not None:
        hearer = _reader(doc, medium)
    if participle is not None:
        row = _participles()[english.lemma(participle)]
        named, hearer = row["medium"] or named, hearer or _addressed(doc, participle, row["hearer"])
    behalf = next((b for r in regions if (b := _on_behalf(doc, r)) is not None), None)
    if behalf is None and medium is not None:
        behalf = _issuer(doc, medium)
    if behalf is not None and said.speaker is not None and overlap(behalf, said.speaker):
        behalf = None  # "the ministry said in a statement issued by the ministry"
    return Circumstances(named, hearer, tuple(regions), behalf)


def _regions(doc: Doc, said: _Said, head: Token | None) -> Iterator[Range]:
    """Yield what tells of the speaking: the cue's phrases and participles, and what stands between source and cue."""
    if head is None or said.cue is None:
        if said.speaker is not None:
            yield said.speaker  # "according to a statement by the ministry on Saturday"
        return
    for token in head.children:
        if not _tells(token):
            yield characters(doc, *english.subtree_span(token))
    if said.speaker is not None and 0 < said.cue[0] - said.speaker[1] < _BETWEEN:
        yield said.speaker[1], said.cue[0]


def is_located(text: str, span: Range) -> bool:
    """Tell whether a place is where somebody is, "in Lagos", and not whom he addresses, "to Nigeria"."""
    return _AT.search(text, max(0, span[0] - 40), span[0]) is not None


def _cue_head(doc: Doc, said: _Said) -> Token | None:
    span = None if said.cue is None else doc.char_span(*said.cue, alignment_mode="expand")
    return None if span is None else next((t for t in reversed(span) if english.is_verb(t)), None)


def _tells(token: Token) -> bool:
    """Tell whether the child is the source or what is said, rather than how, where, when or to whom."""
    loose = english.is_adverbial(token) and not _speaking(token)
    return loose or english.is_subject(token) or english.is_complement(token) or token.is_punct


def _told(doc: Doc, token: Token, said: _Said) -> bool:
    span = characters(doc, *english.subtree_span(token))
    return any(overlap(span, c) for c in said.content)


@cache
def _participles() -> dict[str, Row]:
    return {row["verb"]: row for row in table("speaking_participles")}


def _speaking(verb: Token) -> bool:
    """Tell whether a participle tells how somebody came to speak: "speaking to reporters", "asked by the radio"."""
    free = english.is_adverbial(verb) and verb.tag_ in ("VBG", "VBN")
    return free and english.lemma(verb) in _participles() and not english.subject_children(verb)


def _addressed(doc: Doc, participle: Token, how: str) -> Range | None:
    """Return who hears it: the object, or who stands after the preposition that the verb takes."""
    found = english.objects(participle) if how == "object" else []
    found += [o for name, o in english.prepositions(participle) if name == how]
    # "by the radio" is somebody, "by telephone" is a medium
    person = next((o for o in found if english.is_noun(o) and (english.determiner(o) or not _is_medium(o))), None)
    return None if person is None else characters(doc, *english.noun_phrase(person))


def _is_medium(noun: Token) -> bool:
    return noun.lemma_.lower() in _media()


def _on_behalf(doc: Doc, region: Range) -> Range | None:
    """Return for whom: "on behalf of the union", "speaking for the coalition", "who speaks for the group"."""
    for token in doc.char_span(*region, alignment_mode="expand") or ():
        behalf = token.lower_ == "behalf" and token.i > 0 and token.nbor(-1).lower_ in ("on", "in")
        if behalf or (english.is_verb(token) and english.lemma(token) == "speak"):
            wanted = "of" if behalf else "for"
            whom = next((o for name, o in english.prepositions(token) if name == wanted), None)
            if whom is not None and whom.pos_ in ("NOUN", "PROPN") and whom.ent_type_ not in ("TIME", "DATE"):
                return characters(doc, *english.noun_phrase(whom))
    return None


def _issuer(doc: Doc, medium: Token) -> Range | None:
    """Return who issued the paper that it is said in: "in a statement issued by the ministry", "… by the ministry"."""
    found = [o for name, o in english.prepositions(medium) if name in ("by", "from")]
    for verb in medium.rights:
        if english.is_participle_modifier(verb):
            found += syntax.agents(verb)
    issuer = next((o for o in found if o.pos_ in ("NOUN", "PROPN")), None)
    return None if issuer is None else characters(doc, *english.noun_phrase(issuer))


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
