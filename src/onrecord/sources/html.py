"""A web page becomes headline and paragraphs, with the author, outlet and date that the page itself states.

In: the page's markup as text. Out: a `Page`; its text is the title and the paragraphs, joined with blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml.etree import _Element
from trafilatura.settings import Document

from onrecord.errors import NoText, SourceError
from onrecord.sources.fragments import fragment_text
from onrecord.sources.page import Page
from onrecord.sources.pagedata import PageData, page_data

_BLOCKS = {"p", "head", "list", "item", "quote", "table", "row", "cell", "code", "ab", "div"}
_FRAGMENT = 200
MAX_ELEMENTS = 50_000
"""A long page of news has some three thousand; the extraction takes minutes for a million."""
_NOT_TEXT = {"graphic", "media"}
# Old pages part paragraphs by two line breaks; the extraction would make one of them, and one paragraph of all.
_TWO_BREAKS = re.compile(r"(?:<br\s*/?>(?:\s|&nbsp;)*){2,}", re.IGNORECASE)


def read_page(markup: str, *, address: str | None = None) -> Page:
    """Read the article of a page; its address may hold the date.

    Raises:
        NoText: there is no article in it.
        SourceError: its markup defeats the parser.
    """
    try:
        stated, article = _extract(markup, address)
    except NoText:
        # A piece of a page, cut out and saved: no page is around it, and all of it is text.
        if len(text := fragment_text(markup)) >= _FRAGMENT and "<body" not in markup:
            return Page(text=text, address=address)
        raise
    except SourceError:
        raise
    except Exception as error:  # the parser meets hostile pages: whatever it throws, the page is what is wrong
        raise SourceError(f"its markup cannot be read ({type(error).__name__}); save the report as text") from error
    title = stated.without_site(_clean(article.title or "")) if article else stated.headlines[0]
    paragraphs = list(_paragraphs(article.body)) if article else []
    return Page(
        text="\n\n".join(_with_title(title, paragraphs)),
        title=title or None,
        author=stated.author,
        outlet=stated.outlet,
        published=stated.published,
        language=stated.language,
        address=stated.address,
    )


def _extract(markup: str, address: str | None) -> tuple[PageData, Document | None]:
    tree = trafilatura.load_html(_TWO_BREAKS.sub("</p><p>", markup))
    if tree is None:
        raise NoText("no page was found in the markup; save the report as text")
    if (count := sum(1 for _ in tree.iter())) > MAX_ELEMENTS:
        raise SourceError(
            f"this page has {count:,} elements (the limit is {MAX_ELEMENTS:,}); save the report alone, as text or HTML"
        )
    stated = page_data(tree, address)  # first: the extraction takes the tree apart
    article = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    if article is None and not stated.headlines:
        raise NoText("no article was found in the page; save the report as text")
    return stated, article if isinstance(article, Document) else None


def _with_title(title: str, paragraphs: list[str]) -> list[str]:
    """Put the title first, once: it may stand as the first paragraph, or run into it on a very short page."""
    if not title or not paragraphs:
        return [title, *paragraphs] if title else paragraphs
    first, *rest = paragraphs
    if first.startswith(f"{title} "):
        return [title, first[len(title) :].lstrip(), *rest]
    return paragraphs if title.casefold() in (p.casefold() for p in paragraphs[:2]) else [title, *paragraphs]


def _paragraphs(element: _Element) -> Iterator[str]:
    """Yield the paragraphs of an extracted body; a single line break does not part them."""
    flow: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from filter(None, [_clean("".join(flow))])
            yield from _paragraphs(child)
            flow = [child.tail or ""]
        else:
            flow += [_inline(child), child.tail or ""]
    yield from filter(None, [_clean("".join(flow))])


def _inline(element: _Element) -> str:
    if element.tag == "lb":
        return "\n"
    if element.tag in _NOT_TEXT:
        return ""
    return (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


def _clean(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v\u00a0\u200b]+", " ", text).strip()
