"""JSON: one object a line, one after the other, in a list, or in a list within an object, whatever its name.

In: a stream of bytes. Out: the objects that may be documents, each as values by key.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.errors import NoText, SourceError
from onrecord.sources.labels import columns_of
from onrecord.sources.newsml import is_ninjs
from onrecord.sources.rows import Columns
from onrecord.sources.text import encoding_of

_CHUNK = 1 << 16
_SPACE = re.compile(r"[\s,]*")
_DEPTH = 4
_DECODER = json.JSONDecoder(strict=False)


def json_rows(
    stream: BinaryIO, head: bytes, max_bytes: int, columns: Columns
) -> Iterator[dict[str, Any] | SourceError]:
    """Yield the objects of a JSON file; no more than one of them is in memory.

    Raises:
        NoText: there is no object in it.
        SourceError: it is broken, or one object is too large.
    """
    found = False
    for value in _values(stream, head, max_bytes):
        for row in _objects(value, columns):
            found = True
            yield row
    if not found:
        raise NoText("this is JSON without an object in it; there is nothing to read")


def _objects(value: Any, columns: Columns, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the documents of a value: itself, or what its longest list holds ("articles", "hits", "results")."""
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, columns, depth) if depth < _DEPTH else ()
    elif isinstance(value, dict):
        fields = columns_of(value, preset=columns.preset, given=columns.given)
        inner = [
            v for v in value.values() if isinstance(v, dict) or (isinstance(v, list) and v and isinstance(v[0], dict))
        ]
        if is_ninjs(value) or _holds_text(value, fields) or not inner or depth >= _DEPTH:
            yield value
        else:
            longest = max(inner, key=lambda one: (isinstance(one, list), len(one)))
            yield from _objects(longest, columns, depth + 1)


def _holds_text(value: dict[str, Any], fields: dict[str, str]) -> bool:
    if "text" in fields:
        return isinstance(value[fields["text"]], str | list) or value[fields["text"]] is None
    return "title" in fields and isinstance(value[fields["title"]], str)


def _values(stream: BinaryIO, head: bytes, max_bytes: int) -> Iterator[Any]:
    """Yield the values of a file one by one; those of an outer list count each for itself."""
    buffer = _Buffer(stream, encoding_of(head), max_bytes)
    buffer.skip()
    listed = buffer.peek() == "["
    if listed:
        buffer.take(1)
    while True:
        buffer.skip()
        if buffer.peek() in {"", "]"}:
            break
        yield buffer.value()
    if listed and not buffer.peek():
        raise SourceError("this JSON breaks off in the middle of its list; fetch it again")
    if listed:
        buffer.take(1)
        buffer.skip()
    if buffer.peek():
        raise SourceError("this JSON is broken: something stands behind its end; save it anew")


class _Buffer:
    """The part of a file that is being looked at."""

    def __init__(self, stream: BinaryIO, encoding: str, max_bytes: int) -> None:
        self._stream, self._max = stream, max_bytes
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._text, self._at, self._ended = "", 0, False

    def peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def take(self, count: int) -> None:
        self._at += count

    def skip(self) -> None:
        """Pass over white space and commas."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._text.startswith("\ufeff", self._at):
                self._at += 1
            elif self._at < len(self._text) or not self._more(_CHUNK):
                return

    def value(self) -> Any:
        """Take one value; the part that is looked at doubles until it is whole."""
        size = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
                if end < len(self._text) or not self._more(_CHUNK):  # a number may go on
                    self._at = end
                    return value
            except ValueError as error:
                if len(self._text) - self._at > self._max:
                    raise SourceError(
                        f"one object of this JSON is longer than {self._max:,} letters, or it is broken; "
                        "save it as one object a line, or raise the limit with --max-bytes"
                    ) from error
                if not self._more(size):
                    raise SourceError(f"this JSON is broken ({error}); save it anew") from error
                size *= 2
            except RecursionError as error:
                raise SourceError("this JSON nests too deep; save its documents one object a line") from error

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        data = self._stream.read(size)
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=not data)
        self._at = 0
        return not self._ended or bool(self._text)
