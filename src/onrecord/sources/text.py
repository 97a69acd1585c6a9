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
        _refuse_zero(data)
        text = _markup(data) if markup else _plain(data)
    _refuse_control(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(head: bytes) -> str:
    """Return the encoding of a file that is too long to be read whole, from its first bytes."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(name, name)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter cut in two at the end is no mistake
        return "utf-8"
    except UnicodeDecodeError:
        return next(iter(_guesses(head)), "utf-8")


def _refuse_zero(data: bytes) -> None:
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
