"""How much of an input is read before it is refused: every file may be hostile.

In: the size of an archive and bytes taken out of it. Out: the same bytes, or a `SourceError` that says what to do.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import SourceError

MAX_BYTES = 20_000_000
"""The default limit on the size of one document, in bytes."""

DEPTH = 4
"""How deep archives may stand in archives: a crawl in a ZIP in a TAR is 2 deep."""

MEMBERS = 1_000_000
_FREE = 100_000_000
_RATIO = 100
"""Text packs to a tenth, a bomb to a thousandth."""


class Exhausted(SourceError):
    """A file unpacks to more than is allowed: all of it is given up, not only the member where that showed."""


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one file given by the user, whatever stands in whatever inside of it."""

    left: int
    members: int = MEMBERS

    @classmethod
    def of(cls, size: int | None) -> Budget:
        """Allow what news of that packed size can be; a stream of unknown length gets a fixed sum."""
        return cls(left=_RATIO * _FREE if size is None else max(_FREE, _RATIO * size))

    def spend(self, count: int) -> None:
        """Take unpacked bytes from the budget.

        Raises:
            Exhausted: nothing is left.
        """
        self.left -= count
        if self.left < 0:
            raise Exhausted(
                f"it unpacks to more than {_RATIO} times its size, as a zip bomb does; "
                "if it is none, unpack it and give the folder"
            )

    def count(self) -> None:
        """Take one member from the budget.

        Raises:
            Exhausted: there are too many of them.
        """
        self.members -= 1
        if self.members < 0:
            raise Exhausted(f"it holds more than {MEMBERS:,} members; split it, or unpack it and give the folder")


class Metered(io.RawIOBase):
    """A stream whose bytes are taken from a budget as they are read."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self._stream, self._budget, self._at = stream, budget, 0

    def readable(self) -> bool:
        """Say that this stream can be read, and nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer from the stream behind."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._at += len(data)
        self._budget.spend(len(data))
        return len(data)

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at


def metered(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Return a buffered stream over a metered one."""
    return io.BufferedReader(Metered(stream, budget))


def whole(stream: BinaryIO, max_bytes: int) -> bytes:
    """Return all bytes of a document.

    Raises:
        SourceError: there are more than `max_bytes`; no more than that are read.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(None, max_bytes)
    return data


def too_large(size: int | None, max_bytes: int) -> SourceError:
    """Return the error of a document over the limit."""
    found = f"{size:,} bytes are" if size else f"more than {max_bytes:,} bytes are"
    return SourceError(
        f"{found} too much for one report (the limit is {max_bytes:,}); "
        "split the file, or raise the limit with --max-bytes"
    )
