"""Which tokens of a text deserve a look, read from the Doc's columns: making a Token of each word is what costs time.

In: a Doc. Out: indices of the tokens with certain parts of speech or certain words.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from spacy.strings import get_string_id
from spacy.tokens import Doc

_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def capitalised(doc: Doc, *parts: str) -> list[int]:
    """Return the indices of the tokens with a capital and one of the parts of speech, in order."""
    wanted = _ids(frozenset(parts))
    columns = zip(_column(doc, "POS"), _column(doc, "ORTH"), _column(doc, "LOWER"), strict=True)
    return [i for i, (part, as_written, lower) in enumerate(columns) if part in wanted and as_written != lower]


def with_capitals(doc: Doc) -> list[int]:
    """Return the indices of the tokens with a capital, in order."""
    written = zip(_column(doc, "ORTH"), _column(doc, "LOWER"), strict=True)
    return [i for i, (as_written, lower) in enumerate(written) if as_written != lower]


def relative(doc: Doc) -> list[int]:
    """Return the indices of the relative and interrogative pronouns, in order."""
    return _among(doc, "TAG", _ids(_RELATIVE))


def with_words(doc: Doc, words: frozenset[str], *, lemma: bool = False) -> list[int]:
    """Return the indices of the tokens that are one of the lower-case words, or have it as their lemma, in order."""
    found = _among(doc, "LOWER", _ids(words))
    return sorted({*found, *_among(doc, "LEMMA", _spelled(words))}) if lemma else found


def _among(doc: Doc, column: str, ids: Collection[int]) -> list[int]:
    return [i for i, value in enumerate(_column(doc, column)) if value in ids]


def _column(doc: Doc, name: str) -> list[int]:
    values: list[int] = doc.to_array(name).tolist()
    return values


@lru_cache(maxsize=64)
def _ids(words: frozenset[str]) -> frozenset[int]:
    """Return spaCy's numbers of the words."""
    return frozenset(get_string_id(w) for w in words)


@lru_cache(maxsize=64)
def _spelled(words: frozenset[str]) -> frozenset[int]:
    """Return spaCy's numbers of the words in small letters and with a capital, as lemmas of names are written."""
    return _ids(words) | _ids(frozenset(w.capitalize() for w in words))
