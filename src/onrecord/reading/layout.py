"""Headline, dateline, byline and paragraphs of a report.

In: a report's text. Out: a `Layout` of character offsets into it; parts that are not there are None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.reading.agencies import credits
from onrecord.reading.normalize import normalize
from onrecord.records import Credit

Range = tuple[int, int]

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_PLACE = (
    r"(?P<place>[A-Z][A-Z'’.\-]+(?:[ \-][A-Z][A-Z'’.\-]*)*"
    rf"(?:,\s*(?!(?i:{_MONTHS})\b)[A-Z][A-Za-z.\-]+(?:\s[A-Z][a-z]+)*)?)"
)
_DATE = rf"(?P<date>(?:{_MONTHS})\.?\s+\d{{1,2}}(?:\s*,\s*\d{{4}})?|\d{{1,2}}\s+(?:{_MONTHS})\.?(?:\s+\d{{4}})?)"
_AGENCY = r"\((?P<agency>[A-Z][\w./ \-]{1,40})\)"
# "TEHRAN – ", "NICOSIA, April 28 , 1997 (AFP)", "TEL AVIV — ", "LONDON (Reuters) - "
_DATELINE = re.compile(
    rf"{_PLACE}(?:\s*,\s*(?i:{_DATE}))?(?:\s*,?\s*{_AGENCY})?\s*(?P<dash>--|[-–—―:])?\s*", re.UNICODE
)
_BYLINE = re.compile(r"^(?:by\s+)[A-Z][\w.'’\-]+(?:\s+(?:and\s+)?[A-Z][\w.'’\-]+){1,6}(?:\s*[,|].*)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_HEADLINE_LENGTH = 220
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date that open a report: "NICOSIA, April 28 , 1997 (AFP)"."""

    start: int
    end: int
    place: Range
    date: Range | None
    agency: Range | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a report as character offsets; paragraphs include headline and byline, in text order."""

    headline: Range | None
    dateline: Dateline | None
    byline: Range | None
    paragraphs: tuple[Range, ...]
    credits: tuple[Credit, ...] = ()


@lru_cache(maxsize=16)
def lay_out(text: str) -> Layout:
    """Find the parts of a report's text; never fails, an empty text has no paragraphs.

    Several components ask for them; the reports that are read at a time are remembered.
    """
    paragraphs = _paragraphs(normalize(text))
    headline = _headline(text, paragraphs)
    body = [p for p in paragraphs if p != headline]
    byline = next((p for p in body[:3] if _BYLINE.match(text[p[0] : p[1]])), None)
    dateline = next((d for p in body[:5] if p != byline and (d := _dateline(text, p)) is not None), None)
    agency = None if dateline is None else dateline.agency
    credited = credits(text, paragraphs, headline=headline, agency=agency)
    return Layout(headline, dateline, byline, tuple(paragraphs), credited)


def sentence_starts(doc: Doc, layout: Layout) -> list[int]:
    """Return the tokens that must open a sentence whatever the parser thinks: of paragraphs, and after a dateline."""
    starts = {start for start, _ in layout.paragraphs}
    found = [t.i for t in doc if t.idx in starts]
    if layout.dateline is not None:
        found += [t.i for t in doc if t.idx >= layout.dateline.end and not t.is_space and not t.is_punct][:1]
    return sorted(found)


def _paragraphs(text: str) -> list[Range]:
    found = []
    for m in re.finditer(r"[^\n]+", text):
        stripped = m.group().strip()
        if stripped:
            start = m.start() + m.group().index(stripped[0])
            found.append((start, start + len(stripped)))
    return found


def _headline(text: str, paragraphs: list[Range]) -> Range | None:
    """The first paragraph is the headline where it is short and no full sentence with a stop."""
    if not paragraphs:
        return None
    start, end = paragraphs[0]
    words = text[start:end]
    ended = _SENTENCE_END.search(words) and not _is_title_case(words)
    if len(words) > _HEADLINE_LENGTH or ended or _dateline(text, paragraphs[0]):
        return None
    return paragraphs[0]


def _is_title_case(words: str) -> bool:
    """Tell whether all words of some length have capitals: "Chad Lifts Travel Ban to Niger.", a stop or not."""
    long = _LONG_WORD.findall(words)
    return len(long) > 2 and all(w[0].isupper() for w in long)


def _dateline(text: str, paragraph: Range) -> Dateline | None:
    start, end = paragraph
    m = _DATELINE.match(text, start, end)
    if m is None:
        return None
    alone = m.end() >= end
    # "IRAN said on Monday" is no dateline: a dash, a date or an agency in brackets must follow the place
    if not (m["dash"] or m["agency"] or (m["date"] and alone)):
        return None
    span = lambda g: m.span(g) if m[g] else None  # noqa: E731
    return Dateline(start, start + len(m.group().rstrip()), m.span("place"), span("date"), span("agency"))
