"""What is read again and what is not: after files changed, and after the knowledge of the program changed."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.records import Reading, Report
from onrecord.register import Outcome, Register, edition, take_in
from onrecord.sources import Options, list_files, open_files
from places import dump
from readings import reading


def add(place: str, folder: Path, *, version: str = "one") -> list[tuple[str, str]]:
    """Add a folder as the command does; whatever a report says, nothing is put on record from it."""

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        yield from (Reading(report=report) for report in reports)

    with Register(place) as register:
        outcomes = take_in(register, open_files(list_files([str(folder)]), Options()), read, version=version)
        return sorted((Path(outcome.source).name, outcome.what) for outcome in outcomes)


def text(word: str) -> str:
    return f"The {word} of the province said on Monday that the bridge would be open again in the spring.\n"


def test_a_file_that_changed_one_that_went_and_one_that_came_twice(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    for name in ("changed", "gone", "twin"):
        (folder / f"{name}.txt").write_text(text(name))
    assert add(place, folder) == [("changed.txt", "added"), ("gone.txt", "added"), ("twin.txt", "added")]

    (folder / "changed.txt").write_text(text("new governor"))
    (folder / "gone.txt").unlink()
    shutil.copy(folder / "twin.txt", folder / "copy.txt")
    # By name, the copy comes before what it is a copy of; the register knows the one that was there first.
    assert add(place, folder) == [("changed.txt", "added"), ("copy.txt", "known"), ("twin.txt", "known")]
    with Register(place) as register:
        log = [(Path(line.source).name, line.outcome, line.detail) for line in register.log()]
        texts = sorted(report.text for report in (one.report for one in register.readings()))
    same = f"same as {folder / 'twin.txt'}"
    added = [("changed.txt", "added", ""), ("changed.txt", "added", "")]  # what a file said stays on record
    assert log == [*added, ("copy.txt", "same", same), ("gone.txt", "added", ""), ("twin.txt", "added", "")]
    assert texts == sorted(map(text, ("changed", "new governor", "gone", "twin")))

    before = dump(place)
    assert add(place, folder) == [("changed.txt", "known"), ("copy.txt", "known"), ("twin.txt", "known")]
    assert dump(place) == before


def test_only_what_an_older_edition_read_is_read_again(place: str) -> None:
    foreign = dataclasses.replace(reading(9).report, language="fr")
    with Register(place) as register:
        register.add([reading(1), reading(2), Reading(report=foreign)], version="one")
        register.add([reading(3)], version="two")
        assert register.editions() == {"one": 2, "two": 1}
        assert {r.id for r in register.stale("two")} == {reading(1).report.id, reading(2).report.id}
        asked = list[str]()

        def read(reports: Iterable[Report]) -> Iterator[Reading]:
            for report in reports:
                asked.append(report.id)
                yield reading(1, rule="new:7") if report.id == reading(1).report.id else reading(2)

        outcomes = list(take_in(register, register.stale("two"), read, version="two"))
        assert sorted(outcomes, key=lambda o: o.source) == [
            Outcome("clips/1.txt", "again"),
            Outcome("clips/2.txt", "kept"),
        ]
        assert sorted(asked) == sorted([reading(1).report.id, reading(2).report.id])
        assert register.editions() == {"two": 3}
        assert list(register.stale("two")) == []
        assert register.is_known(foreign, "two")
        said = {line.source: (line.outcome, line.detail) for line in register.log()}
        assert said["clips/1.txt"] == ("again", "")
        assert said["clips/2.txt"] == ("again", "as before")
        assert said["clips/3.txt"] == ("added", "")


def test_what_says_the_same_keeps_its_rows(place: str) -> None:
    with Register(place) as register:
        register.add([reading(1)], version="one")
    before = dump(place)
    with Register(place) as register:
        assert register.add([reading(1)], version="two").kept == 1
        assert [row.edition for row in register.find()] == ["two", "two"]
    after = dump(place)
    assert {name for name in before if before[name] != after[name]} == {"reports", "intake"}


@pytest.mark.model
def test_a_changed_lexicon_makes_all_it_read_stale(tmp_path: Path) -> None:
    """A copy of the program has one word more: of two reports, one is read another way."""
    (tmp_path / "radars.txt").write_text("Norway will send two radars to Kenya, Defence Minister Ane Lie yodelled.\n")
    (tmp_path / "boats.txt").write_text("Brazil promised Angola three patrol boats.\n")
    copy = tmp_path / "other"
    shutil.copytree(Path(onrecord.__file__).parent, copy / "onrecord", ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "onrecord/data/lexicons/en/reporting_verbs.csv").open("a", encoding="utf-8") as table:
        table.write('yodel,that|quote,active,speech,neutral,own,"The road is open, the mayor yodelled."\n')
    place = str(tmp_path / "a.db")
    run(tmp_path, "add", place, "radars.txt", "boats.txt")
    with Register(place) as register:
        (boats,) = (row for row in register.find(actor="BRA"))
        said = register.judge(boats.report, boats.record.id, "confirm", who="Ana")
        assert boats.edition == edition()
    once = run(tmp_path, "recode", place)
    assert once == "2 reports: 2 read by this edition already; 0 read again with other records, 0 with the same\n"
    again = run(tmp_path, "recode", place, package=copy)
    assert again == "2 reports: 0 read by this edition already; 1 read again with other records, 1 with the same\n"
    with Register(place) as register:
        (now,) = register.editions()
        assert now != edition()
        assert now.split(", ")[2:] == edition().split(", ")[2:]  # codebooks and the rest are what they were
        rules = {row.statement.rule for row in register.find(actor="NOR") if row.statement}
        assert any("reporting_verbs.csv" in rule for rule in rules)
        assert [row.judgement for row in register.find(actor="BRA")] == [said]


def run(folder: Path, *arguments: str, package: Path | None = None) -> str:
    environment = {**os.environ, **({"PYTHONPATH": str(package)} if package else {})}
    command = [sys.executable, "-c", "from onrecord.cli import app; app()", *arguments]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
