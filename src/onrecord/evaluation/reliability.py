"""Whether confidences mean what they say: how often records of each confidence are right.

In: a set of the measure ``relations`` (a table of pairs) or of ``events`` (validation records in XML). Out: calibration
figures as in the literature, a table of ten bins, and how often the answers above 0.8 are right.

A record is right when its type is the gold's. For a pair it is the record that answers for it; of a validation record
every event with codes for source and target counts, and it is right where the gold has an event of its type: whether
the dyad is right, too, is what ``events`` measures. Events on dyads that cannot be scored are left out, and so are the
categories of the unit tests in which the types are those of one odd verb dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluation import events, relations, roots
from onrecord.evaluation.metrics import Figures, calibration, ratio
from onrecord.evaluation.model import Model

SURE = 0.8


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read the set as its own measure does; the predictions are those of that measure."""
    return events.predict(path, model) if _is_events(path) else relations.predict(path, model)


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare each confidence with how often such answers are right; where nothing was recorded, there is none."""
    answers = list(_of_events(path, predictions) if _is_events(path) else _of_pairs(path, predictions))
    sure = [right for confidence, right in answers if confidence > SURE]
    above = {"right above 0.8": ratio(sum(sure), len(sure)), "share above 0.8": ratio(len(sure), len(answers))}
    return above | calibration(answers)


def _is_events(path: Path) -> bool:
    return path.suffix == ".xml"


def _of_pairs(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[float, bool]]:
    gold = {pair.uid: pair.root for pair in relations.gold(path)}
    for p in predictions:
        root = roots.root(p["root"])
        if root is not None:
            yield p["confidence"], root == gold[str(p["uid"])]


def _of_events(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[float, bool]]:
    gold = events.gold(path)
    for p in predictions:
        sentence = gold[str(p["id"])]
        if sentence.category not in events.SANE:
            continue
        told = {root for _, _, root in sentence.events}
        for event in p["events"]:
            if (event["source"], event["target"]) not in sentence.ignored:
                yield event["confidence"], roots.root(event["root"]) in told
