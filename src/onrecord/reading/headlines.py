"""Title Case Headlines in sentence case, for the parser: "Chad Signs Pact With Niger" as "Chad signs pact with Niger".

In: a report's text and its layout. Out: a text of the same length; names keep their capitals.
"""

from __future__ import annotations

import re

from onrecord.reading.english import common_words
from onrecord.reading.layout import Layout

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CAPITALISED = 0.6
"""From this share of capitalised words on, a headline is in title case."""


def sentence_case(text: str, layout: Layout) -> str:
    """Return the text with a title-case headline in sentence case, at the same offsets."""
    if layout.headline is None:
        return text
    start, end = layout.headline
    headline, body = text[start:end], text[end:]
    words = [m for m in _WORD.finditer(headline) if len(m.group()) > 3]
    if len(words) < 3 or sum(m.group()[0].isupper() for m in words) < _CAPITALISED * len(words):
        return text
    changed = _WORD.sub(lambda m: m.group().lower() if _loses_capital(m, body) else m.group(), headline)
    return text[:start] + changed + text[end:]


def _loses_capital(m: re.Match[str], body: str) -> bool:
    """The body decides where it has the word inside a sentence; else the table of common words."""
    word = m.group()
    abbreviated = len(word) == 1 or m.string[m.end() : m.end() + 1] == "."
    if m.start() == 0 or abbreviated or not word.istitle():
        return False
    as_name = len(re.findall(rf"(?<=[a-z,] ){re.escape(word)}\b", body))
    as_word = len(re.findall(rf"\b{re.escape(word.lower())}\b", body))
    if as_name or as_word:
        return as_word > as_name
    return _is_common(word.lower())


def _is_common(word: str) -> bool:
    """Look the word up, also without a regular ending: "signs", "committed", "helping"."""
    if word in common_words():
        return True
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            if {stem, f"{stem}e", doubled} & common_words():
                return True
    return False
