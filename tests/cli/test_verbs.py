from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from makers import FRENCH, zipped
from onrecord.cli import app
from onrecord.records import Reading, Record
from onrecord.register import Register
from places import Place
from readings import reading

run = CliRunner().invoke
NORWAY = (
    "Ferries for Fiji\n\n"
    "OSLO – Norway will send two patrol boats to Fiji, defence minister Ane Lie said on Tuesday.\n\n"
    "“We signed the agreement with Fiji in March 2024,” Lie told reporters.\n"
)


def plain(text: str) -> str:
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╰─╮╯]", " ", text).split())


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Register(tmp_path / "a.db") as register:
        register.add([reading(1), reading(2, outlet=None, published=None)])
    return tmp_path / "a.db"


VERBS = ("", "read", "explain", "add", "log", "find", "recode", "judge", "export", "check", "score", "register")


@pytest.mark.parametrize("verb", VERBS)
def test_help_loads_no_spacy(verb: str) -> None:
    code = (
        "import sys; from onrecord.cli import app\n"
        f"try: app({[verb, '--help'] if verb else ['--help']!r})\n"
        "finally: assert not {'spacy', 'sqlalchemy', 'trafilatura'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout


def test_version() -> None:
    result = run(app, ["--version"])
    assert result.exit_code == 0
    parts = r"onrecord \d+\.\d+\.\d+, lexicons [0-9a-f]{12}, codebooks [0-9a-f]{12}, data [0-9a-f]{12}\n"
    assert re.match(parts, result.stdout)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty.txt: this is empty"),
        ("page.pdf", b"%PDF-1.4", "page.pdf: this PDF file is broken or cut short; fetch it again"),
        ("broken.txt", b"\xfe\xff\xd8", "broken.txt: its byte order mark says utf-16-be"),
    ],
)
def test_read_tells_what_is_no_report(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = run(app, ["read", str(tmp_path / name), "--json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "a.txt", "--published", "1.4.2024"], "'1.4.2024' is not an ISO date"),
        (["read", "a.txt", "--metadata", "none.csv"], "none.csv: the metadata cannot be read"),
        (["find", "none.db"], "none.db: there is no register here"),
        (["export", "none.db", "--as", "csv"], "none.db: there is no register here"),
        (["log", "none.db"], "none.db: there is no register here"),
        (["read", "a.csv", "--preset", "nexus"], "there is no preset 'nexus'; there are mediacloud, "),
        (["read", "a.csv", "--columns", "body=Text"], "write them as text=Body,title=Headline"),
        (["read", "https://a.example/feed.xml"], "--network fetches it"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], says: str) -> None:
    result = run(app, arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["find", "a.db", "--kind", "rumour"],
        ["export", "a.db", "--as", "xls"],
        ["read", "a", "--processes", "0"],
    ],
)
def test_wrong_commands(arguments: list[str]) -> None:
    assert run(app, arguments).exit_code == 2


def test_the_terminal_does_not_obey_a_file_name(tmp_path: Path) -> None:
    result = run(app, ["read", str(tmp_path / "\x1b[2Jx.txt")])
    assert "\x1b" not in result.stderr


def test_find_as_table_and_as_json(db: Path) -> None:
    result = run(app, ["find", str(db), "--actor", "NOR", "--standing", "promised"])
    assert result.exit_code == 0
    for words in ("Norway (NOR)", "AGREE (AID)", "The Example · 2024-02-01 · clips/1.txt", "2 records"):
        assert words in plain(result.stdout)
    result = run(app, ["find", str(db), "--outlet", "example", "--kind", "claim", "--json"])
    (line,) = map(json.loads, result.stdout.splitlines())
    assert Record.from_dict(line["record"]) == reading(1).records[1]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--recipient", "fiji"], 2),
        (["--type", "AID"], 2),
        (["--speaker", "Lie"], 2),
        (["--text", "not paid"], 2),
        (["--since", "2024-03", "--until", "2024-03"], 2),
        (["--since", "2025"], 0),
        (["--limit", "3"], 3),
    ],
)
def test_find_options(db: Path, options: list[str], count: int) -> None:
    result = run(app, ["find", str(db), "--json", *options])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == count


def test_find_says_what_it_cannot_look_for(db: Path) -> None:
    result = run(app, ["find", str(db), "--since", "Tuesday"])
    assert result.exit_code == 1
    assert "since: 'Tuesday' is not an ISO date" in result.stderr


