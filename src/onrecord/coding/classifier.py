"""A linear classifier of event types that also knows *none*; the second layer beside the codebook's patterns.

In: candidates of a Doc. Out: for each, the probability of every PLOVER type and of none by its words. The weights are
trained by ``scripts/train_classifier.py`` on sentences of our own (``data/training``); they are 8-bit integers with one
scale.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from onrecord.coding.candidates import Candidate
from onrecord.coding.features import features
from onrecord.coding.trust import Trust
from onrecord.lexicon import DATA

MODELS = DATA / "models"
BUCKETS = 1 << 15
"""Features are hashed into this number of rows."""

Weights = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression over hashed features."""

    name: str
    labels: tuple[str, ...]
    weights: Weights
    """BUCKETS rows, one column a label."""
    scale: float
    bias: tuple[float, ...]
    trust: Trust

    def judge(self, doc: Doc, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Return the probability of each label for each candidate."""
        return [self.probabilities(features_of(doc, c)) for c in candidates]

    def probabilities(self, found: Sequence[str]) -> dict[str, float]:
        """Return the probability of each label by features; they add up to 1."""
        sums: list[int] = self.weights[buckets(found)].sum(axis=0, dtype=np.int32).tolist()
        norm = self.scale / math.sqrt(len(found) or 1)
        scores = [norm * w + b for w, b in zip(sums, self.bias, strict=True)]
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        total = sum(powers)
        return {label: p / total for label, p in zip(self.labels, powers, strict=True)}


def features_of(doc: Doc, candidate: Candidate) -> list[str]:
    """Return the features of a candidate."""
    actor = doc[candidate.actors[0]] if candidate.actors else None
    recipient = doc[candidate.recipients[0]] if candidate.recipients else None
    return features(doc[candidate.head], actor, recipient)


def buckets(found: Iterable[str]) -> list[int]:
    """Return the row of each feature; the hash is the same on every machine and at every run."""
    return [zlib.crc32(f.encode()) % BUCKETS for f in found]


@cache
def classifier(name: str = "events-linear") -> Classifier:
    """Return a shipped classifier."""
    return load(MODELS / name)


def load(path: Path) -> Classifier:
    """Read a classifier from ``PATH.json`` and ``PATH.npy``."""
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    weights: Weights = np.load(path.with_suffix(".npy"))
    return Classifier(
        name=f"models/{path.name}@{about['version']}",
        labels=tuple(about["labels"]),
        weights=weights,
        scale=about["scale"],
        bias=tuple(about["bias"]),
        trust=Trust.of(about["trust"]),
    )
