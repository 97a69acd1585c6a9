from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from onrecord.errors import RegisterError
from onrecord.register import Register
from onrecord.register.migrations import STEPS
from onrecord.register.schema import metadata


def test_the_steps_make_the_tables_that_the_schema_declares(tmp_path: Path) -> None:
    Register(tmp_path / "a.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    made = inspect(engine)
    for table in metadata.sorted_tables:
        columns = {(c["name"], str(c["type"]), c["nullable"]) for c in made.get_columns(table.name)}
        assert columns == {(c.name, str(c.type), c.nullable) for c in table.columns}, table.name
        assert {i["name"] for i in made.get_indexes(table.name)} == {i.name for i in table.indexes}
        assert made.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]
        assert len(made.get_foreign_keys(table.name)) == len(table.foreign_key_constraints)
    assert set(made.get_table_names()) == {*metadata.tables, "migrations"}
    engine.dispose()


@pytest.mark.parametrize("done", range(1, len(STEPS)))
def test_an_older_register_is_brought_up(tmp_path: Path, done: int) -> None:
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute("CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY)")
        for name, statements in STEPS[:done]:
            for statement in statements:
                db.execute(statement)
            db.execute("INSERT INTO migrations VALUES (?)", [name])
        db.execute(
            "INSERT INTO reports (id, sha256, source, language, text, known, notes, edition) "
            "VALUES ('r1', 'x', 'a.txt', 'en', 'Rain.', '{}', '[]', 'old')"
        )
    db.close()
    with Register(tmp_path / "a.db") as register:
        assert register.has("r1", "old")
        assert list(register.log()) == []


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Register(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.execute("INSERT INTO migrations VALUES ('9999 what is to come')")
    db.close()
    with pytest.raises(RegisterError, match=r"a newer onrecord \(step '9999 what is to come'\)"):
        Register(tmp_path / "a.db")


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*STEPS, ("9999 broken", ("CREATE TABLE more (id TEXT)", "CREATE NONSENSE")))
    monkeypatch.setattr("onrecord.register.migrations.STEPS", broken)
    with pytest.raises(RegisterError, match="NONSENSE"):
        Register(tmp_path / "a.db")
    with sqlite3.connect(tmp_path / "a.db") as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == []
    db.close()
