"""Rules for dates that step from another: from the day of the report ("on Tuesday") or the date told last.

In: a `Match` and its `Setting`. Out: a `Sense`; an open one where there is no day to step from.
"""

from __future__ import annotations

from datetime import date

from onrecord.linking import calendar as cal
from onrecord.linking import timeevents
from onrecord.linking.calendar import Period, Unit
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import (
    NOTHING,
    OPEN,
    UNITS,
    Rule,
    Sense,
    Setting,
    about,
    coarse,
    open_or,
    stepped_day,
    told,
)

_FINE: tuple[Unit, ...] = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
"""The units from the finest on."""
_BRACKET = 8
"""How many words a bracket with the time of another zone may hold."""
_AT = frozenset({"at", "by", "around", "about", "until", "till", "from", "before", "after", "since"})
"""What stands before an hour of the day: "at four in the morning"."""


def _deictic(m: Match, s: Setting) -> Sense | None:
    step, _, part = m.value("deictic", "DEICTIC").partition(" ")
    clock = f"T{part}" if part else m.part()
    return open_or(lambda a: cal.shift(a, "day", int(step)).clock(clock), s, "XXXX-XX-XX" + clock, "day")


def _day_by(m: Match, s: Setting) -> Sense | None:
    """Read "the day before yesterday", "the day after last Tuesday"."""
    return stepped_day(_weekday(m, s) if "weekday" in m.slots else _deictic(m, s), m)


def _unit(m: Match, s: Setting) -> Sense | None:
    code = m.value("unit", "UNIT")
    if code not in UNITS:
        return None
    the = m.slots["rel"].text.lower() == "the"
    unit = UNITS[code]
    if the and unit == "day":
        return from_previous(s, unit, 0) if s.previous else None  # "He landed on May 4 and spoke later in the day."
    step = 0 if the else m.step()
    return open_or(lambda a: cal.shift(a, unit, step), s, OPEN.get(unit, "XXX"), unit)


def _year_end(m: Match, s: Setting) -> Sense | None:
    return open_or(lambda a: cal.month(a.year, 12), s, "XXXX-12", "month")


def _daypart(m: Match, s: Setting) -> Sense | None:
    return open_or(lambda a: cal.shift(a, "day", m.step()).clock(m.part()), s, "XXXX-XX-XX" + m.part(), "day")


def _weekend(m: Match, s: Setting) -> Sense | None:
    def which(a: date) -> Period:
        if "rel" in m.slots and m.step():
            return cal.weekend(cal.shift(a, "week", m.step()).first)
        past = "rel" not in m.slots and s.tense(m) != "future" and a.weekday() < 5
        return cal.weekend(cal.shift(a, "week", -1 if past else 0).first)

    return open_or(which, s, "XXXX-WXX-WE", "week")


def _weekday(m: Match, s: Setting) -> Sense | None:
    return _on_weekday(int(m.value("weekday", "WEEKDAY")), m, s)


def _on_weekday(number: int, m: Match, s: Setting) -> Sense:
    step = m.step() if "rel" in m.slots else None

    def which(a: date) -> Period:
        ahead = (number - a.isoweekday()) % 7
        back = (a.isoweekday() - number) % 7
        if step == 0:  # "this Friday": of the same week
            return cal.shift(a, "day", number - a.isoweekday())
        if step is None:
            return cal.shift(a, "day", ahead if s.tense(m) == "future" else -back)
        return cal.shift(a, "day", (ahead or 7) if step > 0 else -(back or 7))

    return open_or(lambda a: which(a).clock(m.part()), s, f"XXXX-WXX-{number}{m.part()}", "day")


def _weekday_of(m: Match, s: Setting) -> Sense | None:
    number = int(m.value("weekday", "WEEKDAY"))
    return open_or(
        lambda a: cal.shift(cal.shift(a, "week", m.step()).first, "day", number - 1), s, f"XXXX-WXX-{number}", "day"
    )


