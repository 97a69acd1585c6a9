"""Tables of text (CSV, tab or semicolon), row by row: a file of any length is never in memory.

In: a stream of bytes. Out: rows as cells by column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from onrecord.errors import NoText, SourceError
from onrecord.sources.text import encoding_of

MAX_COLUMNS = 2000


def table_rows(stream: BinaryIO, head: bytes, max_bytes: int) -> Iterator[dict[str, str] | SourceError]:
    """Yield the rows of a table, or what is wrong with one; its first line names the columns.

    Raises:
        NoText: there is no row.
        SourceError: it is no table, or a line of it is too long.
    """
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    text = io.TextIOWrapper(stream, encoding=encoding_of(head), errors="replace", newline="")
    try:
        yield from _rows(text, max_bytes)
    finally:
        if not stream.closed:
            text.detach()  # whoever opened the stream closes it


def _rows(text: io.TextIOWrapper, max_bytes: int) -> Iterator[dict[str, str] | SourceError]:
    first = next(_lines(text, max_bytes), "")
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(chain([first], _lines(text, max_bytes)), delimiter=delimiter)
    try:
        header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
        if not any(header):
            raise NoText("this table is empty")
        if len(header) > MAX_COLUMNS:
            raise SourceError(f"this table has {len(header):,} columns (the limit is {MAX_COLUMNS:,}); save fewer")
        for cells in reader:
            if any(cells):
                yield _row(header, cells, reader.line_num)
    except csv.Error as error:
        raise SourceError(f"this table cannot be read at line {reader.line_num} ({error}); save it anew") from error


def _row(header: list[str], cells: list[str], line: int) -> dict[str, str] | SourceError:
    if len(cells) > len(header) and any(cells[len(header) :]):
        return SourceError(
            f"line {line} has {len(cells)} cells where the first names {len(header)}; quote the cells that hold commas"
        )
    return dict(zip(header, cells, strict=False))


def _lines(text: io.TextIOWrapper, max_bytes: int) -> Iterator[str]:
    """Yield lines, none longer than a report may be: one without an end would fill the memory."""
    while line := text.readline(max_bytes + 1):
        if len(line) > max_bytes:
            raise SourceError(
                f"a line of it is longer than {max_bytes:,} letters; save it anew, or raise the limit with --max-bytes"
            )
        yield line.replace("\x00", "")
