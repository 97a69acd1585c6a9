"""Capitals undone for the parser: "Chad Signs Pact With Niger" and "CHAD SIGNS PACT" as "Chad signs pact".

In: a report's text and its layout. Out: a text of the same length; names keep their capitals.
"""

from __future__ import annotations

import re

from onrecord.reading.layout import Layout
from onrecord.reading.lemmas import common_words

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LETTERS = 12
"""From this many letters on a paragraph can be told to be printed in capitals."""
_CAPITALISED = 0.6
"""From this share of capitalised words on, a headline is in title case."""
_SHOUTED = 0.9
"""From this share of capital letters on, a paragraph is printed in capitals throughout, as wires once were."""
_SENTENCE = re.compile(r"(?:^|(?:(?<=\w\w)\.|[!?:])\s+|\n\s*)[\"“'‘(\[]*$")
_CALENDAR = re.compile(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    "|january|february|march|april|june|july|august|(?:septem|octo|novem|decem)ber"
)
_ENDING = re.compile(
    "(?:[ts]ions?|ments?|ness|it(?:y|ies)|[ae]nces?|ship|(?:al|ous|ive|ed|ing|ate)ly|ic?al|ional|ative|[ai]ble|ful|less"
    "|ings|ators|isms?)$"
)
"""Endings of words that are no names, whatever the table leaves out."""


def sentence_case(text: str, layout: Layout) -> str:
    """Return the text in sentence case, at the same offsets: a title-case headline, paragraphs all in capitals."""
    for start, end in layout.paragraphs:
        letters = [c for c in text[start:end] if c.isalpha()]
        if len(letters) >= _LETTERS and sum(c.isupper() for c in letters) >= _SHOUTED * len(letters):
            text = text[:start] + _WORD.sub(_spoken_case, text[start:end]) + text[end:]
    return text if layout.headline is None else _headline_case(text, layout.headline)


def _spoken_case(m: re.Match[str]) -> str:
    """Return a shouted word as it would stand in a sentence: common words small, names and abbreviations not."""
    word = m.group()
    lower = word.lower()
    if len(lower) != len(word) or _is_abbreviation(m):
        return word
    base = re.sub(r"[’'](?:s|t|re|ve|ll|d)?$", "", lower)
    named = _CALENDAR.fullmatch(lower) or lower == "i" or not (_is_common(base) or _ENDING.search(base))
    return lower.capitalize() if named or _SENTENCE.search(m.string, max(0, m.start() - 8), m.start()) else lower


def _is_abbreviation(m: re.Match[str]) -> bool:
    """Tell whether the capitals belong to the word: "[KNLF]", "U.N.", "TV"."""
    before, after = m.string[m.start() - 1 : m.start()], m.string[m.end() : m.end() + 1]
    word = m.group()
    single = len(word) == 1 and (after == "." or before == ".")
    return single or (before in ("(", "[") and after in (")", "]")) or not set(word.lower()) & set("aeiouy")


def _headline_case(text: str, headline_range: tuple[int, int]) -> str:
    start, end = headline_range
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
    if word.endswith(("ies", "ied")) and f"{word[:-3]}y" in common_words():
        return True
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            if {stem, f"{stem}e", doubled} & common_words():
                return True
    return False
