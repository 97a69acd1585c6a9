"""Exports as tables: CSV, JSON, Parquet and Excel workbooks, columns told by name, by preset or by the user."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from makers import BODY, ENGLISH, LEAD, xlsx, zipped
from onrecord.errors import SourceError
from onrecord.records import Report
from onrecord.sources import Columns, Options, open_files
from onrecord.sources.labels import columns_of, language_code, parse_columns
from opened import opened, reports, shape, unread

TEXT = "\n\n".join(BODY)
ROW = {
    "headline": "Peru opens dam",
    "body": TEXT,
    "byline": "Ana Paz",
    "source": "The Kuna Herald",
    "date": "2024-03-12",
    "url": "https://a.example/dam",
    "lang": "en",
}


def csv_of(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    import csv

    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def parquet_of(rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), stream)
    return stream.getvalue()


def xlsx_of(rows: list[dict[str, str]], **options: Any) -> bytes:
    return xlsx([list(rows[0]), *(list(row.values()) for row in rows)], **options)


FORMS: dict[str, bytes | str] = {
    "a.csv": csv_of([ROW]),
    "a.tsv": csv_of([ROW], "\t"),
    "semicolons.csv": csv_of([ROW], ";"),
    "utf16.csv": csv_of([ROW]).encode("utf-16"),
    "a.json": json.dumps([ROW]),
    "one.json": json.dumps(ROW, indent=1),
    "a.jsonl": json.dumps(ROW) + "\n",
    "wrapped.json": json.dumps({"status": "ok", "page": {"number": 1}, "results": [{"id": 1, **ROW}]}),
    "hits.json": json.dumps({"hits": {"total": 1, "hits": [{"_source": ROW}]}}),
    "a.parquet": parquet_of([ROW]),
    "a.xlsx": xlsx_of([ROW]),
    "inline.xlsx": xlsx_of([ROW], shared=False),
    "export": json.dumps(ROW),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_row_is_a_report(name: str) -> None:
    found = opened(FORMS[name], name)
    assert shape(found) == {f"{name}/1": "report", name: "opened"}
    (report,) = reports(found)
    assert (report.title, report.author, report.outlet) == ("Peru opens dam", "Ana Paz", "The Kuna Herald")
    assert (report.published, report.address, report.text) == ("2024-03-12", "https://a.example/dam", ENGLISH)
    assert set(report.known.values()) == {"found"}


def test_the_same_row_is_the_same_report_in_every_form() -> None:
    assert len({reports(opened(data, name))[0].id for name, data in FORMS.items()}) == 1


def test_equal_texts_of_two_outlets_are_two_reports() -> None:
    first, second = reports(opened(json.dumps([ROW, ROW | {"source": "Another"}]), "a.json"))
    assert first.id != second.id


def test_numbers_are_days_where_the_workbook_shows_them_so() -> None:
    (report,) = reports(opened(xlsx([["text", "date"], [TEXT, 45363]]), "a.xlsx"))
    assert report.published == "2024-03-12"


@pytest.mark.parametrize(
    ("row", "outlet", "published", "language"),
    [
        # Media Cloud: the day on which a story was indexed is not that of its publication
        ({"id": "1", "indexed_date": "2024-03-14", "language": "en", "media_name": "kunaherald.example",
          "publish_date": "2024-03-12", "title": "Dam", "url": "https://a.example/d", "text": TEXT},
         "kunaherald.example", "2024-03-12", "en"),
        # GDELT's list tells when it saw an article, never when that was published
        ({"url": "https://a.example/d", "title": "Dam", "seendate": "20240314T101500Z", "domain": "a.example",
          "language": "English", "sourcecountry": "Peru", "text": TEXT}, "a.example", None, "en"),
        ({"maintext": TEXT, "title": "Dam", "authors": ["Ana Paz"], "date_publish": "2024-03-12 10:00:00",
          "date_download": "2024-03-14", "source_domain": "a.example", "language": "en"},
         "a.example", "2024-03-12", "en"),
        ({"Title": "Dam", "pubtitle": "The Kuna Herald", "pubdate": "Mar 12, 2024", "StoreId": "7", "Full text": TEXT},
         "The Kuna Herald", "2024-03-12", "en"),
    ],
)  # fmt: skip
def test_presets_are_told_by_their_marks(
    row: dict[str, Any], outlet: str, published: str | None, language: str
) -> None:
    (report,) = reports(opened(json.dumps(row), "a.json"))
    assert (report.outlet, report.published, report.language) == (outlet, published, language)


def test_a_list_of_articles_without_text_says_how_to_fetch_them() -> None:
    rows = [{"url": f"https://a.example/{n}", "title": "Dam", "seendate": "20240314T101500Z"} for n in range(2)]
    found = opened(csv_of(rows), "list.csv")
    assert shape(found) == {"list.csv/1": "empty", "list.csv/2": "empty", "list.csv": "opened"}
    assert unread(found)["list.csv/1"] == "only the address https://a.example/0 is given; --network fetches it"


def test_columns_named_by_the_user_go_first() -> None:
    columns = Columns(given=parse_columns("text=Notiz|Inhalt, title=Kopf"))
    row = {"Kopf": "Dam", "Inhalt": TEXT, "text": "other", "source": "X"}
    (report,) = reports(opened(json.dumps(row), "a.json", columns=columns))
    assert (report.title, report.text, report.outlet) == ("Dam", f"Dam\n\n{TEXT}", "X")


def test_the_standard_input_is_a_table_where_columns_are_named() -> None:
    options = Options(stdin=io.BytesIO(csv_of([ROW]).encode()), columns=Columns(given={"text": "body"}))
    assert shape(list(open_files(["-"], options))) == {"-/1": "report", "-": "opened"}


@pytest.mark.parametrize("value", ["text", "text=", "body=Text", "text:Body", ""])
def test_columns_written_wrongly(value: str) -> None:
    with pytest.raises(SourceError, match="write them as text=Body,title=Headline"):
        parse_columns(value)


def test_names_of_columns_in_any_spelling() -> None:
    header = ["Publish_Date", "articleText", "HEAD LINE", "mediaName", "x"]
    assert columns_of(header) == {
        "text": "articleText",
        "title": "HEAD LINE",
        "outlet": "mediaName",
        "published": "Publish_Date",
    }


@pytest.mark.parametrize(
    ("value", "code"),
    [("en-GB", "en"), ("English", "en"), ("FRENCH; FRANÇAIS", "fr"), ("eng", "en"), ("Klingon", None), ("", None)],
)
def test_languages(value: str, code: str | None) -> None:
    assert language_code(value) == code


def test_html_in_a_cell_is_unfolded() -> None:
    (report,) = reports(opened(json.dumps({"content": f"<p>{LEAD}</p><p>It rained &amp; snowed.</p>"}), "a.json"))
    assert report.text == f"{LEAD}\n\nIt rained & snowed."


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", "a,b\n1,2\n", "no column is known to hold text or addresses (the columns are a, b); say which"),
        ("a.csv", "\n", "this table is empty"),
        ("a.csv", 'text\n"never closed', None),
        ("a.json", "{", "this JSON is broken"),
        ("a.json", "[]", "JSON without an object"),
        ("a.json", '[{"text": "Rain fell."}', "breaks off in the middle of its list"),
        ("a.json", '[{"text": "Rain fell."}] x', "something stands behind its end"),
        ("a.json", "[" * 100_000, "nests too deep"),
        ("a.json", '{"a":' * 100_000, "nests too deep"),
        ("a.json", '{"text": "x", "n": ' + "9" * 10_000 + "}", "this JSON is broken"),
        ("a.json", '{"text": 7}', "this row has no text"),
        ("a.parquet", b"PAR1" + b"\x00" * 100, "this Parquet file is broken"),
        ("a.parquet", parquet_of([ROW])[:-20], "this Parquet file is broken"),
        (
            "a.xlsx",
            zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": "<a"}),
            "broken",
        ),
        ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "no sheet of cells"),
    ],
)
def test_broken_tables(name: str, data: str | bytes, says: str | None) -> None:
    found = opened(data, name)
    assert sum(item.source == name for item in found) == 1
    assert any((says or "") in why for why in unread(found).values()) or says is None


def test_a_row_with_too_many_cells_is_told_and_the_others_are_read() -> None:
    found = opened(f'text,source\nRain, fell, today,X\n"{LEAD}",Y\n', "a.csv")
    assert shape(found) == {"a.csv/1": "failed", "a.csv/2": "report", "a.csv": "opened"}
    assert "line 2 has 4 cells where the first names 2" in unread(found)["a.csv/1"]


def test_a_line_without_an_end_is_not_read_into_memory() -> None:
    for name, start in (("a.csv", b'text\n"'), ("b.csv", b""), ("a.json", b'{"text": "'), ("a.jsonl", b"[")):
        found = opened(start + b"x" * 300_000, name, max_bytes=100_000)
        assert shape(found) == {name: "failed"}, name


def test_a_large_row_is_refused_and_the_others_are_read() -> None:
    rows = [{"text": "x" * 5000}, {"text": LEAD}]
    for name, data in (("a.parquet", parquet_of(rows)), ("a.jsonl", "\n".join(map(json.dumps, rows)))):
        found = opened(data, name, max_bytes=4000)
        if name == "a.parquet":
            assert shape(found) == {"a.parquet/1": "failed", "a.parquet/2": "report", "a.parquet": "opened"}
        else:
            assert shape(found)[name] in {"failed", "opened"}


def test_shared_texts_of_a_workbook_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.xlsx.MAX_SHARED", 100)
    assert "more than 100 letters" in unread(opened(xlsx_of([ROW]), "a.xlsx"))["a.xlsx"]


def test_entities_in_a_workbook_are_not_unfolded() -> None:
    evil = '<!DOCTYPE x [<!ENTITY a "0123456789"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    sheet = (
        f'{evil}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        '<row><c r="A2" t="inlineStr"><is><t>Rain &a; &b;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    files = {"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": sheet}
    assert all("0123456789" not in report.text for report in reports(opened(zipped(files), "a.xlsx")))


def test_a_long_table_is_streamed() -> None:
    import tracemalloc

    lines = "\n".join(
        json.dumps({"text": f"Rain fell on day {n}. " + "It was wet. " * 40}) for n in range(20_000)
    ).encode()
    count = 0
    options = Options(stdin=io.BytesIO(lines))
    tracemalloc.start()
    for item in open_files(["-"], options):
        count += isinstance(item, Report)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 20_000_000, "the whole table was in memory"


def test_halves_of_letters_are_marked() -> None:
    rows = [{"title": "Rain \\ud83d\\ude00", "text": f"{TEXT} \\ud83d", "source": "\\udc00"}]
    (report,) = reports(opened(json.dumps(rows).replace("\\\\u", "\\u"), "a.json"))
    assert (report.title, report.text[-1], report.outlet) == ("Rain \U0001f600", "\ufffd", "\ufffd")
