"""The first sheet of an Excel workbook (XLSX), row by row.

In: an opened workbook, which is a ZIP of XML. Out: rows as cells by column; dates are ISO days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Any
from zipfile import ZipFile

from onrecord.errors import NoText, SourceError
from onrecord.sources.archives import BROKEN
from onrecord.sources.limits import Budget, metered

MAX_SHARED = 200_000_000
"""How many letters the table of shared texts may hold: it must be in memory."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_FIRST_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_LETTERS = re.compile(r"[dmy]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MAX_COLUMN = 16_384


def xlsx_rows(archive: ZipFile, budget: Budget, max_bytes: int) -> Iterator[dict[str, str]]:
    """Yield the rows of the first sheet; its first row names the columns.

    Raises:
        NoText: the sheet is empty.
        SourceError: the workbook is broken or unpacks to too much.
    """
    from lxml import etree

    try:
        names = archive.namelist()
        sheets = sorted((int(match[1]), name) for name in names if (match := _FIRST_SHEET.fullmatch(name)))
        if not sheets:
            raise SourceError("this workbook has no sheet of cells; save the table as CSV")
        shared = list(_shared(archive, budget)) if "xl/sharedStrings.xml" in names else []
        dates = _date_styles(archive, budget) if "xl/styles.xml" in names else frozenset()
        header: dict[int, str] = {}
        for row in _elements(archive, sheets[0][1], budget, "row"):
            cells = dict(_cells(row, shared, dates))
            if sum(map(len, cells.values())) > max_bytes:
                raise SourceError(f"a row of this workbook holds more than {max_bytes:,} letters; save fewer columns")
            if not header:
                header = {at: text.strip() for at, text in cells.items() if text.strip()}
            elif any(cells.values()):
                yield {name: cells.get(at, "") for at, name in header.items()}
        if not header:
            raise NoText("the first sheet of this workbook is empty")
    except (*BROKEN, etree.LxmlError) as error:
        raise SourceError(f"this workbook is broken ({error}); save the table as CSV") from error


def _elements(archive: ZipFile, name: str, budget: Budget, tag: str) -> Iterator[Any]:
    """Yield the elements of one name, each freed when the next one is asked for."""
    from lxml import etree

    with archive.open(name) as member:
        stream: IO[bytes] = metered(member, budget)  # type: ignore[arg-type]
        tags = [_MAIN + tag, _STRICT + tag]
        for _, element in etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _shared(archive: ZipFile, budget: Budget) -> Iterator[str]:
    held = 0
    for item in _elements(archive, "xl/sharedStrings.xml", budget, "si"):
        text = _text(item)
        held += len(text)
        if held > MAX_SHARED:
            raise SourceError(f"the texts of this workbook are more than {MAX_SHARED:,} letters; save the table as CSV")
        yield text


def _text(element: Any) -> str:
    """Return the text of a cell or shared text, without the reading aids of East Asian scripts."""
    runs = (t for t in element.iter() if _local(t) == "t" and _local(t.getparent()) != "rPh")
    return "".join(t.text or "" for t in runs)


def _cells(row: Any, shared: list[str], dates: frozenset[int]) -> Iterator[tuple[int, str]]:
    at = -1
    for cell in row:
        if _local(cell) != "c":
            continue
        at = _number(cell.get("r") or "", at + 1)
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            yield at, _text(cell)
            continue
        value = next((child.text or "" for child in cell if _local(child) == "v"), "")
        if kind == "s":
            index = int(value)
            yield at, shared[index] if 0 <= index < len(shared) else ""
        elif kind == "n" and value and int(cell.get("s") or 0) in dates:
            yield at, _day(value)
        else:
            yield at, value


def _number(reference: str, otherwise: int) -> int:
    match = _COLUMN.match(reference)
    if not match:
        return otherwise
    number = 0
    for letter in match[0]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return min(number - 1, _MAX_COLUMN)


def _date_styles(archive: ZipFile, budget: Budget) -> frozenset[int]:
    """Return the styles that show a number as a date."""
    formats = {
        int(f.get("numFmtId") or 0): f.get("formatCode") or ""
        for f in _elements(archive, "xl/styles.xml", budget, "numFmt")
    }
    shown = {i for i, code in formats.items() if _DATE_LETTERS.search(_QUOTED.sub("", code))} | _DATE_FORMATS
    found: set[int] = set()
    for styles in _elements(archive, "xl/styles.xml", budget, "cellXfs"):
        found |= {i for i, style in enumerate(styles) if int(style.get("numFmtId") or 0) in shown}
    return frozenset(found)


def _day(value: str) -> str:
    """Return the day that a number stands for, counted from the last but one day of 1899."""
    number = float(value)
    return (date(1899, 12, 30) + timedelta(days=int(number))).isoformat() if 60 < number < 2_958_466 else value


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""
