"""The contract of every register, whatever database keeps it.

In: readings and questions. Out: counts, rows and readings. Nothing here knows SQL.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from onrecord.errors import RegisterError
from onrecord.records import Actor, Kind, Known, LoggedOutcome, Reading, Record, Report, Statement, Status

Added = Literal["added", "again", "known"]
"""What became of a reading: new; put in the place of the reading of another edition; there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many reports were added, read again (their old records replaced), or known already."""

    added: int = 0
    again: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of the intake log: an input and what became of it; `at` is UTC, ISO."""

    source: str
    sha256: str | None
    outcome: LoggedOutcome
    report: str | None
    detail: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked of the records; conditions left out do not narrow, those given must all hold.

    Persons and bodies are asked for by country code, by another code, or by words of their name in order, whole words,
    case and accents aside: ``IRN``, ``iran``, ``al assad``. `event_type` finds the PLOVER event type and the deed
    itself: a promise of aid is found as AGREE and as AID. `since` and `until` are ISO dates, shortened to a month or a
    year where one likes; a record whose time is unknown is not found by them.

    Raises:
        RegisterError: a date is not ISO, a name or text has no word in it, or the limit is not positive.
    """

    actor: str | None = None
    recipient: str | None = None
    kind: Kind | None = None
    event_type: str | None = None
    status: Status | None = None
    speaker: str | None = None
    outlet: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value is not None:
                bounds(value, name)
        for name in ("actor", "recipient", "speaker", "text"):
            value = getattr(self, name)
            if value is not None and not folded(value):
                raise RegisterError(f"{name}: there is no word in {value!r} to look for")
        if self.limit is not None and self.limit < 1:
            raise RegisterError(f"limit: {self.limit} is not a number of records; write 1 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record with all that one needs to understand it."""

    report: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    known: dict[str, Known] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    """The agencies whose words the outlet prints where the record stands."""
    record: Record
    statement: Statement | None = None
    """The statement that carries the record; None is the outlet's own voice."""
    chain: tuple[Statement, ...] = ()
    """The statements around it, from the inside to the outside."""
    actors: tuple[Actor, ...] = ()
    """Those whom the record, its statement and its chain name, in the order of the report's list."""

    @classmethod
    def of(cls, reading: Reading, record: Record) -> Row:
        """Take a record out of its reading with all that belongs to it."""
        told = reading.chain(record)
        carrier, chain = (told[0] if told else None), told[1:]
        mentions = [*record.actor, *record.recipient]
        told_by = [m for s in told for m in (s.speaker, s.behalf) if m is not None]
        mentions += [*told_by, *(member for m in told_by for member in reading.members(m))]
        named = {mention.actor for mention in mentions}
        report = reading.report
        return cls(
            report=report.id,
            source=report.source,
            title=report.title,
            outlet=report.outlet,
            published=report.published,
            known=report.known,
            agencies=reading.agencies(record),
            record=record,
            statement=carrier,
            chain=chain,
            actors=tuple(actor for actor in reading.actors if actor.id in named),
        )

    def name(self, actor: str | None) -> str | None:
        """Return the standard name of an actor by id."""
        return next((a.name for a in self.actors if a.id == actor), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's objects under ``report``, ``record``, ``statement``, ``chain`` and ``actors``."""
        return {
            "report": {
                "id": self.report,
                "source": self.source,
                "title": self.title,
                "outlet": self.outlet,
                "published": self.published,
                "known": dict(self.known),
                "agencies": list(self.agencies),
            },
            "record": self.record.to_dict(),
            "statement": self.statement.to_dict() if self.statement else None,
            "chain": [s.to_dict() for s in self.chain],
            "actors": [a.to_dict() for a in self.actors],
        }


class Store(Protocol):
    """What a register can do; SQLite is one, PostgreSQL may be another."""

    def add(self, readings: Iterable[Reading], *, version: str | None = None) -> Counts:
        """Keep readings, one transaction each, and count what became of them."""

    def has(self, report: str, version: str | None = None) -> bool:
        """Tell whether a report is kept, as read by this edition of the program."""

    def rows(self, query: Query) -> Iterator[Row]:
        """Yield the records asked for, by publication date, report and place in the report."""

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, as they were added, in the order of `rows`."""

    def report(self, report: str) -> Report | None:
        """Return a report by id."""

    def log(self, outcome: LoggedOutcome | None = None) -> Iterator[Logged]:
        """Yield the intake log, by source; only the lines of one outcome where it is given."""

    def tally(self) -> dict[LoggedOutcome, int]:
        """Count the lines of the intake log by outcome."""


def folded(*texts: str | None) -> str:
    """Return the words of texts for comparison: no case, accents or marks, one space before and after each word.

    Between two texts stand two spaces, so that no phrase begins in one and ends in the next.
    """
    found = []
    for text in filter(None, texts):
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        if words := re.findall(r"\w+", plain.casefold()):
            found.append(f" {' '.join(words)} ")
    return "".join(found)


def bounds(value: str, name: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO day, month or year.

    Raises:
        RegisterError: it is none of these.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value.strip())
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first.isoformat(), first.isoformat()
        after = (first.year + 1, 1) if not month or month == 12 else (first.year, month + 1)
        # The year 10000 is past the calendar; text compares rightly all the same.
        last = date.fromordinal(date(*after, 1).toordinal() - 1).isoformat() if after[0] < 10000 else "9999-12-31"
        return first.isoformat(), last
    except ValueError as error:
        raise RegisterError(f"{name}: {value!r} is not an ISO date; write 2024, 2024-03 or 2024-03-31") from error
