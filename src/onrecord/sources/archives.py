"""ZIP and TAR archives and packed single files: what is inside, one member at a time, nothing written to disk.

In: an archive as a stream. Out: its members as streams, or what is wrong with one of them. Names of members are shown
and never used as paths; links are not followed.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from onrecord.errors import SourceError
from onrecord.sources.kinds import Kind
from onrecord.sources.limits import Budget, metered
from onrecord.sources.page import LeftOut, Member, Part, Refused

UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
"""What a stream of bytes throws when it breaks off."""

BROKEN = (
    *(*UNREADABLE, lzma.LZMAError, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, IndexError, KeyError),
)
"""What the readers of archives throw at archives that are broken, cut short or made to hurt."""

_ENCRYPTED = 0x1
_OFFICE: tuple[tuple[str, Kind | None, str], ...] = (
    ("word/document.xml", "docx", ""),
    ("xl/workbook.xml", "xlsx", ""),
    ("ppt/presentation.xml", None, "a presentation"),
    ("content.xml", None, "an OpenDocument file"),
    ("META-INF/container.xml", None, "an electronic book"),
    ("xl/workbook.bin", None, "a binary workbook (XLSB)"),
)


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a ZIP file.

    Raises:
        SourceError: its table of contents cannot be read.
    """
    try:
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise SourceError(f"this begins like a zip archive, but cannot be opened ({error}); fetch it again") from error


def zip_kind(archive: zipfile.ZipFile) -> Kind:
    """Tell an office document from an archive.

    Raises:
        SourceError: it is an office document that is not read.
    """
    names = set(archive.namelist())
    for name, kind, what in _OFFICE:
        # A folder of clippings may hold a file "content.xml"; an office document says what it is in a place of its own.
        if name in names and ("[Content_Types].xml" in names or "mimetype" in names):
            if kind is None:
                raise SourceError(f"this is {what}, not text; save it as DOCX, XLSX or text first")
            return kind
    return "zip"


def zip_members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member]:
    """Yield the files of a ZIP archive in their order."""
    for info in archive.infolist():
        if info.is_dir():
            continue
        budget.count()
        if _hidden(info.filename):
            yield LeftOut(what="hidden file")
        elif info.flag_bits & _ENCRYPTED:
            yield Refused(name=info.filename, error=SourceError("this is encrypted; unpack it with its password first"))
        elif (info.external_attr >> 16) & 0o170000 == 0o120000:
            yield Refused(name=info.filename, error=_link("a link"))
        else:
            try:
                with archive.open(info) as member:
                    yield Part(name=info.filename, stream=metered(member, budget))  # type: ignore[arg-type]
            except BROKEN as error:
                yield Refused(name=info.filename, error=_broken(error))


def tar_members(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Yield the files of a TAR archive as they come; it is never wound back.

    Raises:
        SourceError: it breaks off or is no archive.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would keep all of them, and there may be millions
                yield from _tar_member(archive, info, budget)
    except BROKEN as error:
        raise _broken(error) from error


def unpacked(stream: BinaryIO, kind: Kind, budget: Budget) -> BinaryIO:
    """Return the stream inside a packed single file."""
    opened = gzip.GzipFile(fileobj=stream) if kind == "gzip" else bz2.BZ2File(stream)
    return metered(opened, budget)  # type: ignore[arg-type]


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Iterator[Member]:
    if info.isdir():
        return
    budget.count()
    if _hidden(info.name):
        yield LeftOut(what="hidden file")
    elif info.issym() or info.islnk():
        yield Refused(name=info.name, error=_link(f"a link to {info.linkname!r}"))
    elif not info.isfile():
        yield Refused(name=info.name, error=SourceError("this is a device or a pipe, not a file"))
    elif (member := archive.extractfile(info)) is not None:
        yield Part(name=info.name, stream=metered(member, budget))  # type: ignore[arg-type]


def _link(what: str) -> SourceError:
    return SourceError(f"this is {what}; links in archives are not followed: give the file itself")


def _broken(error: Exception) -> SourceError:
    return SourceError(f"the archive is broken here ({error or type(error).__name__}); fetch it again")


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in parts)
