"""Files, the standard input and members of archives as streams of bytes.

In: a path, or a stream that cannot be wound back. Out: a stream at its beginning; one that can be sought in where a
format asks for it.
"""

from __future__ import annotations

import io
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.sources.limits import Budget
from onrecord.sources.walk import STDIN

SPOOLED = 4_000_000_000
"""How much of a stream that cannot be wound back is put down on disk."""

_IN_MEMORY = 8_000_000
_CHUNK = 1 << 16


@contextmanager
def opened(file: str, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, Budget]]:
    """Open a file or the standard input, with what may be unpacked from it.

    Raises:
        OSError: it cannot be opened.
    """
    if file == STDIN:
        yield stdin or sys.stdin.buffer, Budget.of(None)
        return
    path = Path(file)
    status = path.stat()
    regular = stat.S_ISREG(status.st_mode)
    with path.open("rb") as stream:
        yield cast(BinaryIO, stream), Budget.of(status.st_size if regular else None)


def rewound(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Return a stream whose first bytes were read as one that begins with them."""
    if stream.seekable():
        try:
            stream.seek(0)
            return stream
        except OSError:  # a device that says it can, and cannot
            pass
    return io.BufferedReader(_Joined(head, stream))


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give the stream, or a copy of it on disk where it cannot be sought in.

    Raises:
        SourceError: it is too long for that.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        left = SPOOLED
        while data := stream.read(_CHUNK):
            left -= len(data)
            if left < 0:
                raise SourceError(f"more than {SPOOLED:,} bytes came; save it to a file, and give the file")
            copy.write(data)
        copy.seek(0)
        yield cast(BinaryIO, copy)


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the stream that they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest, self._at = head, rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read(len(view))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at
