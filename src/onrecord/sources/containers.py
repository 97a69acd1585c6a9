"""What holds documents, of any kind, gives its members: the table of readers.

In: the kind of a container and its bytes as a stream. Out: its members, one at a time. Readers are loaded when needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, get_args
from zipfile import ZipFile

from onrecord.sources.archives import tar_members
from onrecord.sources.kinds import Container, Kind
from onrecord.sources.limits import Budget, whole
from onrecord.sources.page import Member
from onrecord.sources.rows import Columns, row_members

SEEKING = frozenset({"zip", "xlsx", "parquet"})
"""Kinds whose table of contents stands at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a container is read: the limits, how columns are named, and whether links will be followed."""

    budget: Budget
    max_bytes: int
    columns: Columns
    follow: bool


def is_container(kind: Kind) -> bool:
    """Tell a container from a document."""
    return kind in get_args(Container)


def members(kind: Kind, stream: BinaryIO, head: bytes, terms: Terms) -> Iterator[Member]:
    """Yield the members of a container that is no ZIP file.

    Raises:
        NoText: there is nothing in it.
        SourceError: it cannot be read, or not to its end.
    """
    if kind == "tar":
        return tar_members(stream, terms.budget)
    if kind == "warc":
        from onrecord.sources.warc import warc_members

        return warc_members(stream, terms.budget, terms.max_bytes)
    if kind == "feed":
        from onrecord.sources.feeds import feed_members

        return feed_members(whole(stream, terms.max_bytes), follow=terms.follow)
    if kind == "sitemap":
        from onrecord.sources.sitemaps import sitemap_links

        return sitemap_links(whole(stream, terms.max_bytes))
    if kind == "newsml":
        from onrecord.sources.newsml import newsml_members

        return newsml_members(stream)
    return _rows(kind, stream, head, terms)


def workbook_members(archive: ZipFile, terms: Terms) -> Iterator[Member]:
    """Yield the members of an Excel workbook.

    Raises:
        NoText: there is nothing in it.
        SourceError: it cannot be read, or not to its end.
    """
    from onrecord.sources.xlsx import xlsx_rows

    return row_members(xlsx_rows(archive, terms.budget, terms.max_bytes), terms.columns, terms.max_bytes)


def _rows(kind: Kind, stream: BinaryIO, head: bytes, terms: Terms) -> Iterator[Member]:
    if kind == "json":
        from onrecord.sources.jsonrows import json_rows

        rows = json_rows(stream, head, terms.max_bytes, terms.columns)
        return row_members(rows, terms.columns, terms.max_bytes)
    if kind == "parquet":
        from onrecord.sources.parquet import parquet_rows

        return row_members(parquet_rows(stream), terms.columns, terms.max_bytes)
    from onrecord.sources.tables import table_rows

    return row_members(table_rows(stream, head, terms.max_bytes), terms.columns, terms.max_bytes)
