"""A register in a PostgreSQL database, for a team.

In: an address, ``postgresql://user@host/database``. Out: the `Database` behind it: one writer at a time, readers beside
it, full text by tsvector and GIN. A password is best kept out of the address (``PGPASSWORD``, ``~/.pgpass``); one that
stands in it appears in no error.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, Table, and_, cast, create_engine, literal, literal_column, or_
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from onrecord.errors import RegisterError
from onrecord.register.database import WAIT_SECONDS, Database, exactly, phrases_exactly
from onrecord.register.fulltext import Question, words_of

_WRITERS = 0x6F6E7265636F7264  # "onrecord": the lock that writers of one register take in turn
_CONNECT_SECONDS = "10"
_EXAMPLE = "write postgresql://user@host/database"

_SAID = (
    (r"password|no pg_hba\.conf entry|authentication", "the server refuses this user or password; give the password in "
     "PGPASSWORD or ~/.pgpass, and look at the server's pg_hba.conf"),
    (r'database "[^"]*" does not exist', "the server has no such database; make it with `createdb`, in UTF-8"),
    (r'role "[^"]*" does not exist', "the server knows no such user; name one in the address, or have it made"),
    (r"permission denied|read-only transaction", "this user may not do that in this database; its owner can GRANT it"),
    (r"lock timeout", f"another program has been writing to it for {WAIT_SECONDS} seconds; try again when it is done"),
    (r"connection failed|could not translate|timeout expired|resolve|connection is bad|connection to server",
     "no server answers there; look at host and port, and whether it runs"),
    (r"terminating connection|server closed|connection is lost|the connection is closed|consuming input failed",
     "the server ended the connection; what was added stays, repeat the command to go on"),
)  # fmt: skip


class PostgreSQL(Database):
    """A database on a server."""

    dialect = "postgresql"

    def __init__(self, address: str) -> None:
        url = _url(address)
        self.name = _shown(url)
        self._password = url.password
        try:
            # A run may read for minutes between two writes: whether the server is still there is asked each time.
            self.engine = create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            message = f"{self.name}: PostgreSQL needs a driver; pip install 'onrecord[postgres]'"
            raise RegisterError(message) from error

    def prepare(self) -> None:
        """Refuse a database that cannot keep every text."""
        with self.engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise RegisterError(f"{self.name}: this database is in {encoding}; make one with ENCODING 'UTF8'")

    def connect(self, *, writes: bool) -> Connection:
        """Return a connection; a reader's sees one state throughout, a writer's the state after its turn has come."""
        connection = self.engine.connect()
        if writes:
            return connection.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Let a writer wait for its turn: two that replace the same report would each keep half."""
        if writes:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")

    def matches(self, table: Table, question: Question) -> ColumnElement[bool]:
        """Ask the table's GIN index; words of a text too large for one are asked themselves."""
        vector = literal_column(f"{table.name}.vector", TSVECTOR)
        asked = vector.op("@@", is_comparison=True)(cast(literal(_query(question)), TSQUERY))
        return or_(
            and_(asked, phrases_exactly(table, question)),
            and_(vector.is_(None), exactly(table, question)),
        )

    def explain(self, error: DatabaseError) -> str:
        """Say what PostgreSQL means, without a password."""
        message = str(error.orig)
        for pattern, said in _SAID:
            if re.search(pattern, message):
                return said
        first = message.strip().partition("\n")[0]
        return f"the database says: {first.replace(self._password, '***') if self._password else first}"


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # What is wrong may be a sign in the password: the address is not repeated.
        raise RegisterError(f"postgresql://…: this address cannot be read; {_EXAMPLE}, with %40 for an @") from None
    if not url.database:
        raise RegisterError(f"{_shown(url)}: the address names no database; {_EXAMPLE}")
    query = dict(url.query)
    password = query.pop("password", url.password)
    query.setdefault("connect_timeout", _CONNECT_SECONDS)
    return url.set(drivername="postgresql+psycopg", password=str(password) if password else None, query=query)


def _shown(url: URL) -> str:
    host = url.host or url.query.get("host") or ""
    where = f"{url.username}@" if url.username else ""
    where += host if isinstance(host, str) else ",".join(host)
    return f"postgresql://{where}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _query(question: Question) -> str:
    """Return the question as a tsquery of words; whether they stand side by side is left to `phrases_exactly`."""
    groups = [" | ".join(f"({_all(phrase)})" for phrase in group) for group in question.wanted]
    unwanted = [f"!{_all(phrase)}" for phrase in question.unwanted if len(words_of(phrase)) == 1]
    return " & ".join([*(f"({group})" for group in groups), *unwanted])


def _all(phrase: str) -> str:
    return " & ".join(f"'{word}'" for word in words_of(phrase))
