"""Pieces of text on a page become paragraphs in reading order.

In: for each page of a PDF, its pieces of text with their boxes, in the order in which the file draws them. Out:
paragraphs; words parted at a line's end are whole again, running heads and page numbers are gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low

HYPHEN = "\u00ad"
"""How a hyphen at a line's end is marked, whatever the reader of the file makes of it."""

_COLUMN_GAP = 1.0
"""In widths of an em: what is farther apart on one height stands in two columns."""
_MARGIN = 0.1
_MOST_LINES = 3000
_SENTENCE_END = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u00ad]$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line: its box (the origin is at the page's foot) and the size of its letters."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    text: str

    def beside(self, other: Piece) -> bool:
        """Tell whether two pieces stand on one height."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.top - self.bottom, other.top - other.bottom)

    def above(self, other: Piece) -> bool:
        """Tell whether they share a column, the other one lower."""
        return other.top < self.top and min(self.right, other.right) > max(self.left, other.left)


def paragraphs(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> list[str]:
    """Return the paragraphs of a document; one that runs over a page's end is one."""
    laid = [_ordered(_lines(pieces)) for pieces in pages]
    heads = _running_heads(laid, heights)
    kept = [
        [line for line in lines if not _in_margin(line, height) or _shape(line.text) not in heads]
        for lines, height in zip(laid, heights, strict=True)
    ]
    words = Counter(
        word for lines in kept for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )
    return [_joined(paragraph, words) for paragraph in _grouped(kept)]


def _lines(pieces: Iterable[Piece]) -> list[Piece]:
    """Join the pieces that make up a line: files part them at every change of font, some at every word."""
    lines: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if not text.strip():
            continue
        last = lines[-1] if lines else None
        em = max(piece.size, last.size) if last else 0
        if last and last.beside(piece) and -0.5 * em < piece.left - last.right < _COLUMN_GAP * em:
            space = " " if piece.left - last.right > 0.12 * em and not last.text.endswith(" ") else ""
            lines[-1] = Piece(
                min(last.left, piece.left),
                min(last.bottom, piece.bottom),
                max(last.right, piece.right),
                max(last.top, piece.top),
                last.size if len(last.text) >= len(text) else piece.size,
                f"{last.text}{space}{text}",
            )
        else:
            lines.append(piece)
    return [replace(line, text=re.sub(r"\s+", " ", line.text).strip()) for line in lines]


def _ordered(lines: list[Piece]) -> list[Piece]:
    """Put lines into reading order: as the file draws them, unless it draws columns side by side, line by line."""
    pairs = pairwise(lines)
    across = sum(second.left > first.right and first.beside(second) for first, second in pairs)
    if across < 2 or across < 0.2 * len(lines) or len(lines) > _MOST_LINES:
        return lines
    return _cut(lines)


def _cut(lines: list[Piece]) -> list[Piece]:
    """Cut a page at its gutters from left to right, else at its widest gap from top to bottom, again and again."""
    ordered: list[Piece] = []
    waiting = [lines]
    while waiting:
        region = waiting.pop()
        if len(region) < 3:
            ordered += sorted(region, key=lambda line: (-line.top, line.left))
            continue
        parts = _gutter(region) or _widest_gap(region)
        waiting += reversed(parts)
    return ordered


def _gutter(region: list[Piece]) -> tuple[list[Piece], ...]:
    by_left = sorted(region, key=lambda line: line.left)
    reach = by_left[0].right
    em = median(line.size for line in region)
    for i, line in enumerate(by_left[1:], start=1):
        if line.left - reach > 0.5 * em and i > 1 and len(by_left) - i > 1:
            left = {id(piece) for piece in by_left[:i]}
            return [p for p in region if id(p) in left], [p for p in region if id(p) not in left]
        reach = max(reach, line.right)
    return ()


def _widest_gap(region: list[Piece]) -> tuple[list[Piece], ...]:
    by_top = sorted(region, key=lambda line: (-line.top, line.left))
    foot, widest, at = by_top[0].bottom, float("-inf"), 1
    for i, line in enumerate(by_top[1:], start=1):
        if foot - line.top > widest:
            widest, at = foot - line.top, i
        foot = min(foot, line.bottom)
    return by_top[:at], by_top[at:]


def _running_heads(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> set[str]:
    """Return what stands at the head or foot of most pages, numbers aside, and plain page numbers."""
    shapes = [
        {_shape(line.text) for line in lines if _in_margin(line, height)}
        for lines, height in zip(pages, heights, strict=True)
    ]
    counted = Counter(shape for page in shapes for shape in page)
    often = max(3, len(pages) // 2)
    return {shape for shape, count in counted.items() if count >= often or _PAGE_NUMBER.fullmatch(shape)}


def _in_margin(line: Piece, height: float) -> bool:
    return line.bottom > (1 - _MARGIN) * height or line.top < _MARGIN * height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "1", text.casefold())


def _grouped(pages: Sequence[Sequence[Piece]]) -> Iterator[list[Piece]]:
    pitch = _pitch(pages)
    paragraph: list[Piece] = []
    for lines in pages:
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            if paragraph and _opens(line, paragraph, following, lines, pitch):
                yield paragraph
                paragraph = []
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _pitch(pages: Sequence[Sequence[Piece]]) -> float:
    """Return how far the lines of one paragraph stand apart, in letters' sizes: what is usual in the document."""
    found = [
        (first.bottom - second.bottom) / second.size
        for lines in pages
        for first, second in pairwise(lines)
        if first.above(second) and abs(first.size - second.size) < 0.1 * second.size
    ]
    return median_low(found) if found else 1.2


def _opens(
    line: Piece, paragraph: Sequence[Piece], following: Piece | None, lines: Sequence[Piece], pitch: float
) -> bool:
    """Tell whether a line opens a paragraph after those before it."""
    last = paragraph[-1]
    if abs(line.size - last.size) > 0.15 * max(line.size, last.size):
        return True
    ended = _SENTENCE_END.search(last.text) is not None
    if not last.above(line):  # the next column or page: a sentence may go on there
        indented = following is not None and line.above(following) and line.left > following.left + 0.8 * line.size
        return ended and (indented or _short(last, line, lines))
    if last.bottom - line.bottom > (1.35 * pitch + 0.1) * line.size:
        return True
    column = min(piece.left for piece in paragraph if piece.right > line.left)
    if ended and 0.8 * line.size < line.left - column < 6 * line.size:
        return True
    return ended and _short(last, line, lines)


def _short(last: Piece, line: Piece, lines: Sequence[Piece]) -> bool:
    """Tell whether a line ends before its column does, though the next one's first word had room on it."""
    column = (
        other.right
        for other in lines
        if other.right > last.left and other.left < last.right and abs(other.size - last.size) < 0.1 * last.size
    )
    edge = max(column, default=last.right)
    word = line.text.partition(" ")[0]
    return edge - last.right > (1.5 + 0.5 * (len(word) + 1)) * last.size


def _joined(paragraph: Sequence[Piece], words: Counter[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = _over_the_line(text, line.text, words)
    return text.replace(HYPHEN, "-")


def _over_the_line(text: str, line: str, words: Counter[str]) -> str:
    """Join two lines; a hyphen between small letters is the printer's, unless the document has the word with one."""
    before, after = _LAST_WORD.search(text), _FIRST_WORD.match(line)
    if not before or not after:
        return f"{text} {line}"
    hyphened = f"{before[1]}-{after[0]}"
    if not after[0][0].islower() or words[hyphened] > words[before[1] + after[0]]:
        return f"{text[:-1]}-{line}"
    return f"{text[:-1]}{line}"
