"""Times: what a report says about when, resolved against the day it is of, or left open.

In: a report's text, its date of publication or dateline if known, and spaCy's Doc if there is one. Out: `When`s.

A time is resolved against the publication date, else the date of the dateline, else a date told before it; what none
of them anchors stays open: ``edtf`` None, and a TIMEX3 value that says only what the words say (``XXXX-WXX-2`` for
"Tuesday"). The quote holds the words of the date itself; "since", "until" and "from … to …" beside it show in EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import table, words
from onrecord.linking import calendar as cal
from onrecord.linking import eventdays
from onrecord.linking.calendar import Period
from onrecord.linking.tense import reader
from onrecord.linking.timegrammar import WORDS, Line, Match, matches, tokens
from onrecord.linking.timerules import sense
from onrecord.linking.timesense import NOTHING, Basis, Sense, Setting
from onrecord.records import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

Range = tuple[str | None, date | None, date | None]
"""EDTF value, first and last day."""


_COMPARING = frozenset({"ago", "later", "quarter_ago"})
"""What a quarter is compared with: "up from 2 million a year ago" does not go on about that quarter."""
_OF_A_QUARTER = frozenset({"quarter_ago", "quarter_again"})
"""What speaks of a quarter in so many words, and takes up the one told last however far back."""
_REACH = 80
"""How many words after a date "two days later" still steps from it; farther on it stays open."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A match and its sense, before its neighbours are looked at."""

    match: Match
    sense: Sense


def times(
    text: str, *, published: str | None = None, dateline: str | None = None, doc: Doc | None = None
) -> tuple[When, ...]:
    """Find the time expressions of a text, in order.

    Args:
        text: the report.
        published: its ISO date of publication, if known.
        dateline: the ISO date of its dateline, if it gives one.
        doc: spaCy's parse of the same text, for the tense of verbs; the words around do without it.
    """
    line = tokens(text)
    named = [m.span() for m in _outlets().finditer(text)]
    read = [f for f in _read_by_events(line, published, dateline, doc) if not _inside(line[f.match.first].start, named)]
    found = _lend_years(read, line)
    return tuple(_when(text, line, f, span) for f, span in zip(found, _ranges(found, line), strict=True))


@cache
def _outlets() -> re.Pattern[str]:
    """Compile the outlets whose name holds a time: "USA Today", "Sunday Times"."""
    names = [r["wording"] for r in table("organisations") if r["sector"] == "JRN" and " " in r["wording"]]
    dated = [n for n in names if any(t.values for t in tokens(n))]
    # a pattern that begins with letters is searched for many times faster than one that begins at the edge of a word
    return re.compile("(?:" + "|".join(re.escape(n) for n in sorted(dated, key=lambda n: (-len(n), n))) + r")\b")


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def kind(when: When) -> TimexType:
    """Return the TIMEX3 type of a time: a date, a time of day, a length of time, or a time that comes again."""
    first = when.quote.split()[0].lower() if when.quote.strip() else ""
    often = (
        words(WORDS, **{"class": "OFTEN"}) | words(WORDS, **{"class": "EVERY"}) | words(WORDS, **{"class": "WEEKDAYS"})
    )
    if first in often or first.title() in often:
        return "SET"
    timex = when.timex or ""
    if timex.startswith("P") and not timex.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in timex[4:] and not timex.endswith("_REF") else "DATE"


def _read_by_events(line: Line, published: str | None, dateline: str | None, doc: Doc | None) -> list[_Found]:
    """Read a text, and once more where it tells times by events: the first reading gives the events their dates."""
    every = list(matches(line))
    anchor, basis = _anchor(published, dateline)
    setting = Setting(line, anchor.first if anchor else None, basis, None, reader(line, doc))
    found = _read(every, setting)
    if doc is None or not doc.has_annotation("DEP") or not eventdays.asked(line, every):
        return found
    # a date that steps from the one before it may yet move
    dated = [
        (line[f.match.first].start, line[f.match.stop - 1].end, f.sense.period)
        for f in found
        if f.sense.period and f.sense.unit and f.sense.basis != "previous"
    ]
    return _read(every, replace(setting, beside=eventdays.finder(doc, line, dated)))


