"""The contract of every register, whatever database keeps it.

In: readings and questions. Out: counts, rows and readings. Nothing here knows SQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from onrecord.errors import RegisterError
from onrecord.records import Actor, Kind, Known, LoggedOutcome, Reading, Record, Report, Statement, Status
from onrecord.register import fulltext
from onrecord.register.fulltext import folded as folded  # noqa: PLC0414 -- which words are the same is contract, too

Added = Literal["added", "again", "kept", "known"]
"""What became of a reading: new; put in the place of another edition's; the same as another edition's, so that nothing
but the edition was touched; there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many reports were added, read again (their old records replaced, or kept as they are), or known already."""

    added: int = 0
    again: int = 0
    kept: int = 0
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
    year where one likes; a record whose time is unknown is not found by them. `text` is a phrase of the evidence;
    `search` a question to the whole report, headline and text: words, "phrases", ``OR`` between two, ``-`` before what
    must not be there.

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
    search: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value is not None:
                bounds(value, name)
        for name in ("actor", "recipient", "speaker", "text"):
            value = getattr(self, name)
            if value is not None:
                fulltext.phrase(value, name)
        if self.search is not None:
            fulltext.parse(self.search, "search")
        if self.limit is not None and self.limit < 1:
            raise RegisterError(f"limit: {self.limit} is not a number of records; write 1 or more")


Verdict = Literal["confirm", "reject", "correct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said of a record, and when (UTC, ISO); of a correction, the note says what is right.

    It belongs to what the record says: report, evidence, kind, type, actors, recipients and object. `record` is its id
    now, None where the last reading of the report puts nothing of that content on record; `judged` is the record as it
    was.
    """

    report: str
    record: str | None
    verdict: Verdict
    note: str
    who: str
    at: str
    judged: Record

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON object."""
        values = {name: getattr(self, name) for name in ("report", "record", "verdict", "note", "who", "at")}
        return {**values, "judged": self.judged.to_dict()}


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
    edition: str | None = None
    """Which program, with which lexicons, codebooks and model, put it on record; None outside of a register."""
    judgement: Judgement | None = None
    """The last that a person said of it."""

    @classmethod
    def of(
        cls, reading: Reading, record: Record, *, edition: str | None = None, judgement: Judgement | None = None
    ) -> Row:
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
            edition=edition,
            judgement=judgement,
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
                "edition": self.edition,
            },
            "record": self.record.to_dict(),
            "statement": self.statement.to_dict() if self.statement else None,
            "chain": [s.to_dict() for s in self.chain],
            "actors": [a.to_dict() for a in self.actors],
            "judgement": self.judgement.to_dict() if self.judgement else None,
        }


class Store(Protocol):
    """What a register can do, whatever database keeps it."""

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

    def stale(self, version: str) -> Iterator[Report]:
        """Yield the reports that another edition of the program read."""

    def judge(self, report: str, record: str, verdict: Verdict, *, who: str, note: str = "") -> Judgement:
        """Keep what a person says of a record."""

    def judgements(self) -> Iterator[Judgement]:
        """Yield all that people said, report by report, the earliest first."""

    def log(self, outcome: LoggedOutcome | None = None) -> Iterator[Logged]:
        """Yield the intake log, by source; only the lines of one outcome where it is given."""

    def tally(self) -> dict[LoggedOutcome, int]:
        """Count the lines of the intake log by outcome."""


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
