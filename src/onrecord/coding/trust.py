"""How far a candidate's words and the codebook's pattern are trusted where both say what it is.

In: the probability of each type by the words, and the type and structure that a pattern found. Out: the probability
of each type by both, and a confidence: how likely it is that type and actor of the record are right. The weights were
learned on held-out sentences of our own (``scripts/fit_trust.py``) and stand beside those of the classifier.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

NONE = "NONE"
"""The label of what is no event."""

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Trust:
    """Weights of two small logistic models, each with and without a pattern."""

    words: tuple[float, float]
    """How much the words count where a pattern speaks, and where none does."""
    none: tuple[float, float]
    """What speaks for *no event* from the start, likewise."""
    pattern: float
    structure: float
    """What speaks for the pattern's type, and how much more where its structure is sure."""
    types: Mapping[str, float]
    """What speaks for a pattern of this type in particular."""
    right: Mapping[str, float]
    """The weights of the confidence: ``start``, ``type``, ``structure``, ``unnamed`` (no actor), ``alone`` (no
    recipient), ``new`` (no pattern)."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Build it from the values of a JSON file."""
        return cls(
            words=tuple(data["words"]),
            none=tuple(data["none"]),
            pattern=data["pattern"],
            structure=data["structure"],
            types=data["types"],
            right=data["right"],
        )

    def weigh(self, words: Mapping[str, float], act: str | None, structure: float) -> dict[str, float]:
        """Return the probability of each label by words and pattern together.

        Args:
            words: the probability of each label by the words alone.
            act: the type that a pattern gives, None where none fits.
            structure: how sure the pattern is by its structure, from 0 to 1.
        """
        new = act is None
        scores = {label: self.words[new] * math.log(max(p, _LEAST)) for label, p in words.items()}
        scores[NONE] += self.none[new]
        if act is not None:
            scores[act] += self.pattern + self.structure * logit(structure) + self.types[act]
        top = max(scores.values())
        powers = {label: math.exp(s - top) for label, s in scores.items()}
        total = sum(powers.values())
        return {label: power / total for label, power in powers.items()}

    def confidence(self, probability: float, structure: float | None, *, actor: bool, recipient: bool) -> float:
        """Return how likely it is that type and actor are right.

        Args:
            probability: that of the type by `weigh`.
            structure: how sure the pattern is by its structure; None where none speaks.
            actor: whether somebody is named who did it.
            recipient: whether somebody is named to whom it was done.
        """
        weights = self.right
        score = weights["start"] + weights["type"] * logit(probability)
        score += weights["new"] if structure is None else weights["structure"] * logit(structure)
        score += weights["unnamed"] * (not actor) + weights["alone"] * (not recipient)
        return 1 / (1 + math.exp(-score))


def logit(p: float) -> float:
    """Return the log odds of a probability."""
    bounded = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
