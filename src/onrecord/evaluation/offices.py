"""Who holds an office: is a person of state known by name, or by title and surname, at a day of the term?

In: a table with the columns ``country_iso3,position,person,start`` and ``end``, dates ISO. Out: how often the country
of the person is told, and told right, in "NAME arrived on Monday." and "POSITION SURNAME arrived on Monday.",
published on the first day of the term.

Terms are drawn by the digest of their row, the same at every run, in two halves: figures of the one may be worked on,
those of the other (``held out``) are only read. A name that nobody could tell, two such persons of two countries in
office on that day, counts as well: there an open answer is the best one.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, ratio
from onrecord.evaluation.model import Model, report
from onrecord.records import Reading

DRAWN = 400
"""Terms drawn for each half."""
_SINCE = "1990"
_LONGEST_POST = 5
_COLUMNS = frozenset({"country_iso3", "position", "person", "start", "end"})


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from a day on."""

    id: str
    half: str
    country: str
    post: str
    person: str
    start: str

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield what is asked, and the report that asks it."""
        yield "name", f"{self.person} arrived on Monday."
        yield "title and surname", f"{self.post} {self.person.split()[-1]} arrived on Monday."


def gold(path: Path) -> list[Term]:
    """Draw the terms.

    Raises:
        MissingGold: the table is missing or lacks a column.
    """
    if not path.is_file():
        raise MissingGold(f"{path}: there is no such table of offices")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if lacking := _COLUMNS - set(rows.fieldnames or ()):
            raise MissingGold(f"{path}: the column {min(lacking)!r} is missing")
        terms = sorted((t for row in rows if (t := _term(row)) is not None), key=lambda t: t.id)
    return [t for half in ("", ", held out") for t in [t for t in terms if t.half == half][:DRAWN]]


def _term(row: Mapping[str, str]) -> Term | None:
    """Return a term since 1990 whose first day is known, of a person with two names and in an office of a few words."""
    digest = hashlib.sha256("|".join(row[c] for c in sorted(_COLUMNS)).encode()).hexdigest()
    whole = len(row["start"]) == len("1990-01-01") and row["start"] >= _SINCE
    plain = len(row["person"].split()) > 1 and 0 < len(row["position"].split()) <= _LONGEST_POST
    if not whole or not plain or "effective leader" in row["position"]:  # nobody is called by that title
        return None
    half = ", held out" if int(digest[-1], 16) % 2 else ""
    return Term(digest, half, row["country_iso3"], row["position"], row["person"], row["start"])


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read one report for each question; the country of the actor that the person's last name stands for."""
    asked = [(t, what, text) for t in gold(path) for what, text in t.sentences()]
    reports = [report(f"{t.id} {what}", text, published=t.start) for t, what, text in asked]
    readings = model.read(reports, f"offices {path.name}")
    return [
        {"id": t.id, "asked": what, "country": _country(reading, text.index(" arrived"))}
        for (t, what, text), reading in zip(asked, readings, strict=True)
    ]


def _country(reading: Reading, end: int) -> str | None:
    named = (a for a in reading.actors if any(m.end == end for m in a.mentions))
    return next((a.country for a in named if a.country), None)


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a question without an answer is open."""
    told = {(p["id"], p["asked"]): p["country"] for p in predictions}
    terms = gold(path)
    figures: dict[str, float] = {}
    for half in ("", ", held out"):
        here = [t for t in terms if t.half == half]
        for what in ("name", "title and surname"):
            answers = [(told.get((t.id, what)), t.country) for t in here]
            given = [(a, c) for a, c in answers if a is not None]
            figures[f"{what}: right{half}"] = ratio(sum(a == c for a, c in answers), len(answers))
            figures[f"{what}: right of told{half}"] = ratio(sum(a == c for a, c in given), len(given))
    return figures
