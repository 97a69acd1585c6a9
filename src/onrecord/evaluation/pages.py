"""Web pages: is the article found, all of it and nothing else, and its date?

In: a folder whose folders hold ``PUBLISHER_DATE.html.gz`` with ``PUBLISHER.json`` (body and publishing date, one for
each version of the page's layout), or ``source.html`` with ``expected.html``. Out: F1 of the body, over sequences of
four words (the mean of the pages' precisions and recalls), and how many dates are right and wrong.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold, SourceError
from onrecord.evaluation.metrics import Figures, ratio
from onrecord.evaluation.model import Model

SHINGLE = 4
_BLOCK = re.compile(r"<(script|style|figcaption)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)


def gold(path: Path) -> dict[str, tuple[str, str, str | None]]:
    """Read the pages by name: markup, body, and date (ISO) where it is known.

    Raises:
        MissingGold: the folder holds no page with its body.
    """
    found = dict(_published(path)) | dict(_expected(path))
    if not found:
        raise MissingGold(
            f"{path}: no PUBLISHER_DATE.html.gz with PUBLISHER.json, and no source.html with expected.html"
        )
    return found


def _published(path: Path) -> Iterator[tuple[str, tuple[str, str, str | None]]]:
    for about in sorted(path.rglob("*.json")):
        for file in sorted(about.parent.glob(f"{about.stem}_*.html.gz")):
            markup = gzip.decompress(file.read_bytes()).decode("utf-8", errors="replace")
            versions = [_version(v) for v in json.loads(about.read_text(encoding="utf-8")).values()]
            plain = html.unescape(markup)
            held = [sum(p[:40] in plain for p in paragraphs) for paragraphs, _ in versions]
            if max(held, default=0):
                paragraphs, date = versions[held.index(max(held))]
                yield file.name, (markup, "\n".join(paragraphs), date)


def _version(version: Mapping[str, Any]) -> tuple[list[str], str | None]:
    body = version["body"]
    sections = [p for s in body["sections"] for p in (*s["headline"], *s["paragraphs"])]
    return [*body["summary"], *sections], str(version.get("publishing_date") or "")[:10] or None


def _expected(path: Path) -> Iterator[tuple[str, tuple[str, str, str | None]]]:
    for file in sorted(path.rglob("expected.html")):
        source, about = file.with_name("source.html"), file.with_name("expected-metadata.json")
        known = json.loads(about.read_text(encoding="utf-8")) if about.is_file() else {}
        body = html.unescape(_BLOCK.sub(" ", file.read_text(encoding="utf-8")))
        date = (known.get("publishedTime") or "")[:10] or None
        yield file.parent.name, (source.read_text(encoding="utf-8", errors="replace"), body, date)


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Take the article out of each page; one object a page."""
    from onrecord.sources.html import read_page

    made = []
    pages = gold(path)
    for name, (markup, _, _) in model.follow(pages.items(), f"html {path.name}", total=len(pages)):
        try:
            page = read_page(markup)
        except SourceError:
            made.append({"page": name, "body": "", "published": None})
            continue
        body = page.text.removeprefix(page.title or "")
        made.append({"page": name, "body": body, "published": page.published})
    return made


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a page without a prediction counts as one without text."""
    answers = {p["page"]: p for p in predictions}
    precisions, recalls, dates = [], [], Counter[str]()
    pages = gold(path)
    for name, (_, body, date) in pages.items():
        answer = answers.get(name, {"body": "", "published": None})
        wanted, made = _shingles(body), _shingles(answer["body"])
        shared = (wanted & made).total()
        precisions.append(ratio(shared, made.total()))
        recalls.append(ratio(shared, wanted.total()))
        published = (answer["published"] or "")[:10]
        dates[("right" if published == date else "wrong" if published else "none") if date else "unknown"] += 1
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    dated = len(pages) - dates["unknown"]
    figures = {
        "body F1": ratio(2 * precision * recall, precision + recall),
        "body P": precision,
        "body R": recall,
    }
    if dated:
        figures |= {"date accuracy": dates["right"] / dated, "wrong dates": dates["wrong"] / dated}
    return figures


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)
