"""The register, in a SQLite file or a PostgreSQL database.

In: a path or an address, and readings. Out: rows, readings and the intake log. Every report is one transaction: an
interrupted run leaves whole reports only, and running it again adds the rest.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from onrecord.errors import RegisterError
from onrecord.records import Actor, Credit, LoggedOutcome, Note, Reading, Record, Report, Statement
from onrecord.register import judging
from onrecord.register.base import Added, Counts, Judgement, Logged, Query, Row, Verdict
from onrecord.register.database import Database
from onrecord.register.edition import edition
from onrecord.register.migrations import STEPS, applied, migrate
from onrecord.register.postgres import PostgreSQL
from onrecord.register.schema import actors, fetched, intake, records, reports, rows_of, statements
from onrecord.register.search import ORDER, selection
from onrecord.register.sqlite import SQLite
from onrecord.sources.language import ENGLISH

_AT_ONCE = 100
"""Rows or reports that are read together: fewer questions to the database, and memory stays flat."""
_KINDS: dict[str, type[Statement | Actor | Record]] = {"statements": Statement, "actors": Actor, "records": Record}
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


class Register:
    """A register, opened as a context manager: a file by its path, a database by ``postgresql://user@host/database``.

    A new register is made where there is none. `name` is what errors call it; it holds no password.

    Raises:
        RegisterError: this is no register, or one of a newer version, or it cannot be opened or made.
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = True) -> None:
        self._database = _database(path, create=create)
        self.name = self._database.name
        try:
            with self._transaction() as connection:
                done = applied(connection)
                if not done and not create:
                    raise RegisterError("there is no register here; `onrecord add` makes one")
            if len(done) < len(STEPS):
                self._database.prepare()
                with self._transaction(writes=True) as connection:
                    migrate(connection)
        except RegisterError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it; what was added stays whatever happens."""
        self._database.close()

    def add(self, readings: Iterable[Reading], *, version: str | None = None) -> Counts:
        """Keep readings, one transaction each.

        The same report read by the same edition of the program is known and left alone; read by another that puts
        other things on record, its records are replaced. `version` is the edition that read them, by default the
        running one with its own model.
        """
        version = version or edition()
        found = Counter[str](self.put(reading, version=version) for reading in readings)
        return Counts(**found)

    def put(
        self,
        reading: Reading,
        *,
        version: str,
        anew: bool = False,
        log_as: LoggedOutcome | None = None,
        detail: str = "",
    ) -> Added:
        """Keep one reading in one transaction, with its line in the intake log; `anew` replaces even a known one."""
        with self._transaction(writes=True) as connection:
            kept = _kept(connection, reading.report.id)
            if kept and not anew and _same(kept, reading.report, version):
                return "known"
            outcome: Added = "added" if not kept else "again" if anew or _other(connection, reading) else "kept"
            if outcome == "kept":
                connection.execute(update(reports).where(reports.c.id == reading.report.id).values(edition=version))
            else:
                connection.execute(delete(reports).where(reports.c.id == reading.report.id))
                for table, rows in rows_of(reading, version):
                    if rows:
                        connection.execute(insert(table), rows)
            logged = log_as or ("added" if outcome == "added" else "again")
            said = detail or ("as before" if outcome == "kept" else "")
            _write_log(connection, reading.report.source, logged, report=reading.report, detail=said)
            return outcome

    def has(self, report: str, version: str | None = None) -> bool:
        """Tell whether a report is kept by its id; with `version`, whether that edition read it."""
        with self._transaction() as connection:
            kept = _kept(connection, report)
        return kept is not None and version in (None, kept[1])

    def is_known(self, report: Report, version: str) -> bool:
        """Tell whether a report is kept as this edition would read it, with the outlet and date given now."""
        with self._transaction() as connection:
            kept = _kept(connection, report.id)
        return kept is not None and _same(kept, report, version)

    def report(self, report: str) -> Report | None:
        """Return a report by id, or None."""
        with self._transaction() as connection:
            kept = _kept(connection, report)
        return kept[0] if kept else None

    def stale(self, version: str) -> Iterator[Report]:
        """Yield the reports that another edition read, in the order of `rows`; from others nothing is on record."""
        old = select(reports.c.id).where(reports.c.edition != version, reports.c.language == ENGLISH).order_by(*ORDER)
        with self._transaction() as connection:
            ids = connection.execute(old).scalars().all()
        yield from filter(None, map(self.report, ids))

    def editions(self) -> Counter[str]:
        """Count the reports by the edition that read them; what is not in English is read by none."""
        counted = select(reports.c.edition, func.count()).where(reports.c.language == ENGLISH)
        with self._transaction() as connection:
            return Counter({row[0]: row[1] for row in connection.execute(counted.group_by(reports.c.edition))})

    def judge(self, report: str, record: str, verdict: Verdict, *, who: str, note: str = "") -> Judgement:
        """Keep what a person says of a record; it stays whatever later readings put on record.

        Raises:
            RegisterError: there is no such record, nobody says it, or a correction does not tell what is right.
        """
        with self._transaction(writes=True) as connection:
            return judging.judge(connection, report, record, verdict, who=who, note=note, at=_now())

    def judgements(self) -> Iterator[Judgement]:
        """Yield all that people said, report by report, the earliest first; those whose record is gone have no id."""
        with self._transaction() as connection:
            yield from judging.listed(connection)

    def log_input(self, source: str, outcome: str, *, report: Report | None = None, detail: str = "") -> None:
        """Put down what became of an input; the same outcome of the same content is put down once."""
        with self._transaction() as connection:
            key = (intake.c.source == source, intake.c.sha256 == (report.sha256 if report else ""))
            logged = connection.execute(select(intake.c.outcome, intake.c.detail).where(*key)).first()
        # A known file keeps the line that says how it came in.
        if logged and (outcome == "same" or (logged.outcome, logged.detail) == (outcome, detail)):
            return
        with self._transaction(writes=True) as connection:
            _write_log(connection, source, outcome, report=report, detail=detail)

    def log(self, outcome: LoggedOutcome | None = None) -> Iterator[Logged]:
        """Yield the intake log, by source and content; only the lines of one outcome where it is given."""
        lines = select(intake).order_by(intake.c.source, intake.c.sha256)
        lines = lines if outcome is None else lines.where(intake.c.outcome == outcome)
        with self._transaction() as connection, connection.execution_options(yield_per=500).execute(lines) as found:
            for row in found:
                yield Logged(**{**row._mapping, "sha256": row.sha256 or None})

    def tally(self) -> dict[LoggedOutcome, int]:
        """Count the lines of the intake log by outcome."""
        counted = select(intake.c.outcome, func.count().label("lines")).group_by(intake.c.outcome)
        with self._transaction() as connection:
            found = {row.outcome: row.lines for row in connection.execute(counted)}
        return {outcome: found[outcome] for outcome in get_args(LoggedOutcome) if outcome in found}

    def validators(self, address: str) -> tuple[str, str] | None:
        """Return what the server told of the edition of a document (ETag, Last-Modified) when it was last taken in."""
        with self._transaction() as connection:
            row = connection.execute(select(fetched).where(fetched.c.address == address)).first()
        return (row.etag, row.modified) if row else None

    def keep_validators(self, told: Mapping[str, tuple[str, str]]) -> None:
        """Put down what servers told of documents that were taken in."""
        with self._transaction(writes=True) as connection:
            for address, (etag, modified) in told.items():
                connection.execute(delete(fetched).where(fetched.c.address == address))
                connection.execute(insert(fetched).values(address=address, etag=etag, modified=modified, at=_now()))

    def find(self, **conditions: Any) -> Iterator[Row]:
        """Yield records that fit all conditions, the fields of `Query`; ordered by publication date, report and place.

        Raises:
            RegisterError: a date is not ISO.
        """
        return self.rows(Query(**conditions))

    def rows(self, query: Query) -> Iterator[Row]:
        """Do as `find` with the conditions in a `Query`."""
        asked = selection(query, self._database.matches)
        with (
            self._transaction() as connection,
            connection.execution_options(yield_per=_AT_ONCE).execute(asked) as found,
        ):
            for some in found.partitions(_AT_ONCE):
                ids = {row.id for row in some}
                told, last = _readings(connection, ids, statements, actors), judging.last(connection, ids)
                for report, version, body in some:
                    record = Record.from_dict(json.loads(body))
                    said = last.get(judging.content(report, record)) if last else None
                    judgement = said and judging.now(said, record.id)
                    yield Row.of(told[report], record, edition=version, judgement=judgement)

    def readings(self) -> Iterator[Reading]:
        """Yield all readings as they were added, ordered by publication date and content."""
        with self._transaction() as connection:
            ids = connection.execute(select(reports.c.id).order_by(*ORDER)).scalars().all()
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                told = _readings(connection, some, statements, actors, records)
                yield from (told[report] for report in some)

    def _transaction(self, *, writes: bool = False) -> AbstractContextManager[Connection]:
        return self._database.transaction(writes=writes)


def _database(path: str | PathLike[str], *, create: bool) -> Database:
    address = fspath(path)
    scheme = _ADDRESS.match(address)
    if scheme and scheme[1].lower() in {"postgresql", "postgres"}:
        return PostgreSQL(address)
    if scheme:
        raise RegisterError(f"{scheme[1]}://…: a register is a file, or a database at postgresql://user@host/database")
    if not create and not Path(address).exists():
        raise RegisterError(f"{address}: there is no register here; `onrecord add` makes one")
    return SQLite(Path(address))


def _kept(connection: Connection, report: str) -> tuple[Report, str] | None:
    row = connection.execute(select(reports).where(reports.c.id == report)).first()
    return (_report(row._mapping), row.edition) if row else None


def _same(kept: tuple[Report, str], new: Report, version: str) -> bool:
    """Tell whether reading again would give what is kept: what is found in a text is found again."""
    old, kept_version = kept
    # Of a report that is not in English nothing is put on record: no edition can make that stale.
    current = kept_version == version or (old.language == new.language != ENGLISH)
    return current and _given(old) == _given(new)


def _other(connection: Connection, reading: Reading) -> bool:
    report = reading.report.id
    return _readings(connection, [report], statements, actors, records)[report] != reading


def _given(report: Report) -> list[tuple[str, str]]:
    return [(name, getattr(report, name)) for name in sorted(report.known) if report.known[name] == "given"]


def _report(row: Any) -> Report:
    values = {name: row[name] for name in Report.__dataclass_fields__}
    credits = tuple(Credit.from_dict(c) for c in json.loads(row["credits"]))
    return Report(**{**values, "known": json.loads(row["known"]), "credits": credits})


def _write_log(
    connection: Connection, source: str, outcome: str, *, report: Report | None = None, detail: str = ""
) -> None:
    sha256 = report.sha256 if report else ""
    # What is read now no longer failed: the source's failure goes with it.
    connection.execute(delete(intake).where(intake.c.source == source, intake.c.sha256.in_((sha256, ""))))
    values = {"outcome": outcome, "report": report.id if report else None, "detail": detail, "at": _now()}
    connection.execute(insert(intake).values(source=source, sha256=sha256, **values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _readings(connection: Connection, ids: Collection[str], *tables: Table) -> dict[str, Reading]:
    """Return readings by their ids, with what stands in the tables; each table is asked once for all of them."""
    found: dict[str, dict[str, list[Any]]] = {report: {table.name: [] for table in tables} for report in ids}
    for table in tables:
        kept = select(table.c.report, table.c.body).where(table.c.report.in_(ids)).order_by(table.c.position)
        for report, body in connection.execute(kept):
            found[report][table.name].append(_KINDS[table.name].from_dict(json.loads(body)))
    rows = connection.execute(select(reports).where(reports.c.id.in_(ids))).mappings()
    return {
        row["id"]: Reading(
            report=_report(row),
            notes=tuple(map(Note.from_dict, json.loads(row["notes"]))),
            **{name: tuple(things) for name, things in found[row["id"]].items()},
        )
        for row in rows
    }
