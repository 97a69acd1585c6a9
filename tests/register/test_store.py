from __future__ import annotations

import dataclasses
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import RegisterError
from onrecord.register import Counts, Register
from places import DATABASES, Place, dump
from readings import chained, reading, span


def test_what_is_read_back_is_what_was_added(place: str) -> None:
    readings = [chained(), reading(2, outlet=None, published=None)]
    with Register(place) as register:
        assert register.add(readings) == Counts(added=2)
    with Register(place) as register:
        assert list(register.readings()) == readings


def test_adding_twice_does_nothing(place: str) -> None:
    with Register(place) as register:
        register.add([reading(1)], version="one")
        before = dump(place)
        assert register.add([reading(1), reading(1)], version="one") == Counts(known=2)
        assert dump(place) == before


def test_another_edition_replaces_the_records(place: str) -> None:
    with Register(place) as register:
        register.add([reading(1), reading(2)], version="one")
        assert register.has(reading(1).report.id)
        assert register.has(reading(1).report.id, "one")
        assert not register.has(reading(1).report.id, "two")
        assert register.add([reading(1, rule="new:7")], version="two") == Counts(again=1)
        assert {row.record.rule for row in register.find()} == {"new:7", "own:1"}
        assert len(dump(place)["records"]) == 4
        assert len(dump(place)["parties"]) == 8


def test_other_metadata_replaces_the_records(place: str) -> None:
    with Register(place) as register:
        register.add([reading(1)], version="one")
        assert register.add([reading(1, published="2024-02-02")], version="one") == Counts(again=1)
        report = register.report(reading(1).report.id)
        assert report is not None
        assert report.published == "2024-02-02"


def test_a_report_is_added_whole_or_not_at_all(place: str) -> None:
    whole = reading(1)
    twice = dataclasses.replace(whole, records=(*whole.records, whole.records[0]))  # an id that stands twice
    with Register(place) as register:
        with pytest.raises(RegisterError, match=r"(?i)unique"):
            register.add([reading(2), twice])
        assert [r.report.id for r in register.readings()] == [reading(2).report.id]
        assert len(dump(place)["intake"]) == 1


@pytest.mark.parametrize("database", DATABASES)
def test_readings_and_rows_do_not_show_the_order_of_adding(new_place: Place, database: str) -> None:
    readings = [reading(n, published=day) for n, day in ((1, None), (2, "2024-02-03"), (3, "2024-01-09"), (4, None))]
    found = []
    for order in (readings, readings[::-1]):
        with Register(new_place(database)) as register:
            register.add(order)
            found.append((list(register.readings()), list(register.find())))
    assert found[0] == found[1]
    assert [r.report.published for r in found[0][0]] == ["2024-01-09", "2024-02-03", None, None]


def test_foreign_keys_hold(place: str) -> None:
    with (
        Register(place) as register,
        pytest.raises(RegisterError, match=r"(?i)foreign key"),
        register._transaction(writes=True) as connection,
    ):
        connection.exec_driver_sql("INSERT INTO actors VALUES ('none', 'a1', 0, 'x', NULL, NULL, '{}')")


def test_text_of_any_kind_is_kept(place: str) -> None:
    text = "“名” 'quote' \"double\" \\ \U0001f6a2 %_ é\u0301\n"
    one = reading(1)
    odd = dataclasses.replace(
        one, report=dataclasses.replace(one.report, text=text), statements=(), records=(), actors=()
    )
    with Register(place) as register:
        register.add([odd])
        assert next(register.readings()) == odd


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("text.db", "this is no register (not an SQLite file)"),
        ("other.db", "this is a database, but no register (it holds the table 'birds')"),
        ("none/a.db", "cannot be opened or made"),
        (".", "cannot be opened or made"),
    ],
)
def test_what_is_no_register_is_told_by_name(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "text.db").write_text("A report of rain in Chad.\n" * 100)
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE birds (name TEXT)")
    db.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(RegisterError) as caught:
        Register(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert says in str(caught.value)
    assert (tmp_path / "other.db").read_bytes() == before
    assert not (tmp_path / "none").exists()


def test_a_register_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="there is no register here"):
        Register(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()


def test_a_writer_does_not_keep_readers_out(place: str) -> None:
    with Register(place) as register, Register(place) as other:
        register.add([reading(1)])
        with register._transaction(writes=True) as connection:
            connection.exec_driver_sql("DELETE FROM records")
            assert len(list(other.find())) == 2


ADDER = """
import sys
from readings import reading
from onrecord.register import Register
with Register(sys.argv[1]) as register:
    for number in range(int(sys.argv[2])):
        register.add([reading(number)], version="one")
        print(number, flush=True)
"""


def _adder(path: Path, count: int) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": tests}
    command = [sys.executable, "-c", ADDER, str(path), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_killed_at_any_point_and_run_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    count, path, whole = 60, tmp_path / "killed.db", tmp_path / "whole.db"
    for stop, delay in ((3, 0.0), (11, 0.0007), (24, 0.0013), (40, 0.0031), (55, 0.0002)):
        with _adder(path, count) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if int(line) == stop:
                    time.sleep(delay)  # somewhere inside of the next transactions
                    process.kill()
            assert process.wait() == -9
        with Register(path) as register:
            assert stop < sum(len(r.records) == 2 for r in register.readings()) <= count
    for target in (path, whole):
        with _adder(target, count) as process:
            process.communicate()
        assert process.returncode == 0
    assert dump(str(path)) == dump(str(whole))
    assert len(dump(str(path))["reports"]) == count


def test_quotes_stay_true_to_the_text(place: str) -> None:
    with Register(place) as register:
        register.add([reading(1)])
        text = next(register.readings()).report.text
        for row in register.find():
            assert all(span(text, e.quote) == e for e in row.record.evidence)
