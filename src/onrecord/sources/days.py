"""Days of publication as exports, feeds and databases write them.

In: what stands in a cell or behind a label. Out: an ISO day as it is written there, or None where it leaves room for
doubt: 3/4/2024 is the 3rd of April to some and the 4th of March to others.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from onrecord.sources.metadata import iso_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[,\s]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\d{1,2}:\d{2}.*|at\b.*|\(.*))?"
_FORMS = (
    re.compile(r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:T?\d{6}Z?)?"),  # 20240312, 20240312T101500Z
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}", re.I),
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}){_TIME}", re.I),
    re.compile(r"(?P<year>\d{4})[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})(?:[T\s].*)?"),
)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\s.*)?")
_LONGEST = 60


def stated_day(value: object) -> str | None:
    """Return the day that a value names, or None."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(value.split())
    try:
        return iso_date(text)
    except ValueError:
        pass
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("number") or _MONTHS.index(parts["month"][:3].lower()) + 1
            return _day(parts["year"], month, parts["day"])
    if match := _NUMBERS.fullmatch(text):
        return _numbers(match)
    return None


def _numbers(match: re.Match[str]) -> str | None:
    first, second, year = match[1], match[3], match[4]
    if match[2] == "." or int(first) > 12:
        return _day(year, second, first)
    if int(second) > 12 or first == second:
        return _day(year, first, second)
    return None


def _day(year: int | str, month: int | str, day: int | str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
