"""Places of the world: are they found, and put where they are?

In: an XML file of ``<article>`` with ``<text>`` and toponyms, in the layout of LGL (``toponym``: start, end, phrase,
gaztag with lat and lon) or of GeoVirus (``location``: name, start, end, lat, lon). Out: F1 of toponyms, strict and
relaxed, accuracy within 161 km (100 miles) of the toponyms that were found and put somewhere, the share of all gold
toponyms put within 161 km, and the mean and median error.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, Span, Tally, ratio, spans
from onrecord.evaluation.model import Model, report

EARTH_KM = 6371.0
NEAR_KM = 161.0

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its toponyms; one without coordinates has None."""

    text: str
    toponyms: tuple[tuple[Span, Point | None], ...]


def gold(path: Path) -> list[Article]:
    """Read the articles.

    Raises:
        MissingGold: the file holds no article.
    """
    articles = [_article(element) for element in ElementTree.parse(path).getroot().iter("article")]
    if not articles:
        raise MissingGold(f"{path}: no <article> with toponyms")
    return articles


def _article(element: ElementTree.Element) -> Article:
    text = element.findtext("text") or ""
    return Article(text, tuple(sorted(_toponyms(element, text), key=lambda toponym: toponym[0])))


def _toponyms(element: ElementTree.Element, text: str) -> Iterator[tuple[Span, Point | None]]:
    for tag, words in (("toponym", "phrase"), ("location", "name")):
        for toponym in element.iter(tag):
            start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
            phrase = toponym.findtext(words)
            if text[start:end] != phrase and text[start - 1 : end - 1] == phrase:  # GeoVirus counts from one
                start, end = start - 1, end - 1
            lat, lon = toponym.find(".//lat"), toponym.find(".//lon")
            known = lat is not None and lon is not None and lat.text and lon.text
            yield (start, end), (float(lat.text), float(lon.text)) if known else None  # type: ignore[arg-type, union-attr]


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Find the places of each text; one object an article."""
    from onrecord.linking.places import places

    articles = gold(path)
    docs = model.docs([report(str(i), article.text) for i, article in enumerate(articles)], f"place {path.stem}")
    return [
        {"places": [{"start": p.start, "end": p.end, "lat": p.lat, "lon": p.lon} for p in places(doc)]} for doc in docs
    ]


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; the predictions stand in the order of the articles."""
    strict, relaxed = Tally(), Tally()
    errors: list[float] = []
    placed = 0
    for article, prediction in zip(gold(path), predictions, strict=True):
        made = prediction["places"]
        exact, touching = spans([s for s, _ in article.toponyms], [(p["start"], p["end"]) for p in made])
        strict.add(len(exact), len(made), len(article.toponyms))
        relaxed.add(len(touching), len(made), len(article.toponyms))
        placed += sum(point is not None for _, point in article.toponyms)
        for i, j in touching.items():
            point = article.toponyms[i][1]
            if point is not None and made[j]["lat"] is not None and made[j]["lon"] is not None:
                errors.append(kilometres(point, (made[j]["lat"], made[j]["lon"])))
    near = sum(error <= NEAR_KM for error in errors)
    return {
        "toponym F1": relaxed.f1,
        "toponym P": relaxed.precision,
        "toponym R": relaxed.recall,
        "toponym F1, strict": strict.f1,
        "accuracy@161km of linked": ratio(near, len(errors)),
        "accuracy@161km of all": ratio(near, placed),
        "mean error km": statistics.fmean(errors) if errors else 0.0,
        "median error km": statistics.median(errors) if errors else 0.0,
    }


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance on a sphere."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
