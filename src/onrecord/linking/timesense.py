"""The terms in which the rules for times speak: what a rule is given, what it gives, and how it reads its words.

In: a `Match` of the grammar and the `Setting` it stands in. Out: a `Sense`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from onrecord.linking.calendar import Period, Unit, shift
from onrecord.linking.timegrammar import BLANK, Line, Match, Token

Basis = Literal["text", "published", "dateline", "previous", "none"]
Tense = Literal["past", "present", "future"] | None

UNITS: dict[str, Unit] = {
    "D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter", "Y": "year", "10Y": "decade", "100Y": "century"
}  # fmt: skip
"""Code of ``times_words.csv`` to the calendar's unit; hours and shorter have none."""

OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}
"""The TIMEX3 value of a unit that nothing anchors."""


class Sense(NamedTuple):
    """What a time expression means. Without a `period` it is open: its TIMEX3 value says only what the words say."""

    timex: str
    period: Period | None = None
    basis: Basis = "none"
    unit: Unit | None = None
    month: int | None = None
    """The month of a date that names no year, so that "from May to June 2019" can lend it one."""
    day: int | None = None
    span: tuple[date | None, date | None] = (None, None)
    """The days within which a length of time lies: "the past three years" ends at publication."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What "two days after the vote" is told by: the side of the event, and when the report says that it was."""

    direction: int
    period: Period | None


NOTHING = Sense("")
"""Said of words that look like a time and are none, so that no part of them is taken for one: "aged 12 years"."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a match stands: the day the report is of and how we know it, the date told last, the tense there."""

    words: Line
    anchor: date | None
    basis: Basis
    previous: Period | None
    tense: Callable[[Match], Tense]
    quarter: Period | None = None
    """The quarter that the report told last of, as the one its figures are for."""
    beside: Callable[[Match], Beside | None] = lambda m: None
    """The event that a match is told by, if it is: the vote of "two days after the vote"."""

    def before(self, m: Match, count: int = 1) -> Token:
        """Return the token before a match, or a blank one at the start of the text."""
        return self.words[m.first - count] if m.first >= count else BLANK

    def next(self, m: Match, count: int = 1) -> Token:
        """Return the token after a match, or a blank one at the end of the text."""
        return self.words[m.stop + count - 1] if m.stop + count <= len(self.words) else BLANK

    def after(self, m: Match, count: int = 1) -> str:
        """Return the word after a match, or nothing at the end of the text."""
        return self.next(m, count).text

    def counted(self, m: Match) -> bool:
        """Tell whether the last number of a match counts things: "in March 15 soldiers", "2000 people"."""
        return self.next(m).is_a("COUNTED")

    def vague(self, m: Match) -> bool:
        """Tell whether a match counts in words that give no number: "several years", "a few days"."""
        return any(w.values.get("SOME") == "X" for w in self.words[m.first : m.stop])


Rule = Callable[[Match, Setting], Sense | None]


def told(period: Period, basis: Basis = "text") -> Sense:
    """Return a settled sense, by default one that the words give by themselves."""
    return Sense(period.timex, period, basis, period.unit)


def open_or(period: Callable[[date], Period], s: Setting, timex: str, unit: Unit | None = None) -> Sense:
    """Resolve against the day of the report, or leave open what no day anchors."""
    return told(period(s.anchor), s.basis) if s.anchor else Sense(timex, unit=unit)


def stepped_day(day: Sense | None, m: Match) -> Sense | None:
    """Return the day before or after one: "the day before the May 4 vote"."""
    if day is None or day.period is None:
        return day and Sense(OPEN["day"], unit="day")
    return told(shift(day.period.first, "day", -1 if m.slots["by"].text.lower() == "before" else 1), day.basis)


def about(m: Match, period: Period) -> Period:
    """Mark a period as an estimate where the words do: "about 1890", "around ten years ago"."""
    return period.approximate() if "approx" in m.slots and m.slots["approx"].is_a("CIRCA") else period


def coarse(code: str, count: int) -> tuple[Unit, int]:
    """Return the unit in which a date is known, and how many: "two decades ago" is a year, as people use it."""
    digits = code.rstrip("DWMQY")
    unit: Unit = "year" if code.endswith("Y") else UNITS[code[-1]]
    return unit, count * int(digits or 1)


def length(m: Match, s: Setting) -> str:
    """Return the TIMEX3 value of a length: ``P3Y``, ``PT16H``, ``PXD`` where the words give no number."""
    code = m.value("unit", "UNIT", "UNITS")
    unit, each = code[-1], int("".join(c for c in code if c.isdigit()) or 1)
    head = "PT" if code[0] == "T" else "P"
    if s.vague(m) or ("n" not in m.slots and m.slots["unit"].is_a("UNITS")):
        return f"{head}X{unit}"
    amount = each * (m.count() or 1)
    if "half" in m.slots:
        return f"PT{amount}H30M" if code == "TH" else f"{head}{amount}.5{unit}"
    return f"{head}{amount}{unit}"
