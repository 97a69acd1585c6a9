"""The steps that bring a register's tables up to this version, each by name and never changed once released.

In: a connection inside a transaction. Out: tables as `schema` declares them, and the names of the steps done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from onrecord.errors import RegisterError

TABLE = "migrations"


@dataclass(frozen=True, slots=True)
class Step:
    """The statements of one step, in order: those that every database takes, then those that are one's own."""

    name: str
    everywhere: tuple[str, ...] = ()
    sqlite: tuple[str, ...] = ()
    postgresql: tuple[str, ...] = ()

    def statements(self, dialect: str) -> tuple[str, ...]:
        """Return the statements for a database."""
        if dialect == "sqlite":
            return (*self.everywhere, *self.sqlite)
        # Letters are ordered by their code as in SQLite, whatever language the server speaks.
        plain = [re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement) for statement in self.everywhere]
        return (*plain, *self.postgresql)


def _indexed(table: str) -> tuple[str, ...]:
    """Return the statements that give a table of numbered words an FTS5 index which follows it."""
    entry = f"INSERT INTO {table}_index ({{}}rowid, words) VALUES ({{}}{{}}.number, {{}}.words);"
    gone, new = entry.format(f"{table}_index, ", "'delete', ", "old", "old"), entry.format("", "", "new", "new")
    return (
        # The words are folded: what is between two spaces is a word, and nothing else has to be told apart.
        f"""CREATE VIRTUAL TABLE {table}_index USING fts5 (
            words, content='{table}', content_rowid='number', columnsize=0, tokenize="ascii tokenchars '_'")""",
        f"INSERT INTO {table}_index ({table}_index) VALUES ('rebuild')",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {new} END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {gone} END",
    )


_NUMBER = "number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
# A tsvector takes a million bytes at most and no word beyond 2,046; the words of larger texts are asked themselves.
_VECTOR = """vector tsvector GENERATED ALWAYS AS (CASE WHEN octet_length(words) < 1000000 AND words !~ '[^ ]{251}'
    THEN array_to_tsvector(array_remove(string_to_array(words, ' '), '')) END) STORED"""


def _vectors(table: str) -> tuple[str, ...]:
    return (
        f"CREATE INDEX {table}_index ON {table} USING gin (vector) WITH (fastupdate = off)",
        f"CREATE INDEX {table}_without_index ON {table} (number) WHERE vector IS NULL",
    )


_COUNTS = (
    "'reports', 'reports_in_order', '7274 3637 3 1 1'",
    "'reports', 'sqlite_autoindex_reports_1', '7274 1'",
    "'records', 'records_asked', '100000 14 1 1 1 1 1 1 1 1'",
    "'records', 'sqlite_autoindex_records_1', '100000 14 1'",
    "'parties', 'parties_by_country', '192057 64019 1256'",
    "'parties', 'parties_of_record', '192057 27 2 1'",
    "'evidence', 'evidence_of_record', '100000 14 1'",
    "'texts', 'texts_of_report', '7274 1'",
    "'actors', 'sqlite_autoindex_actors_1', '178631 25 1'",
    "'statements', 'sqlite_autoindex_statements_1', '16419 3 1'",
)

