"""Quotation marks kept as books are kept: what opens, what closes, what runs on into the next paragraph.

In: a text and its paragraphs as character offsets. Out: `Quote`s in text order; no text is ever refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

Range = tuple[int, int]

_OPENS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‚": "‘’"}
_STRAIGHT = frozenset(['"', "''", "``"])
_MARK = re.compile("(?<!')'''?(?!')|``|[\"“”„«»‹›‚‘’']")
_SMALL = frozenset(["a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"])
_TITLE_WORDS = 6
_SINGLES = frozenset("'‘’")
_BEFORE_OPEN = frozenset('([{—–-―/:;,…“"«„')


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, the marks included as written.

    `closed` is False where the mark stays open at the end of its paragraph; `resumes` is the index of the quote that
    this one goes on from, as in speech whose every paragraph opens with a mark and only the last one closes.
    """

    start: int
    end: int
    depth: int
    closed: bool
    single: bool
    resumes: int | None = None


@dataclass(slots=True)
class _Open:
    at: int
    mark: str
    single: bool


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on its way: the marks still open, the quotations done."""

    text: str
    start: int
    end: int
    stack: list[_Open] = field(default_factory=list)
    done: list[Quote] = field(default_factory=list)

    def scan(self) -> list[Quote]:
        """Return the paragraph's quotations, sorted by start."""
        for m in _MARK.finditer(self.text, self.start, self.end):
            mark, at = m.group(), m.start()
            if mark == "'''":
                self.triple(at)
            elif mark in _STRAIGHT:
                self.straight(at, len(mark))
            elif mark in _SINGLES and not (self.stack and self.stack[-1].mark == "‚" and mark in _OPENS["‚"]):
                self.single(at)
            else:
                self.curly(mark, at)
        self.settle()
        return sorted(self.done, key=lambda q: (q.start, -q.end))

    def around(self, at: int, width: int = 1) -> tuple[str, str]:
        """Return the characters before and after a mark; the paragraph's edges count as spaces."""
        before = self.text[at - 1] if at > self.start else " "
        return before, self.text[at + width] if at + width < self.end else " "

    def close(self, at: int, position: int) -> None:
        """Close the open mark at `position` of the stack; marks opened later and never closed are forgotten."""
        opened = self.stack[position]
        del self.stack[position:]
        self.done.append(Quote(opened.at, at, len(self.stack), closed=True, single=opened.single))

    def last_double(self) -> int:
        """Return the position of the innermost open double mark, or -1."""
        return next((p for p in range(len(self.stack) - 1, -1, -1) if not self.stack[p].single), -1)

    def curly(self, mark: str, at: int) -> None:
        """Marks that show by their shape whether they open or close."""
        for position in range(len(self.stack) - 1, -1, -1):
            # German marks close with what opens in English: „so“
            if mark in _OPENS.get(self.stack[position].mark, ""):
                self.close(at + 1, position)
                return
        before, after = self.around(at)
        position = self.last_double()
        if mark in "“„" and position >= 0 and not before.isspace() and after.isspace():
            self.close(at + 1, position)  # “Come,“ she said: a slip of the keyboard
        elif mark in _OPENS:
            self.stack.append(_Open(at, mark, single=mark == "‚"))
        elif position >= 0:
            # “…" and "…” stand in texts that went through two hands
            self.close(at + 1, position)

    def straight(self, at: int, width: int) -> None:
        """The marks " and '' open after a space and close after a word."""
        before, after = self.around(at, width)
        position = self.last_double()
        opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
        if position >= 0 and not (opens and before.isspace() and self.twice_more(at + width, self.stack[position])):
            self.close(at + width, position)
        elif opens and not (before.isdigit() and width == 1):
            self.stack.append(_Open(at, self.text[at : at + width], single=False))

    def triple(self, at: int) -> None:
        """A single mark beside a double one: ''He asked, 'Where?''' closes both, the inner one first."""
        if self.around(at)[0].isspace():
            self.straight(at, 2)
            self.single(at + 2)
        else:
            self.single(at)
            self.straight(at + 1, 2)

    def twice_more(self, at: int, opened: _Open) -> bool:
        """Tell whether two more marks follow: "he told me "go" and left" is a quote in a quote."""
        return opened.mark != "“" and self.text.count(opened.mark, at, self.end) >= 2

    def single(self, at: int) -> None:
        """Single marks, told apart from apostrophes by what stands on either side."""
        mark, (before, after) = self.text[at], self.around(at)
        if self.stack and self.stack[-1].single and mark != "‘" and not before.isspace() and not after.isalnum():
            # "the officials’ car": a plural possessive closes nothing where the real closing mark is still to come
            if not (before == "s" and after.isspace() and _closes_later(self.text, at + 1, self.end)):
                self.close(at + 1, len(self.stack) - 1)
            return
        nested = bool(self.stack) and self.stack[-1].single
        opens = (before.isspace() or before in _BEFORE_OPEN) and after.isalnum() and not after.isdigit()
        if opens and mark in "'‘" and not nested and _closes_later(self.text, at + 1, self.end):
            self.stack.append(_Open(at, mark, single=True))

    def settle(self) -> None:
        """Double marks left open run to the end of the paragraph; single ones were apostrophes and are dropped."""
        lost = [o.at for o in self.stack if o.single]
        for depth, opened in enumerate(o for o in self.stack if not o.single):
            # “We are “ready,” he said: the second opening mark is a slip, the first quotation ends with it
            slip = next((q for q in self.done if q.start > opened.at and not q.single), None)
            if slip is not None and self.text[slip.end - 2] in ",?!":
                self.done.remove(slip)
                self.done.append(Quote(opened.at, slip.end, depth, closed=True, single=False))
            else:
                self.done.append(Quote(opened.at, self.end, depth, closed=False, single=False))
        if lost:
            self.done = [replace(q, depth=max(0, q.depth - sum(at < q.start for at in lost))) for q in self.done]


