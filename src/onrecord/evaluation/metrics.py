"""The arithmetic that the measures share.

In: counts, pairs of labels, spans. Out: precision, recall and F1, classification figures, one-to-one alignments.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Figures = dict[str, float]
"""Figures by name, as the literature names them; rates are fractions of one, whole numbers are counts."""

Span = tuple[int, int]
Thing = TypeVar("Thing")


@dataclass(slots=True)
class Tally:
    """Sums of one measure: hits among the predictions, predictions, hits among the gold, gold.

    The two sorts of hits differ where figures are taken over a part of the predictions and a part of the gold.
    """

    hits_predicted: float = 0
    predicted: float = 0
    hits_gold: float = 0
    gold: float = 0

    def add(self, hits: float, predicted: float, gold: float, *, hits_gold: float | None = None) -> None:
        """Add the counts of one document; `hits_gold` is `hits` unless given."""
        self.hits_predicted += hits
        self.predicted += predicted
        self.hits_gold += hits if hits_gold is None else hits_gold
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 without predictions."""
        return ratio(self.hits_predicted, self.predicted)

    @property
    def recall(self) -> float:
        """Share of the gold that is found; 0 without gold."""
        return ratio(self.hits_gold, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    def figures(self, name: str) -> Figures:
        """``{"name P": …, "name R": …, "name F1": …}``."""
        return {f"{name} P": self.precision, f"{name} R": self.recall, f"{name} F1": self.f1}


def ratio(part: float, whole: float) -> float:
    """Return part / whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Dice coefficient of two sets; 0 where either is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def overlap(a: Span, b: Span) -> int:
    """Number of characters (or tokens) that two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def align(
    gold: Sequence[Thing],
    predicted: Sequence[Thing],
    value: Callable[[Thing, Thing], tuple[float, ...]],
    *,
    least: float,
) -> dict[int, int]:
    """One-to-one pairs (gold index: prediction index), greedy by value, the highest first.

    A pair needs a first value of at least `least`; ties go to the earlier gold, then to the earlier prediction.
    """
    pairs = [(value(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    pairs = sorted((p for p in pairs if p[0][0] >= least), key=lambda p: (tuple(-v for v in p[0]), p[1], p[2]))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def equal(gold: Sequence[Thing], predicted: Sequence[Thing], key: Callable[[Thing], Hashable | None]) -> dict[int, int]:
    """One-to-one pairs of equal keys, in order; a key that is None or empty matches nothing."""
    where: dict[Hashable, list[int]] = {}
    for j, thing in enumerate(predicted):
        where.setdefault(key(thing), []).append(j)
    found = {}
    for i, thing in enumerate(gold):
        wanted = key(thing)
        if wanted and where.get(wanted):
            found[i] = where[wanted].pop(0)
    return found


def spans(gold: Sequence[Span], predicted: Sequence[Span]) -> tuple[dict[int, int], dict[int, int]]:
    """Align spans exactly (the same borders) and relaxed (the largest shared stretch first), one to one."""
    exact = equal(gold, predicted, lambda span: span)
    relaxed = align(gold, predicted, lambda g, p: (float(overlap(g, p)), float(g == p)), least=1)
    return exact, relaxed


def accuracy(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Share of (gold, predicted) pairs that are equal."""
    return ratio(sum(g == p for g, p in pairs), len(pairs))


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Mean F1 over the classes found in the gold of (gold, predicted) pairs."""
    gold, predicted = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    hits = Counter(g for g, p in pairs if g == p)
    return ratio(sum(ratio(2 * hits[c], n + predicted[c]) for c, n in gold.items()), len(gold))


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r of the pairs; 0 where either side never varies."""
    if not pairs:
        return 0.0
    mean_x, mean_y = (math.fsum(column) / len(pairs) for column in zip(*pairs, strict=True))
    covariance = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = math.fsum((x - mean_x) ** 2 for x, _ in pairs) * math.fsum((y - mean_y) ** 2 for _, y in pairs)
    return ratio(covariance, math.sqrt(spread))


def calibration(answers: Sequence[tuple[float, bool]], *, bins: int = 10) -> Figures:
    """How far confidences are kept, of (confidence, right) pairs.

    ``ECE`` is the expected calibration error over bins of equal width (Guo et al. 2017), ``Brier`` the mean squared
    difference of confidence and outcome (Brier 1950). ``n``, ``confidence`` and ``right`` are given for each bin that
    holds an answer: the reliability diagram as a table.
    """
    found: Figures = {
        "answers": len(answers),
        "right": ratio(sum(right for _, right in answers), len(answers)),
        "Brier": ratio(math.fsum((confidence - right) ** 2 for confidence, right in answers), len(answers)),
        "ECE": 0.0,
    }
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        held.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    for place, inside in sorted(held.items()):
        name = f"{place / bins:.1f}-{(place + 1) / bins:.1f}"
        confident = math.fsum(confidence for confidence, _ in inside) / len(inside)
        share = ratio(sum(right for _, right in inside), len(inside))
        found["ECE"] += abs(confident - share) * len(inside) / len(answers)
        found |= {f"{name} n": len(inside), f"{name} confidence": confident, f"{name} right": share}
    return found


def fold(labels: Sequence[tuple[str, str]], table: Mapping[str, str], *, other: str) -> list[tuple[str, str]]:
    """Map both sides of (gold, predicted) pairs through a table; what it lacks becomes `other`."""
    return [(table.get(g, other), table.get(p, other)) for g, p in labels]
