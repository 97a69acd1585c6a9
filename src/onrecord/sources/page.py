"""What a reader gives: the text of one document, and what the document states of itself.

In: nothing; every reader of a kind of file imports this. Out: `Page`, and what a container holds: `Part` is a file
within a file, `Entry` a document that the container itself spells out (a row, an item of a feed).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a document says: its text, and what it states of itself; ``None`` where it states nothing."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None
    missing: str | None = None
    """Which part of the document could not be read ("pages 3, 4")."""

    def over(self, other: Page | None) -> Page:
        """Fill what this page leaves open with what another says of it (a feed of the page that it names)."""
        if other is None:
            return self
        open_fields = [
            f.name for f in dataclasses.fields(self) if f.name not in {"text", "missing"} and not getattr(self, f.name)
        ]
        return dataclasses.replace(self, **{name: getattr(other, name) for name in open_fields})

    def digest(self) -> str:
        """Return the SHA-256 of what makes this a report of its own, where no bytes of a file are only its own.

        The title counts as part of the text; the address does not: one article stands under many.
        """
        own = [self.title, self.text, self.author, self.outlet, self.published]
        return hashlib.sha256(json.dumps(own, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file inside a container: its name there, its bytes as a stream, and what the container says of it."""

    name: str
    stream: BinaryIO
    about: Page | None = None
    content_type: str = ""
    fetched: bool = False
    """Whether it came from the network just now: such pages differ at every fetch in what nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document that stands in a container without being a file."""

    name: str
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The address of a document, and what the list that names it says of it (`about.address` is the address)."""

    name: str
    about: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A part of a container that cannot be read, and why."""

    name: str
    error: SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something in a container that is no document and asks for no line of its own ("image", "hidden file")."""

    what: str


Member = Part | Entry | Link | Refused | LeftOut
