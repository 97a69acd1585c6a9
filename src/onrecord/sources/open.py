"""Opens inputs, picks the reader that fits, and goes into what holds others.

In: paths. Out: `Report`, or `Unread` with a `SourceError` that names the file, what was found and the way out; for an
archive, an export or a feed its members one by one, and then `Opened`.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from onrecord.errors import NoText, SourceError
from onrecord.records import Report
from onrecord.sources.archives import UNREADABLE, open_zip, unpacked, zip_kind, zip_members
from onrecord.sources.containers import SEEKING, Terms, is_container, members, workbook_members
from onrecord.sources.documents import read_document
from onrecord.sources.exports import exported
from onrecord.sources.kinds import HEAD, Document, Kind, kind_of
from onrecord.sources.limits import DEPTH, MAX_BYTES, Budget, Exhausted, whole
from onrecord.sources.metadata import Metadata
from onrecord.sources.network import Network, Unmodified
from onrecord.sources.outcomes import Opened, Unchanged, Unread
from onrecord.sources.page import Entry, LeftOut, Link, Member, Page, Part
from onrecord.sources.report import report_of, whole_letters
from onrecord.sources.rows import Columns
from onrecord.sources.streams import opened, rewound, seekable
from onrecord.sources.walk import STDIN, is_address, list_files

Item = Report | Unread | Opened | Unchanged

_PACKED = {"gzip", "bzip2"}
_PACKED_SUFFIXES = (".gz", ".bz2", ".gzip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How inputs are opened: what is known of them, what is too large, how columns are read, the network if any."""

    metadata: Metadata = field(default_factory=Metadata)
    max_bytes: int = MAX_BYTES
    columns: Columns = field(default_factory=Columns)
    network: Network | None = None
    stdin: BinaryIO | None = None


def open_reports(
    paths: Iterable[str | os.PathLike[str]],
    *,
    metadata: Metadata | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Item]:
    """Yield what each file gives, in order; folders are read deep and sorted, ``-`` is standard input."""
    options = Options(metadata=metadata or Metadata(), max_bytes=max_bytes, stdin=stdin)
    return open_files(list_files(paths), options)


def open_files(files: Iterable[str], options: Options) -> Iterator[Item]:
    """Do as `open_reports` for paths that `list_files` has listed."""
    for file in files:
        yield from _file(file, options)


def open_text(text: str, *, source: str, metadata: Metadata | None = None) -> Report:
    """Return the report that a string of plain text is, as if a file of that name held it.

    Raises:
        SourceError: there is nothing to read in it.
    """
    data = text.encode("utf-8", errors="replace")
    try:
        if not data:
            raise NoText("this is empty; there is nothing to read")
        page = read_document("text", data, len(data))
        return report_of(page, hashlib.sha256(data).hexdigest(), source, (metadata or Metadata()).of(source))
    except SourceError as error:
        raise _named(source, error) from error


