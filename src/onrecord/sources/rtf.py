"""Rich text (RTF), as news databases and old word processors save it, becomes its paragraphs.

In: the bytes of the file. Out: a `Page`, or a `SourceError`. Read in one pass, without recursion.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from onrecord.errors import NoText, SourceError
from onrecord.sources.page import Page

MAX_DEPTH = 10_000

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<symbol>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.S,
)
_SKIPPED = {
    *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"headerl", b"headerr"),
    *(b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"fldinst", b"themedata", b"datastore", b"listtable"),
    *(b"listoverridetable", b"rsidtbl", b"generator", b"xmlnstbl", b"footnote", b"annotation", b"bkmkstart"),
    *(b"bkmkend", b"mmathPr", b"latentstyles", b"revtbl", b"filetbl"),
}
_MARKS = {
    b"par": "\n\n",
    b"sect": "\n\n",
    b"page": "\n\n",
    b"row": "\n\n",
    b"line": "\n",
    b"cell": " ",
    b"tab": " ",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
}
_SYMBOLS = {b"~": " ", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n\n", b"\r": "\n\n"}
_CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253"} | {
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    238: "cp1250",
}


@dataclass(frozen=True, slots=True)
class _State:
    skipped: bool = False
    hidden: bool = False
    uc: int = 1
    """How many characters behind a \\u stand in its place for readers that know no Unicode."""
    charset: str | None = None


@dataclass(slots=True)
class _Reader:
    charset: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    in_fonts: int = -1
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    replaced: int = 0
    starred: bool = False
    pending: bytearray = field(default_factory=bytearray)
    out: list[str] = field(default_factory=list)

    def flush(self) -> None:
        """Decode the bytes that came so far: letters of two bytes come one byte at a time."""
        if self.pending:
            self.out.append(self.pending.decode(self.state.charset or self.charset, errors="replace"))
            self.pending.clear()

    def put(self, text: str) -> None:
        """Put down decoded text."""
        self.flush()
        if not (self.state.skipped or self.state.hidden):
            self.out.append(text)

    def put_bytes(self, data: bytes) -> None:
        """Put down text in the character set of the moment, less what only stands in for a \\u."""
        cut = min(self.replaced, len(data))
        self.replaced -= cut
        if not (self.state.skipped or self.state.hidden):
            self.pending += data[cut:]

    def word(self, word: bytes, number: int | None) -> None:
        """Obey a control word."""
        starred, self.starred = self.starred, False
        if word == b"fonttbl":
            self.in_fonts = len(self.stack)
        if word in _SKIPPED or (starred and word != b"shppict"):
            self._become(replace(self.state, skipped=True))
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif word == b"uc" and number is not None:
            self._become(replace(self.state, uc=max(0, min(number, 8))))
        elif word in {b"v", b"deleted"}:
            self._become(replace(self.state, hidden=number != 0))
        elif word == b"ansicpg" and number is not None:
            self.charset = _codec(f"cp{number}")
        elif word in {b"mac", b"pc", b"pca"}:
            self.charset = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}[word]
        elif word in {b"f", b"fcharset"} and number is not None:
            self._font(word, number)
        elif word == b"plain":
            self._become(replace(self.state, hidden=False))
        elif word in _MARKS:
            self.put(_MARKS[word])

    def _font(self, word: bytes, number: int) -> None:
        if self.in_fonts >= 0:
            self.font = number if word == b"f" else self.font
            if word == b"fcharset" and number in _CHARSETS:
                self.fonts[self.font] = _CHARSETS[number]
        elif word == b"f":
            self._become(replace(self.state, charset=self.fonts.get(number)))

    def _unicode(self, number: int) -> None:
        self.flush()
        if not (self.state.skipped or self.state.hidden):
            self.out.append(chr(number % 0x10000))
        self.replaced = self.state.uc

    def _become(self, state: _State) -> None:
        self.flush()
        self.state = state

    def open(self) -> None:
        """Enter a group."""
        if len(self.stack) >= MAX_DEPTH:
            raise SourceError(f"this rich text nests more than {MAX_DEPTH:,} groups; save it as plain text first")
        self.flush()
        self.stack.append(self.state)

    def close(self) -> None:
        """Leave a group; its settings end."""
        self.flush()
        self.replaced = 0
        if self.stack:
            self.state = self.stack.pop()
        if len(self.stack) < self.in_fonts:
            self.in_fonts = -1


def read_rtf(data: bytes) -> Page:
    """Read rich text.

    Raises:
        NoText: there is no text in it.
        SourceError: it nests too deep.
    """
    reader, at = _Reader(), 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        if match["open"]:
            reader.open()
        elif match["close"]:
            reader.close()
        elif match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin" and number:
                at += max(number, 0)
            else:
                reader.word(match["word"], number)
        elif match["hex"]:
            reader.put_bytes(bytes.fromhex(match["hex"].decode("ascii")))
        elif match["symbol"]:
            reader.starred = match["symbol"] == b"*"
            reader.put(_SYMBOLS.get(match["symbol"], ""))
        elif match["text"]:
            reader.put_bytes(match["text"])
    reader.flush()
    text = _tidy("".join(reader.out))
    if not text:
        raise NoText("this rich text holds no text")
    return Page(text=text)


def _tidy(text: str) -> str:
    # Letters beyond the first 65,536 come as two halves.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
