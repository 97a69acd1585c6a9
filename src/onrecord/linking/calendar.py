"""Stretches of the calendar and how to step along it.

In: years, months, days. Out: `Period`, which knows its TIMEX3 value, its EDTF value and its first and last day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century"]

SEASONS = {"SP": ("21", 3), "SU": ("22", 6), "FA": ("23", 9), "WI": ("24", 12)}
"""TIMEX3 season to EDTF season code and the northern month in which it begins."""

_MONTHS = {"month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120, "century": 1200}


class Period(NamedTuple):
    """One stretch of the calendar. `edtf` is None where the calendar has no settled bounds for it (a fiscal year)."""

    timex: str
    edtf: str | None
    first: date
    last: date
    unit: Unit

    def approximate(self) -> Period:
        """Return the period as an estimate, EDTF ``2014~``; an interval has no such mark and stays as it is."""
        return self._replace(edtf=f"{self.edtf}~") if self.edtf and "/" not in self.edtf else self

    def clock(self, time: str) -> Period:
        """Return the period with a time of day on its TIMEX3 value: ``T09:00``, ``TMO``."""
        return self._replace(timex=self.timex + time)


def parse(iso: str | None) -> Period | None:
    """Read an ISO date, shortened to a month or a year or not, with a time or not; None where it is no date."""
    try:
        match [int(p) for p in (iso or "").strip()[:10].split("-")]:
            case [y]:
                return year(y)
            case [y, m]:
                return month(y, m)
            case [y, m, d]:
                return day(date(y, m, d))
    except ValueError:
        pass
    return None


def day(d: date) -> Period:
    """Return one day."""
    return Period(d.isoformat(), d.isoformat(), d, d, "day")


def days(first: date, last: date) -> Period:
    """Return a run of days, ``2016-05-26/2016-05-27``; its TIMEX3 value is the first day."""
    return Period(first.isoformat(), f"{first}/{last}", first, last, "day")


def week(d: date) -> Period:
    """Return the week, Monday to Sunday, in which a day lies."""
    first = d - timedelta(days=d.weekday())
    iso = d.isocalendar()
    last = first + timedelta(days=6)
    return Period(f"{iso.year}-W{iso.week:02}", f"{first}/{last}", first, last, "week")


def weekend(d: date) -> Period:
    """Return Saturday and Sunday of the week in which a day lies."""
    whole = week(d)
    first = whole.first + timedelta(days=5)
    return Period(f"{whole.timex}-WE", f"{first}/{whole.last}", first, whole.last, "week")


def month(y: int, m: int) -> Period:
    """Return one month."""
    return Period(f"{y:04}-{m:02}", f"{y:04}-{m:02}", date(y, m, 1), _before(date(y, m, 1), 1), "month")


def quarter(y: int, q: int) -> Period:
    """Return one quarter of a calendar year; its EDTF is the interval of its months, which every reader knows."""
    return _months(f"{y:04}-Q{q}", y, 3 * q - 2, 3, "quarter")


def half(y: int, h: int) -> Period:
    """Return one half of a calendar year."""
    return _months(f"{y:04}-H{h}", y, 6 * h - 5, 6, "quarter")


def season(y: int, name: str) -> Period:
    """Return a season ("SP", "SU", "FA", "WI") of a year.

    A report does not say on which half of the earth its summer was, so the bounds are those of the whole year, and
    for a winter also of the months that lead into it and out of it.
    """
    first = date(y - 1, 12, 1) if name == "WI" else date(y, 1, 1)
    last = date(y + 1, 3, 31) if name == "WI" else date(y, 12, 31)
    return Period(f"{y:04}-{name}", f"{y:04}-{SEASONS[name][0]}", first, last, "season")


def year(y: int) -> Period:
    """Return one calendar year."""
    return Period(f"{y:04}", f"{y:04}", date(y, 1, 1), date(y, 12, 31), "year")


def fiscal(y: int) -> Period:
    """Return a fiscal year, which begins between April before and April of the year that names it: no EDTF."""
    return Period(f"FY{y:04}", None, date(y - 1, 4, 1), date(y + 1, 3, 31), "year")


def decade(y: int) -> Period:
    """Return the ten years in which a year lies, TIMEX3 ``199``, EDTF ``199X``."""
    ten = y // 10
    return Period(f"{ten:03}", f"{ten:03}X", date(ten * 10, 1, 1), date(ten * 10 + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """Return a century by its ordinal: 20 is 1901 to 2000, EDTF ``19XX``, as libraries write it."""
    n = number - 1
    return Period(f"{n:02}", f"{n:02}XX", date(n * 100 + 1, 1, 1), date(n * 100 + 100, 12, 31), "century")


def containing(d: date, unit: Unit) -> Period:
    """Return the period of a unit in which a day lies."""
    if unit == "season":
        return season(d.year - (d.month < 3), ("WI", "SP", "SU", "FA")[d.month % 12 // 3])
    if unit == "century":
        return century((d.year + 99) // 100)
    if unit == "quarter":
        return quarter(d.year, (d.month + 2) // 3)
    if unit == "month":
        return month(d.year, d.month)
    return {"day": day, "week": week}[unit](d) if unit in ("day", "week") else _by_year(d.year, unit)


def shift(d: date, unit: Unit, count: int) -> Period:
    """Return the period of a unit that lies `count` units after the day (before it, if negative)."""
    if unit in ("day", "week"):
        return containing(d + timedelta(days=count * (7 if unit == "week" else 1)), unit)
    return containing(add_months(d, count * _MONTHS[unit]), unit)


def beside(period: Period, unit: Unit, count: int) -> Period:
    """Return what lies some units after a period (before it, if negative), no more finely known than the period is.

    Two days after a vote of May 3 is May 5, a year after it some time of the next year; two days after a vote of May
    is between May 3 and June 2, and a year after that is May of the next year.
    """
    if period.unit == "day":
        return shift(period.first, unit, count)
    if unit in ("day", "week"):
        step = timedelta(days=count * (7 if unit == "week" else 1))
        first, last = period.first + step, period.last + step
    else:
        first, last = (add_months(d, count * _MONTHS[unit]) for d in (period.first, period.last))
        if period.unit == "month":
            return month(first.year, first.month)
        if unit not in ("month", "quarter"):
            return containing(first, period.unit if period.unit in ("decade", "century") else unit)
    return Period(_some(unit, first, period.unit), f"{first}/{last}", first, last, period.unit)


def within(period: Period, unit: Unit) -> Period:
    """Return some day, week or month of a period of one year: "that day", where all that is told is the month."""
    return period._replace(timex=_some(unit, period.first, period.unit))


def _some(unit: Unit, first: date, known: Unit) -> str:
    """Return the TIMEX3 value of some day, week or month of a month or year: ``2013-05-XX``, ``2013-WXX``."""
    if unit == "week":
        return f"{first.year:04}-WXX"
    if unit == "day":
        return f"{first:%Y-%m}-XX" if known in ("week", "month") else f"{first.year:04}-XX-XX"
    return f"{first.year:04}-XX"


def add_months(d: date, count: int) -> date:
    """Step along the months, to the month's last day where the day of the month is missing there."""
    y, m = divmod(d.year * 12 + d.month - 1 + count, 12)
    last = _before(date(y, m + 1, 1), 1).day
    return date(y, m + 1, min(d.day, last))


