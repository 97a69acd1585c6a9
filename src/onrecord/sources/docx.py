"""A Word document (DOCX) becomes its paragraphs, tables included, in their order.

In: the bytes of the file. Out: a `Page`, or a `SourceError`. What the file states of itself is that of a template or
of whoever saved it: only a title that the text has too is believed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from onrecord.errors import NoText, SourceError
from onrecord.sources.archives import open_zip
from onrecord.sources.page import Page

_RATIO = 10
"""How much larger than one document's limit its unpacked parts, pictures included, may be all together."""


def read_docx(data: bytes, max_bytes: int) -> Page:
    """Read a Word document.

    Raises:
        NoText: there are only pictures in it.
        SourceError: it is broken, or unpacks to too much.
    """
    with open_zip(io.BytesIO(data)) as archive:
        _bound(archive, max_bytes)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = [text for text in _blocks(document) if text]
        stated = " ".join((document.core_properties.title or "").split())
    except Exception as error:  # the parser meets hostile files: whatever it throws, the file is what is wrong
        raise SourceError(
            f"this Word document cannot be read ({type(error).__name__}); open it elsewhere and save it as text"
        ) from error
    if not paragraphs:
        raise NoText("this Word document has no text; if its pages are pictures, run text recognition (OCR) first")
    title = stated if stated and stated.casefold() in (text.casefold() for text in paragraphs[:5]) else None
    return Page(text="\n\n".join(paragraphs), title=title)


def _bound(archive: ZipFile, max_bytes: int) -> None:
    # A member never unpacks to more than it states: the reader stops there.
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")) and info.file_size > max_bytes:
            raise SourceError(
                f"its part {info.filename} unpacks to {info.file_size:,} bytes (the limit is {max_bytes:,}); "
                "save the report alone, or raise the limit with --max-bytes"
            )
    if sum(info.file_size for info in archive.infolist()) > _RATIO * max_bytes:
        raise SourceError(f"it unpacks to more than {_RATIO * max_bytes:,} bytes; save the report alone, as text")


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _rows(block)
        else:
            yield _clean(block.text)


def _rows(table: Any) -> Iterator[str]:
    """Yield a table's rows; a table of one column is layout, and its cells are paragraphs."""
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))  # a cell that spans columns is given once for each
        lines = [_clean(p.text) for cell in cells for p in cell.paragraphs]
        if len(cells) > 1:
            yield " | ".join(filter(None, lines))
        else:
            yield from lines


def _clean(text: str) -> str:
    """Return a paragraph; a forced line break inside of it stays a line of its own."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
