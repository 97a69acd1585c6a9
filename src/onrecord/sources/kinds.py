"""Tells what kind of file bytes are, by what they begin with and, where that leaves it open, by the file's name.

In: the first bytes, a name, and a content type where a server told one. Out: a `Kind`, or a `SourceError` that says
what was found and the way out. No file is opened here.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from onrecord.errors import NoText, SourceError

HEAD = 8192
"""How many first bytes the kind is told from."""

Document = Literal["text", "html", "pdf", "docx", "rtf"]
Container = Literal[
    "zip", "tar", "gzip", "bzip2", "warc", "feed", "sitemap", "newsml", "table", "json", "xlsx", "parquet"
]
Kind = Document | Container

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),  # office documents too: what is inside tells
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "rtf"),
)
_IMAGE = "there is no text in it"
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as DOCX or as text first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the reports themselves"),
    (b"\x7fELF", "a program", "give the text of the report"),
    (b"MZ\x90\x00", "a program", "give the text of the report"),
)
_PICTURES = (
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"RIFF", "an image, sound or film"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
}
_NO_REPORTS = {
    ".yaml": "data (YAML)",
    ".yml": "data (YAML)",
    ".db": "a database",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
    ".svg": "a drawing",
}
_TYPES: dict[str, Kind] = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), "html"),
    **dict.fromkeys(("text/csv", "text/tab-separated-values"), "table"),
    **dict.fromkeys(("application/json", "application/x-ndjson", "application/ld+json"), "json"),
}
_ROOTS: dict[str, Kind] = {
    "html": "html",
    **dict.fromkeys(("rss", "feed", "rdf"), "feed"),
    **dict.fromkeys(("urlset", "sitemapindex"), "sitemap"),
    **dict.fromkeys(("newsitem", "newsmessage", "packageitem"), "newsml"),
}
_BLANK = rb"(?:\xef\xbb\xbf)?\s*"
_HTML_START = re.compile(rb"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_PROLOG = re.compile(rb"<\?xml\b[^>]*>|<!--.*?-->|<\?[^>]*>|<!doctype\b[^>\[]*(?:\[[^\]]*\])?[^>]*>|\s+", re.I | re.S)
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_JSON_START = re.compile(_BLANK + rb'(?:\[\s*)?\{\s*"[^"\n]{1,100}"\s*:')


def kind_of(head: bytes, name: str, content_type: str = "") -> Kind:
    """Tell the kind of a file.

    Raises:
        NoText: it is a picture, sound or the like.
        SourceError: it is something else that holds no report, or nothing that is read here.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    _refuse_binary(head)
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return _markup(head, suffix) or _textual(head, suffix, content_type)


def _refuse_binary(head: bytes) -> None:
    for magic, what, way_out in _REFUSED:
        if head.startswith(magic):
            raise SourceError(f"this is {what}, not text; {way_out}")
    for magic, what in _PICTURES:
        if head.startswith(magic):
            raise NoText(f"this is {what}, not text; {_IMAGE}")


def _markup(head: bytes, suffix: str) -> Kind | None:
    start = re.match(_BLANK, head).end()  # type: ignore[union-attr]
    if _HTML_START.match(head, start):
        return "html"
    declared = head.startswith(b"<?xml", start)
    while (skipped := _PROLOG.match(head, start)) and skipped.end() > start:
        start = skipped.end()
    root = _ROOT.match(head, start)
    kind = _ROOTS.get(root[1].decode("ascii").lower()) if root else None
    if kind or suffix in _SUFFIXES:
        return kind
    if suffix == ".svg" or (root and root[1] == b"svg"):
        raise NoText(f"this is a drawing, not text; {_IMAGE}")
    if declared or suffix == ".xml":
        what = f"of the kind <{root[1].decode('ascii')}>" if root else "without a root"
        raise SourceError(f"this is markup (XML) {what}, not a report; save its articles as text or HTML first")
    return None


def _textual(head: bytes, suffix: str, content_type: str) -> Kind:
    if suffix in _NO_REPORTS:
        what = _NO_REPORTS[suffix]
        raise SourceError(f"this is {what}, not a report; a report's file ends in .txt or .html")
    kind = _SUFFIXES.get(suffix) or _TYPES.get(content_type.partition(";")[0].strip().lower())
    return kind or ("json" if _JSON_START.match(head) else "text")