def test_export_to_the_standard_output_and_to_a_file(db: Path, tmp_path: Path) -> None:
    result = run(app, ["export", str(db), "--as", "csv"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["kind"] for row in rows] == ["event", "claim", "event", "claim"]
    result = run(app, ["export", str(db), "--as", "jsonl", "--output", str(tmp_path / "out.jsonl")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 4
    result = run(app, ["export", str(db), "--as", "csv", "--output", str(tmp_path)])
    assert (result.exit_code, "cannot be written" in result.stderr) == (1, True)


def test_add_of_nothing_readable_counts_and_needs_no_model(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.txt").write_text("")
    (clips / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run(app, ["add", str(tmp_path / "a.db"), str(clips)])
    assert result.exit_code == 1
    assert result.stdout == "2 files: 0 added, 0 read again, 0 already there, 0 not English, 2 without text, 0 failed\n"
    assert [line.split(": ", 2)[2] for line in result.stderr.splitlines()] == [
        "this is empty; there is nothing to read",
        "this is an image (PNG), not text; there is no text in it",
    ]
    with Register(tmp_path / "a.db") as register:
        assert [line.outcome for line in register.log()] == ["empty", "empty"]


def test_the_register_among_the_clippings_is_left_out(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    (tmp_path / "a.txt").write_text("")
    with Register(db) as register:
        register.log_input("x.txt", "failed")
        assert (tmp_path / "a.db-wal").exists()
        result = run(app, ["add", str(db), str(tmp_path)])
    assert result.stdout.startswith("1 file: ")


def test_log_tells_every_input_and_adds_up(tmp_path: Path) -> None:
    clips, db = tmp_path / "clips", str(tmp_path / "a.db")
    clips.mkdir()
    (clips / "a.txt").write_text("")
    (clips / "french.txt").write_text(FRENCH)
    (clips / "all.zip").write_bytes(zipped({"twin.txt": FRENCH, "b.png": b"\x89PNG\r\n\x1a\n", "c.pdf": b"%PDF-1.4"}))
    added = run(app, ["add", db, str(clips)])
    assert added.exit_code == 1
    assert added.stdout == (
        "3 files, 1 that holds others opened; 5 inputs: 0 added, 0 read again, 1 already there, 1 not English (1 fr), "
        "2 without text, 1 failed\n"
    )
    shown = run(app, ["log", db])
    assert shown.exit_code == 0
    *lines, counts = shown.stdout.splitlines()
    told = [re.split(r"  +", line, maxsplit=3) for line in lines]
    assert [(what, source.removeprefix(f"{clips}/")) for _, what, source, _ in told] == [
        ("empty", "a.txt"),
        ("opened", "all.zip"),
        ("empty", "all.zip/b.png"),
        ("failed", "all.zip/c.pdf"),
        ("foreign", "all.zip/twin.txt"),
        ("same", "french.txt"),
    ]
    assert counts == "6 inputs: 1 same as another, 1 not English, 2 without text, 1 failed, 1 opened"
    one = run(app, ["log", db, "--outcome", "failed", "--json"])
    (line,) = map(json.loads, one.stdout.splitlines())
    assert (line["source"], line["outcome"], line["report"]) == (f"{clips}/all.zip/c.pdf", "failed", None)
    assert counts in one.stderr


def test_other_languages_are_skipped_with_a_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    result = run(app, ["read", str(tmp_path), "--json"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "a.txt: this is in fr; onrecord reads English only" in result.stderr
    assert "skipped, not in English: 1" in result.stderr


def test_columns_and_presets_reach_the_tables(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Kopf;Leib\nPluie;{FRENCH}\n")
    without = run(app, ["read", str(tmp_path / "a.csv")])
    assert "say which does with --columns text=NAME" in without.stderr
    given = run(app, ["read", str(tmp_path / "a.csv"), "--columns", "text=Leib,title=Kopf"])
    assert f"{tmp_path}/a.csv/1: this is in fr" in given.stderr


def test_check(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("word,source,example\nsay,,x\n")
    result = run(app, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (1, f"{path}:2: the cell 'source' is empty\n")
    path.write_text("word,source,example\nsay,own,x\n")
    result = run(app, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.model
def test_read_as_table_and_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NORWAY)
    table = run(app, ["read", str(path), "--outlet", "The Example", "--published", "2024-04-02"])
    assert table.exit_code == 0
    assert all(word in table.stdout for word in ("Norway (NOR)", "Fiji (FJI)", "The Example (given)", "exact words"))
    result = run(app, ["read", str(path), str(tmp_path / "none.txt"), "--json", "--published", "2024-04-02"])
    assert result.exit_code == 1
    assert "none.txt: cannot be read" in result.stderr
    (line,) = result.stdout.splitlines()
    found = Reading.from_dict(json.loads(line))
    assert found.report.published == "2024-04-02"
    assert found.records
    assert all(found.report.text[e.start : e.end] == e.quote for r in found.records for e in r.evidence)


@pytest.mark.model
def test_metadata_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NORWAY)
    (tmp_path / "b.txt").write_text("Rain in Chad.\n")
    (tmp_path / "meta.csv").write_text("file,outlet,published\na.txt,The Example,2024-04-02\n")
    result = run(app, ["read", str(tmp_path), "--metadata", str(tmp_path / "meta.csv"), "--json"])
    assert result.exit_code == 0
    first, second = (json.loads(line)["report"] for line in result.stdout.splitlines())
    assert (first["outlet"], first["published"]) == ("The Example", "2024-04-02")
    assert (second["outlet"], second["published"]) == (None, None)
    fields = ("outlet", "published", "title", "author", "language", "agency")
    assert second["known"] == dict.fromkeys(fields, "unknown")


@pytest.mark.model
@pytest.mark.parametrize("arguments", [["explain", NORWAY.split("\n\n")[1]], ["read", "-", "--explain"]])
def test_explain_cites_the_lines_that_fired(arguments: list[str]) -> None:
    result = run(app, arguments, input=NORWAY)
    assert result.exit_code == 0
    assert re.search(r"rule \S+\.(?:yaml|csv):\d+: \S", result.stdout)


@pytest.mark.model
def test_explain_says_why_the_others_did_not() -> None:
    out = run(app, ["explain", "Rebels shelled a village in Fiji, and Norway sent envoys."]).stdout
    assert re.search(r"patterns for “shelled”\n +ASSAULT codebooks/plover/ASSAULT\.yaml:\d+  fired\n", out)
    assert re.search(r"REQUEST codebooks/plover/REQUEST\.yaml:\d+  not: the object is “envoys”; wanted: ", out)
    assert not re.search(r" $", out, re.MULTILINE)


@pytest.mark.model
def test_add_is_repeatable_and_find_finds(tmp_path: Path) -> None:
    clips, db = tmp_path / "clips", str(tmp_path / "a.db")
    clips.mkdir()
    for name, text in (("a.txt", NORWAY), ("b.txt", "Rain in Chad.\n"), ("twin.txt", NORWAY), ("empty.txt", "")):
        (clips / name).write_text(text)
    result = run(app, ["add", db, str(clips)])
    assert result.exit_code == 1
    assert result.stdout == "4 files: 2 added, 0 read again, 1 already there, 0 not English, 1 without text, 0 failed\n"
    before = run(app, ["export", db, "--as", "jsonl"]).stdout
    result = run(app, ["add", db, str(clips)])
    assert result.stdout == "4 files: 0 added, 0 read again, 3 already there, 0 not English, 1 without text, 0 failed\n"
    result = run(app, ["add", db, str(clips), "--again"])
    assert result.stdout == "4 files: 0 added, 2 read again, 1 already there, 0 not English, 1 without text, 0 failed\n"
    assert run(app, ["export", db, "--as", "jsonl"]).stdout == before
    assert run(app, ["find", db, "--recipient", "FJI", "--json"]).stdout


@pytest.mark.model
def test_add_is_interrupted_and_goes_on(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    for number in range(240):
        (clips / f"{number:03}.txt").write_text(f"{NORWAY}\nNo. {number}.\n")
    db, whole = tmp_path / "a.db", tmp_path / "whole.db"
    command = [sys.executable, "-c", "from onrecord.cli import app; app()", "add", str(db), str(clips)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not _added(db):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
    assert process.returncode == 130
    assert re.fullmatch(r"240 files: (\d+) added, .* 0 failed, \d+ left; repeat the command to go on\n", out)
    run(app, ["add", str(db), str(clips)])
    run(app, ["add", str(whole), str(clips)])
    exported = [run(app, ["export", str(path), "--as", "jsonl"]).stdout for path in (db, whole)]
    assert exported[0] == exported[1]
    assert len({json.loads(line)["report"]["id"] for line in exported[0].splitlines()}) == 240


def _added(db: Path) -> bool:
    if not db.exists():
        return False
    with Register(db) as register:
        return next(register.readings(), None) is not None


@pytest.mark.model
def test_json_is_the_same_bytes_for_any_number_of_processes(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"{NORWAY}\nNo. {number}.\n")
    command = [sys.executable, "-c", "from onrecord.cli import app; app()", "read", str(tmp_path), "--json"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    one = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    environment["PYTHONHASHSEED"] = "2"
    two = subprocess.run([*command, "--processes", "2"], capture_output=True, check=True, env=environment).stdout
    assert one
    assert one == two


def test_judgements_are_made_listed_and_shown(db: Path) -> None:
    id = reading(1).report.id
    result = run(app, ["judge", str(db), id, "e1", "--reject", "--note", "a toast,\x1b[2J no promise", "--by", "Ana"])
    assert result.exit_code == 0
    said = rf"{id} e1  rejected by Ana, \d{{4}}-\d\d-\d\d: a toast, \[2J no promise  event “Norway"
    assert re.match(said, result.stdout)
    result = run(app, ["judge", str(db)])
    assert result.stdout.endswith("\n1 judgement\n")
    (line,) = map(json.loads, run(app, ["judge", str(db), "--json"]).stdout.splitlines())
    assert (line["report"], line["record"], line["verdict"], line["who"]) == (id, "e1", "reject", "Ana")
    assert f"clips/1.txt · {id} e1 rejected by Ana" in plain(run(app, ["find", str(db), "--actor", "NOR"]).stdout)
    with Register(db) as register:
        register.add([dataclasses.replace(reading(1), records=())], version="two")
    assert f"{id} (no longer on record)  rejected by Ana" in run(app, ["judge", str(db)]).stdout


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["r1"], 2, "give REPORT, RECORD and one of"),
        (["r1", "e1"], 2, "give REPORT, RECORD and one of"),
        (["r1", "e1", "--confirm", "--reject"], 2, "give REPORT, RECORD and one of"),
        (["--confirm"], 2, "give REPORT, RECORD and one of"),
        (["r1", "e1", "--confirm", "--by", "Ana"], 1, "there is no record e1 of a report r1"),
    ],
)
def test_what_cannot_be_judged_is_said(db: Path, arguments: list[str], status: int, says: str) -> None:
    result = run(app, ["judge", str(db), *arguments])
    assert (result.exit_code, result.stdout) == (status, "")
    assert says in result.stderr


def test_find_asks_the_whole_report(db: Path) -> None:
    for question, count in (("tonga ferries", 4), ('"no 2"', 2), ("tonga -fiji", 0), ("boats OR ferries", 4)):
        result = run(app, ["find", str(db), "--json", "--search", question])
        assert len(result.stdout.splitlines()) == count, question
    result = run(app, ["find", str(db), "--search", "-fiji"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "search: there is no word in '-fiji' to look for" in result.stderr


def test_an_address_of_a_database_is_taken_where_a_register_is(new_place: Place) -> None:
    address = new_place("postgresql")
    with Register(address) as register:
        register.add([reading(1)])
    assert "2 records" in plain(run(app, ["find", address, "--search", "ferries"]).stdout)
    assert "1 input: 1 added" in run(app, ["log", address]).stdout
    result = run(app, ["find", address.replace("owner@", "nobody:s3cret@")])
    assert result.exit_code == 1
    assert "the server knows no such user" in result.stderr
    assert "s3cret" not in result.stderr


@pytest.mark.model
def test_a_register_of_transfers_from_reports_to_layouts(tmp_path: Path) -> None:
    early, late, db = (tmp_path / name for name in ("early.txt", "late.txt", "a.db"))
    early.write_text("OSLO – Norway promised to send 12 Gripen fighters to Libya.\n")
    late.write_text(
        "OSLO – Norway delivered four Gripen fighters to Libya in March 2022. Norway and Chile signed a treaty on "
        "trade. The European Union imposed an arms embargo on Chad.\n"
    )
    assert run(app, ["add", str(db), str(early), "--published", "2021-05-11"]).exit_code == 0
    assert run(app, ["add", str(db), str(late), "--published", "2022-04-02"]).exit_code == 0
    shown = run(app, ["register", "transfers", str(db)]).stdout
    for words in ("Norway -> Libya: Gripen", "promise followed up: delivered", "UN arms embargo on Libya", "in force"):
        assert words in shown
    assert "1 promise" in run(app, ["register", "promises", str(db)]).stdout
    assert "treaty; on trade; signed" in run(app, ["register", "agreements", str(db)]).stdout
    assert "arms embargo; scope arms; imposed" in run(app, ["register", "measures", str(db)]).stdout
    assert run(app, ["register", "transfers", str(db), "--recipient", "CHL"]).stdout == "0 transfers\n"
    [dossier] = [
        json.loads(line) for line in run(app, ["register", "transfers", str(db), "--json"]).stdout.splitlines()
    ]
    assert [step["stage"] for step in dossier["steps"]] == ["promised", "delivered"]
    [row] = csv.DictReader(io.StringIO(run(app, ["export", str(db), "--as", "sipri"]).stdout))
    assert (row["Recipient"], row["Designation"], row["Numbers delivered"]) == ("Libya", "Gripen", "4")
    assert run(app, ["export", str(db), "--as", "ladder", "--output", str(tmp_path / "l.jsonl")]).exit_code == 0


def test_a_register_that_is_not_there_has_no_transfers(tmp_path: Path) -> None:
    result = run(app, ["register", "transfers", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "there is no register here" in result.stderr
