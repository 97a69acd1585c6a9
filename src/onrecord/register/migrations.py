"""The steps that bring a register's tables up to this version, each by name and never changed once released.

In: a connection inside a transaction. Out: tables as `schema` declares them, and the names of the steps done.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from onrecord.errors import RegisterError

TABLE = "migrations"

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001 reports and their readings",
        (
            """CREATE TABLE reports (
                id TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, source TEXT NOT NULL, title TEXT, outlet TEXT,
                published TEXT, dateline TEXT, language TEXT NOT NULL, text TEXT NOT NULL, known TEXT NOT NULL,
                notes TEXT NOT NULL, edition TEXT NOT NULL)""",
            """CREATE TABLE actors (
                report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, id TEXT NOT NULL,
                position INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT, country TEXT, body TEXT NOT NULL,
                PRIMARY KEY (report, id))""",
            """CREATE TABLE statements (
                report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, id TEXT NOT NULL,
                position INTEGER NOT NULL, type TEXT, inside TEXT, body TEXT NOT NULL, PRIMARY KEY (report, id))""",
            """CREATE TABLE records (
                report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, id TEXT NOT NULL,
                position INTEGER NOT NULL, kind TEXT NOT NULL, event_type TEXT, act TEXT, status TEXT NOT NULL,
                statement TEXT, earliest TEXT, latest TEXT, words TEXT NOT NULL, rule TEXT NOT NULL,
                confidence FLOAT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (report, id))""",
            """CREATE TABLE parties (
                report TEXT NOT NULL, record TEXT NOT NULL, role TEXT NOT NULL, country TEXT, name TEXT,
                words TEXT NOT NULL,
                FOREIGN KEY (report, record) REFERENCES records (report, id) ON DELETE CASCADE)""",
            "CREATE INDEX parties_of_record ON parties (report, record, role)",
            "CREATE INDEX parties_by_country ON parties (role, country)",
        ),
    ),
    (
        "0002 intake log",
        (
            """CREATE TABLE intake (
                source TEXT NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, report TEXT, detail TEXT NOT NULL,
                at TEXT NOT NULL, PRIMARY KEY (source, sha256))""",
        ),
    ),
    ("0003 credits of agencies", ("ALTER TABLE reports ADD COLUMN credits TEXT NOT NULL DEFAULT '[]'",)),
    (
        "0004 authors, addresses and editions of fetched pages",
        (
            "ALTER TABLE reports ADD COLUMN author TEXT",
            "ALTER TABLE reports ADD COLUMN address TEXT",
            """CREATE TABLE fetched (
                address TEXT NOT NULL PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, at TEXT NOT NULL)""",
            "CREATE INDEX intake_by_outcome ON intake (outcome)",
        ),
    ),
)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps that were done; none where there is no table yet.

    Raises:
        RegisterError: the database holds other tables, or steps that this version does not know.
    """
    tables = inspect(connection).get_table_names()
    if TABLE not in tables:
        if tables:
            raise RegisterError(f"this is a database, but no register (it holds the table {sorted(tables)[0]!r})")
        return []
    names = [str(name) for (name,) in connection.execute(text(f"SELECT name FROM {TABLE} ORDER BY name"))]
    unknown = [name for name in names if name not in dict(STEPS)]
    if unknown:
        raise RegisterError(f"this is no register, or one of a newer onrecord (step {unknown[0]!r}); update onrecord")
    return names


def migrate(connection: Connection) -> None:
    """Do the steps that are missing; the caller's transaction holds all of them or none."""
    done = applied(connection)
    if not done:
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS {TABLE} (name TEXT NOT NULL PRIMARY KEY)"))
    for name, statements in STEPS:
        if name not in done:
            for statement in statements:
                connection.execute(text(statement))
            connection.execute(text(f"INSERT INTO {TABLE} (name) VALUES (:name)"), {"name": name})