def weekday_from(d: date, weekday: int) -> date:
    """Return the first given weekday (Monday 1) from a day on: Thanksgiving is the first Thursday from November 22."""
    return d + timedelta(days=(weekday - d.isoweekday()) % 7)


def easter(y: int) -> date:
    """Return Easter Sunday of the Gregorian calendar: the first Sunday after the full moon of its moon tables."""
    golden, century = y % 19, y // 100
    dropped = century - century // 4
    epact = (dropped - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (y + y // 4 + moon + 2 - dropped) % 7
    return date(y, 3, 28) + timedelta(days=moon - weekday)


def orthodox_easter(y: int) -> date:
    """Return Easter Sunday of the Julian calendar as a day of the Gregorian one, from 1583 on."""
    moon = (19 * (y % 19) + 15) % 30
    weekday = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7
    month_, day_ = divmod(moon + weekday + 114, 31)
    return date(y, month_, day_ + 1) + timedelta(days=y // 100 - y // 400 - 2)


def _by_year(y: int, unit: Unit) -> Period:
    return decade(y) if unit == "decade" else year(y)


def _before(first: date, months: int) -> date:
    y, m = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(y, m + 1, 1) - timedelta(days=1)


def _months(timex: str, y: int, m: int, count: int, unit: Unit) -> Period:
    first = date(y, m, 1)
    last = _before(first, count)
    return Period(timex, f"{first:%Y-%m}/{last:%Y-%m}", first, last, unit)
