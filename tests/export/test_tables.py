from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.export import COLUMNS, export
from onrecord.records import Record
from onrecord.register import Register, edition
from onrecord.register.base import Row
from readings import chained, reading


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(tmp_path / "a.db") as register:
        register.add([reading(1), reading(2, outlet=None, published=None)])
        yield register


def table(source: Register | list[Row]) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    export(source, "csv", stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_csv_columns_and_values(register: Register) -> None:
    rows = table(register)
    assert list(rows[0]) == list(COLUMNS)
    promised, denied = rows[:2]
    expected = {
        "report": reading(1).report.id,
        "record": "e1",
        "outlet": "The Example",
        "outlet_known": "given",
        "published": "2024-02-01",
        "kind": "event",
        "event_type": "AGREE",
        "act": "AID",
        "contexts": "military",
        "actor": "Norway",
        "actor_country": "NOR",
        "recipient": "Fiji",
        "recipient_words": "Fiji two",
        "object": "two ferries",
        "when_edtf": "2024-03",
        "where": "",
        "status": "promised",
        "presupposed": "false",
        "speaker": "Ane Lié",
        "speaker_words": "minister Ane Lie",
        "statement_type": "indirect",
        "evidence_start": "18",
        "confidence": "0.75",
        "details": "",
    }
    assert {column: promised[column] for column in expected} == expected
    assert (denied["speaker"], denied["negation"], denied["details"]) == ("", "not", '{"sum": null}')
    assert (rows[2]["outlet"], rows[2]["outlet_known"], rows[2]["published"]) == ("", "unknown", "")


def test_words_of_the_web_are_no_formulas(register: Register) -> None:
    assert table(register)[1]["evidence"] == "'=SUM(A1) read the note | Fiji has not paid Tonga"


@pytest.mark.parametrize(
    ("quote", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        (" =1+1", "' =1+1"),  # imports that trim
        ("＝1+1", "'＝1+1"),
        ("a=1", "a=1"),
        ("“=1”", "“=1”"),
    ],
)
def test_formula_cells(quote: str, cell: str) -> None:
    record = reading(1).records[1].to_dict()
    record["evidence"] = [{"start": 0, "end": len(quote), "quote": quote}]
    assert table([Row.of(reading(1), Record.from_dict(record))])[0]["evidence"] == cell


def test_numbers_stay_numbers() -> None:
    one = reading(1)
    record = one.records[0].to_dict()
    record["where"] = {"quote": "Suva", "start": 0, "end": 4, "name": "Suva", "lat": -18.14, "lon": 178.44}
    assert table([Row.of(one, Record.from_dict(record))])[0]["lat"] == "-18.14"


def test_jsonl_is_the_contract_with_report_statement_and_actors(register: Register) -> None:
    stream = io.StringIO()
    assert export(register, "jsonl", stream) == 4
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    whole = reading(1)
    first = lines[0]
    assert Record.from_dict(first["record"]) == whole.records[0]
    assert first["statement"] == whole.statements[0].to_dict()
    assert [a["name"] for a in first["actors"]] == ["Norway", "Fiji", "Ane Lié"]
    assert first["report"] == {
        "id": whole.report.id,
        "source": "clips/1.txt",
        "title": None,
        "outlet": "The Example",
        "published": "2024-02-01",
        "known": {"outlet": "given", "published": "given"},
        "agencies": [],
        "edition": edition(),
    }
    assert (lines[1]["statement"], lines[1]["actors"]) == (None, [])


def test_the_same_register_gives_the_same_bytes(register: Register, tmp_path: Path) -> None:
    with Register(tmp_path / "b.db") as other:
        other.add([reading(2, outlet=None, published=None), reading(1)])
        for as_ in ("csv", "jsonl"):
            one, two = io.StringIO(), io.StringIO()
            assert export(register, as_, one) == export(other, as_, two) == 4
            assert one.getvalue() == two.getvalue()


def test_an_empty_register(tmp_path: Path) -> None:
    with Register(tmp_path / "empty.db") as register:
        stream = io.StringIO(newline="")
        assert export(register, "csv", stream) == 0
        assert stream.getvalue() == ",".join(COLUMNS) + "\r\n"


def test_csv_tells_the_agency_and_whom_it_is_said_for() -> None:
    made = chained()
    [promised, denied] = table([Row.of(made, record) for record in made.records])
    assert (promised["agency"], promised["speaks_for"]) == ("Reuters", "Norwegian Foreign Ministry")
    assert (denied["agency"], denied["speaks_for"], denied["told_by"]) == ("Reuters", "", "")
