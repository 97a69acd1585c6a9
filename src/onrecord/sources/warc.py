"""Web archives (WARC, packed or not): the pages in them, one at a time.

In: a stream of records. Out: the documents that servers sent, with their address and content type; everything else in
an archive (requests, pictures, errors) is left out and counted. The date of a crawl is no date of publication.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.sources.encodings import decoded
from onrecord.sources.limits import Budget, whole
from onrecord.sources.page import LeftOut, Member, Page, Part, Refused

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MAX_HEADER = 65_536
_DOCUMENTS = {
    *("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rtf", "text/rtf"),
    *("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/json"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_KINDS = {
    "warcinfo": "note of the crawler",
    "metadata": "note of the crawler",
    "request": "request",
    "revisit": "page that had not changed",
    "continuation": "piece of a page",
}
_CARRIERS = {"response", "resource", "conversion"}


def warc_members(stream: BinaryIO, budget: Budget, max_bytes: int) -> Iterator[Member]:
    """Yield the documents of a web archive.

    Raises:
        SourceError: the archive breaks off or is none.
    """
    from fastwarc.warc import ArchiveIterator

    end = 0
    try:
        for record in ArchiveIterator(stream, max_header_len=MAX_HEADER):
            budget.count()
            end = record.stream_pos + _head_length(record) + record.content_length
            yield _member(record, budget, max_bytes)
        if not end or stream.tell() < end:
            raise OSError("it breaks off in the middle of a record")
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise SourceError(f"the web archive is broken here ({error}); fetch it again") from error


def _head_length(record: WarcRecord) -> int:
    """Return how long a record's head is at least: an archive that is shorter than its last record breaks off."""
    return len("WARC/1.0\r\n\r\n") + sum(
        len(name) + len(value) + len(":\r\n") for name, value in record.headers.items()
    )


def _member(record: WarcRecord, budget: Budget, max_bytes: int) -> Member:
    kind, http = str(record.record_type), record.http_headers
    if kind not in _CARRIERS:
        return LeftOut(what=_KINDS.get(kind, "record of no known kind"))
    if http is not None and http.status_code not in {200, None}:
        return LeftOut(what="answer that is no page")
    typed = (record.http_content_type if http is not None else record.headers.get("Content-Type")) or ""
    content_type = typed.partition(";")[0].strip().lower()
    if content_type not in _DOCUMENTS:
        family, _, name = content_type.partition("/")
        return LeftOut(what={"image": "picture", "text": name}.get(family, family) or "record without a type")
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    name = f"{record.stream_pos}:{address}"
    try:
        body = whole(cast(BinaryIO, record.reader), max_bytes)
        if http is not None:
            transfer, content = http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or ""
            body = decoded(body, transfer=transfer, content=content, max_bytes=max_bytes)
    except SourceError as error:
        return Refused(name=name, error=error)
    budget.spend(len(body))
    about = Page(text="", address=address or None)
    return Part(name=name, stream=io.BytesIO(body), about=about, content_type=content_type)
