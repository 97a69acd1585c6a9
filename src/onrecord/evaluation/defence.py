"""Actors and who stands how to whom in government reports, in the layout of re3d.

In: a folder of folders with ``documents.json``, ``entities.json`` and ``relations.json`` (JSON lines). Out: F1 of the
mentions of actors (persons, organisations, nationalities), relaxed and strict; of places; and recall of the pairs
that fight, speak to, or are allied with each other.

A mention of ours that lies on an entity of another sort ("Syria", a place there, an actor here) is neither hit nor
false alarm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, Span, Tally, overlap, ratio, spans
from onrecord.evaluation.model import Model, report
from onrecord.records import Reading

ACTORS = frozenset({"Person", "Organisation", "Nationality"})
PAIRS = frozenset({"FightingAgainst", "CommWith", "AlliesOf"})


@dataclass(slots=True)
class Document:
    """A text with its entities (type, span) and its pairs (type, source, target)."""

    text: str
    entities: list[tuple[str, Span]] = field(default_factory=list)
    pairs: list[tuple[str, Span, Span]] = field(default_factory=list)


def gold(path: Path) -> dict[str, Document]:
    """Read the documents by id.

    Raises:
        MissingGold: no ``documents.json`` is there.
    """
    found: dict[str, Document] = {}
    for file in sorted(path.rglob("documents.json")):
        found |= {d["_id"]: Document(d["text"]) for d in _lines(file)}
        for entity in _lines(file.with_name("entities.json")):
            span = entity["begin"], entity["end"]
            found[entity["documentId"]].entities.append((entity["type"], span))
        for pair in _lines(file.with_name("relations.json")):
            source, target = (pair["sourceBegin"], pair["sourceEnd"]), (pair["targetBegin"], pair["targetEnd"])
            found[pair["documentId"]].pairs.append((pair["type"], source, target))
    if not found:
        raise MissingGold(f"{path}: no documents.json in it or in its folders")
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read the documents; one object each with the spans of actors, and the pairs of its records."""
    reports = [report(name, document.text) for name, document in gold(path).items()]
    return [_prediction(reading) for reading in model.read(reports, f"defence {path.name}")]


def _prediction(reading: Reading) -> dict[str, Any]:
    sides = [m for record in reading.records for m in (*record.actor, *record.recipient)]
    mentions = {(m.start, m.end) for actor in reading.actors for m in actor.mentions} | {
        (m.start, m.end) for m in sides
    }
    pairs = [
        [[a.start, a.end], [b.start, b.end]]
        for record in reading.records
        for a in record.actor
        for b in record.recipient
    ]
    return {"doc": reading.report.id, "actors": sorted(mentions), "pairs": pairs}


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a document without a prediction counts as one without actors."""
    answers = {p["doc"]: p for p in predictions}
    strict, relaxed = Tally(), Tally()
    found = wanted = 0
    for name, document in gold(path).items():
        answer = answers.get(name, {"actors": (), "pairs": ()})
        actors = sorted({span for kind, span in document.entities if kind in ACTORS})
        others = [span for kind, span in document.entities if kind not in ACTORS]
        made = [(s, e) for s, e in answer["actors"]]
        made = [m for m in made if any(overlap(m, a) for a in actors) or not any(overlap(m, o) for o in others)]
        exact, touching = spans(actors, made)
        strict.add(len(exact), len(made), len(actors))
        relaxed.add(len(touching), len(made), len(actors))
        pairs = {frozenset((s, t)) for kind, s, t in document.pairs if kind in PAIRS}
        wanted += len(pairs)
        found += sum(any(_same(pair, a, b) for a, b in answer["pairs"]) for pair in pairs)
    return {
        **relaxed.figures("actor"),
        "actor F1, strict": strict.f1,
        "pairs found": ratio(found, wanted),
    }


def _same(pair: frozenset[Span], a: Sequence[int], b: Sequence[int]) -> bool:
    """The two mentions lie on the two ends of the pair, in either order."""
    first, *rest = sorted(pair)
    other = rest[0] if rest else first
    one, two = (a[0], a[1]), (b[0], b[1])
    return bool(overlap(first, one) and overlap(other, two)) or bool(overlap(first, two) and overlap(other, one))