STEPS: tuple[Step, ...] = (
    Step(
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
    Step(
        "0002 intake log",
        (
            """CREATE TABLE intake (
                source TEXT NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, report TEXT, detail TEXT NOT NULL,
                at TEXT NOT NULL, PRIMARY KEY (source, sha256))""",
        ),
    ),
    Step("0003 credits of agencies", ("ALTER TABLE reports ADD COLUMN credits TEXT NOT NULL DEFAULT '[]'",)),
    Step(
        "0004 authors, addresses and editions of fetched pages",
        (
            "ALTER TABLE reports ADD COLUMN author TEXT",
            "ALTER TABLE reports ADD COLUMN address TEXT",
            """CREATE TABLE fetched (
                address TEXT NOT NULL PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, at TEXT NOT NULL)""",
            "CREATE INDEX intake_by_outcome ON intake (outcome)",
        ),
    ),
    Step(
        "0005 full text of reports, evidence and names",
        sqlite=(
            """CREATE TABLE texts (
                number INTEGER NOT NULL PRIMARY KEY,
                report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, words TEXT NOT NULL)""",
            "INSERT INTO texts (report, words) SELECT id, folded(title, text) FROM reports ORDER BY id",
            """CREATE TABLE evidence (
                number INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL, record TEXT NOT NULL, words TEXT NOT NULL,
                FOREIGN KEY (report, record) REFERENCES records (report, id) ON DELETE CASCADE)""",
            """INSERT INTO evidence (report, record, words)
                SELECT report, id, words FROM records ORDER BY report, position""",
            """CREATE TABLE parties_numbered (
                number INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL, record TEXT NOT NULL, role TEXT NOT NULL,
                country TEXT, name TEXT, words TEXT NOT NULL,
                FOREIGN KEY (report, record) REFERENCES records (report, id) ON DELETE CASCADE)""",
            """INSERT INTO parties_numbered (report, record, role, country, name, words)
                SELECT report, record, role, country, name, words FROM parties ORDER BY rowid""",
            "DROP TABLE parties",
            "ALTER TABLE parties_numbered RENAME TO parties",
            "CREATE INDEX parties_of_record ON parties (report, record, role)",
            "CREATE INDEX parties_by_country ON parties (role, country)",
            *_indexed("texts"),
            *_indexed("evidence"),
            *_indexed("parties"),
        ),
        postgresql=(
            f"""CREATE TABLE texts (
                {_NUMBER}, report TEXT COLLATE "C" NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                words TEXT COLLATE "C" NOT NULL, {_VECTOR})""",
            f"""CREATE TABLE evidence (
                {_NUMBER}, report TEXT COLLATE "C" NOT NULL, record TEXT COLLATE "C" NOT NULL,
                words TEXT COLLATE "C" NOT NULL, {_VECTOR},
                FOREIGN KEY (report, record) REFERENCES records (report, id) ON DELETE CASCADE)""",
            f"ALTER TABLE parties ADD COLUMN {_NUMBER}, ADD COLUMN {_VECTOR}",
            *_vectors("texts"),
            *_vectors("evidence"),
            *_vectors("parties"),
        ),
    ),
    Step(
        "0006 words of the evidence stand in their own table",
        (
            "ALTER TABLE records DROP COLUMN words",
            "CREATE INDEX texts_of_report ON texts (report)",
            "CREATE INDEX evidence_of_record ON evidence (report, record)",
        ),
    ),
    Step(
        "0007 judgements",
        (
            """CREATE TABLE judgements (
                id TEXT NOT NULL PRIMARY KEY, report TEXT NOT NULL, record TEXT NOT NULL, content TEXT NOT NULL,
                verdict TEXT NOT NULL, note TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
                body TEXT NOT NULL)""",
            "CREATE INDEX judgements_of_report ON judgements (report, content)",
        ),
    ),
    Step(
        "0008 indexes that answer questions",
        (
            """CREATE INDEX records_asked ON records
                (report, position, kind, event_type, act, status, earliest, latest, id)""",
        ),
        sqlite=(
            "CREATE INDEX reports_in_order ON reports (published IS NULL, published, id, outlet)",
            # SQLite plans by what ANALYZE once counted. These counts, of a register of 100,000 records, lead to the
            # same plans at every size; without them it reads whole tables where an index would do.
            "ANALYZE sqlite_schema",
            *(f"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ({row})" for row in _COUNTS),
            "ANALYZE sqlite_schema",  # reads them
        ),
        postgresql=(
            "CREATE INDEX reports_in_order ON reports ((published IS NULL), published, id)",
            # Addresses and paths may be longer than a tree of PostgreSQL takes; writers take turns, so that looking
            # before adding keeps the rows apart.
            "ALTER TABLE intake DROP CONSTRAINT intake_pkey",
            "CREATE INDEX intake_by_source ON intake USING hash (source)",
            "ALTER TABLE fetched DROP CONSTRAINT fetched_pkey",
            "CREATE INDEX fetched_by_address ON fetched USING hash (address)",
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
    unknown = [name for name in names if name not in {step.name for step in STEPS}]
    if unknown:
        raise RegisterError(f"this is no register, or one of a newer onrecord (step {unknown[0]!r}); update onrecord")
    return names


def migrate(connection: Connection) -> None:
    """Do the steps that are missing; the caller's transaction holds all of them or none."""
    done = applied(connection)
    if not done:
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {TABLE} (name TEXT NOT NULL PRIMARY KEY)")
    for step in STEPS:
        if step.name not in done:
            for statement in step.statements(connection.dialect.name):
                connection.exec_driver_sql(statement)
            connection.execute(text(f"INSERT INTO {TABLE} (name) VALUES (:name)"), {"name": step.name})
