"""Verbs that tell of speech or thought only together with the words after them: "put it", "took aim at", "made clear".

In: a verb of a parsed `Doc`. Out: the row of ``reporting_idioms.csv`` that it opens, and the last word of the idiom.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.lexicon import Row, table
from onrecord.reading import english

_GAP = 3
"""Words that may stand inside: "took a rare and sudden swipe at"."""
_FILLERS = frozenset({"DET", "PRON", "ADJ", "ADV", "NUM", "PART", "CCONJ"})


@cache
def _by_verb() -> dict[str, tuple[tuple[Row, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[Row, tuple[str, ...]]]] = {}
    for row in table("reporting_idioms"):
        found.setdefault(row["word"], []).append((row, tuple(row["after"].split())))
    # of "make clear" and "make it clear" the longer one is tried first
    return {verb: tuple(sorted(rows, key=lambda r: -len(r[1]))) for verb, rows in found.items()}


def idiom(verb: Token) -> tuple[Row, Token] | None:
    """Return the idiom that the verb opens, with its last word, or None."""
    for row, words in _by_verb().get(str(verb.lemma_.lower()), ()):
        last = _last_word(verb, words)
        if last is not None:
            return row, last
    return None


def _last_word(verb: Token, words: tuple[str, ...]) -> Token | None:
    """Find the words in their order, with no more between them than articles, owners and adjectives."""
    doc, at = verb.doc, verb.i
    for n, word in enumerate(words):
        gap = 0 if n else _GAP
        for i in range(at + 1, min(at + 2 + gap, len(doc))):
            token = doc[i]
            if word in (token.lower_, token.lemma_.lower()):
                at = i
                break
            if token.pos_ not in _FILLERS and not english.is_possessor(token):
                return None
        else:
            return None
    return doc[at]
