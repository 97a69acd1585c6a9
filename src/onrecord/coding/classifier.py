"""A linear classifier of event types that also knows *none*; the second layer beside the codebook's patterns.

In: the features of a candidate. Out: a probability for each PLOVER type and for none. The weights are trained by
``scripts/train_classifier.py`` on sentences of our own (``data/training``); they are 8-bit integers with one scale.
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

from onrecord.lexicon import DATA

MODELS = DATA / "models"
NONE = "NONE"
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
    temperature: float
    """Divides the scores, so that the probabilities mean what they say on held-out sentences of ours."""

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """Return the probability of each label; they add up to 1."""
        rows = self.weights[buckets(features)].astype(np.int32).sum(axis=0)
        norm = self.scale / math.sqrt(len(features) or 1)
        scores = [(norm * float(w) + b) / self.temperature for w, b in zip(rows, self.bias, strict=True)]
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        return {label: p / sum(powers) for label, p in zip(self.labels, powers, strict=True)}

    def best(self, features: Sequence[str]) -> tuple[str, float]:
        """Return the likeliest label and its probability; of equals the first by name."""
        found = self.probabilities(features)
        return max(sorted(found.items()), key=lambda pair: pair[1])


def buckets(features: Iterable[str]) -> list[int]:
    """Return the row of each feature; the hash is the same on every machine and at every run."""
    return [zlib.crc32(f.encode()) % BUCKETS for f in features]


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
        temperature=about["temperature"],
    )
