"""Opens inputs, picks the reader that fits, and puts down what is known of the report.

In: paths. Out: `Report`, or `Unread` with a `SourceError` that names the file, what was found and the way out.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import SourceError
from onrecord.records import Known, Report
from onrecord.sources.html import Page, read_page
from onrecord.sources.metadata import Given, Metadata
from onrecord.sources.text import decode
from onrecord.sources.walk import STDIN, list_files

MAX_BYTES = 20_000_000
"""The default limit on the size of one file, in bytes."""

_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed)\b")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPT_CHARACTERS = 20_000
_DATA_SUFFIXES = {
    ".csv": "a table",
    ".tsv": "a table",
    ".json": "data (JSON)",
    ".jsonl": "data (JSON)",
    ".yaml": "data (YAML)",
    ".yml": "data (YAML)",
    ".xml": "markup (XML)",
    ".db": "a database",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no report, and why."""

    source: str
    error: SourceError


def open_reports(
    paths: Iterable[str | os.PathLike[str]],
    *,
    metadata: Metadata | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Unread]:
    """Yield a report for each file, in order; folders are read deep and sorted, ``-`` is standard input."""
    return open_files(list_files(paths), metadata=metadata, max_bytes=max_bytes, stdin=stdin)


def open_files(
    files: Iterable[str],
    *,
    metadata: Metadata | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Unread]:
    """Do as `open_reports` for paths that `list_files` has listed."""
    for file in files:
        source = os.fsencode(file).decode("utf-8", errors="replace")
        try:
            data = _bytes(file, max_bytes, stdin)
            yield _report(data, source, (metadata or Metadata()).of(source))
        except SourceError as error:
            yield Unread(source, SourceError(f"{source}: {error}"))


def open_text(text: str, *, source: str, metadata: Metadata | None = None) -> Report:
    """Return the report that a string of plain text is, as if a file of that name held it.

    Raises:
        SourceError: there is nothing to read in it.
    """
    try:
        return _report(
            text.encode("utf-8", errors="replace"), source, (metadata or Metadata()).of(source), markup=False
        )
    except SourceError as error:
        raise SourceError(f"{source}: {error}") from error


def _bytes(file: str, max_bytes: int, stdin: BinaryIO | None) -> bytes:
    try:
        if file == STDIN:
            data = (stdin or sys.stdin.buffer).read(max_bytes + 1)
        else:
            path = Path(file)
            if path.is_file() and path.stat().st_size > max_bytes:
                raise _too_large(path.stat().st_size, max_bytes)
            with path.open("rb") as stream:
                data = stream.read(max_bytes + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error
    if len(data) > max_bytes:
        raise _too_large(None, max_bytes)
    return data


def _too_large(size: int | None, max_bytes: int) -> SourceError:
    found = f"{size:,} bytes are" if size else f"more than {max_bytes:,} bytes are"
    return SourceError(
        f"{found} too much for one report (the limit is {max_bytes:,}); "
        "split the file, or raise the limit with --max-bytes"
    )


def _report(data: bytes, source: str, given: Given, *, markup: bool | None = None) -> Report:
    if not data:
        raise SourceError("this is empty; there is nothing to read")
    if markup is None:
        markup = _is_markup(data, Path(source).suffix.lower())
    page = read_page(decode(data, markup=True)) if markup else Page(text=decode(data))
    if not page.text.strip("\ufeff \t\n\f\v\u00a0\u200b"):
        raise SourceError("this is only white space; there is nothing to read")
    _refuse_other_script(page.text)
    sha256 = hashlib.sha256(data).hexdigest()
    return Report(
        id="r" + sha256[:16],
        source=source,
        sha256=sha256,
        title=page.title,
        outlet=given.outlet or page.outlet,
        published=given.published or page.published,
        language=page.language or "en",
        text=page.text,
        known={"outlet": _known(given.outlet, page.outlet), "published": _known(given.published, page.published)},
    )


def _refuse_other_script(text: str) -> None:
    """Refuse what is plainly not English: nothing would be found in it, and nobody would know why."""
    letters = _LETTER.findall(text[:_SCRIPT_CHARACTERS])
    latin = sum(bool(_LATIN.match(letter)) for letter in letters)
    if len(letters) > 2 * latin:
        raise SourceError("most of its letters are not Latin; onrecord reads English only")


def _is_markup(data: bytes, suffix: str) -> bool:
    if suffix in _HTML_SUFFIXES or _HTML_START.match(data[:4096]):
        return True
    if _XML_START.match(data[:4096]):
        raise SourceError("this is markup (XML), not a report; save its articles as text or HTML first")
    if suffix in _DATA_SUFFIXES:
        raise SourceError(f"this is {_DATA_SUFFIXES[suffix]}, not a report; a report's file ends in .txt or .html")
    return False


def _known(given: str | None, found: str | None) -> Known:
    if given:
        return "given"
    return "found" if found else "unknown"
