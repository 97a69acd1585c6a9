"""Bytes become text: refuses what is no text, finds the encoding, makes every line end a line feed.

In: the bytes of a file. Out: a string in which offsets are counted from now on, or a `SourceError` without the file's
name (`open` puts it in front).
"""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from onrecord.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file", "save it as text or HTML first"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as text, first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text first"),
    (b"{\\rtf", "a rich text document", "save it as plain text first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "give the reports themselves"),
    (b"WARC/1.", "a web archive (WARC)", "extract its pages first"),
    (b"\x89PNG\r\n", "an image (PNG)", "give the text of the report"),
    (b"\xff\xd8\xff", "an image (JPEG)", "give the text of the report"),
    (b"GIF8", "an image (GIF)", "give the text of the report"),
    (b"II*\x00", "an image (TIFF)", "give the text of the report"),
    (b"MM\x00*", "an image (TIFF)", "give the text of the report"),
    (b"RIFF", "an image, sound or film", "give the text of the report"),
    (b"\x7fELF", "a program", "give the text of the report"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.01
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_SINGLE_BYTE_GUESSES = {"cp1250", "windows-1250", "iso8859-2", "iso-8859-2", "iso8859-1", "iso-8859-1", "latin-1"}


def decode(data: bytes, *, markup: bool = False) -> str:
    """Return the text of a file without byte order mark and with LF as the only line end.

    Line ends are normalised here and nowhere else: a report's offsets count characters of the returned string.
    With `markup` a charset declared inside the page is believed where it fits, and single broken bytes are replaced,
    as browsers do; plain text with broken bytes is refused.

    Raises:
        SourceError: the bytes are no text, or no encoding fits them.
    """
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom:
        text = _strict(data[len(bom[0]) :], bom[1])
    else:
        _refuse_magic(data)
        text = _markup(data) if markup else _plain(data)
    _refuse_control(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_magic(data: bytes) -> None:
    for magic, what, way_out in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"this is {what}, not text; {way_out}")
    if b"\x00" in data:
        raise SourceError(
            f"this is not text (a zero byte at byte {data.index(0)}); if it is UTF-16, save it as UTF-8 first"
        )


def _refuse_control(text: str) -> None:
    found = len(_CONTROL.findall(text))
    if found > max(_MOST_CONTROL * len(text), 2):
        raise SourceError(f"this is not text ({found} control characters); give the text of the report")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"its byte order mark says {encoding}, but byte {error.start} does not fit; save it as UTF-8"
        ) from error


def _plain(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        for encoding in _guesses(data):
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
        raise SourceError(
            f"its encoding is unknown (not UTF-8 at byte {error.start}, and no other encoding fits); save it as UTF-8"
        ) from error


def _guesses(data: bytes) -> list[str]:
    """Name the encodings to try, best first.

    The detector takes a western page with few accents for Central European ("café" is the same bytes in both): western
    is tried first where it gives letters and typographic marks only, not signs inside of words ("Wa³êsa").
    """
    guess = detect_encoding(data) or "cp1252"
    if guess in _SINGLE_BYTE_GUESSES:
        western = data.decode("cp1252", errors="replace")
        if not re.search(r"[^\W\d_][¡-¿×÷]|[¡-¿×÷][^\W\d_]|\ufffd", re.sub("[«»¿¡ªº·£¥§©®°]", " ", western)):
            return ["cp1252", guess]
    return [guess] if guess != "utf-8" else []


def _markup(data: bytes) -> str:
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    names = [map_encoding_to_html5(declared[1].decode("ascii")) or "utf-8"] if declared else []
    for encoding in [*names, "utf-8"]:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # A declared page with one bad byte stays what it says; an undeclared one is guessed.
    encoding = names[0] if names and names[0] == "utf-8" else next(iter(_guesses(data)), "utf-8")
    return data.decode(encoding, errors="replace")
