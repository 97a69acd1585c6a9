"""Rules for dates that the words give, and for those that lack only the year: "March 4, 2019", "on March 4".

In: a `Match` and its `Setting`. Out: a `Sense`, or None where the words are no date.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.linking import calendar as cal
from onrecord.linking.calendar import Period
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import NOTHING, OPEN, Basis, Rule, Sense, Setting, about, stepped_day, told


def _iso(m: Match, s: Setting) -> Sense | None:
    token = m.slots["iso"]
    period = cal.parse(token.values.get("EVENT", token.text))
    return told(period) if period else None


def _slash(m: Match, s: Setting) -> Sense | None:
    a, b, y = (int(p) for p in m.slots["slash"].text.split("/"))
    if a <= 12 and b <= 12 and a != b:
        return None  # 04/03/2019 is April in one country and March in another
    d, mo = (a, b) if b <= 12 else (b, a)
    return told(cal.day(date(y + 2000 if y < 100 else y, mo, d)))


def _given_year(m: Match, s: Setting) -> tuple[int | None, Basis]:
    """Return the year that the words give: "2019", or "last year" where the report's own year is known."""
    if "year" in m.slots:
        return m.year(), "text"
    if "rel" in m.slots and s.anchor:
        return s.anchor.year + m.step(), s.basis
    return None, "none"


def _day(m: Match, s: Setting) -> Sense | None:
    if "year" not in m.slots and "rel" not in m.slots and m.slots["day"].is_a("NUM") and s.counted(m):
        return None
    mo, d = int(m.value("month", "MONTH", "MAYBEMONTH")), m.number("day")
    y, basis = _given_year(m, s)
    if y:
        return told(cal.day(date(y, mo, d)), basis)
    if (mo, d) == (9, 11) and s.after(m).lower() in ("attacks", "attack", "terrorist", "hijackings"):
        return told(cal.day(date(2001, 9, 11)))
    if s.anchor is None:
        date(2000, mo, d)
        return Sense(f"XXXX-{mo:02}-{d:02}", unit="day", month=mo, day=d)
    candidates = [cal.day(date(s.anchor.year + i, mo, d)) for i in (-1, 0, 1) if _exists(s.anchor.year + i, mo, d)]
    named = next((w.values[c] for w in s.words[m.first : m.stop] for c in ("WEEKDAY", "SHORTDAY") if c in w.values), "")
    agreeing = [p for p in candidates if str(p.first.isoweekday()) == named]
    period = nearest(agreeing or candidates, m, s)
    return Sense(period.timex, period, s.basis, "day", mo, d)


def _week_of(m: Match, s: Setting) -> Sense | None:
    """Read "the week of March 9" as the week in which that day lies."""
    day = _day(m, s)
    if day is None or day.period is None:
        return day and Sense(OPEN["week"], unit="week")
    return told(cal.week(day.period.first), day.basis)


def _date_by(m: Match, s: Setting) -> Sense | None:
    """Read "the day before the May 4 vote"."""
    return stepped_day(_day(m, s), m)


def _exists(y: int, mo: int, d: int) -> bool:
    return (mo, d) != (2, 29) or (y % 4 == 0 and (y % 100 != 0 or y % 400 == 0))


def nearest(candidates: list[Period], m: Match, s: Setting) -> Period:
    """Pick the year of a date that names none.

    "will meet on May 4" is the coming one. Else it is the one nearest to the report, the past weighing more, and much
    more after a verb that tells of the past: a paper of October means this November by "has until November 16".
    """
    anchor = s.anchor or candidates[0].first
    past = [p for p in candidates if p.first <= anchor]
    coming = [p for p in candidates if p.first > anchor or p.last >= anchor]
    tense = s.tense(m)
    if s.before(m).is_a("SINCE") and past:
        return past[-1]
    if tense == "future" and coming:
        return coming[0]
    weight = {"past": 8, "present": 2}.get(tense or "", 6)
    return min(candidates, key=lambda p: (max((anchor - p.last).days, weight * (p.first - anchor).days), p.first))


