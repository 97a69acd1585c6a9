"""Times told by an event: "two days after the vote", "the day before he died", "on the eve of the summit".

In: a `Match` and its `Setting`, which says on which side of the event it lies and when the report says the event was.
Out: a `Sense`: that day; where nothing dates the event, or the words give no number, a length with what bounds it.
"""

from __future__ import annotations

from datetime import date

from onrecord.linking import calendar as cal
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import OPEN, UNITS, Basis, Beside, Rule, Sense, Setting, coarse, length, told

_LASTING = frozenset({"for", "within", "in", "over", "during", "throughout"})
"""What makes of the words a length: "ruled for ten years after the coup", "within a week after the vote"."""


def told_by(m: Match, s: Setting) -> Sense | None:
    """Read "two days" of "two days after the vote"; None where it is told by no event."""
    beside = None if s.before(m).text.lower() in _LASTING else s.beside(m)
    if beside is None:
        return None
    count, code = m.count(), m.value("unit", "UNIT", "UNITS")
    if beside.period is None or count is None or s.vague(m) or "half" in m.slots or code not in UNITS:
        return Sense(length(m, s), basis=_basis(beside, s), span=_bounds(beside, m, s))
    unit, count = coarse(code, count)
    period = cal.beside(beside.period, unit, beside.direction * count)
    if s.anchor and period.first > s.anchor and s.tense(m) in ("past", None):
        return Sense(length(m, s))  # what has happened is not to come: the event is another one
    return told(period, "previous")


def _next_to(m: Match, s: Setting) -> Sense | None:
    """Read "the day" of "the day after the vote", "the eve" of "the eve of the vote"."""
    beside = s.beside(m)
    code = m.value("unit", "UNIT") if "unit" in m.slots else "D"
    if beside is None or code not in UNITS:
        return None
    unit, count = coarse(code, 1)
    if beside.period is None:
        return Sense(OPEN.get(unit, "XXXX") + m.part(), basis=_basis(beside, s), unit=unit, span=_bounds(beside, m, s))
    return told(cal.beside(beside.period, unit, beside.direction * count).clock(m.part()), "previous")


def _basis(beside: Beside, s: Setting) -> Basis:
    return "previous" if beside.period else s.basis


def _bounds(beside: Beside, m: Match, s: Setting) -> tuple[date | None, date | None]:
    """Return what bounds the time: the event, where it has a date, and the day of the report, by the verb's tense."""
    tense = s.tense(m)
    first = s.anchor if tense == "future" else None
    last = s.anchor if tense == "past" else None
    if beside.period is None:
        return first, last
    if beside.direction > 0:
        return beside.period.first, last
    return first, beside.period.last


RULES: dict[str, Rule] = {"beside": _next_to}
"""Meaning, as ``times_patterns.csv`` names it, to rule."""
