"""Time expressions and what they stand for, against TimeML.

In: a folder of ``*.tml`` files, each with its document creation time. Out: F1 of spans, strict (the same borders) and
relaxed (they touch), and of values, which are right where a relaxed match has the gold's TIMEX3 value; and the same
for dates and times alone, without durations and sets. The creation time itself, outside the text, is not scored.

Two spellings of one value are one: a week of one digit is the week of two, ``2001-W5`` = ``2001-W05``, as ISO 8601
knows only the second; and a decade is TIMEX3's ``199`` or EDTF's ``199X``. Nothing else is evened out: ``1999-XX`` is
some month of 1999 and no other way to write the year, and a day is not right where the gold has its week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, Span, Tally, overlap, spans
from onrecord.evaluation.model import Model, report

POINTS = ("DATE", "TIME")

_SPELLINGS = ((re.compile(r"-W(?=\d(?!\d))"), "-W0"), (re.compile(r"^(\d{3})X$"), r"\1"))
"""Other ways to write a week and a decade, and what each is written as here."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its creation date (ISO) and its time expressions as (span, type, value)."""

    name: str
    text: str
    published: str | None
    times: tuple[tuple[Span, str, str], ...]


def gold(path: Path) -> list[Document]:
    """Read the documents.

    Raises:
        MissingGold: the folder holds no ``*.tml``.
    """
    documents = [_document(file) for file in sorted(path.glob("*.tml"))]
    if not documents:
        raise MissingGold(f"{path}: no TimeML file (*.tml)")
    return documents


def _document(path: Path) -> Document:
    root = ElementTree.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    pieces: list[str] = []
    times = tuple(_walk(body, pieces)) if body is not None else ()
    date = re.match(r"\d{4}-\d\d-\d\d", created.get("value", "")) if created is not None else None
    return Document(path.stem, "".join(pieces), date[0] if date else None, times)


def _walk(element: ElementTree.Element, pieces: list[str]) -> Iterator[tuple[Span, str, str]]:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _walk(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        yield (start, sum(map(len, pieces))), element.get("type", ""), element.get("value", "")


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Find the times of each text; one object a document, values None where an expression stays open."""
    from onrecord.linking.times import times

    documents = gold(path)
    docs = model.docs([report(d.name, d.text, published=d.published) for d in documents], f"time {path.name}")
    return [
        {
            "doc": document.name,
            "times": [
                {"start": when.start, "end": when.end, "value": when.timex}
                for when in times(document.text, published=document.published, doc=doc)
            ],
        }
        for document, doc in zip(documents, docs, strict=True)
    ]


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a document without a prediction counts as one without times."""
    answers = {p["doc"]: [((t["start"], t["end"]), t["value"] or "") for t in p["times"]] for p in predictions}
    whole = {name: Tally() for name in ("relaxed", "strict", "value")}
    dates = {name: Tally() for name in whole}
    for document in gold(path):
        made = answers.get(document.name, [])
        wanted = [(span, value) for span, _, value in document.times]
        _compare(wanted, made, whole)
        points = [(span, value) for span, kind, value in document.times if kind in POINTS]
        others = [span for span, kind, _ in document.times if kind not in POINTS]
        _compare(points, [t for t in made if _is_point(t, [span for span, _ in points], others)], dates)
    figures = {f"{name} F1": tally.f1 for name, tally in whole.items()}
    figures |= whole["relaxed"].figures("relaxed") | whole["value"].figures("value")
    return figures | {f"{name} F1, dates and times": tally.f1 for name, tally in dates.items()}


def _is_point(time: tuple[Span, str], points: Sequence[Span], others: Sequence[Span]) -> bool:
    """Neither a length of time (``P3D``) nor an answer to what the gold holds for a duration or a set."""
    span, value = time
    return not re.match(r"PT?[\dX]", value) and (
        any(overlap(span, point) for point in points) or not any(overlap(span, other) for other in others)
    )


def _compare(
    wanted: Sequence[tuple[Span, str]], made: Sequence[tuple[Span, str]], tallies: Mapping[str, Tally]
) -> None:
    exact, relaxed = spans([span for span, _ in wanted], [span for span, _ in made])
    right = sum(_plain(wanted[i][1]) == _plain(made[j][1]) for i, j in relaxed.items())
    for name, hits in (("relaxed", len(relaxed)), ("strict", len(exact)), ("value", right)):
        tallies[name].add(hits, len(made), len(wanted))


def _plain(value: str) -> str:
    for other, usual in _SPELLINGS:
        value = other.sub(usual, value)
    return value
