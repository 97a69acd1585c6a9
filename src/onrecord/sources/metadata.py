"""What is known of a report from outside its text: outlet, publication date, title, author and language.

In: options of the command line and a table of files. Out: what is given for a path, never guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TextIO

from onrecord.errors import DataError, SourceError

_COLUMNS = ("file", "outlet", "published", "title", "author", "language")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What is given of one report; the date is ISO."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None

    def over(self, other: Given) -> Given:
        """Fill what is not given here with what is given there."""
        return Given(**{name: getattr(self, name) or getattr(other, name) for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata that a user gives: the same for all files, and by file; the table goes before the options."""

    outlet: str | None = None
    published: str | None = None
    files: Mapping[tuple[str, ...], Given] = field(default_factory=dict)
    """By the parts of a path or of its end: ``("march", "a.txt")`` fits ``clips/march/a.txt``."""

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                object.__setattr__(self, "published", iso_date(self.published))
            except ValueError as error:
                raise SourceError(f"the publication date {error}") from error

    @classmethod
    def load(cls, path: Path, *, outlet: str | None = None, published: str | None = None) -> Metadata:
        """Read a table with the column file and any of outlet, published, title, author, language; cells may be empty.

        Raises:
            DataError: a column is unknown, a date is not ISO, a file stands twice with different values.
            SourceError: the file cannot be opened.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                return cls(outlet=outlet, published=published, files=_table(path, file))
        except OSError as error:
            raise SourceError(f"{path}: the metadata cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise DataError(path, 1, f"not UTF-8 at byte {error.start}; save the table as UTF-8") from error

    def of(self, source: str, *containers: str) -> Given:
        """Return what is given for a path: its longest end that stands in the table, then the options.

        What is given for the containers around it, from the inside to the outside, goes before the options.
        """
        given = Given()
        for path in (source, *containers):
            given = given.over(self._row(path))
        return given.over(Given(self.outlet, self.published))

    def _row(self, path: str) -> Given:
        parts = _parts(path)
        return next((self.files[parts[i:]] for i in range(len(parts)) if parts[i:] in self.files), Given())


def iso_date(value: str) -> str:
    """Return the day of an ISO date or of an ISO date and time, as written: the zone does not move it.

    Raises:
        ValueError: it is neither, or no day of the calendar; the message says so.
    """
    match = _ISO.fullmatch(value.strip())
    if not match:
        raise ValueError(f"{value!r} is not an ISO date; write it as 2024-03-31")
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError as error:
        raise ValueError(f"{value!r} is no day of the calendar") from error


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts


def _table(path: Path, file: TextIO) -> dict[tuple[str, ...], Given]:
    table: dict[tuple[str, ...], Given] = {}
    for line, row in _rows(path, file):
        if not row["file"]:
            raise DataError(path, line, "the cell 'file' is empty; write the name or the path of a report")
        try:
            published = iso_date(row["published"]) if row.get("published") else None
        except ValueError as error:
            raise DataError(path, line, f"published: {error}") from error
        others = {name: row.get(name) or None for name in ("outlet", "title", "author", "language")}
        given, parts = Given(published=published, **others), _parts(row["file"])
        if table.setdefault(parts, given) != given:
            raise DataError(path, line, f"{row['file']!r} stands twice with different values; keep one row")
    return table


def _rows(path: Path, file: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    header_line = file.readline()
    # Spreadsheets of many countries write semicolons or tabs.
    delimiter = max(",;\t", key=header_line.count)
    header = [cell.strip() for cell in next(csv.reader([header_line], delimiter=delimiter), [])]
    for column in header:
        if column not in _COLUMNS:
            raise DataError(path, 1, f"unknown column {column!r}; the columns are {', '.join(_COLUMNS)}")
    if "file" not in header:
        raise DataError(path, 1, f"the column 'file' is missing; the columns are {', '.join(_COLUMNS)}")
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            line = reader.line_num + 1
            if cells and len(cells) != len(header):
                raise DataError(path, line, f"{len(cells)} cells where the header names {len(header)}")
            if any(cells):
                yield line, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise DataError(path, reader.line_num + 1, f"not readable as CSV: {error}") from error
