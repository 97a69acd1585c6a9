from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from onrecord.errors import RegisterError
from onrecord.register import Register
from onrecord.register.fulltext import folded
from onrecord.register.migrations import STEPS, Step
from onrecord.register.schema import metadata
from onrecord.register.store import _database

FULL_TEXT = next(n for n, step in enumerate(STEPS) if step.name.startswith("0005"))


def made_by(place: str, steps: tuple[Step, ...], *statements: str) -> None:
    """Make a register as a version that knew these steps only, with what the statements put in."""
    database = _database(place, create=True)
    with database.transaction(writes=True) as connection:
        run = connection.exec_driver_sql
        run("CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY)")
        for step in steps:
            for statement in step.statements(database.dialect):
                run(statement)
            connection.execute(text("INSERT INTO migrations VALUES (:name)"), {"name": step.name})
        for statement in statements:
            run(statement)
    database.close()


BESIDE = {
    "reports_in_order",  # an expression, which SQLAlchemy does not read back from SQLite
    *("intake_by_source", "fetched_by_address"),
    *(f"{table}_{what}" for table in ("texts", "evidence", "parties") for what in ("index", "without_index")),
}
WITHOUT_KEY = {("postgresql", "intake"), ("postgresql", "fetched")}

REPORT = (
    "INSERT INTO reports (id, sha256, source, language, text, known, notes, edition) "
    "VALUES ('r1', 'x', 'a.txt', 'en', 'Rain fell in Chad.', '{}', '[]', 'old')"
)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_steps_make_the_tables_that_the_schema_declares(place: str) -> None:
    same = {"DOUBLE PRECISION": "FLOAT"}
    with Register(place) as register:
        engine = register._database.engine
        made = inspect(engine)
        for table in metadata.sorted_tables:
            columns = set()
            for column in made.get_columns(table.name):
                kind = str(column["type"].compile(engine.dialect)).replace(' COLLATE "C"', "")
                columns.add((column["name"], same.get(kind, kind), column["nullable"]))
            declared = {(c.name, str(c.type.compile(engine.dialect)), c.nullable) for c in table.columns}
            assert {c for c in columns if c[0] != "vector"} == declared, table.name
            indexes = {i["name"] for i in made.get_indexes(table.name)} - BESIDE
            assert indexes == {i.name for i in table.indexes} - BESIDE
            if (engine.dialect.name, table.name) not in WITHOUT_KEY:
                assert made.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]
            assert len(made.get_foreign_keys(table.name)) == len(table.foreign_key_constraints)
        tables = {name for name in made.get_table_names() if "_index" not in name}
        assert tables == {*metadata.tables, "migrations"}


@pytest.mark.parametrize("done", range(1, len(STEPS)))
def test_an_older_register_is_brought_up(place: str, done: int) -> None:
    made_by(place, STEPS[:done], REPORT)
    with Register(place) as register:
        assert register.has("r1", "old")
        assert list(register.log()) == []


def test_what_an_older_register_keeps_is_found_by_its_words(tmp_path: Path) -> None:
    record = (
        '{"id":"e1","kind":"event","standing":{"status":"done","holder":"outlet"},'
        '"evidence":[{"start":0,"end":17,"quote":"Rain fell in Chad"}],"rule":"own:1","confidence":1.0}'
    )
    made_by(
        str(tmp_path / "a.db"),
        STEPS[:FULL_TEXT],
        REPORT,
        "INSERT INTO records (report, id, position, kind, status, words, rule, confidence, body) VALUES "
        f"('r1', 'e1', 0, 'event', 'done', '{folded('Rain fell in Chad')}', 'own:1', 1.0, '{record}')",
        "INSERT INTO parties (report, record, role, country, name, words) "
        "VALUES ('r1', 'e1', 'actor', NULL, 'Rain', ' rain ')",
    )
    with Register(tmp_path / "a.db") as register:
        assert [row.record.id for row in register.find(search="chad -snow", text="fell in", actor="rain")] == ["e1"]


def test_a_register_of_a_newer_version_is_left_alone(place: str) -> None:
    with Register(place) as register, register._transaction(writes=True) as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES ('9999 what is to come')")
    with pytest.raises(RegisterError, match=r"a newer onrecord \(step '9999 what is to come'\)"):
        Register(place)


def test_a_step_that_fails_leaves_nothing_behind(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*STEPS, Step("9999 broken", ("CREATE TABLE more (id TEXT)", "CREATE NONSENSE")))
    monkeypatch.setattr("onrecord.register.migrations.STEPS", broken)
    with pytest.raises(RegisterError, match="NONSENSE"):
        Register(place)
    database = _database(place, create=True)
    assert inspect(database.engine).get_table_names() == []
    database.close()


def test_another_database_is_told_by_a_table_of_its_own(place: str) -> None:
    database = _database(place, create=True)
    with database.transaction(writes=True) as connection:
        connection.exec_driver_sql("CREATE TABLE birds (name TEXT)")
    with pytest.raises(RegisterError, match=r"a database, but no register \(it holds the table 'birds'\)"):
        Register(place)
    assert inspect(database.engine).get_table_names() == ["birds"]
    database.close()


def test_the_number_of_a_text_survives_a_compaction(tmp_path: Path) -> None:
    """An index that pointed to rows by a number which SQLite may change would find other records after VACUUM."""
    made_by(str(tmp_path / "a.db"), STEPS)
    with sqlite3.connect(tmp_path / "a.db") as db:
        for table in ("texts", "evidence", "parties"):
            (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
            assert "number INTEGER NOT NULL PRIMARY KEY" in sql
    db.close()
