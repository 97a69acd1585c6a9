"""The register in one SQLite file.

In: a path and readings. Out: rows, readings and the intake log. Every report is one transaction: an interrupted run
leaves whole reports only, and running it again adds the rest.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

from onrecord.errors import RegisterError
from onrecord.records import Actor, Credit, LoggedOutcome, Note, Reading, Record, Report, Statement
from onrecord.register.base import Added, Counts, Logged, Query, Row
from onrecord.register.edition import edition
from onrecord.register.migrations import STEPS, applied, migrate
from onrecord.register.schema import actors, fetched, intake, records, reports, rows_of, statements
from onrecord.register.search import ORDER, selection

_WAIT_SECONDS = 30
_WRITES = "onrecord_writes"


class Register:
    """A register in a file, opened as a context manager; a new file is made where there is none.

    Raises:
        RegisterError: the file is no register, is one of a newer version, or cannot be opened or made.
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = True) -> None:
        self.path = Path(path)
        if not create and not self.path.exists():
            raise RegisterError(f"{self.path}: there is no register here; `onrecord add` makes one")
        self._engine = _engine(self.path)
        try:
            with self._transaction() as connection:
                current = len(applied(connection)) == len(STEPS)
            if not current:
                self._write_ahead()
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
        """Close the file; what was added stays whatever happens."""
        self._engine.dispose()

    def add(self, readings: Iterable[Reading], *, version: str | None = None) -> Counts:
        """Keep readings, one transaction each.

        The same report read by the same edition of the program is known and left alone; read by another, its records
        are replaced. `version` is the edition that read them, by default the running one with its own model.
        """
        version = version or edition()
        found = Counter(self.put(reading, version=version) for reading in readings)
        return Counts(added=found["added"], again=found["again"], known=found["known"])

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
            connection.execute(delete(reports).where(reports.c.id == reading.report.id))
            for table, rows in rows_of(reading, version):
                if rows:
                    connection.execute(insert(table), rows)
            outcome: Added = "again" if kept else "added"
            _write_log(connection, reading.report.source, log_as or outcome, report=reading.report, detail=detail)
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
        with self._transaction() as connection:
            for row in connection.execution_options(yield_per=500).execute(lines):
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
        with self._transaction() as connection:
            reading: Reading | None = None
            for report, body in connection.execution_options(yield_per=500).execute(selection(query)):
                if reading is None or reading.report.id != report:
                    reading = _reading(connection, report, with_records=False)
                yield Row.of(reading, Record.from_dict(json.loads(body)))

    def readings(self) -> Iterator[Reading]:
        """Yield all readings as they were added, ordered by publication date and content."""
        with self._transaction() as connection:
            for report in connection.execute(select(reports.c.id).order_by(*ORDER)).scalars().all():
                yield _reading(connection, report)

    def _write_ahead(self) -> None:
        """Let others read while one writes. The file keeps the setting, so no database but ours is given it."""
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(**{_WRITES: writes}) as connection, connection.begin():
                yield connection
        except DatabaseError as error:
            raise RegisterError(f"{self.path}: {_what(str(error.orig))}") from error
        except RegisterError as error:
            raise RegisterError(f"{self.path}: {error}") from error


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _: object) -> None:
        dbapi.isolation_level = None  # the driver would begin too late; `_begin` does it, tables included
        dbapi.execute("PRAGMA foreign_keys = ON")
        dbapi.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its turn at once: one that first reads and then writes may find another has written between.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _what(message: str) -> str:
    if "not a database" in message:
        return "this is no register (not an SQLite file); give the file that `onrecord add` made, or a new name"
    if "unable to open" in message:
        return "the file cannot be opened or made; look at its folder and its permissions"
    if "locked" in message:
        return f"another program has been writing to it for {_WAIT_SECONDS} seconds; try again when it is done"
    return f"the database says: {message}"


def _kept(connection: Connection, report: str) -> tuple[Report, str] | None:
    row = connection.execute(select(reports).where(reports.c.id == report)).first()
    return (_report(row._mapping), row.edition) if row else None


def _same(kept: tuple[Report, str], new: Report, version: str) -> bool:
    """Tell whether reading again would give what is kept: what is found in a text is found again."""
    old, kept_version = kept
    return kept_version == version and _given(old) == _given(new)


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


def _reading(connection: Connection, report: str, *, with_records: bool = True) -> Reading:
    row = connection.execute(select(reports).where(reports.c.id == report)).one()._mapping

    def bodies(table: Any) -> list[Any]:
        query = select(table.c.body).where(table.c.report == report).order_by(table.c.position)
        return [json.loads(body) for body in connection.execute(query).scalars()]

    return Reading(
        report=_report(row),
        statements=tuple(map(Statement.from_dict, bodies(statements))),
        records=tuple(map(Record.from_dict, bodies(records))) if with_records else (),
        actors=tuple(map(Actor.from_dict, bodies(actors))),
        notes=tuple(map(Note.from_dict, json.loads(row["notes"]))),
    )