def _read(every: Iterable[list[Match]], told: Setting) -> list[_Found]:
    found: list[_Found] = []
    previous = quarter = None
    setting = told
    done = told_at = quarter_at = 0
    for candidates in every:
        first = candidates[0].first
        if first < done:
            continue
        near = previous if first - told_at <= _REACH else None
        figures = quarter if first - quarter_at <= _REACH or _OF_A_QUARTER & {c.meaning for c in candidates} else None
        if (near, figures) != (setting.previous, setting.quarter):
            setting = replace(told, previous=near, quarter=figures)
        hit = next(_senses(candidates, setting), None)
        if hit is None:
            continue
        done = hit.match.stop
        if hit.sense is NOTHING:
            continue
        found.append(hit)
        if hit.sense.period and hit.sense.unit:
            previous, told_at = hit.sense.period, done
        if hit.sense.unit == "quarter" and hit.match.meaning not in _COMPARING:
            quarter, quarter_at = hit.sense.period, done
    return found


def _anchor(published: str | None, dateline: str | None) -> tuple[Period | None, Basis]:
    for iso, basis in ((published, "published"), (dateline, "dateline")):
        period = cal.parse(iso)
        if period and period.unit == "day":
            return period, basis  # type: ignore[return-value]
    return None, "none"


def _senses(candidates: list[Match], setting: Setting) -> Iterator[_Found]:
    for match in candidates:
        meant = sense(match, setting)
        if meant:
            yield _Found(match, meant)


def _lend_years(found: list[_Found], line: Line) -> list[_Found]:
    """Give "June" the year of "August 2019" in "between June and August 2019"."""
    lent = list(found)
    for i in range(len(lent) - 2, -1, -1):
        here, then = lent[i].sense, lent[i + 1].sense
        if (
            here.month
            and then.period
            and then.basis == "text"
            and then.unit in ("day", "month")
            and _joint(lent, i, line)
        ):
            y = then.period.first.year
            first = cal.parse(f"{y:04}-{here.month:02}" + (f"-{here.day:02}" if here.day else ""))
            if first and first.first <= then.period.first:
                sense = here._replace(timex=first.timex, period=first, basis="text", month=None)
                lent[i] = replace(lent[i], sense=sense)
    return lent


def _joint(found: list[_Found], i: int, line: Line) -> str:
    """Return the word that joins a time with the next one: the "to" of "from Monday to Wednesday"; else nothing."""
    if i + 1 >= len(found) or found[i + 1].match.first - found[i].match.stop != 1:
        return ""
    word = line[found[i].match.stop]
    if "DASH" in word.values:
        return "-"
    return word.text.lower() if word.text.lower() in ("to", "and", "until", "till", "through") else ""


def _ranges(found: list[_Found], line: Line) -> Iterator[Range]:
    """Yield for each time the stretch it stands for: its own, or what the words beside it make of it."""
    inside: Range | None = None
    for i, f in enumerate(found):
        period = f.sense.period
        if inside is not None:
            yield inside
            inside = None
            continue
        inside = _joined(found, i, line)
        if inside is not None:
            yield inside
        elif period is None:
            yield (None, *f.sense.span)
        else:
            yield _opened(f, period, line)


def _joined(found: list[_Found], i: int, line: Line) -> Range | None:
    joint, before = _joint(found, i, line), _word_before(found[i], line)
    apart = {"and": before == "between", "to": True, "-": True}.get(joint, before == "from")
    if not joint or not apart:
        return None
    a, b = found[i].sense.period, found[i + 1].sense.period
    if a is None or b is None or a.edtf is None or b.edtf is None or a.first > b.first or a.unit != b.unit:
        return None
    return f"{a.edtf.split('/')[0]}/{b.edtf.split('/')[-1]}", a.first, b.last


def _opened(f: _Found, period: Period, line: Line) -> Range:
    before = line[f.match.first - 1].values if f.match.first else {}
    after = line[f.match.stop].values if f.match.stop < len(line) else {}
    if period.edtf is None or "POSS" in after:
        return period.edtf, period.first, period.last  # "by Monday's vote" says nothing of a limit
    if "SINCE" in before:
        return f"{period.edtf.split('/')[0]}/..", period.first, None
    if "BY" in before:
        return f"../{period.edtf.split('/')[-1]}", None, period.last
    return period.edtf, period.first, period.last


def _word_before(f: _Found, line: Line) -> str:
    return line[f.match.first - 1].text.lower() if f.match.first else ""


def _when(text: str, line: Line, f: _Found, span: Range) -> When:
    stop = f.match.stop - ("DOT" in line[f.match.stop - 1].values)
    start, end = line[f.match.first].start, line[stop - 1].end
    edtf, earliest, latest = span
    return When(
        quote=text[start:end],
        start=start,
        end=end,
        timex=f.sense.timex,
        edtf=edtf,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        precision=f.sense.unit or "vague",
        basis=f.sense.basis,
    )
