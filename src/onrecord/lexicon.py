"""The only reader of ``data/lexicons`` and ``data/gazetteers``: CSV tables that a scholar opens in a spreadsheet.

In: a CSV file with a header. Out: typed rows, each knowing the file and line that it stands on.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.errors import DataError

DATA = Path(__file__).parent / "data"
LEXICONS = DATA / "lexicons" / "en"
GAZETTEERS = DATA / "gazetteers"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lexicon; cells by column name, stripped; `rule` is what a record cites."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, separated by ``|``."""
        return tuple(v.strip() for v in self.cells[column].split("|") if v.strip())

    @property
    def rule(self) -> str:
        """``lexicons/en/cues.csv:12``: the path under ``data`` (or as given by the user) and the line."""
        return f"{shown(self.path)}:{self.line}"


@cache
def shown(path: Path) -> str:
    """Return a table's path as rules cite it: under ``data`` where it is ours."""
    return (path.relative_to(DATA) if path.is_relative_to(DATA) else path).as_posix()


def header(path: Path) -> tuple[str, ...]:
    """Return the names of a table's columns; () where it has none or cannot be read as CSV."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            return tuple(next(csv.reader(file, strict=True), ()))
        except csv.Error:
            return ()


def rows(path: Path) -> Iterator[Row]:
    """Read a table row by row.

    Raises:
        DataError: a row has too many or too few cells, or the file is not UTF-8.
    """
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = next(reader, None)
            if not columns:
                raise DataError(path, 1, "the table is empty; its first line must name the columns")
            line = reader.line_num + 1
            for cells in reader:
                line = reader.line_num + 1
                if not cells:
                    continue
                if len(cells) != len(columns):
                    raise DataError(path, reader.line_num, f"{len(cells)} cells where the header names {len(columns)}")
                yield Row(path, reader.line_num, {k: v.strip() for k, v in zip(columns, cells, strict=True)})
    except UnicodeDecodeError as error:
        raise DataError(path, 1, f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(path, line, f"not readable as CSV in the row that begins here: {error}") from error


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return a shipped lexicon by name, ``table("cues")`` being ``data/lexicons/en/cues.csv``.

    Raises:
        DataError: see `rows`.
    """
    return tuple(rows(LEXICONS / f"{name}.csv"))


@cache
def words(name: str, column: str = "word", **where: str) -> frozenset[str]:
    """Return the values of one column as a set, only of rows whose other columns have the values given."""
    return frozenset(r[column] for r in table(name) if all(r[k] == v for k, v in where.items()))


def check(path: Path, *, required: Collection[str] = ("source", "example")) -> Iterator[DataError]:
    """Yield every mistake of one table: missing columns, empty required cells, rows that stand twice."""
    seen: dict[tuple[str, ...], int] = {}
    try:
        for row in rows(path):
            for column in required:
                if column not in row.cells:
                    yield DataError(path, 1, f"the column {column!r} is missing")
                    return
                if not row[column]:
                    yield DataError(path, row.line, f"the cell {column!r} is empty")
            key = tuple(v for k, v in row.cells.items() if k not in required and k != "note")
            if key in seen:
                yield DataError(path, row.line, f"the same row stands at line {seen[key]}")
            seen.setdefault(key, row.line)
    except DataError as error:
        yield error
