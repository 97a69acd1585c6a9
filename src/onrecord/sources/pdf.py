"""A PDF with a text layer becomes paragraphs; a scan is named as such.

In: the bytes of a PDF. Out: a `Page`, or a `SourceError`. Files may be made to hurt, and the reader of PDFs is not
written in Python: it runs in a process of its own with bounds on time and memory, and dies alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from onrecord.errors import NoText, SourceError
from onrecord.sources.page import Page
from onrecord.sources.pdflayout import HYPHEN, Piece, paragraphs

MAX_PAGES = 2000
MAX_CHARACTERS = 5_000_000
SECONDS = 120
MEMORY = 2_000_000_000

_PIECES = 20_000
"""Pieces of text on one page: a map or a plan has many, a report some hundred."""
_MOST_NOISE = 0.2
_HYPHENS = re.compile("[\x02\ufffe\u00ad]\\s*$")
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffd\ue000-\uf8ff]")


def read_pdf(data: bytes, *, seconds: int = SECONDS) -> Page:
    """Read a PDF in a process of its own.

    Raises:
        NoText: all of it is pictures: a scan.
        SourceError: it is broken, locked, too long, or made to hurt.
    """
    command = [sys.executable, "-c", "from onrecord.sources.pdf import _child; _child()"]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
        answer = json.loads(ran.stdout) if ran.returncode == 0 else {}
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"this PDF file takes more than {seconds} seconds to open; save it as text first") from error
    except ValueError:
        answer = {}
    if "page" in answer:
        return Page(**answer["page"])
    if "no_text" in answer:
        raise NoText(answer["no_text"])
    what = answer.get("error", "this PDF file defeats its reader; open it elsewhere and save it as text")
    raise SourceError(what)


def extract(data: bytes) -> Page:
    """Do as `read_pdf` in this process.

    Raises:
        NoText, SourceError: as `read_pdf`.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("this PDF file is locked with a password; save it without one first") from error
        raise SourceError("this PDF file is broken or cut short; fetch it again") from error
    try:
        return _page(document)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"this PDF file is broken ({error}); fetch it again") from error
    finally:
        document.close()


def _page(document: Any) -> Page:
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"this PDF file has {len(document):,} pages (the limit is {MAX_PAGES:,}); save the report's own pages"
        )
    pages, heights, characters, scanned = [], [], 0, []
    for number in range(len(document)):
        pieces, height, pictures = _read(document, number)
        characters += sum(len(piece.text) for piece in pieces)
        if characters > MAX_CHARACTERS:
            raise SourceError(f"this PDF file holds more than {MAX_CHARACTERS:,} letters; save the report's own pages")
        pages.append(pieces)
        heights.append(height)
        if pictures and not pieces:
            scanned.append(number + 1)
    if not characters:
        raise NoText(_nothing(len(document), len(scanned)))
    _refuse_noise(pages)
    found = paragraphs(pages, heights)
    return Page(text="\n\n".join(found), title=_title(document, found), missing=_missing(scanned))


def _read(document: Any, number: int) -> tuple[list[Piece], float, bool]:
    from pypdfium2 import raw

    page = document[number]
    text = page.get_textpage()
    try:
        count = min(text.count_rects(), _PIECES)
        pieces = [piece for i in range(count) if (piece := _piece(text, text.get_rect(i))).text.strip()]
        pictures = bool(pieces) or any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return pieces, page.get_height(), pictures
    finally:
        text.close()
        page.close()


def _piece(text: Any, box: tuple[float, float, float, float]) -> Piece:
    from pypdfium2 import raw

    left, bottom, right, top = box
    words = _HYPHENS.sub(HYPHEN, text.get_text_bounded(left, bottom, right, top))
    index = text.get_index(left + 0.5, (bottom + top) / 2, 2, 2)
    size = raw.FPDFText_GetFontSize(text, index) if index is not None and index >= 0 else 0
    height = top - bottom
    # Some files scale letters of size 1 with a matrix: then the box tells more.
    return Piece(left, bottom, right, top, size if 0.5 * height < size < 4 * height else max(height, 1.0), words)


def _nothing(pages: int, scanned: int) -> str:
    if scanned:
        return (
            f"this PDF file is a scan: its {pages} page{'s are pictures' if pages > 1 else ' is a picture'} without a "
            "text layer; run text recognition (OCR) over it first"
        )
    return "this PDF file has no text; give one with a text layer"


def _refuse_noise(pages: Sequence[Sequence[Piece]]) -> None:
    text = "".join(piece.text for pieces in pages for piece in pieces)
    if len(_UNREADABLE.findall(text)) > _MOST_NOISE * len(text):
        raise SourceError(
            "the letters of this PDF file cannot be told (its fonts come without a table of characters); "
            "run text recognition (OCR) over it, or save it as text first"
        )


def _missing(scanned: Sequence[int]) -> str | None:
    if not scanned:
        return None
    return f"page{'s' if len(scanned) > 1 else ''} {', '.join(map(str, scanned))}"


def _title(document: Any, found: Sequence[str]) -> str | None:
    """Return the title that the file states where its text has it: many state the name of a template."""
    stated = " ".join((document.get_metadata_dict().get("Title") or "").split())
    return stated if stated and stated.casefold() in (text.casefold() for text in found[:5]) else None


def _child() -> None:
    """Answer for `read_pdf`: a PDF on the standard input, JSON on the standard output."""
    import dataclasses

    _bound()
    try:
        answer: dict[str, object] = {"page": dataclasses.asdict(extract(sys.stdin.buffer.read()))}
    except NoText as error:
        answer = {"no_text": str(error)}
    except SourceError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "this PDF file takes too much memory to open; save it as text first"}
    sys.stdout.write(json.dumps(answer))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # no such bounds on Windows; the bound on time holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
