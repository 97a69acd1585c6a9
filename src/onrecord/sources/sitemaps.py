"""Sitemaps: lists of addresses, or of other sitemaps, with what a news sitemap says of each.

In: the bytes of a sitemap. Out: a link for each address. Nothing is fetched here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import NoText, SourceError
from onrecord.sources.days import stated_day
from onrecord.sources.labels import language_code
from onrecord.sources.page import Link, Page

MAX_ADDRESSES = 50_000
"""As the protocol of sitemaps says."""


def sitemap_links(data: bytes) -> Iterator[Link]:
    """Yield the addresses that a sitemap lists.

    Raises:
        NoText: it lists none.
        SourceError: it is broken, or lists too many.
    """
    from lxml import etree

    count = 0
    try:
        events = etree.iterparse(
            io.BytesIO(data), tag=["{*}url", "{*}sitemap"], resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in events:
            address = _line(element, "{*}loc")
            if address and address.startswith(("http://", "https://")):
                count += 1
                yield Link(name=address, about=_about(element, address))
            if count > MAX_ADDRESSES:
                raise SourceError(f"this sitemap lists more than {MAX_ADDRESSES:,} addresses; split it")
            element.clear()
    except etree.LxmlError as error:
        raise SourceError(f"this sitemap is broken ({error}); fetch it again") from error
    if not count:
        raise NoText("this sitemap lists no address")


def _about(element: Any, address: str) -> Page:
    """Return what the sitemap says; the day of a change (``lastmod``) is no day of publication."""
    return Page(
        text="",
        title=_line(element, "{*}news/{*}title"),
        outlet=_line(element, "{*}news/{*}publication/{*}name"),
        published=stated_day(_line(element, "{*}news/{*}publication_date")),
        language=language_code(_line(element, "{*}news/{*}publication/{*}language")),
        address=address,
    )


def _line(element: Any, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else " ".join((found.text or "").split()) or None