def _day_rel(m: Match, s: Setting) -> Sense | None:
    mo, d = int(m.value("month", "MONTH", "MAYBEMONTH")), m.number("day")
    if s.anchor is None:
        return Sense(f"XXXX-{mo:02}-{d:02}", unit="day", month=mo, day=d)
    candidates = [date(s.anchor.year + i, mo, d) for i in (-1, 0, 1) if _exists(s.anchor.year + i, mo, d)]
    step = m.step()
    if step < 0:
        return told(cal.day([c for c in candidates if c < s.anchor][-1]), s.basis)
    return told(cal.day(next(c for c in candidates if c > s.anchor or not step)), s.basis)


def _days(m: Match, s: Setting) -> Sense | None:
    mo, d, d2 = int(m.value("month", "MONTH", "MAYBEMONTH")), m.number("day"), m.number("day2")
    if d2 <= d or s.counted(m) or (m.slots["join"].text.lower() == "and" and d2 != d + 1):
        return None
    if "year" in m.slots:
        return told(cal.days(date(m.year(), mo, d), date(m.year(), mo, d2)))
    if s.anchor is None:
        return Sense(f"XXXX-{mo:02}-{d:02}", unit="day")
    near = nearest([cal.day(date(s.anchor.year + i, mo, d)) for i in (-1, 0, 1)], m, s)
    return told(cal.days(near.first, near.first.replace(day=d2)), s.basis)


def _month(m: Match, s: Setting) -> Sense | None:
    mo = int(m.value("month", "MONTH", "MAYBEMONTH"))
    y, basis = _given_year(m, s)
    if y:
        return told(about(m, cal.month(y, mo)), basis)
    if not _names_month(m, s):
        return None
    if s.anchor is None:
        return Sense(f"XXXX-{mo:02}", unit="month", month=mo)
    period = nearest([cal.month(s.anchor.year + i, mo) for i in (-1, 0, 1)], m, s)
    return Sense(period.timex, period, s.basis, "month", mo)


def _names_month(m: Match, s: Setting) -> bool:
    """Tell a month from a person or a verb: "in May" but not "Mrs May said", "April Jones"."""
    before, after = s.before(m), s.after(m)
    cue = m.slots["month"] != s.words[m.first] or before.is_a("CUE", "SINCE", "BY", "WEEKDAY")
    if "MAYBEMONTH" in m.slots["month"].values:
        attribute = after.islower() and after not in ("on", "of", "for", "to") and before.is_a("the", "POSS")
        return (cue and not _surname(m, s)) or attribute  # "the May election", but not "the March on the capital"
    named = s.next(m).is_name() and not s.next(m).is_a("WEEKDAY", "MONTH", "MAYBEMONTH")
    return cue or not (named or (before.is_name() and not before.values))


def _surname(m: Match, s: Setting) -> bool:
    """Tell whether the report has somebody of that name, as "Anna May" or "Ms May"; "in May" is the month even so."""
    if s.before(m).text.lower() == "in":
        return False
    return any(before.is_name() and not before.values for before in s.words.before_each(m.slots["month"].text))


def _month_rel(m: Match, s: Setting) -> Sense | None:
    mo = int(m.value("month", "MONTH", "MAYBEMONTH"))
    if s.anchor is None:
        return Sense(f"XXXX-{mo:02}", unit="month", month=mo)
    step = m.step()
    y = s.anchor.year
    if step < 0 and mo >= s.anchor.month:
        y -= 1
    if step > 0 and mo <= s.anchor.month:
        y += 1
    return told(cal.month(y, mo), s.basis)


def _season(m: Match, s: Setting) -> Sense | None:
    name = m.value("season", "SEASON")
    if "year" in m.slots:
        return told(about(m, cal.season(m.year(), name)))
    if s.after(m).lower() == "of" or not ("rel" in m.slots or _in_season(m, s)):
        return None  # "the fall of the city", "the spring burst"
    if s.anchor is None:
        return Sense(f"XXXX-{name}", unit="season")
    if "rel" in m.slots and s.words[m.stop - 1].text == "year":
        return told(cal.season(s.anchor.year + m.step(), name), s.basis)
    return told(cal.season(_season_year(name, s.anchor, m, s), name), s.basis)


def _in_season(m: Match, s: Setting) -> bool:
    return s.before(m).is_a("CUE", "SINCE", "BY")


