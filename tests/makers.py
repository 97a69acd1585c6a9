"""Small files of every kind, made for tests of the readers: PDF, DOCX, XLSX, WARC, ZIP and TAR."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

Run = tuple[float, float, float, str]
"""Left, foot, size and text of a stretch of text on a page."""

LEAD = "LIMA – Peru opened a dam on the river Mantaro on Tuesday, the energy ministry said in a statement."
QUOTE = "“We have waited ten years for this day,” minister Rosa Quispe told reporters at the site."
LAST = "The dam will give power to two million homes, according to the ministry, which paid for most of it."
BODY = (LEAD, QUOTE, LAST)
ENGLISH = "\n\n".join(("Peru opens dam", *BODY))
FRENCH = (
    "Le ministre des Affaires étrangères a déclaré mardi que la France enverrait trois avions à la Pologne. Selon le "
    "porte-parole du gouvernement, les premiers appareils arriveront avant la fin de l’année prochaine."
)


def html_page(title: str = "Peru opens dam", *, head: str = "", body: Sequence[str] = BODY) -> str:
    """Return a page with a menu, an article and a footer."""
    paragraphs = "".join(f"<p>{p}</p>" for p in body)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{menu}"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Copyright 2019</footer></body></html>"
    )


def pdf(pages: Sequence[Sequence[Run]], *, title: str = "", picture: Sequence[int] = ()) -> bytes:
    """Return a PDF; `picture` names the pages, from 0, that hold a picture as well."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\x80\nendstream"
    )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for number, runs in enumerate(pages):
        drawn = b"q 500 0 0 700 40 40 cm /I1 Do Q\n" if number in picture else b""
        drawn += b"BT\n" + b"".join(map(_shown, runs)) + b"ET"
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"<< /Font << /F1 %d 0 R >> /XObject << /I1 %d 0 R >> >>" % (font, image)
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
                % (tree, content, resources)
            )
        )
    add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids)))
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    info = add(b"<< /Title (%s) >>" % title.encode("latin-1"))
    return _assembled(objects, root, info)


def _shown(run: Run) -> bytes:
    left, foot, size, text = run
    words = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, left, foot, words)


def _assembled(objects: Sequence[bytes], root: int, info: int) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"<< /Size %d /Root %d 0 R /Info %d 0 R >>" % (len(objects) + 1, root, info)
    return out + b"trailer %s\nstartxref\n%d\n%%%%EOF" % (trailer, start)


def column(
    lines: Sequence[str], *, left: float = 60, top: float = 700, size: float = 10, pitch: float = 12
) -> list[Run]:
    """Return lines set under each other."""
    return [(left, top - pitch * i, size, line) for i, line in enumerate(lines)]


def docx(paragraphs: Sequence[str], *, title: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(files: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], *, links: Mapping[str, str] | None = None, packed: str = "") -> bytes:
    """Return a TAR file; `packed` is gz or bz2."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{packed}") as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return stream.getvalue()


def xlsx(rows: Sequence[Sequence[str | int]], *, shared: bool = True) -> bytes:
    """Return a workbook of one sheet; whole numbers are shown as dates."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))

    def drawn(at: int, row: int, cell: str | int) -> str:
        name = f"{chr(ord('A') + at)}{row}"
        if isinstance(cell, int):
            return f'<c r="{name}" s="1"><v>{cell}</v></c>'
        if shared:
            return f'<c r="{name}" t="s"><v>{texts.index(cell)}</v></c>'
        return f'<c r="{name}" t="inlineStr"><is><t>{_escaped(cell)}</t></is></c>'

    drawn_rows = ("".join(drawn(at, n, cell) for at, cell in enumerate(row)) for n, row in enumerate(rows, start=1))
    sheet = "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(drawn_rows, start=1))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {main}/>",
            "xl/sharedStrings.xml": f"<sst {main}>{''.join(f'<si><t>{_escaped(t)}</t></si>' for t in texts)}</sst>",
            "xl/styles.xml": (
                f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
        }
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def warc(*records: bytes) -> bytes:
    """Return a web archive of records that `response` made."""
    return b"".join(records)


def response(
    address: str,
    body: bytes,
    *,
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    more: str = "",
    kind: str = "response",
) -> bytes:
    """Return one record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
