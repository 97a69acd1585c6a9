"""Which characters of a text stand inside quotation marks, as a measure sees it, whatever our own reading says.

In: a raw text. Out: one truth value a character.

Line by line: a mark left open runs to the end of its line, as in speech that goes on in the next paragraph. ``''``
and two backticks count as one double mark; curly single marks count, straight ones (apostrophes) do not.
"""

from __future__ import annotations

from collections.abc import Iterator

_OPENING, _CLOSING = "“«„", "”»"
Stretch = tuple[int, int]


def mask(text: str) -> list[bool]:
    """Return True for each character inside quotation marks, the marks included."""
    inside = [False] * len(text)
    offset = 0
    for line in text.replace("''", '""').replace("``", '""').split("\n"):
        for start, end in (*_doubles(line), *_singles(line)):
            inside[offset + start : offset + end] = [True] * (end - start)
        offset += len(line) + 1
    return inside


def _doubles(line: str) -> Iterator[Stretch]:
    """Stretches between double marks: straight, doubled straight (``""``), curly, or angle."""
    start = None
    for i, mark in enumerate(line):
        if mark == '"':
            if line[i + 1 : i + 2] == '"':  # the first half of a doubled mark
                continue
            opens = start is None and _opens(line, i)
        elif mark in _OPENING or mark in _CLOSING:
            opens = mark in _OPENING
        else:
            continue
        if opens and start is None:
            start = i
        elif not opens and start is not None:
            yield start, i + 1
            start = None
    if start is not None:
        yield start, len(line)


def _opens(line: str, i: int) -> bool:
    """A straight mark closes only where something stands before it and nothing after it: ``He left."``."""
    before = line[i - 2 : i - 1] if line[i - 1 : i] == '"' else line[i - 1 : i]
    after = line[i + 1 : i + 2]
    return not before or before.isspace() or not (not after or after.isspace())


def _singles(line: str) -> Iterator[Stretch]:
    start = None
    for i, mark in enumerate(line):
        if mark == "‘" and not line[i - 1 : i].isalnum() and start is None:
            start = i
        elif mark == "’" and start is not None and not line[i + 1 : i + 2].isalnum():
            yield start, i + 1
            start = None
