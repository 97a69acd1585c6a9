"""Rules for bare years, decades and centuries, and for the numbers that only look like a year.

In: a `Match` and its `Setting`. Out: a `Sense`, or None where the number is none.
"""

from __future__ import annotations

from onrecord.linking import calendar as cal
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import Rule, Sense, Setting, about, told

_NUMBERING = frozenset({"$", "€", "£", "¥", "#", "/", ":", "than", "at"})
"""Words before a number that make it a price, a page, a time: "$1999", "at 1800"."""

_MEASURING = frozenset({"%", "$", "€", "£", ":", "/"})


def _bare_year(m: Match, s: Setting) -> Sense | None:
    """Take a bare number as a year unless it counts, prices, numbers or names something."""
    token, before = m.slots["year"], s.before(m)
    if len(token.text) == 4 and not (1700 if before.is_a("CUE", "SINCE", "BY") else 1800) <= int(token.text) <= 2150:
        return None
    if m.stop - m.first == 1:
        if _counts(m, s) or _numbered(m, s):
            return None
        if len(token.text) < 4 and not before.is_a("CUE", "SINCE", "BY", "DASH", "EDGE", "COMMA", "the", "to", "and"):
            return None  # "'98" may be what closes a quotation
    return told(about(m, cal.year(m.year())))


def _counts(m: Match, s: Setting) -> bool:
    """Tell "2000 soldiers", "2000 foreign soldiers", "1999%", "1800 GMT"; but "In 2014 foreign soldiers came"."""
    after = s.next(m)
    if s.counted(m) or after.text in _MEASURING or after.is_a("ZONE"):
        return True
    if after.is_a("DASH"):
        return s.after(m, 2).isdigit() and len(s.after(m, 2)) not in (2, 4)
    return (
        not s.before(m).is_a("CUE", "SINCE", "BY") and s.next(m, 2).is_a("COUNTED") and not after.is_a("COMMA", "DOT")
    )


def _numbered(m: Match, s: Setting) -> bool:
    """Tell a number that belongs to the word before it: "Resolution 1973", "A-1500", "nearly 2000", "Euro 2016"."""
    before = s.before(m)
    glued = s.words[m.first].start == before.end
    if before.is_a("NUMBERED", "APPROX", "AMPM") or before.text in _NUMBERING:
        return True
    if before.is_a("DOT"):
        return glued
    if before.is_a("DASH"):
        whole = s.before(m, 2)
        return glued and not (whole.is_a("YEAR", "SINCE", "EDGE") or whole.text.lower() == "pre")
    opens = m.first < 2 or s.before(m, 2).text in (".", "“", '"') or s.before(m, 2).text.isspace()
    return before.text[:1].isupper() and before.text.isalpha() and not before.values and not opens


def _decade(m: Match, s: Setting) -> Sense | None:
    text = m.slots["decade"].text.strip("'‘’`")
    digits = int(text[:-1])
    if digits < 100:
        if s.words[m.first] == m.slots["decade"]:
            return None  # "in his 60s" is an age, "the 60s" and "the late '60s" are years
        digits += 2000 if digits < 20 else 1900
    return told(cal.decade(digits))


def _century(m: Match, s: Setting) -> Sense | None:
    n = m.number("n")
    return told(cal.century(n)) if 1 < n <= 22 else None


RULES: dict[str, Rule] = {
    "year": _bare_year,
    "decade": _decade,
    "century": _century,
}
"""Meaning, as ``times_patterns.csv`` names it, to rule."""
