from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError, SourceError
from onrecord.sources import Metadata, list_files
from onrecord.sources.metadata import Given, iso_date


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "meta.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-31", "2024-03-31"),
        (" 2024-03-31T23:30:00-05:00 ", "2024-03-31"),  # the day as written, in its own zone
        ("2024-03-31T23:30Z", "2024-03-31"),
        ("2024-03-31 10:00:00.123+0200", "2024-03-31"),
    ],
)
def test_iso_date(value: str, day: str) -> None:
    assert iso_date(value) == day


@pytest.mark.parametrize(
    "value", ["31.3.2024", "2024", "2024-03", "20240331", "2024-02-30", "2024-03-31x", "", "Tuesday"]
)
def test_what_is_no_iso_date(value: str) -> None:
    with pytest.raises(ValueError, match=r"ISO date|calendar"):
        iso_date(value)


def test_rows_fit_names_and_ends_of_paths_the_longest_first(tmp_path: Path) -> None:
    metadata = Metadata.load(
        table(tmp_path, "file,outlet,published\na.txt,One,2024-01-01\nmarch/a.txt,Two,\nb.txt,,2024-01-02\n"),
        outlet="All",
        published="2020-01-01",
    )
    assert metadata.of("clips/a.txt") == Given("One", "2024-01-01")
    assert metadata.of("/x/march/a.txt") == Given("Two", "2020-01-01")
    assert metadata.of("b.txt") == Given("All", "2024-01-02")
    assert metadata.of("aa.txt") == Given("All", "2020-01-01")
    assert Metadata().of("a.txt") == Given(None, None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("file;outlet\r\na.txt;Ünter\r\n", "utf-8-sig"),  # a spreadsheet's table
        ("file\toutlet\na.txt\tÜnter\n", "utf-8"),
        ('outlet,file\n"Ünter",a.txt\n\n', "utf-8"),
    ],
)
def test_tables_as_spreadsheets_write_them(tmp_path: Path, text: str, encoding: str) -> None:
    assert Metadata.load(table(tmp_path, text, encoding)).of("a.txt") == Given("Ünter", None)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("file,publisher\n", 1, "unknown column 'publisher'; the columns are file, outlet, published"),
        ("outlet,published\n", 1, "the column 'file' is missing"),
        ("", 1, "the column 'file' is missing"),
        ("file,published\na.txt,2024-01-01\nb.txt,1.2.2024\n", 3, "'1.2.2024' is not an ISO date"),
        ("file,published\na.txt,2024-02-30\n", 2, "no day of the calendar"),
        ("file,outlet\na.txt,One,more\n", 2, "3 cells where the header names 2"),
        ("file,outlet\na.txt,One\na.txt,Two\n", 3, "stands twice"),
        ("file,outlet\n,One\n", 2, "the cell 'file' is empty"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(DataError) as caught:
        Metadata.load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert says in caught.value.what


def test_a_table_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.csv: the metadata cannot be read"):
        Metadata.load(tmp_path / "none.csv")
    with pytest.raises(DataError, match="not UTF-8"):
        Metadata.load(table(tmp_path, "file,outlet\na.txt,É\n", "cp1252"))


def test_a_date_option_that_is_no_date() -> None:
    with pytest.raises(SourceError, match="the publication date 'May' is not an ISO date"):
        Metadata(published="May")


def test_the_table_among_the_clippings_is_left_out(tmp_path: Path) -> None:
    path = table(tmp_path, "file\n")
    (tmp_path / "a.txt").write_text("Rain.")
    assert list(list_files([tmp_path], leave_out=[path])) == [str(tmp_path / "a.txt")]
