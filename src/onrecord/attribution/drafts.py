"""Attributions in the making, and the arithmetic of their character ranges.

In: token and character ranges. Out: trimmed, merged and cut ranges; `Draft`s that the door function finishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from onrecord.attribution.cues import Sense, Stance

Range = tuple[int, int]

SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)[.!?][\"”’')]*\s"
)
"""A stop that ends a sentence, and no initial or title: "J. Roe", "Mr. Roe"."""
_EDGE = " \t\r\n\u00a0"
_LOOSE_MARKS = ",;:–—―-"


@dataclass(slots=True, eq=False)
class Draft:
    """A source, a cue and its content on their way to an attribution; all ranges are character offsets."""

    cue: Range | None
    speaker: Range | None
    pieces: list[Range]
    sense: Sense
    stance: Stance
    rule: str
    frame: str
    quotable: bool
    """May carry a quotation: "said" may, "plans" may not."""
    hearer: Range | None = None
    quoted: list[Range] = field(default_factory=list)
    first_person: bool = False
    addressee: bool = False
    """The source is the reader: "you agree to receive our letters" is nobody's statement."""
    participle: bool = False
    """A free participle that borrows its source: "…, adding that"."""
    passive: bool = False
    """The grammatical subject is spoken to or of: "was asked"."""
    tense: str = ""
    """The tag of a verb that is the cue."""
    joined: bool = False
    """A verb without subject, coordinated with another: "said the road was open and warned that …"."""
    loose: bool = False
    """The grammar fits, but the source is unnamed or no person or body: "fears of a strike", "the ads attacked Roe"."""
    naming: bool = False
    """The verb takes an object and what it is called: "called the chief, Ana Roe, “a hero”"."""
    shaky: bool = False
    """Negated, asked or conditional: "did not say whether"."""
    host: Draft | None = None
    """The draft that this one stands inside, where its cue is outside of that one's content: ", citing a minister"."""
    echoes: Draft | None = None
    """The draft whose content is this one's too."""
    opens: int | None = None
    """Where the frame begins, if before cue and source: "TASS quoted" of "TASS quoted the minister as saying"."""

    @property
    def at(self) -> int:
        """Where the draft stands in the text."""
        return self.cue[0] if self.cue else min(p[0] for p in self.pieces + self.quoted)

    @property
    def low(self) -> int:
        """Where its frame of cue and source opens."""
        low = min(r[0] for r in (self.cue, self.speaker) if r is not None)
        return low if self.opens is None else min(low, self.opens)

    @property
    def high(self) -> int:
        """Where its frame of cue and source ends, in the cue's neighbourhood."""
        ends = [r[1] for r in (self.cue, self.speaker) if r is not None]
        return max(ends)


def spoken(cue: Range, speaker: Range, pieces: list[Range], rule: str, frame: str) -> Draft:
    """Return a plain statement of speech, that a mark or a label shows: "Mayor: …", "… — Ana Roe"."""
    return Draft(
        cue=cue,
        speaker=speaker,
        pieces=pieces,
        sense="speech",
        stance="neutral",
        rule=rule,
        frame=frame,
        quotable=True,
    )


def characters(doc: Doc, start: int, end: int) -> Range:
    """Return the character range of tokens, spaces and loose marks at the edges cut off."""
    last = doc[end - 1]
    return trim(doc.text, (doc[start].idx, last.idx + len(last)))


def trim(text: str, span: Range) -> Range:
    """Cut white space and loose marks off the edges, and the full stop where no quotation mark follows it."""
    start, end = span
    while start < end and (text[start] in _EDGE or text[start] in _LOOSE_MARKS or text[start] in ".?!"):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1] in _LOOSE_MARKS or text[end - 1] == "."):
        if text[end - 1] == "." and end - 2 > start and text[end - 2].isupper():
            break  # "the U.S."
        end -= 1
    return start, end


def merge(spans: Iterable[Range]) -> list[Range]:
    """Unite ranges that overlap or touch, sorted."""
    out: list[Range] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def cut(span: Range, holes: Sequence[Range]) -> list[Range]:
    """Take the holes out of the range."""
    pieces = [span]
    for low, high in holes:
        rest: list[Range] = []
        for start, end in pieces:
            if high <= start or low >= end:
                rest.append((start, end))
                continue
            if start < low:
                rest.append((start, low))
            if high < end:
                rest.append((high, end))
        pieces = rest
    return pieces


def overlap(a: Range, b: Range) -> int:
    """Return the number of characters that two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def within(inner: Range, outer: Range) -> bool:
    """Tell whether the first range lies in the second."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