def _clock(m: Match, s: Setting) -> Sense | None:
    time = _time(m)
    if "noon" in m.slots and m.slots["noon"].is_name() and s.before(m).is_name() and not s.before(m).values:
        return NOTHING  # a title: "Grey Noon"
    if "weekday" in m.slots:
        day = _weekday(m, s)
    elif "deictic" in m.slots:
        day = _deictic(m, s)
    elif (number := _bracketed_weekday(m, s)) is not None:
        day = _on_weekday(number, m, s)
    elif s.previous and s.previous.unit == "day":
        day = told(s.previous, "previous")
    else:
        day = open_or(cal.day, s, "XXXX-XX-XX", "day")
    if day is None or time is None:
        return None
    timex = day.timex.split("T")[0] + time
    return Sense(timex, day.period, day.basis, "day")


def _clock_beside(m: Match, s: Setting) -> Sense | None:
    """Read "6 a.m. two days before the vote": the hour is of that day."""
    return _clock_on(timeevents.told_by(m, s), m)


def _clock_later(m: Match, s: Setting) -> Sense | None:
    """Read "6 a.m. two days later", "noon the next day"."""
    return _clock_on(_later(m, s) if "shift" in m.slots else _neighbour(m, s), m)


def _clock_on(day: Sense | None, m: Match) -> Sense | None:
    time = _time(m)
    if day is None or time is None or m.value("unit", "UNIT", "UNITS") != "D":
        return None
    if day.period is None:
        return day._replace(timex=OPEN["day"] + time, unit="day")
    return day._replace(timex=day.period.timex + time)


def _bracketed_weekday(m: Match, s: Setting) -> int | None:
    """Return the weekday of a clock time whose other zone stands between: "at 7:20 p.m. (1620 GMT) on Friday".

    Or beside the other zone: "at six in the evening (11 a.m. EST Friday)".
    """
    if s.after(m) != "(":
        return None
    following = s.words[m.stop + 1 : m.stop + 1 + _BRACKET]
    close = next((i for i, w in enumerate(following) if w.text == ")"), None)
    if close is None:
        return None
    behind = [w for w in following[close + 1 :] if w.text.lower() != "on"][:1]
    return next((int(w.values["WEEKDAY"]) for w in [*following[:close], *behind] if w.is_a("WEEKDAY")), None)


def _oclock(m: Match, s: Setting) -> Sense | None:
    """Read "at four in the morning", "at ten o'clock"; "killed four in the morning raid" counts people."""
    told_as_time = "oclock" in m.slots or s.before(m).text.lower() in _AT
    return _clock(m, s) if told_as_time else None


def _time(m: Match) -> str | None:
    if "noon" in m.slots:
        return m.value("noon", "NOON")
    hour, _, minute = m.value("hour", "NUM").partition(":")
    h = int(hour)
    if "ampm" in m.slots or "oclock" in m.slots or "part" in m.slots:
        if not 1 <= h <= 12:
            return None
        h = h % 12 + _second_half(m, h)
    return f"T{h:02}:{minute or '00'}"


def _second_half(m: Match, hour: int) -> int:
    """Return the hours to add for the second half of the day: "6 p.m.", "six in the evening", "ten at night"."""
    if "ampm" in m.slots:
        return int(m.value("ampm", "AMPM"))
    part = m.part()
    return 12 if part in ("TAF", "TEV") or (part == "TNI" and 6 <= hour < 12) else 0


def _ago(m: Match, s: Setting) -> Sense | None:
    return _stepped(m, s, -1)


def _from_now(m: Match, s: Setting) -> Sense | None:
    return _stepped(m, s, 1)


