"""HTTP bodies as servers send them: in chunks, packed with gzip, deflate or brotli.

In: a body and the two headers that say how it was sent. Out: the document's own bytes, never more than a limit.
"""

from __future__ import annotations

import zlib

from onrecord.sources.limits import too_large

_AUTO = zlib.MAX_WBITS | 32
"""Tells gzip from zlib by the first bytes."""


def decoded(body: bytes, *, transfer: str, content: str, max_bytes: int) -> bytes:
    """Undo a body's encodings; one that was undone already (crawlers keep the header) is left as it is.

    Raises:
        SourceError: there is more in it than `max_bytes`.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    for encoding in reversed([name.strip().lower() for name in content.split(",")]):
        if encoding in {"gzip", "x-gzip", "deflate"}:
            body = _inflated(body, max_bytes)
        elif encoding == "br":
            body = _brotli(body, max_bytes)
    return body


def _joined(body: bytes) -> bytes:
    parts, at = [], 0
    while at < len(body):
        line = body.find(b"\r\n", at, at + 100)
        try:
            size = int(body[at : max(line, at)].partition(b";")[0], 16)
        except ValueError:
            return body
        if not size:
            break
        parts.append(body[line + 2 : line + 2 + size])
        at = line + 2 + size + 2
    return b"".join(parts)


def _inflated(body: bytes, max_bytes: int) -> bytes:
    for window in (_AUTO, -zlib.MAX_WBITS):  # some servers send "deflate" without its frame
        unpacker = zlib.decompressobj(window)
        try:
            data = unpacker.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(data) > max_bytes:
            raise too_large(None, max_bytes)
        return data
    return body


def _brotli(body: bytes, max_bytes: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        parts = [unpacker.process(body, output_buffer_limit=max_bytes + 1)]
        size = len(parts[0])
        while size <= max_bytes and not unpacker.can_accept_more_data():
            parts.append(unpacker.process(b"", output_buffer_limit=max_bytes + 1))
            size += len(parts[-1])
    except brotli.error:
        return body
    if size > max_bytes:
        raise too_large(None, max_bytes)
    return b"".join(parts)
