"""One document of any kind becomes a page: the table of readers.

In: the kind and the bytes of a document. Out: a `Page`, or a `SourceError`. A reader is loaded when it is needed.
"""

from __future__ import annotations

from onrecord.sources.kinds import Document
from onrecord.sources.page import Page
from onrecord.sources.text import decode


def read_document(kind: Document, data: bytes, max_bytes: int, *, address: str | None = None) -> Page:
    """Read a document; `address` is where it was fetched, if that is known.

    Raises:
        NoText: there is no text in it.
        SourceError: it cannot be read.
    """
    if kind == "html":
        from onrecord.sources.html import read_page

        return read_page(decode(data, markup=True), address=address)
    if kind == "pdf":
        from onrecord.sources.pdf import read_pdf

        return read_pdf(data)
    if kind == "docx":
        from onrecord.sources.docx import read_docx

        return read_docx(data, max_bytes)
    if kind == "rtf":
        from onrecord.sources.rtf import read_rtf

        return read_rtf(data)
    return Page(text=decode(data))
