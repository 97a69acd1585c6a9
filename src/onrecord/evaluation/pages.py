"""Web pages: is the article found, all of it and nothing else, with its title, its authors and its date?

In: a folder whose folders hold ``PUBLISHER_DATE.html.gz`` with ``PUBLISHER.json`` (body, title, authors and publishing
date, one for each version of the page's layout), or ``source.html`` with ``expected.html``. Out: F1 of the body, over
sequences of four words (the mean of the pages' precisions and recalls), and on how many of the pages that have one
date, title and authors are right.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold, SourceError
from onrecord.evaluation.metrics import Figures, ratio
from onrecord.evaluation.model import Model

SHINGLE = 4
_BLOCK = re.compile(r"<(script|style|figcaption)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_NO_NAME = {"by", "and"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page with what people found in it; the date is ISO, and empty is what the page does not have."""

    markup: str
    body: str
    published: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()


def gold(path: Path) -> dict[str, GoldPage]:
    """Read the pages by name.

    Raises:
        MissingGold: the folder holds no page with its body.
    """
    found = dict(_published(path)) | dict(_expected(path))
    if not found:
        raise MissingGold(
            f"{path}: no PUBLISHER_DATE.html.gz with PUBLISHER.json, and no source.html with expected.html"
        )
    return found


def _published(path: Path) -> Iterator[tuple[str, GoldPage]]:
    for about in sorted(path.rglob("*.json")):
        for file in sorted(about.parent.glob(f"{about.stem}_*.html.gz")):
            markup = gzip.decompress(file.read_bytes()).decode("utf-8", errors="replace")
            versions = list(json.loads(about.read_text(encoding="utf-8")).values())
            plain = html.unescape(markup)
            held = [sum(p[:40] in plain for p in _paragraphs(version)) for version in versions]
            if max(held, default=0):
                version = versions[held.index(max(held))]
                yield (
                    file.name,
                    GoldPage(
                        markup=markup,
                        body="\n".join(_paragraphs(version)),
                        published=str(version.get("publishing_date") or "")[:10],
                        title=version.get("title") or "",
                        authors=tuple(version.get("authors") or ()),
                    ),
                )


def _paragraphs(version: Mapping[str, Any]) -> list[str]:
    body = version["body"]
    return [*body["summary"], *(p for s in body["sections"] for p in (*s["headline"], *s["paragraphs"]))]


def _expected(path: Path) -> Iterator[tuple[str, GoldPage]]:
    for file in sorted(path.rglob("expected.html")):
        source, about = file.with_name("source.html"), file.with_name("expected-metadata.json")
        known = json.loads(about.read_text(encoding="utf-8")) if about.is_file() else {}
        byline = known.get("byline")
        yield (
            file.parent.name,
            GoldPage(
                markup=source.read_text(encoding="utf-8", errors="replace"),
                body=html.unescape(_BLOCK.sub(" ", file.read_text(encoding="utf-8"))),
                published=(known.get("publishedTime") or "")[:10],
                title=known.get("title") or "",
                authors=(byline,) if byline else (),
            ),
        )


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Take the article out of each page; one object a page."""
    pages = gold(path)
    return [
        answer(name, page.markup) for name, page in model.follow(pages.items(), f"html {path.name}", total=len(pages))
    ]


def answer(name: str, markup: str) -> dict[str, Any]:
    """Return what is read in a page, as `score` compares it."""
    from onrecord.sources.html import read_page

    try:
        page = read_page(markup)
    except SourceError:
        return {"page": name, "body": "", "published": None, "title": None, "author": None}
    body = page.text.removeprefix(page.title or "")
    return {"page": name, "body": body, "published": page.published, "title": page.title, "author": page.author}


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a page without a prediction counts as one without text."""
    answers = {p["page"]: p for p in predictions}
    precisions, recalls = [], []
    told = {field: Counter[str]() for field in ("date", "title", "author")}
    pages = gold(path)
    for name, page in pages.items():
        made = answers.get(name, {"body": ""})
        ours, theirs = _shingles(made["body"]), _shingles(page.body)
        shared = (ours & theirs).total()
        precisions.append(ratio(shared, ours.total()))
        recalls.append(ratio(shared, theirs.total()))
        told["date"][_verdict((made.get("published") or "")[:10], page.published)] += 1
        told["title"][_verdict(_words(made.get("title") or ""), _words(page.title))] += 1
        told["author"][_verdict(_names(made.get("author") or ""), _names(*page.authors))] += 1
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    figures = {
        "body F1": ratio(2 * precision * recall, precision + recall),
        "body P": precision,
        "body R": recall,
    }
    for field, verdicts in told.items():
        if with_one := len(pages) - verdicts["unknown"]:
            figures[f"{field} accuracy"] = verdicts["right"] / with_one
            figures[f"wrong {field}s"] = verdicts["wrong"] / with_one
    return figures


def _verdict(found: object, wanted: object) -> str:
    if not wanted:
        return "unknown"
    return ("right" if found == wanted else "wrong") if found else "none"


def _words(text: str) -> list[str]:
    """Return the words of a title: no case, and no quotation mark or dash that one site sets so and another so."""
    return re.findall(r"\w+", text.casefold())


def _names(*names: str) -> list[str]:
    """Return the words of all names in the order of the alphabet: sites join and order authors as they like."""
    return sorted({word for name in names for word in _words(name)} - _NO_NAME)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)
