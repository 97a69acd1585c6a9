"""Who wrote an article, as its page states it: names only, without what stands around them.

In: the parsed page and the articles of its JSON-LD. Out: the names, joined with "; ", or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_BYLINE = re.compile(r"\b(?:by-?line|author-?name|author_name|article-?author)\b", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:written|reported|story|words|text|analysis)\s+)?by[\s:]+", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:;|\||\band\b|&|,(?!\s*(?:jr|sr|ph\.?d|md|ii|iii)\b))\s*", re.IGNORECASE)
# A name has letters, and no address, handle, digit or sentence in it.
_NAME = re.compile(r"[^\W\d_][^\d@/:|<>{}\[\]()!?]{1,60}")
_MOST = 12


def author(tree: HtmlElement, articles: Sequence[dict[str, Any]], outlet: str | None) -> str | None:
    """Return the names of the authors: of the article's JSON-LD, of the meta elements, of a byline in the page.

    Many sites state themselves as the author of everything: the name of the outlet counts only where no other is found.
    """
    found = [
        _names(stated)
        for stated in (_of_articles(articles), filter(None, (meta(tree, name) for name in _METAS)), _of_page(tree))
    ]
    own = (outlet or "").casefold()
    persons = next((names for names in found if names and [n.casefold() for n in names] != [own]), None)
    names = persons or next((names for names in found if names), [])
    return "; ".join(names) or None


def meta(tree: HtmlElement, name: str) -> str | None:
    """Return what the first meta element of a name says."""
    for element in tree.iter("meta"):
        names = (element.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if name in names and (content := " ".join(element.get("content", "").split())):
            return content
    return None


def _of_articles(articles: Iterable[dict[str, Any]]) -> Iterator[str]:
    for article in articles:
        given = article.get("author") or article.get("creator")
        found = [
            one.get("name") if isinstance(one, dict) else one for one in (given if isinstance(given, list) else [given])
        ]
        names = [name for one in found for name in (one if isinstance(one, list) else [one]) if isinstance(name, str)]
        if names:
            yield from names
            return


def _of_page(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("a", "span", "p", "div", "address"):
        names = " ".join(element.get(key, "") for key in ("class", "itemprop", "rel", "data-testid"))
        said = element.get("itemprop") == "author" or element.get("rel") == "author"
        if said or _BYLINE.search(names):
            text = " ".join(element.text_content().split())
            if 3 < len(text) < 100:
                yield text
                return


def _names(stated: Iterable[str]) -> list[str]:
    """Return names, each once; the name of a site's address or a number is none."""
    found: dict[str, str] = {}
    for words in stated:
        for part in _PARTED.split(_BY.sub("", " ".join(words.split()))):
            name = _BY.sub("", part).strip(" .,-–—")
            if _NAME.fullmatch(name) and "://" not in name:
                found.setdefault(name.casefold(), name)
    return list(found.values())[:_MOST]
