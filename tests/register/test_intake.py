from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from makers import ENGLISH, FRENCH, html_page, zipped
from onrecord.errors import NoText, SourceError
from onrecord.records import Reading, Report
from onrecord.register import Outcome, Register, take_in
from onrecord.sources import Item, Network, Opened, Unchanged, Unread, Validators, open_reports
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


def run(register: Register, inputs: list[Item], *, version: str = "one", anew: bool = False) -> list[Outcome]:
    return list(take_in(register, inputs, Reader(), version=version, anew=anew))


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    with Register(place) as register:
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
        ("bad.txt", "failed", None, "the file is empty"),
        ("clips/0.txt", "added", REPORTS[0].id, ""),
        ("clips/1.txt", "added", REPORTS[1].id, ""),
        ("clips/2.txt", "added", REPORTS[2].id, ""),
        ("twin.txt", "same", REPORTS[0].id, "same as clips/0.txt"),
    ]


def test_known_reports_are_not_read_and_change_nothing(register: Register) -> None:
    inputs: list[Item] = [*REPORTS[:3], BAD]
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
    assert [o.what for o in run(register, list(REPORTS[:2]), version="two")] == ["kept", "kept"]
    assert [o.what for o in run(register, list(REPORTS[:2]), version="two")] == ["known", "known"]
    assert [o.what for o in run(register, list(REPORTS[:1]), version="two", anew=True)] == ["again"]


def test_what_was_given_once_is_not_forgotten(register: Register) -> None:
    bare = dataclasses.replace(
        REPORTS[0], outlet=None, published=None, known={"outlet": "unknown", "published": "unknown"}
    )
    run(register, [REPORTS[0]])
    assert [o.what for o in run(register, [bare])] == ["known"]
    assert [o.what for o in run(register, [bare], version="two")] == ["kept"]
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
    assert [line.outcome for line in register.log()] == ["empty"]
    path.write_text(REPORTS[0].text)
    run(register, list(open_reports([path])))
    assert [(line.outcome, line.report) for line in register.log()] == [("added", REPORTS[0].id)]


def test_the_counts_add_up_for_archives_too(register: Register, tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "clips.zip").write_bytes(
        zipped(
            {
                "a.txt": REPORTS[0].text,
                "twin.txt": REPORTS[0].text,
                "b.txt": REPORTS[1].text,
                "french.txt": FRENCH,
                "empty.txt": "",
                "locked.pdf": "%PDF-1.4",
            }
        )
    )
    (clips / "c.txt").write_text(REPORTS[2].text)
    inputs = [
        dataclasses.replace(one, id=next((r.id for r in REPORTS if r.text == one.text), one.id))
        if isinstance(one, Report)
        else one
        for one in open_reports([clips])
    ]
    outcomes = run(register, inputs)
    archive = f"{clips}/clips.zip"
    assert {o.source.removeprefix(f"{clips}/"): (o.what, o.detail) for o in outcomes if o.what != "failed"} == {
        "clips.zip/a.txt": ("added", ""),
        "clips.zip/twin.txt": ("known", f"same as {archive}/a.txt"),
        "clips.zip/b.txt": ("added", ""),
        "clips.zip/french.txt": ("foreign", "fr"),
        "clips.zip/empty.txt": ("empty", f"{archive}/empty.txt: this is empty; there is nothing to read"),
        "clips.zip": ("opened", "6 members"),
        "c.txt": ("added", ""),
    }
    tally = register.tally()
    assert tally == {"added": 3, "same": 1, "foreign": 1, "empty": 1, "failed": 1, "opened": 1}
    assert sum(tally.values()) == len(outcomes) == len(inputs) == len(list(register.log()))
    assert [line.source for line in register.log("failed")] == [f"{archive}/locked.pdf"]
    run(register, inputs)
    assert register.tally() == tally


def test_a_report_in_another_language_is_kept_and_marked_and_not_read(register: Register) -> None:
    french = dataclasses.replace(REPORTS[0], language="fr")
    reader = Reader()
    for _ in range(2):
        outcomes = list(take_in(register, [french], reader, version="one"))
    assert [(o.what, o.detail) for o in outcomes] == [("known", "")]
    assert reader.read == 0
    kept = register.report(french.id)
    assert (kept and kept.language, kept and kept.text) == ("fr", french.text)
    assert list(register.find()) == []
    (line,) = register.log()
    assert (line.outcome, line.detail, line.report) == ("foreign", "in fr, not English; kept, not read", french.id)


def test_a_language_given_later_has_it_read(register: Register) -> None:
    run(register, [dataclasses.replace(REPORTS[0], language="fr", known={"language": "found"})])
    given = dataclasses.replace(REPORTS[0], known={**REPORTS[0].known, "language": "given"})
    assert [o.what for o in run(register, [given])] == ["again"]
    assert [line.outcome for line in register.log()] == ["again"]


def test_an_archive_that_breaks_off_keeps_what_came_before(register: Register) -> None:
    broken = Unread("a.tar", SourceError("a.tar: the archive is broken here (1 members were read)"))
    run(register, [REPORTS[0], broken])
    assert register.tally() == {"added": 1, "failed": 1}
    # Fetched again, it is whole: the failure goes.
    run(register, [REPORTS[0], Opened("a.tar", 1, Counter(image=2))])
    assert [(line.source, line.outcome, line.detail) for line in register.log()] == [
        ("a.tar", "opened", "1 member; left out, being no documents: image 2"),
        ("clips/0.txt", "added", ""),
    ]


def test_an_address_that_has_not_changed_keeps_its_line(register: Register) -> None:
    run(register, [REPORTS[0]])
    outcomes = run(register, [Unchanged(REPORTS[0].source)])
    assert [(o.what, o.detail) for o in outcomes] == [("known", "not changed since it was last fetched")]
    assert [line.outcome for line in register.log()] == ["added"]


def test_what_servers_tell_is_kept_only_of_what_was_taken_in(register: Register) -> None:
    online = Network()
    online.fetched = {f"http://a.example/{n}": Validators(f'"{n}"', "") for n in ("good", "bad")}
    bad = Unread("http://a.example/bad/1", NoText("http://a.example/bad/1: there is nothing in it"))
    worse = Unread("feed.xml/http://a.example/bad", SourceError("feed.xml/http://a.example/bad: broken"))
    list(take_in(register, [REPORTS[0], bad, worse], Reader(), version="one", network=online))
    assert register.validators("http://a.example/good") == ('"good"', "")
    assert register.validators("http://a.example/bad") is None
    register.keep_validators({"http://a.example/good": Validators("", "Tue, 12 Mar 2024 10:00:00 GMT")})
    assert register.validators("http://a.example/good") == ("", "Tue, 12 Mar 2024 10:00:00 GMT")


def test_author_and_address_are_kept(register: Register, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        html_page(head='<meta name="author" content="Ana Paz"><link rel="canonical" href="https://a.example/dam">')
    )
    (report,) = (one for one in open_reports([tmp_path]) if isinstance(one, Report))
    assert report.text == ENGLISH
    register.put(Reading(report=report), version="one")
    assert register.report(report.id) == report
    assert (report.author, report.address) == ("Ana Paz", "https://a.example/dam")
