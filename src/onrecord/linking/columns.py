"""Which tokens of a text deserve a look.

In: a Doc. Out: indices of the tokens with certain parts of speech or certain words.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def capitalised(doc: Doc, *parts: str) -> list[int]:
    """Return the indices of the tokens with a capital and one of the parts of speech, in order."""
    return [t.i for t in doc if t.pos_ in parts and t.text != t.lower_]


def with_capitals(doc: Doc) -> list[int]:
    """Return the indices of the tokens with a capital, in order."""
    return [t.i for t in doc if t.text != t.lower_]


def relative(doc: Doc) -> list[int]:
    """Return the indices of the relative and interrogative pronouns, in order."""
    return [t.i for t in doc if t.tag_ in _RELATIVE]


def with_words(doc: Doc, words: frozenset[str], *, lemma: bool = False) -> list[int]:
    """Return the indices of the tokens that are one of the lower-case words, or have it as their lemma, in order."""
    if not lemma:
        return [t.i for t in doc if t.lower_ in words]
    spelled = _spelled(words)
    return [t.i for t in doc if t.lower_ in words or t.lemma_ in spelled]


@lru_cache(maxsize=64)
def _spelled(words: frozenset[str]) -> frozenset[str]:
    """Return the words in small letters and with a capital, as lemmas of names are written."""
    return words | {w.capitalize() for w in words}
