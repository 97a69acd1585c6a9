"""Words that the outlet keeps at a distance: its “anti-terror operation”, the so-called republic, an alleged smuggler.

In: a parsed text, its layout and attributions. Out: `Wording`s, each with the noun that the words describe. What a
source is quoted with, and a name in quotation marks, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from spacy.tokens import Doc, Span, Token

from onrecord.attribution.cues import Cue, frames_of, verb_rows
from onrecord.attribution.drafts import Range, overlap
from onrecord.attribution.quotes import Quote, find_quotes, top_level
from onrecord.lexicon import Row, table, words
from onrecord.reading import english
from onrecord.reading.layout import Layout

CLAUSAL = frozenset({"that", "whether", "quote", "label", "adjunct", "cited"})
"""Frames in which what is said is told as a clause or a quotation."""
_LONGEST = 6
_HYPHENS = "-‐‑"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INSIDE_MARKS = "\"“”„'‘’«»`"


class Said(Protocol):
    """What is asked of an attribution: its content, frame and rule."""

    @property
    def content(self) -> tuple[Range, ...]:
        """What the source says."""

    @property
    def frame(self) -> str:
        """How the content hangs on the cue."""

    @property
    def rule(self) -> str:
        """The lexicon row of the cue."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words at a distance: their characters, the token of the noun that they describe, and what shows it."""

    start: int
    end: int
    noun: int
    kind: Literal["quoted", "word"]
    loaded: bool
    """Whether the name itself is not the outlet's: "the so-called council", but not "a suspected smuggler"."""
    rule: str


def find_wordings(doc: Doc, text: str, layout: Layout, attributions: Sequence[Said]) -> tuple[Wording, ...]:
    """Return the words that the outlet keeps at a distance, in text order; `text` is that of the Doc."""
    found = list(_distanced(doc, text))
    claimed = [p for a in attributions if _quotes(a) for p in a.content]
    for quote in top_level(find_quotes(text, layout.paragraphs)):
        noun = _scare_noun(doc, text, quote)
        if noun is not None and not any(overlap(p, (quote.start, quote.end)) for p in claimed):
            rule = "attribution/wordings:quoted"
            found.append(Wording(quote.start, quote.end, noun.i, "quoted", loaded=True, rule=rule))
    return tuple(sorted(found, key=lambda w: w.start))


def is_so_called(cue: Cue) -> bool:
    """Tell whether a cue is no verb but part of such a word: "called" of "so-called"."""
    return _is_compound(cue.head)


def _is_compound(word: Token) -> bool:
    """Tell whether a participle is the end of "so-called", "self-styled", which the tokenizer takes apart."""
    return word.i > 1 and word.nbor(-1).text in _HYPHENS and word.nbor(-2).lower_ in ("so", "self")


def _quotes(said: Said) -> bool:
    """Tell whether a quotation is the source's own: "said", "called it “a trap”", but not "bombed the “camp”"."""
    return said.frame in CLAUSAL or said.rule in _naming()


@cache
def _naming() -> frozenset[str]:
    spoken = words("spoken_objects") | words("quoted_names")
    rows = verb_rows().values()
    return frozenset(r.rule for r in rows if r["word"] in spoken or "as" in frames_of(r) or r["word"] == "brand")


@cache
def _distancing() -> tuple[re.Pattern[str], dict[str, Row]]:
    rows = {row["word"]: row for row in table("distancing_words")}
    spelled = sorted(rows, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, spelled))})(?![\w-])", re.IGNORECASE), rows


def _distanced(doc: Doc, text: str) -> Iterator[Wording]:
    pattern, rows = _distancing()
    small = text.lower()
    if not any(word in small for word in rows):
        return  # most reports keep no name at a distance
    for m in pattern.finditer(text):
        span = doc.char_span(*m.span(), alignment_mode="expand")
        noun = None if span is None else _described(span)
        if noun is not None:
            row = rows[m.group().lower()]
            yield Wording(m.start(), m.end(), noun.i, "word", loaded=row["wording"] == "outlet", rule=row.rule)


def _described(span: Span) -> Token | None:
    """Return the noun that an adjective stands before; None for a verb: "it supposed that"."""
    last = span[-1]
    if last.tag_ == "VBD" or last.i + 1 >= len(last.doc):
        return None
    noun = last.head
    if noun.i > last.i and english.is_noun(noun) and noun.i - last.i < 8:
        return noun
    following = last.doc[last.i + 1 : last.i + 6]
    return next((t for t in following if t.pos_ in ("NOUN", "PROPN")), None) if last.pos_ == "ADJ" else None


def _scare_noun(doc: Doc, text: str, quote: Quote) -> Token | None:
    """Return the noun of a short phrase in marks that stands in the outlet's own noun phrase, or None."""
    inner = doc.char_span(quote.start, quote.end, alignment_mode="contract")
    if inner is None or not quote.closed or len(text[quote.start : quote.end].split()) > _LONGEST:
        return None
    told = [t for t in inner if t.text not in _INSIDE_MARKS and not t.is_punct]
    if not told or any(t.tag_ in _FINITE for t in told):
        return None
    before = doc[inner.start - 1] if inner.start else None
    noun = next((t for t in reversed(told) if t.pos_ in ("NOUN", "PROPN") and t.head not in told), None)
    noun = noun or next((t for t in reversed(told) if t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or before is None or not _opens_phrase(before, told) or _is_name(doc, inner, told, before):
        return None
    return noun


def _opens_phrase(before: Token, told: Sequence[Token]) -> bool:
    """Tell whether the word before the marks belongs to the same phrase, or governs it: "its “…”", "sent “…”"."""
    if told[0].pos_ not in ("NOUN", "PROPN", "ADJ") and told[0].tag_ not in ("VBG", "VBN"):
        return False  # “a trap”, “over 200 men” are quoted whole
    if english.is_verb(told[0]) and not english.is_attributive(told[0]):
        return False  # had “reserved judgement”
    if before.tag_ in ("DT", "PRP$", "POS", "JJ", "CD") or _is_compound(before):
        return True
    if english.is_verb(before):
        return english.lemma(before) not in words("quoted_names") and english.lemma(before) not in verb_rows()
    return before.tag_ == "IN" and before.lower_ not in ("that", "as")


def _is_name(doc: Doc, inner: Span, told: Sequence[Token], before: Token) -> bool:
    """Tell whether the marks set off a name: a ship, a song, a nickname; "the “Republic of …”" claims to be a body."""
    after = doc[inner.end] if inner.end < len(doc) else None
    if before.pos_ == "PROPN" and after is not None and after.pos_ == "PROPN":
        return True
    proper = all(t.text[:1].isupper() for t in told if t.pos_ in ("NOUN", "PROPN", "ADJ"))
    body = any(t.lower_ in words("organisation_words") or t.lower_ in words("bodies", "noun") for t in told)
    return proper and not body and not _is_compound(before)