@lru_cache(maxsize=16)
def find_quotes(text: str, paragraphs: tuple[Range, ...]) -> tuple[Quote, ...]:
    """Return all quotations, nested ones with depth 1 and more, sorted by start.

    They are asked for twice in a report; those of the reports that are read at a time are remembered.
    """
    found: list[Quote] = []
    running: int | None = None
    for start, end in paragraphs:
        inside = _Paragraph(text, start, end).scan()
        base = len(found)
        found.extend(inside)
        tops = [i for i in range(base, len(found)) if found[i].depth == 0 and not found[i].single]
        if running is not None and tops and found[tops[0]].start == start:
            found[tops[0]] = replace(found[tops[0]], resumes=running)
        running = tops[-1] if tops and not found[tops[-1]].closed else None
    return tuple(found)


def top_level(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotations that stand in no other."""
    return [q for q in quotes if q.depth == 0]


def is_title(text: str, quote: Quote) -> bool:
    """Tell whether the quotation is the name of a work or a programme, "on the show “Night Watch,”", no speech."""
    words = [w for w in re.findall(r"[\w’'&-]+", text[quote.start : quote.end]) if w.lower() not in _SMALL]
    if text[quote.end - 2 : quote.end - 1] in "!?":
        return False  # "cried “Fire!”"
    follows_a_word = text[: quote.start].rstrip(" \u00a0")[-1:].isalnum() or text[: quote.start].endswith(
        ("’s ", "'s ")
    )
    return 0 < len(words) <= _TITLE_WORDS and all(w[0].isupper() or w[0].isdigit() for w in words) and follows_a_word


def _closes_later(text: str, at: int, end: int) -> bool:
    """Tell whether a single closing mark is still to come in the paragraph, before another one opens."""
    for i in range(at, end):
        if text[i] == "‘":
            return False
        if text[i] in "'’" and not text[i - 1].isspace() and (i + 1 >= end or not text[i + 1].isalnum()):
            # "rock 'n' roll" quotes nothing
            return text[i + 1 : i + 2] != "'" and i - at > 2
    return False
