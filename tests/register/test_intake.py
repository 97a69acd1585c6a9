from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.records import Reading, Report
from onrecord.register import Outcome, Register, take_in
from onrecord.sources import Unread, open_reports
from readings import reading

READINGS = {r.report.id: r for r in map(reading, range(6))}
REPORTS = [r.report for r in READINGS.values()]
BAD = Unread("bad.txt", SourceError("bad.txt: the file is empty"))


class Reader:
    """Reads as the pipeline does: a stream in order, some reports ahead of what it gives; counts what it was asked."""

    def __init__(self, ahead: int = 2) -> None:
        self.ahead, self.read = ahead, 0

    def __call__(self, reports: Iterable[Report]) -> Iterator[Reading]:
        waiting: list[Report] = []
        for report in reports:
            self.read += 1
            waiting.append(report)
            if len(waiting) > self.ahead:
                yield self.reading(waiting.pop(0))
        yield from map(self.reading, waiting)

    def reading(self, report: Report) -> Reading:
        return dataclasses.replace(READINGS[report.id], report=report)


def run(
    register: Register, inputs: list[Report | Unread], *, version: str = "one", anew: bool = False
) -> list[Outcome]:
    return list(take_in(register, inputs, Reader(), version=version, anew=anew))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(tmp_path / "a.db") as register:
        yield register


def test_every_input_has_one_outcome_and_a_line_in_the_log(register: Register) -> None:
    twin = dataclasses.replace(REPORTS[0], source="twin.txt")
    outcomes = run(register, [REPORTS[0], BAD, REPORTS[1], twin, REPORTS[2]])
    assert sorted((o.source, o.what) for o in outcomes) == [
        ("bad.txt", "failed"),
        ("clips/0.txt", "added"),
        ("clips/1.txt", "added"),
        ("clips/2.txt", "added"),
        ("twin.txt", "known"),
    ]
    assert [(line.source, line.outcome, line.report, line.detail) for line in register.log()] == [
        ("bad.txt", "failed", None, "bad.txt: the file is empty"),
        ("clips/0.txt", "added", REPORTS[0].id, ""),
        ("clips/1.txt", "added", REPORTS[1].id, ""),
        ("clips/2.txt", "added", REPORTS[2].id, ""),
        ("twin.txt", "same", REPORTS[0].id, "same as clips/0.txt"),
    ]


def test_known_reports_are_not_read_and_change_nothing(register: Register) -> None:
    inputs: list[Report | Unread] = [*REPORTS[:3], BAD]
    run(register, inputs)
    log, reader = list(register.log()), Reader()
    outcomes = list(take_in(register, inputs, reader, version="one"))
    assert [o.what for o in outcomes] == ["known", "known", "known", "failed"]
    assert reader.read == 0
    assert list(register.log()) == log


def test_only_what_is_left_is_read_after_an_interruption(register: Register) -> None:
    outcomes = take_in(register, REPORTS, Reader(), version="one")
    assert [next(outcomes).what for _ in range(2)] == ["added", "added"]
    del outcomes  # read ahead, but not kept
    reader = Reader()
    again = [o.what for o in take_in(register, REPORTS, reader, version="one")]
    assert sorted(again) == ["added"] * 4 + ["known"] * 2
    assert reader.read == 4


def test_another_edition_reads_again(register: Register) -> None:
    run(register, list(REPORTS[:2]))
    assert [o.what for o in run(register, list(REPORTS[:2]), version="two")] == ["again", "again"]
    assert [o.what for o in run(register, list(REPORTS[:2]), version="two")] == ["known", "known"]
    assert [o.what for o in run(register, list(REPORTS[:1]), version="two", anew=True)] == ["again"]


def test_what_was_given_once_is_not_forgotten(register: Register) -> None:
    bare = dataclasses.replace(
        REPORTS[0], outlet=None, published=None, known={"outlet": "unknown", "published": "unknown"}
    )
    run(register, [REPORTS[0]])
    assert [o.what for o in run(register, [bare])] == ["known"]
    assert [o.what for o in run(register, [bare], version="two")] == ["again"]
    assert register.report(bare.id) == REPORTS[0]


def test_a_date_given_later_is_taken(register: Register) -> None:
    run(register, [REPORTS[0]])
    dated = dataclasses.replace(REPORTS[0], published="2024-02-09")
    assert [o.what for o in run(register, [dated])] == ["again"]
    assert [row.published for row in register.find()] == ["2024-02-09", "2024-02-09"]


def test_a_date_that_the_reading_finds_in_the_text_does_not_make_it_new(register: Register) -> None:
    bare = dataclasses.replace(REPORTS[0], published=None, known={"outlet": "given", "published": "unknown"})
    found = dataclasses.replace(bare, published="2024-02-01", known={"outlet": "given", "published": "found"})
    register.add([dataclasses.replace(READINGS[bare.id], report=found)], version="one")
    assert [o.what for o in run(register, [bare])] == ["known"]


def test_a_file_that_failed_and_is_mended_no_longer_stands_as_failed(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("")
    run(register, list(open_reports([path])))
    assert [line.outcome for line in register.log()] == ["failed"]
    path.write_text(REPORTS[0].text)
    run(register, list(open_reports([path])))
    assert [(line.outcome, line.report) for line in register.log()] == [("added", REPORTS[0].id)]
