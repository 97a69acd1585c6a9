"""Who does it and whom it meets: source and target spans of one event a sentence.

In: tokens one a line with ``B-S``/``I-S`` (source), ``B-T``/``I-T`` (target) or ``O``, sentences parted by blank lines.
Out: F1 of source and target spans, strict (the same tokens) and relaxed (they share a token), and how often source and
target stand the right way round where both were found.

The answer for a sentence is its firmest record that has both an actor and a recipient, or else one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation import tokens
from onrecord.evaluation.metrics import Figures, Span, Tally, overlap, ratio, spans
from onrecord.evaluation.model import Model, report
from onrecord.records import Reading

Sides = dict[str, list[Span]]
"""Token spans by side, ``source`` and ``target``."""
_SIDES = {"S": "source", "T": "target"}


def gold(path: Path) -> list[tuple[list[str], Sides]]:
    """Read the sentences: tokens, and the spans of each side.

    Raises:
        MissingGold: no line is a token with its tag.
    """
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    sentences = [[line.split() for line in block.splitlines() if line.strip()] for block in blocks]
    found = [([w for w, *_ in s], _sides([tag for *_, tag in s])) for s in sentences if s]
    if not any(sides["source"] for _, sides in found):
        raise MissingGold(f"{path}: no lines such as 'Chile B-S'")
    return found


def _sides(tags: Sequence[str]) -> Sides:
    sides: Sides = {"source": [], "target": []}
    for i, tag in enumerate(tags):
        side = sides.get(_SIDES.get(tag[2:], ""))
        if side is not None and tag.startswith("I") and side and side[-1][1] == i:
            side[-1] = side[-1][0], i + 1
        elif side is not None:
            side.append((i, i + 1))
    return sides


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read each sentence as a report of its own; one object a sentence with token spans."""
    texts = [tokens.join(words) for words, _ in gold(path)]
    readings = model.read([report(str(i), text) for i, (text, _) in enumerate(texts)], f"who-whom {path.stem}")
    return [_answer(reading, places) for reading, (_, places) in zip(readings, texts, strict=True)]


def _answer(reading: Reading, places: Sequence[Span]) -> dict[str, Any]:
    best = max(
        reading.records,
        key=lambda r: (r.kind != "relation", bool(r.actor) + bool(r.recipient), r.confidence, -r.evidence[0].start),
        default=None,
    )
    sides = {"source": best.actor if best else (), "target": best.recipient if best else ()}
    return {
        side: sorted({span for m in mentions if (span := tokens.touched(places, m.start, m.end))})
        for side, mentions in sides.items()
    }


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; the predictions stand in the order of the sentences."""
    strict = {side: Tally() for side in ("source", "target", "all")}
    relaxed = {side: Tally() for side in strict}
    found = turned = 0
    for (_, wanted), prediction in zip(gold(path), predictions, strict=True):
        made = {side: [(s, e) for s, e in prediction[side]] for side in wanted}
        for side in wanted:
            exact, touching = spans(wanted[side], made[side])
            for name in (side, "all"):
                strict[name].add(len(exact), len(made[side]), len(wanted[side]))
                relaxed[name].add(len(touching), len(made[side]), len(wanted[side]))
        found += _meet(wanted["source"], made["source"]) and _meet(wanted["target"], made["target"])
        turned += _meet(wanted["source"], made["target"]) and _meet(wanted["target"], made["source"])
    return {
        "span F1": strict["all"].f1,
        "span F1, relaxed": relaxed["all"].f1,
        **{f"{side} F1": strict[side].f1 for side in ("source", "target")},
        **{f"{side} F1, relaxed": relaxed[side].f1 for side in ("source", "target")},
        "right way round": ratio(found, found + turned),
    }


def _meet(wanted: Sequence[Span], made: Sequence[Span]) -> bool:
    return any(overlap(g, p) for g in wanted for p in made)
