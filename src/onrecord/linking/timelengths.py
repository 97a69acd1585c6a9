"""Rules for lengths of time, for times that come again, and for "now" and "recently".

In: a `Match` and its `Setting`. Out: a `Sense` without a date, or None where the words are no time ("82-year-old").
"""

from __future__ import annotations

from onrecord.linking import calendar as cal
from onrecord.linking import timeevents
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import NOTHING, UNITS, Rule, Sense, Setting, coarse, length


def _duration(m: Match, s: Setting) -> Sense | None:
    if _age(m, s):
        return NOTHING
    if m.value("unit", "UNIT", "UNITS") == "Q" and (m.count() is None or s.after(m).lower() in ("of", "-")):
        return None  # "three quarters of the people", "searched the general's quarters"
    if m.slots["unit"].text[:1].isupper() and m.slots["unit"].text[1:].islower() and m.stop - m.first > 1:
        return NOTHING  # a title: "Sixty Days"
    plain = m.stop - m.first == 1 and "UNIT" in m.slots["unit"].values
    return None if plain else timeevents.told_by(m, s) or Sense(length(m, s))


def _age(m: Match, s: Setting) -> bool:
    """Tell "82-year-old", "aged 30 years", "three years old" from a length of time."""
    following = [w.text.lower() for w in s.words[m.stop : m.stop + 3]]
    return "old" in following[:2] or following[:3] in (["of", "age"], ["-", "old"]) or s.before(m).is_a("AGED")


_HALVES = {"TH": "PT30M", "D": "PT12H", "Y": "P6M", "10Y": "P5Y", "100Y": "P50Y"}


def _half_unit(m: Match, s: Setting) -> Sense | None:
    timex = _HALVES.get(m.value("unit", "UNIT"))
    return Sense(timex) if timex else None


def _past_span(m: Match, s: Setting) -> Sense | None:
    return _ranging(m, s, -1)


def _next_span(m: Match, s: Setting) -> Sense | None:
    return _ranging(m, s, 1)


def _ranging(m: Match, s: Setting, direction: int) -> Sense | None:
    timex = length(m, s)
    code = m.value("unit", "UNIT", "UNITS")
    count = m.count()
    if s.anchor is None or code not in UNITS or count is None:
        return Sense(timex)
    unit, count = coarse(code, count)
    far = cal.shift(s.anchor, unit, direction * count)
    return Sense(timex, basis=s.basis, span=(far.first, s.anchor) if direction < 0 else (s.anchor, far.last))


def _past(m: Match, s: Setting) -> Sense | None:
    """Read "in the past"; the time of "in the past two years" begins a word later and is a length."""
    return None if s.next(m).is_a("NUM", "SOME", "UNIT", "UNITS") else Sense("PAST_REF")


def _recent(m: Match, s: Setting) -> Sense | None:
    return Sense("PAST_REF")


def _soon(m: Match, s: Setting) -> Sense | None:
    return Sense("FUTURE_REF")


def _awhile(m: Match, s: Setting) -> Sense | None:
    return Sense("PXX")


def _each(m: Match, s: Setting) -> Sense | None:
    if "weekday" in m.slots:
        return Sense(f"XXXX-WXX-{m.value('weekday', 'WEEKDAY', 'WEEKDAYS')}")
    return Sense(length(m, s))


def _each_of(m: Match, s: Setting) -> Sense | None:
    """Read "each of the past three years" as something that comes once a year."""
    code = m.value("unit", "UNITS")
    once = code if code[0].isdigit() else f"T1{code[1:]}" if code[0] == "T" else f"1{code}"
    return Sense(f"P{once}")


def _often(m: Match, s: Setting) -> Sense | None:
    return Sense(m.value("often", "OFTEN"))


def _ref(m: Match, s: Setting) -> Sense | None:
    return Sense(m.value("ref", "REF"))


def _present(m: Match, s: Setting) -> Sense | None:
    return Sense("PRESENT_REF")


RULES: dict[str, Rule] = {
    "recent": _recent,
    "soon": _soon,
    "past_span": _past_span,
    "next_span": _next_span,
    "duration": _duration,
    "half_unit": _half_unit,
    "awhile": _awhile,
    "each": _each,
    "each_of": _each_of,
    "often": _often,
    "ref": _ref,
    "present": _present,
    "past": _past,
    "future": _soon,
}
"""Meaning, as ``times_patterns.csv`` names it, to rule."""
