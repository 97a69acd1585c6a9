"""Fits `onrecord.coding.trust.Trust` to what a classifier says of candidates that it did not learn from.

In: for each candidate the probabilities by its words, the pattern's type and structure, its label, and whether its
actor is the marked one. Out: the values of a `Trust` as plain numbers. Both models are convex, and Newton's method
finds their one best place, the same at every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.coding.trust import NONE, Trust, logit

Floats = npt.NDArray[np.float64]
STEPS, PRIOR = 40, 1.0
RIGHT = ("start", "type", "structure", "unnamed", "alone", "new")


@dataclass(frozen=True, slots=True)
class Case:
    """A held-out candidate."""

    words: dict[str, float]
    act: str | None
    structure: float
    label: str
    actor: bool
    recipient: bool
    """Whether the candidate has one."""
    actor_right: bool | None
    """None where no actor is marked, so that nobody knows."""


def fit(cases: Sequence[Case]) -> dict[str, Any]:
    """Return the values of `Trust`."""
    labels = sorted(cases[0].words)
    types = [label for label in labels if label != NONE]
    weights = _choose(np.stack([_design(c, labels, types) for c in cases]), [labels.index(c.label) for c in cases])
    about: dict[str, Any] = {
        "words": [round(float(w), 4) for w in weights[0:2]],
        "none": [round(float(w), 4) for w in weights[2:4]],
        "pattern": round(float(weights[4]), 4),
        "structure": round(float(weights[5]), 4),
        "types": {name: round(float(w), 4) for name, w in zip(types, weights[6:], strict=True)},
    }
    about["right"] = dict.fromkeys(RIGHT, 0.0)
    about["right"] = _right(Trust.of(about), cases)
    return about


def _design(case: Case, labels: list[str], types: list[str]) -> Floats:
    """What each weight adds to the score of each label."""
    found = np.zeros((len(labels), 6 + len(types)))
    new = case.act is None
    found[:, int(new)] = np.log(np.maximum([case.words[label] for label in labels], 1e-6))
    found[labels.index(NONE), 2 + int(new)] = 1
    if case.act is not None:
        row = found[labels.index(case.act)]
        row[4], row[5], row[6 + types.index(case.act)] = 1, logit(case.structure), 1
    return found


def _choose(design: Floats, gold: list[int]) -> Floats:
    """Return the weights of a choice between labels; weights of single types are drawn to 0."""
    start = np.zeros(design.shape[2])
    start[:2] = 1
    penalty = np.r_[np.full(6, 1e-3), np.full(len(start) - 6, PRIOR)]
    rows = np.arange(len(gold))

    def chances(weights: Floats) -> Floats:
        scores = design @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def loss(weights: Floats) -> float:
        return float(-np.log(chances(weights)[rows, gold] + 1e-300).sum() + (penalty * weights**2).sum() / 2)

    def slopes(weights: Floats) -> tuple[Floats, Floats]:
        p = chances(weights)
        mean = np.einsum("nk,nkf->nf", p, design)
        gradient = (mean - design[rows, gold]).sum(axis=0) + penalty * weights
        return gradient, np.einsum("nk,nkf,nkg->fg", p, design, design) - mean.T @ mean + np.diag(penalty)

    return _least(start, loss, slopes)


def _right(trust: Trust, cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of the confidence, from candidates that became records."""
    rows, gold = [], []
    for case in cases:
        both = trust.weigh(case.words, case.act, case.structure)
        label = case.act or max(both, key=lambda name: both[name])
        if label == NONE or (label == case.label and case.actor_right is None):
            continue
        new = case.act is None
        sure = 0.0 if new else logit(case.structure)
        rows.append([1, logit(both[label]), sure, not case.actor, not case.recipient, new])
        gold.append(label == case.label and bool(case.actor_right))
    design, right = np.array(rows, dtype=np.float64), np.array(gold, dtype=np.float64)
    penalty = np.full(len(RIGHT), 1e-3)

    def chances(weights: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-(design @ weights))))

    def loss(weights: Floats) -> float:
        score = design @ weights
        return float((np.logaddexp(0, score) - right * score).sum() + (penalty * weights**2).sum() / 2)

    def slopes(weights: Floats) -> tuple[Floats, Floats]:
        p = chances(weights)
        return design.T @ (p - right) + penalty * weights, (design * (p * (1 - p))[:, None]).T @ design + np.diag(
            penalty
        )

    weights = _least(np.zeros(len(RIGHT)), loss, slopes)
    return {name: round(float(w), 4) for name, w in zip(RIGHT, weights, strict=True)}


def _least(
    weights: Floats, loss: Callable[[Floats], float], slopes: Callable[[Floats], tuple[Floats, Floats]]
) -> Floats:
    """Return the place of the least loss by Newton's method, each step halved until it leads down."""
    for _ in range(STEPS):
        gradient, hessian = slopes(weights)
        step, here = np.linalg.solve(hessian, gradient), loss(weights)
        share = 1.0
        while share > 1e-6 and loss(weights - share * step) > here:
            share /= 2
        weights = weights - share * step
    return weights