def _season_year(name: str, anchor: date, m: Match, s: Setting) -> int:
    """Return the year of "last fall", "this summer", "by spring", the season taken as the northern three months."""
    begins = [date(anchor.year + i, cal.SEASONS[name][1], 1) for i in (-2, -1, 0, 1)]
    ended = [b.year for b in begins if cal.add_months(b, 3) <= anchor]
    ahead = [b.year for b in begins if b > anchor]
    step = m.step() if "rel" in m.slots else None
    if step is None:
        step = 1 if s.tense(m) == "future" or s.before(m).is_a("BY") else -1
    running = ended[-1] + 1 if ended[-1] + 1 != ahead[0] else None
    if step == 0:
        return running or (anchor.year if anchor.year in (ended[-1], ahead[0]) else ended[-1])
    if "rel" not in m.slots and running:
        return running
    return ended[-1] if step < 0 else ahead[0]


def _quarter(m: Match, s: Setting) -> Sense | None:
    q = m.number("n")
    if not 1 <= q <= 4:
        return None
    y, basis = _given_year(m, s)
    if y:
        return told(cal.quarter(y, q), basis)
    if s.anchor is None:
        return Sense(f"XXXX-Q{q}", unit="quarter")
    y = s.anchor.year
    begun = s.anchor.month > 3 * q - 3
    return told(cal.quarter(y if begun or s.tense(m) == "future" else y - 1, q), s.basis)


def _half(m: Match, s: Setting) -> Sense | None:
    n = 2 if m.slots["n"].is_a("LAST") else m.number("n")
    y, basis = _given_year(m, s)
    if n not in (1, 2):
        return None
    return told(cal.half(y, n), basis) if y else Sense(f"XXXX-H{n}")


def _fiscal(m: Match, s: Setting) -> Sense | None:
    return told(cal.fiscal(m.year()))


def _holiday(m: Match, s: Setting) -> Sense | None:
    value = m.value("holiday", "HOLIDAY")

    def on(y: int) -> Period:
        return cal.day(_feast(value, y))

    if s.next(m).is_name() and not s.next(m).values:
        return NOTHING  # "Christmas Island"
    if "year" in m.slots:
        return told(on(m.year()))
    if s.anchor is None:
        return Sense(f"XXXX-{value}" if len(value) == len("12-25") else OPEN["day"], unit="day")
    step = m.step() if "rel" in m.slots else 0
    candidates = [on(s.anchor.year + i) for i in (-1, 0, 1)]
    if step < 0:
        return told([p for p in candidates if p.first < s.anchor][-1], s.basis)
    return told(nearest(candidates, m, s), s.basis)


def _feast(value: str, y: int) -> date:
    """Return the day of a feast in a year: ``12-25``; ``11-22>4``, the first Thursday from that day; ``easter-2``."""
    for name, sunday in (("easter", cal.easter), ("orthodox", cal.orthodox_easter)):
        if value.startswith(name):
            return sunday(y) + timedelta(days=int(value.removeprefix(name) or 0))
    fixed, _, weekday = value.partition(">")
    month, day = (int(p) for p in fixed.split("-"))
    return cal.weekday_from(date(y, month, day), int(weekday)) if weekday else date(y, month, day)


def _holiday_week(m: Match, s: Setting) -> Sense | None:
    """Read "Christmas week" as the week of that day, "Easter weekend" as the Saturday and Sunday nearest to it."""
    feast = _holiday(m, s)
    if feast is None or feast.period is None:
        return feast and Sense(OPEN["week"], unit="week")
    day = feast.period.first
    if "week" in m.slots:
        return told(cal.week(day), feast.basis)
    return told(cal.weekend(day if day.isoweekday() > 2 else day - timedelta(days=7)), feast.basis)


RULES: dict[str, Rule] = {
    "iso": _iso,
    "slash": _slash,
    "day": _day,
    "days": _days,
    "date_by": _date_by,
    "week_of": _week_of,
    "month": _month,
    "day_rel": _day_rel,
    "month_rel": _month_rel,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "holiday": _holiday,
    "holiday_week": _holiday_week,
}
"""Meaning, as ``times_patterns.csv`` names it, to rule."""
