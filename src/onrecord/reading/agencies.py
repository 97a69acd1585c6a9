"""Credits: the news agency that a report, or one paragraph of it, names as where it comes from.

In: a report's text, its paragraphs, headline and dateline. Out: `Credit`s in text order. An agency that is spoken of,
or that says something in a sentence ("Reuters reported that …"), is credited with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from onrecord.lexicon import table, words
from onrecord.records import Credit

Range = tuple[int, int]
Share = Literal["whole", "part"]

_AND = r"\s*(?:[/,;&|]|\band\b)\s*"
_LEAD_LENGTH = 60
"""Characters before the agency in a dateline that the layout does not know: "Port Moresby, March 3 (AFP) -"."""
_LAST = 3
"""How many paragraphs at the end may hold a line of credit."""
_CAPTION = 60
"""Characters in which a word such as "photo" makes a caption's credit of it."""


def credits(
    text: str, paragraphs: Sequence[Range], *, headline: Range | None = None, agency: Range | None = None
) -> tuple[Credit, ...]:
    """Return who is credited.

    Args:
        headline: where the title stands, which credits nobody.
        agency: what stands in the brackets of the dateline.
    """
    body = [p for p in paragraphs if p != headline]
    whole = (0, len(text))
    found = list(_opening(text, body, whole, agency))
    for n, paragraph in enumerate(body):
        span = _closing(text, paragraph)
        if span is not None and all(c.end <= span[0] or span[1] <= c.start for c in found):
            found += _named(text, span, whole if n + 1 == len(body) else paragraph, "whole")
        if n + _LAST >= len(body):
            found += _lines(text, paragraph, whole)
    if any((c.low, c.high) != whole for c in found):
        # each paragraph of a digest has its own, the last one too
        last = body[-1]
        found = [_of(text, c, last) if last[0] <= c.start and c.share == "whole" else c for c in found]
    unique = {(c.name, c.low, c.high): c for c in sorted(found, key=lambda c: -c.start)}
    return tuple(sorted(unique.values(), key=lambda c: c.start))


def _opening(text: str, body: Sequence[Range], whole: Range, agency: Range | None) -> Iterator[Credit]:
    """Yield the credits of dateline and byline."""
    if agency is not None:
        yield from _named(text, agency, whole, "whole")
    for start, end in body[:3]:
        lead = _patterns()["lead"].match(text, start, end)
        line = _patterns()["byline"].fullmatch(text, start, end)
        if lead is not None and agency is None:
            yield from _named(text, _where(lead), whole, "whole")
        elif line is not None:
            yield from _named(text, _where(line), whole, "whole")


def _closing(text: str, paragraph: Range) -> Range | None:
    """Return the agencies at the end of a paragraph: "… (Reuters)", "… — AP", "… on Monday. AFP"."""
    m = _patterns()["end"].search(text, *paragraph)
    if m is None:
        return None
    before = text[max(paragraph[0], m.start() - _CAPTION) : m.start()].lower()
    caption = words("agency_credits", side="beside")
    return None if any(re.search(rf"\b{w}\b", before) for w in caption) else _where(m)


def _lines(text: str, paragraph: Range, whole: Range) -> Iterator[Credit]:
    """Yield the credits of a line that says so: "Source: TASS", "With inputs from PTI", "Reuters contributed …"."""
    for share in ("whole", "part"):
        m = _patterns()[share].match(text, *paragraph)
        if m is not None:
            yield from _named(text, _where(m), whole, "whole" if share == "whole" else "part")
            return


def _named(text: str, span: Range, covers: Range, share: Share) -> Iterator[Credit]:
    for m in _patterns()["name"].finditer(text, *span):
        low, high = covers
        yield Credit(
            start=m.start(), end=m.end(), quote=m.group(), name=_names()[m.group()], low=low, high=high, share=share
        )


def _of(text: str, credit: Credit, covers: Range) -> Credit:
    return next(iter(_named(text, (credit.start, credit.end), covers, credit.share)))


def _where(m: re.Match[str]) -> Range:
    """Return where the agencies stand that a pattern found."""
    return next(m.span(n) for n in range(1, len(m.groups()) + 1) if m.group(n) is not None)


@cache
def _names() -> dict[str, str]:
    return {row["word"]: row["name"] for row in table("news_agencies")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    spelled = sorted((re.escape(r["word"]) for r in table("news_agencies")), key=len, reverse=True)
    name = rf"(?<![\w-])(?:{'|'.join(spelled)})(?![\w-])"
    names = rf"({name}(?:{_AND}{name})*)"
    before, after = _phrases("before", "part"), _phrases("after", "part")
    anything = r"[^\n]{0,80}?"
    return {
        "name": re.compile(name),
        "lead": re.compile(rf"[^\n.:“\"]{{0,{_LEAD_LENGTH}}}?\({names}\)\s*(?:--|[-–—])\s"),
        "byline": re.compile(rf"(?:(?i:by)\s+)?(?:[A-Z][\w.’'\- ]{{1,60}}[,|/–—-]\s*)?{names}"),
        "end": re.compile(rf"(?:\({names}\)|(?:[—–]|--?)\s*{names}|[.”\"]\s+{names})\.?$"),
        "whole": re.compile(rf"\(?(?i:{_phrases('before', 'whole')})\s*:\s*{names}"),
        "part": re.compile(rf"\(?(?:(?i:{before})\s+{anything}{names}|{anything}{names}{anything}(?i:{after}))"),
    }


def _phrases(side: str, share: str) -> str:
    found = sorted(words("agency_credits", side=side, share=share), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w) for w in found)