def shown(path: str) -> str:
    """Return a path as it is shown and kept: of a name that is no UTF-8 each broken byte gets a mark."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _file(file: str, options: Options) -> Iterator[Item]:
    source = shown(file)
    try:
        if is_address(file):
            link = Link(name=file, about=Page(text="", address=file))
            yield from _Opening(options, Budget.of(None)).fetched(source, link)
        else:
            with opened(file, options.stdin) as (stream, budget):
                yield from _Opening(options, budget).part(source, Part(name=file, stream=stream))
    except SourceError as error:
        yield Unread(source, _named(source, error))
    except UNREADABLE as error:
        what = (error.strerror if isinstance(error, OSError) else None) or error or type(error).__name__
        yield Unread(source, SourceError(f"{source}: cannot be read: {what}"))


def _named(source: str, error: SourceError) -> SourceError:
    return type(error)(f"{source}: {error}")


@dataclass(slots=True)
class _Opening:
    """The opening of one file given by the user, with all that it holds."""

    options: Options
    budget: Budget
    around: tuple[str, ...] = ()
    """The containers that are open, from the inside to the outside."""
    depth: int = 0

    def part(self, source: str, part: Part) -> Iterator[Item]:
        """Yield what a file gives, in the file system or in a container.

        Raises:
            SourceError: the file itself cannot be read.
        """
        head = part.stream.read(HEAD)
        if not head:
            raise NoText("this is empty; there is nothing to read")
        kind, stream = self._kind(head, part), rewound(head, part.stream)
        if not is_container(kind):
            yield from self._document(source, cast(Document, kind), part, stream)
            return
        if self.depth >= DEPTH:
            raise SourceError(f"archives stand in archives more than {DEPTH} deep; unpack the outer ones first")
        self.depth += 1
        try:
            yield from self._container(source, kind, head, part, stream)
        finally:
            self.depth -= 1

    def fetched(self, source: str, link: Link) -> Iterator[Item]:
        """Yield what stands at an address.

        Raises:
            SourceError: the network is not asked for, or the address gives nothing that can be read.
        """
        address = link.about.address or ""
        if self.options.network is None:
            raise NoText(f"only the address {address} is given; --network fetches it")
        try:
            data, content_type = self.options.network.fetch(address)
        except Unmodified:
            yield Unchanged(source)
            return
        part = Part(
            name=address,
            stream=io.BytesIO(data),
            about=link.about,
            content_type=content_type or "text/html",
            fetched=True,
        )
        yield from self.part(source, part)

    def _kind(self, head: bytes, part: Part) -> Kind:
        kind = kind_of(head, part.name, part.content_type)
        columns = self.options.columns
        # The standard input has no name to tell a table by: whoever names columns gives one.
        return "table" if kind == "text" and part.name == STDIN and (columns.given or columns.preset) else kind

    def _document(self, source: str, kind: Document, part: Part, stream: BinaryIO) -> Iterator[Item]:
        data = whole(stream, self.options.max_bytes)
        page = read_document(kind, data, self.options.max_bytes, address=part.about.address if part.about else None)
        if kind != "html" and (found := exported(page.text)):
            yield from self._members(source, (Entry(name=str(n), page=one) for n, one in enumerate(found, start=1)))
            return
        whole_page = page.over(part.about)
        yield self._report(
            source, whole_page, whole_page.digest() if part.fetched else hashlib.sha256(data).hexdigest()
        )
        if page.missing:
            error = NoText("these pages are pictures without a text layer; run text recognition (OCR) over them first")
            yield Unread(f"{source}/{page.missing}", _named(f"{source}/{page.missing}", error))

    def _container(self, source: str, kind: Kind, head: bytes, part: Part, stream: BinaryIO) -> Iterator[Item]:
        if kind in _PACKED:  # one packed file is what it packs, and keeps its name
            name = part.name[: part.name.rindex(".")] if part.name.lower().endswith(_PACKED_SUFFIXES) else part.name
            inner = Part(name=name, stream=unpacked(stream, kind, self.budget), about=part.about)
            yield from self.part(source, inner)
            return
        terms = Terms(
            budget=self.budget,
            max_bytes=self.options.max_bytes,
            columns=self.options.columns,
            follow=self.options.network is not None,
        )
        if kind not in SEEKING:
            yield from self._members(source, members(kind, stream, head, terms))
            return
        with seekable(stream) as whole_stream:
            if kind == "zip":
                yield from self._zip(source, part, whole_stream, terms)
            else:
                yield from self._members(source, members(kind, whole_stream, head, terms))

    def _zip(self, source: str, part: Part, stream: BinaryIO, terms: Terms) -> Iterator[Item]:
        with open_zip(stream) as archive:
            kind = zip_kind(archive)
            if kind == "docx":
                stream.seek(0)
                yield from self._document(source, "docx", part, stream)
            elif kind == "xlsx":
                yield from self._members(source, workbook_members(archive, terms))
            else:
                yield from self._members(source, zip_members(archive, self.budget))

    def _members(self, source: str, found: Iterable[Member]) -> Iterator[Item]:
        """Yield the members of a container, then the container itself.

        Raises:
            SourceError: it holds nothing, or cannot be read to its end.
        """
        count, left_out, names = 0, Counter[str](), set[int]()
        self.around = (source, *self.around)
        try:
            for member in found:
                if isinstance(member, LeftOut):
                    left_out[member.what] += 1
                else:
                    count += 1
                    name = whole_letters(member.name)
                    # An archive may hold two files of one name; each has a line of its own in the log.
                    name = f"{name} (member {count})" if hash(name) in names else name
                    names.add(hash(name))
                    yield from self._member(f"{source}/{name}", member)
        except Exhausted:
            raise
        except SourceError as error:
            raise type(error)(f"{error} ({count:,} members were read)") if count else error from error
        finally:
            self.around = self.around[1:]
        if not count:
            raise NoText(f"there is no document in it: {Opened(source, 0, left_out).detail}")
        yield Opened(source, count, left_out)

    def _member(self, source: str, member: Member) -> Iterator[Item]:
        try:
            if isinstance(member, Entry):
                yield self._report(source, member.page, member.page.digest())
            elif isinstance(member, Part):
                yield from self.part(source, member)
            elif isinstance(member, Link):
                yield from self.fetched(source, member)
            elif not isinstance(member, LeftOut):
                yield Unread(source, _named(source, member.error))
        except Exhausted:
            raise
        except SourceError as error:
            yield Unread(source, _named(source, error))
        except UNREADABLE as error:
            what = f"this is broken in its archive ({error or type(error).__name__}); fetch the archive again"
            yield Unread(source, _named(source, SourceError(what)))

    def _report(self, source: str, page: Page, digest: str) -> Report:
        return report_of(page, digest, source, self.options.metadata.of(source, *self.around))
