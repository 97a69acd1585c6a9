"""RSS and Atom feeds: an item with its text is a document, one without is a link.

In: the bytes of a feed. Out: its items, with the feed's name as their outlet. Nothing is fetched here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import NoText, SourceError
from onrecord.sources.days import stated_day
from onrecord.sources.fragments import fragment_text
from onrecord.sources.labels import language_code
from onrecord.sources.page import Entry, Link, Member, Page, Refused

MAX_ITEMS = 20_000


def feed_members(data: bytes, *, follow: bool) -> Iterator[Member]:
    """Yield the items of a feed; `follow` makes links of those whose text is only a summary.

    Raises:
        NoText: the feed has no item.
        SourceError: it is broken, or has too many.
    """
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
    except Exception as error:  # the parser meets hostile feeds: whatever it throws, the feed is what is wrong
        raise SourceError(f"this feed cannot be read ({type(error).__name__}); fetch it again") from error
    if len(feed.entries) > MAX_ITEMS:
        raise SourceError(f"this feed has {len(feed.entries):,} items (the limit is {MAX_ITEMS:,}); split it")
    if not feed.entries:
        if feed.bozo:
            raise SourceError(f"this feed is broken ({_why(feed)}); fetch it again")
        raise NoText("this feed has no item")
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        name = str(entry.get("link") or entry.get("id") or number)
        name = name if name not in seen else f"{name} ({number})"
        seen.add(name)
        yield _member(name, entry, feed.feed, follow=follow)


def _member(name: str, entry: Any, feed: Any, *, follow: bool) -> Member:
    content = max((c.get("value") or "" for c in entry.get("content") or ()), key=len, default="")
    summary = str(entry.get("summary") or "")
    title = fragment_text(str(entry.get("title") or "")).replace("\n\n", " ") or None
    link = str(entry.get("link") or "")
    body = fragment_text(content) or fragment_text(summary)
    page = Page(
        text=f"{title}\n\n{body}" if title and body and not body.startswith(title) else body,
        title=title,
        author=_words(entry.get("author")),
        outlet=_words((entry.get("source") or {}).get("title")) or _words(feed.get("title")),
        published=stated_day(entry.get("published")),
        language=language_code(_words(entry.get("language") or feed.get("language"))),
        address=link if link.startswith(("http://", "https://")) else None,
    )
    if page.address and (not body or (follow and not content)):
        return Link(name=name, about=page)
    if not body:
        return Refused(name=name, error=NoText("this item has no text and no address"))
    return Entry(name=name, page=page)


def _words(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _why(feed: Any) -> str:
    return str(feed.get("bozo_exception") or "no item is found").partition("\n")[0]
