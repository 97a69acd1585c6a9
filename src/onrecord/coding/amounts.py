"""How many, how much money, in what condition, made where: what the words around an item tell of a transfer.

In: tokens of a Doc. Out: plain values with the words that tell them; nothing is computed that the words do not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from spacy.tokens import Doc

from onrecord.lexicon import Row, table
from onrecord.reading import english as en

_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", *_TEENS)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER_WORDS = {w: n for n, w in enumerate(_UNITS)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_RANGE = frozenset({"to", "and", "or", "-", "–", "—"})
_BEFORE = 3
"""Words before a number that may hedge it: "no fewer than 30"."""
_SCALE = r"(?:bn|billion|mn|m|million|trillion|trn|k|thousand|crore)"
_FIGURE = r"\d[\d,]*(?:\.\d+)?"


def number(doc: Doc, start: int, head: int) -> dict[str, Any] | None:
    """Return how many of the thing headed at `head` there are: words, `low`, `high`, and whether it is an estimate.

    "up to 40 tanks" has no `low`, "more than 100" no `high`, "dozens of drones" neither.
    """
    at = next((i for i in range(start, head) if _value(doc, i) is not None and not _is_name(doc, i)), None)
    if at is None:
        return _vague(doc, max(0, start - 1), head)
    low, end = _read(doc, at)
    high, end = _range(doc, end, head, low)
    words, sense = _hedge(doc, at)
    first = at - words
    span = doc[first:end]
    estimate = sense != "" or high != low
    return {
        "quote": [span.start, span.end],
        "low": None if sense == "high" else low,
        "high": None if sense == "low" else high,
        "estimate": estimate,
    }


def _is_name(doc: Doc, i: int) -> bool:
    """Tell whether digits belong to a calibre: "155 mm shells"."""
    return i + 1 < len(doc) and doc[i + 1].lower_ in ("mm", "millimetre", "millimeter", "mm.", "cm", "-mm")


def _value(doc: Doc, i: int) -> int | None:
    text = doc[i].lower_
    if _DIGITS.fullmatch(text):
        return int(text.replace(",", ""))
    if text in _NUMBER_WORDS:
        return _NUMBER_WORDS[text]
    # "a dozen tanks", "two dozen"; "dozens of" is no number
    return _MULTIPLES.get(text)


def _read(doc: Doc, at: int) -> tuple[int, int]:
    """Return the number that begins at a token, and where it ends: "two hundred", "twenty-four"."""
    total = _value(doc, at) or 0
    end = at + 1
    while end < len(doc):
        if doc[end].lower_ in _MULTIPLES:
            total, end = total * _MULTIPLES[doc[end].lower_], end + 1
        elif doc[end].text == "-" and end + 1 < len(doc) and doc[end + 1].lower_ in _NUMBER_WORDS and total >= 20:
            total, end = total + _NUMBER_WORDS[doc[end + 1].lower_], end + 2
        else:
            break
    return total, end


def _range(doc: Doc, end: int, head: int, low: int) -> tuple[int, int]:
    """Return the upper end of a range, "between 20 and 24"; the lower one where there is none."""
    if end + 1 < head and doc[end].lower_ in _RANGE:
        value = _value(doc, end + 1)
        if value is not None and value > low and not _is_name(doc, end + 1):
            return _read(doc, end + 1)
    return low, end


@cache
def _senses() -> dict[str, str]:
    return {r["words"]: r["sense"] for r in table("amount_words")}


def _hedge(doc: Doc, at: int) -> tuple[int, str]:
    """Return how many words before a number hedge it, and how; "an estimated 30" is near."""
    for length in range(min(_BEFORE, at), 0, -1):
        words = " ".join(t.lower_ for t in doc[at - length : at])
        # "handed over 50 trucks" is no more than 50
        particle = length == 1 and en.particle(doc[at - 1].head) == doc[at - 1]
        if words in _senses() and not particle:
            return length, _senses()[words]
    return 0, ""


def _vague(doc: Doc, start: int, head: int) -> dict[str, Any] | None:
    for i in range(start, head):
        for length in (3, 2, 1):
            words = " ".join(t.lower_ for t in doc[i : min(i + length, head)])
            if _senses().get(words) == "vague":
                return {"quote": [i, i + length], "low": None, "high": None, "estimate": True}
    return None


@cache
def _money() -> re.Pattern[str]:
    words = sorted((r["word"] for r in table("currencies")), key=len, reverse=True)
    signs = "|".join(re.escape(w) for w in words if not w[-1].isalpha())
    names = "|".join(re.escape(w) + "s?" for w in words if w[-1].isalpha())
    return re.compile(
        rf"(?P<sign>{signs}) ?{_FIGURE}(?:[ -]?{_SCALE})?\b|{_FIGURE}(?:[ -]?{_SCALE})?[ -](?P<name>{names})\b",
        re.IGNORECASE,
    )


@cache
def _currencies() -> dict[str, Row]:
    return {r["word"].lower(): r for r in table("currencies")}


def money(doc: Doc, start: int, end: int) -> dict[str, Any] | None:
    """Return the first sum of money in a token span, as written, with its currency where the words are clear.

    "$3bn" is in US dollars as news write it; "50m kroner" may be Norwegian or Danish and is left open.
    """
    text = doc[start:end].text.replace("\n", " ")
    found = _money().search(text)
    if found is None:
        return None
    offset = doc[start].idx
    span = doc.char_span(offset + found.start(), offset + found.end(), alignment_mode="expand")
    word = (found["sign"] or found["name"]).lower()
    row = _currencies().get(word) or _currencies().get(word.removesuffix("s"))
    if span is None or row is None:
        return None
    return {"quote": [span.start, span.end], "currency": row["code"] or None, "words": row["word"], "rule": row.rule}


def phrases(doc: Doc, start: int, end: int, name: str, column: str) -> Iterator[tuple[list[int], Row]]:
    """Yield the phrases of a lexicon within a token span: "second-hand", "under licence"."""
    known = _spelt(name, column)
    lowered = [t.lower_ for t in doc[start:end]]
    for i in range(len(lowered)):
        for length in (4, 3, 2, 1):
            row = known.get("".join(lowered[i : i + length]))
            if row is not None and i + length <= len(lowered):
                yield [start + i, start + i + length], row


@cache
def _spelt(name: str, column: str) -> dict[str, Row]:
    return {r[column].replace(" ", "").lower(): r for r in table(name)}