def _stepped(m: Match, s: Setting, direction: int) -> Sense | None:
    count, code = m.count(), m.value("unit", "UNIT", "UNITS")
    if count is None or s.vague(m) or code not in UNITS:
        return Sense("PAST_REF" if direction < 0 else "FUTURE_REF")
    unit, count = coarse(code, count)
    if s.quarter and (unit, direction * count) == ("year", -1):
        return _year_before(s.quarter)
    return open_or(lambda a: about(m, cal.shift(a, unit, direction * count)), s, OPEN.get(unit, "XXXX"), unit)


def _year_before(quarter: Period) -> Sense:
    """Return the quarter that figures are compared with: "third-quarter sales were 5 million, up from 4 a year ago"."""
    return told(cal.shift(quarter.first, "quarter", -4), "previous")


def _quarter_ago(m: Match, s: Setting) -> Sense | None:
    return _year_before(s.quarter) if s.quarter else Sense(OPEN["quarter"], unit="quarter")


def _quarter_again(m: Match, s: Setting) -> Sense | None:
    """Resolve "the quarter": the one that ended in the month beside it, else the one told of."""
    ended = s.next(m, 2).values.get("MONTH") if s.after(m).lower() in ("ended", "ending") else None
    if ended and s.anchor:
        year = s.anchor.year - (int(ended) > s.anchor.month)
        return told(cal.containing(date(year, int(ended), 1), "quarter"), s.basis)
    if s.quarter:
        return told(s.quarter, "previous")
    return open_or(lambda a: cal.shift(a, "quarter", -1), s, OPEN["quarter"]) if "latest" in m.slots else None


def _later(m: Match, s: Setting) -> Sense | None:
    count, code = m.count(), m.value("unit", "UNIT", "UNITS")
    if count is None or s.vague(m) or code not in UNITS:
        return None
    unit, count = coarse(code, count)
    if s.quarter and (unit, count * m.step("shift")) == ("year", -1):
        return _year_before(s.quarter)
    return from_previous(s, unit, count * m.step("shift"))


def from_previous(s: Setting, unit: Unit, step: int, clock: str = "") -> Sense:
    """Step from the date told last; it must be known at least as finely as the unit of the step.

    "He was freed in 2014. Two days later …" stays open.
    """
    if s.previous and _FINE.index(s.previous.unit) <= _FINE.index(unit):
        return told(cal.shift(s.previous.first, unit, step).clock(clock), "previous")
    return Sense(OPEN.get(unit, "XXXX") + clock, unit=unit)


def _neighbour(m: Match, s: Setting) -> Sense | None:
    code = m.value("unit", "UNIT")
    if code not in UNITS:
        return None
    unit, count = coarse(code, 1)
    return from_previous(s, unit, count * m.step("step"))


def _neighbour_part(m: Match, s: Setting) -> Sense | None:
    return from_previous(s, "day", m.step("step"), m.part())


def _same(m: Match, s: Setting) -> Sense | None:
    code = m.value("unit", "UNIT")
    if code not in UNITS or code == "100Y":
        return None
    same = from_previous(s, UNITS[code], 0)
    if same.period is None and s.previous and s.previous.first.year == s.previous.last.year:
        return told(cal.within(s.previous, UNITS[code]), "previous")  # "It fell in May 2019. That day …"
    return same


RULES: dict[str, Rule] = {
    "deictic": _deictic,
    "day_by": _day_by,
    "unit": _unit,
    "year_end": _year_end,
    "daypart": _daypart,
    "weekend": _weekend,
    "weekday": _weekday,
    "weekday_of": _weekday_of,
    "clock": _clock,
    "clock_beside": _clock_beside,
    "clock_later": _clock_later,
    "oclock": _oclock,
    "ago": _ago,
    "quarter_ago": _quarter_ago,
    "quarter_again": _quarter_again,
    "from_now": _from_now,
    "later": _later,
    "neighbour": _neighbour,
    "neighbour_part": _neighbour_part,
    "same": _same,
}
"""Meaning, as ``times_patterns.csv`` names it, to rule."""
