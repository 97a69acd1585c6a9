"""Word pieces: how a BERT encoder cuts words, in lower case, without accents, the longest known piece first.

In: words and the vocabulary of the encoder. Out: numbers of pieces, with the place where each word begins.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST = 100
"""Longer words are unknown, as in the encoder's own training."""


def vocabulary(path: Path) -> dict[str, int]:
    """Read a vocabulary: one piece a line, its number is that of the line from 0."""
    return {piece: n for n, piece in enumerate(path.read_text("utf-8").split("\n")) if piece}


def encode(words: Sequence[str], pieces: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Return the numbers of the pieces between start and end, and the place of each word's first piece."""
    numbers, places = [pieces[_START]], []
    for word in words:
        places.append(len(numbers))
        for part in _parts(word):
            numbers += _cut(part, pieces)
    return [*numbers, pieces[_END]], places


@cache
def _parts(word: str) -> tuple[str, ...]:
    """Lower the word, take its accents, and set off punctuation: "Saint-Étienne's" in five parts."""
    plain = unicodedata.normalize("NFD", word.lower())
    parts: list[str] = []
    inside = False
    for character in plain:
        kind = unicodedata.category(character)
        if kind == "Mn" or (kind in ("Cc", "Cf") and character not in "\t\n\r"):
            continue
        if character.isspace():
            inside = False
        elif _is_mark(character, kind):
            parts.append(character)
            inside = False
        elif inside:
            parts[-1] += character
        else:
            parts.append(character)
            inside = True
    return tuple(parts)


def _is_mark(character: str, kind: str) -> bool:
    """Tell whether a character stands alone: all of ASCII that is neither letter nor digit, and all punctuation."""
    return kind.startswith("P") or (character.isascii() and not character.isalnum()) or _is_ideograph(character)


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _cut(part: str, pieces: Mapping[str, int]) -> list[int]:
    """Cut a part into known pieces, or return the unknown one."""
    found: list[int] = []
    start = 0
    while start < len(part) <= _LONGEST:
        end = len(part)
        while end > start and ("##" * bool(start) + part[start:end]) not in pieces:
            end -= 1
        if end == start:
            return [pieces[_UNKNOWN]]
        found.append(pieces["##" * bool(start) + part[start:end]])
        start = end
    return found or [pieces[_UNKNOWN]]
