"""Which tokens of a text deserve a look.

In: a Doc. Out: the tokens with certain parts of speech or certain words, in order.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def capitalised(doc: Doc) -> list[Token]:
    """Return the tokens with a capital."""
    return [t for t in doc if t.text != t.lower_]


def relative(doc: Doc) -> list[Token]:
    """Return the relative and interrogative pronouns."""
    return [t for t in doc if t.tag_ in _RELATIVE]


def with_words(doc: Doc, words: frozenset[str], *, lemma: bool = False) -> list[Token]:
    """Return the tokens that are one of the lower-case words, or have it as their lemma.

    With `lemma` the words must be the same set for every report, of which forms are made once.
    """
    if not lemma:
        return [t for t in doc if t.lower_ in words]
    spelled = _spelled(words)
    return [t for t in doc if t.lower_ in words or t.lemma_ in spelled]


@lru_cache(maxsize=64)
def _spelled(words: frozenset[str]) -> frozenset[str]:
    """Return the words in small letters and with a capital, as lemmas of names are written."""
    return words | {w.capitalize() for w in words}
