"""A register in one SQLite file.

In: a path. Out: the `Database` in it: one writer at a time, readers beside it, full text by FTS5.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    and_,
    create_engine,
    event,
    literal_column,
    select,
)
from sqlalchemy import table as named
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

from onrecord.register.database import WAIT_SECONDS, Database, phrases_exactly
from onrecord.register.fulltext import Question, folded, words_of


class SQLite(Database):
    """A file; what belongs to it stands beside it while it is open (``-wal``, ``-shm``)."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        url = URL.create("sqlite", database=str(path))
        self.engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
        event.listen(self.engine, "connect", _set_up)

    def prepare(self) -> None:
        """Let others read while one writes. The file keeps the setting, so no database but ours is given it."""
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()

    def connect(self, *, writes: bool) -> Connection:
        """Return a connection; `begin` decides what it may do."""
        return self.engine.connect()

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Begin; a writer takes its turn at once: one that first reads may find another has written between."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def matches(self, table: Table, question: Question) -> ColumnElement[bool]:
        """Ask the table's FTS5 index, whose rows have the numbers of the table's."""
        index = named(f"{table.name}_index")
        asked = literal_column(index.name).op("MATCH", is_comparison=True)(_query(question))
        found = select(literal_column("rowid", Integer)).select_from(index).where(asked)
        return and_(table.c.number.in_(found), phrases_exactly(table, question))

    def explain(self, error: DatabaseError) -> str:
        """Say what SQLite means."""
        message = str(error.orig)
        if "not a database" in message:
            return "this is no register (not an SQLite file); give the file that `onrecord add` made, or a new name"
        if "unable to open" in message:
            return "the file cannot be opened or made; look at its folder and its permissions"
        if "locked" in message:
            return f"another program has been writing to it for {WAIT_SECONDS} seconds; try again when it is done"
        return f"the database says: {message}"


def _set_up(dbapi: Any, _: object) -> None:
    dbapi.isolation_level = None  # the driver would begin too late; `begin` does it, tables included
    dbapi.execute("PRAGMA foreign_keys = ON")
    dbapi.execute("PRAGMA synchronous = NORMAL")
    dbapi.create_function("folded", -1, folded, deterministic=True)  # a step of the migrations needs it


def _query(question: Question) -> str:
    """Return the question for FTS5; unwanted phrases are left to `phrases_exactly`."""
    groups = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in question.wanted)
    return " NOT ".join([f"({groups})", *(_quoted(p) for p in question.unwanted if len(words_of(p)) == 1)])


def _quoted(phrase: str) -> str:
    return f'"{phrase.strip()}"'
