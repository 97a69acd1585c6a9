"""What a page states of itself for machines: JSON-LD, OpenGraph and other meta elements.

In: the parsed page. Out: outlet, author, date of first publication, headline, language and address, each only where the
page states it.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.sources.authors import author, meta
from onrecord.sources.metadata import iso_date

_ARTICLES = re.compile(
    r"(Article|NewsArticle|ReportageNewsArticle|AnalysisNewsArticle|BackgroundNewsArticle|BlogPosting|LiveBlogPosting|Report)$"
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
)
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_CHANGED = re.compile(r"modif|updat|revis", re.IGNORECASE)
_SITE = re.compile(r"\s+[-–—|]\s")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """What a page states of itself; `headlines` are those of its JSON-LD, its ``h1`` and its title, best first."""

    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    address: str | None
    headlines: tuple[str, ...]

    def without_site(self, title: str) -> str:
        """Return a page's title without the name of the site behind it ("Dam opens - The Example")."""
        for headline in self.headlines:
            if title.startswith(headline) and _SITE.match(title, len(headline)):
                return headline
        return re.sub(rf"{_SITE.pattern}{re.escape(self.outlet)}$", "", title) if self.outlet else title


def page_data(tree: HtmlElement, address: str | None = None) -> PageData:
    """Collect what the parsed page states; `address` is where it was fetched, if that is known."""
    articles = _articles(tree)
    titles = [a.get("headline") for a in articles] + [e.text_content() for e in (*tree.iter("h1"), *tree.iter("title"))]
    language = _LANGUAGE.fullmatch(tree.get("lang") or tree.get("xml:lang") or "")
    outlet = _outlet(tree, articles)
    return PageData(
        outlet=outlet,
        author=author(tree, articles, outlet),
        published=_published(tree, articles, address),
        language=language[1].lower() if language else None,
        address=address or _address(tree),
        headlines=tuple(filter(None, (" ".join(t.split()) for t in titles if isinstance(t, str)))),
    )


def _published(tree: HtmlElement, articles: list[dict[str, Any]], address: str | None) -> str | None:
    """Return the day of first publication as the page writes it: no zone moves it."""
    stated = [a.get("datePublished") for a in articles] + [meta(tree, name) for name in _DATES]
    stated += [e.get("datetime") or e.get("content") for e in tree.iterfind(".//*[@itemprop='datePublished']")]
    return next(filter(None, map(_day, stated)), None) or _searched(tree, address)


def _searched(tree: HtmlElement, address: str | None) -> str | None:
    """Return a date of publication from the other markup of a page: its address, its ``time`` elements.

    What was read already (a date of the whole site, in JSON-LD) and dates of a change do not count. "Extensive" search
    would take any date of the running text: a report on 4 June 1989 would be of that day.
    """
    rest = copy.deepcopy(tree)
    for element in [*rest.iter("script"), *rest.iter("meta", "time")]:
        names = " ".join(element.get(key, "") for key in ("property", "name", "itemprop", "class", "id"))
        if element.tag == "script" or _CHANGED.search(names):
            element.drop_tree()
    return find_date(rest, original_date=True, extensive_search=False, url=address)


def _outlet(tree: HtmlElement, articles: list[dict[str, Any]]) -> str | None:
    """Return the publisher that the article's JSON-LD names, else the site's name in the meta elements."""
    for article in articles:
        publisher = article.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and name.strip() and "://" not in name:
                return " ".join(name.split())
    stated = (meta(tree, name) for name in _OUTLETS)
    return next((name for name in stated if name and "://" not in name), None)


def _address(tree: HtmlElement) -> str | None:
    """Return the address that the page gives as its own."""
    stated = [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    return next((a.strip() for a in (*stated, meta(tree, "og:url") or "") if a.strip().startswith("http")), None)


def _day(value: object) -> str | None:
    try:
        return iso_date(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _articles(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return the articles of the page's JSON-LD; related stories stand inside lists of their own and come later."""
    found = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                found += [o for o in _objects(json.loads(script.text or "", strict=False)) if _is_article(o)]
            except (ValueError, RecursionError):
                continue  # a page with broken JSON-LD still has its other metadata
    return found


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type")
    return any(isinstance(t, str) and _ARTICLES.search(t) for t in (types if isinstance(types, list) else [types]))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _objects(one)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key))
