"""Trains the event classifier on our own sentences; the same weights at every run, byte for byte.

usage: train_classifier.py [--check]        --check trains anew and compares with the shipped weights

In: ``data/training``, read by the packaged pipeline. Out: ``src/onrecord/data/models/events-linear.{json,npy}`` and, on
the screen, the accuracy of a five-fold cross-validation over the whole sentences, by the words alone and with the
codebook's patterns, whose trust is fitted on what each fold's classifier says of the sentences that it did not see.
The order of training is fixed, all sums run in the same order in double precision, and the weights are rounded to
8 bits: only another version of the parser's model, of numpy's arithmetic or of the codebook could change them.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fit_trust import Case, fit
from onrecord.coding.classifier import BUCKETS, MODELS, buckets, features_of
from onrecord.coding.trust import NONE, Trust
from training_candidates import Example, examples

NAME, VERSION = "events-linear", "2"
EPOCHS, RATE, DECAY, SEED, FOLDS = 6, 0.4, 1e-4, 7, 5
SINGLE = 0.3
"""What a sentence with one marked event weighs: it is shorter and its words are rarer than those of reports."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate to learn from, as rows of the weights."""

    at: list[int]
    label: str
    weight: float


def row(example: Example) -> Row:
    """Return what is learned from an example."""
    at = buckets(features_of(example.doc, example.candidate))
    return Row(at, example.label, SINGLE if example.sentence < 0 else 1.0)


def train(rows: list[Row], labels: list[str]) -> tuple[Floats, Floats]:
    """Train by Adagrad over the rows in a fixed random order."""
    weights, bias = np.zeros((BUCKETS, len(labels))), np.zeros(len(labels))
    seen, seen_bias = np.full((BUCKETS, len(labels)), 1e-6), np.full(len(labels), 1e-6)
    order = list(range(len(rows)))
    shuffle = random.Random(SEED)
    index = {label: n for n, label in enumerate(labels)}
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for n in order:
            at = rows[n].at
            gradient = said(rows[n], weights, bias)
            gradient[index[rows[n].label]] -= 1
            gradient *= rows[n].weight
            step = gradient / np.sqrt(len(at)) + DECAY * weights[at]
            seen[at] += step**2
            weights[at] -= RATE * step / np.sqrt(seen[at])
            seen_bias += gradient**2
            bias -= RATE * gradient / np.sqrt(seen_bias)
    return weights, bias


def said(row: Row, weights: Floats, bias: Floats) -> Floats:
    """Return the probability of each label."""
    scores = weights[row.at].sum(axis=0) / np.sqrt(len(row.at)) + bias
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def held_out(found: list[Example], rows: list[Row], labels: list[str]) -> dict[int, Floats]:
    """Return what classifiers say of the candidates of readings that they did not see, by their number."""
    answers: dict[int, Floats] = {}
    for fold in range(FOLDS):
        inside = [e.sentence >= 0 and e.sentence % FOLDS == fold for e in found]
        weights, bias = train([r for r, held in zip(rows, inside, strict=True) if not held], labels)
        for n, (example, held) in enumerate(zip(found, inside, strict=True)):
            if held and example.found:
                answers[n] = said(rows[n], weights, bias)
    return answers


def case(example: Example, words: dict[str, float]) -> Case:
    """Return a held-out candidate with what was said of it."""
    candidate, draft = example.candidate, example.candidate.draft
    return Case(
        words=words,
        act=None if draft is None else draft.act,
        structure=0.0 if draft is None else draft.confidence,
        label=example.label,
        actor=bool(candidate.actors),
        recipient=bool(candidate.recipients),
        actor_right=example.actor_right,
    )


def report(cases: list[Case], trust: Trust) -> dict[str, float]:
    """Return the shares of candidates whose likeliest label is theirs."""

    def share(answers: list[str], *, coded: bool) -> float:
        kept = [(a, c) for a, c in zip(answers, cases, strict=True) if (c.act is not None) == coded]
        return round(sum(a == c.label for a, c in kept) / len(kept), 3)

    words = [max(c.words, key=lambda name: c.words[name]) for c in cases]
    weighed = [trust.weigh(c.words, c.act, c.structure) for c in cases]
    both = [max(w, key=lambda name: w[name]) for w in weighed]
    return {
        "patterns": share([c.act or NONE for c in cases], coded=True),
        "words, where a pattern speaks": share(words, coded=True),
        "both, where a pattern speaks": share(both, coded=True),
        "words, where none speaks": share(both, coded=False),
    }


def main() -> None:
    """Train, and write or compare."""
    found = list(examples())
    rows = [row(e) for e in found]
    labels = sorted({r.label for r in rows})
    answers = held_out(found, rows, labels).items()
    cases = [case(found[n], dict(zip(labels, map(float, a), strict=True))) for n, a in answers]
    trust = fit(cases)
    figures = report(cases, Trust.of(trust))
    print(f"{len(rows)} candidates, {len(labels)} labels")
    print(json.dumps(figures, indent=1))
    weights, bias = train(rows, labels)
    scale = float(np.abs(weights).max() / 127)
    packed = np.round(weights / scale).astype(np.int8)
    about = {
        "version": VERSION,
        "labels": labels,
        "scale": scale,
        "bias": [round(float(b), 6) for b in bias],
        "trust": trust,
        "candidates": len(rows),
        "cross_validation": figures,
    }
    path = MODELS / NAME
    if "--check" in sys.argv:
        same = json.loads(path.with_suffix(".json").read_text()) == about
        same = same and np.array_equal(np.load(path.with_suffix(".npy")), packed)
        sys.exit(0 if same else "the weights differ from those shipped")
    MODELS.mkdir(exist_ok=True)
    np.save(path.with_suffix(".npy"), packed)
    path.with_suffix(".json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
