"""Trains the event classifier on our own sentences; the same weights at every run, byte for byte.

usage: train_classifier.py [--check]        --check trains anew and compares with the shipped weights

In: ``data/training/*.tsv`` (root, status, form, style, region, sentence with <a>actor</a>, <p>predicate</p>,
<r>recipient</r>), parsed by the packaged model. Out: ``src/onrecord/data/models/events-linear.{json,npy}`` and, on the
screen, the accuracy and macro-F1 of a five-fold cross-validation over sentences.
The order of training is fixed, all sums run in the same order in double precision, and the weights are rounded to
8 bits: only another version of the parser's model or of numpy's arithmetic could change them.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.coding.classifier import BUCKETS, MODELS, buckets
from onrecord.coding.events import match
from onrecord.coding.features import features
from onrecord.pipeline import MODEL
from onrecord.reading import english as en
from onrecord.reading.clauses import clauses

ROOT = Path(__file__).parent.parent
TRAINING = ROOT / "data" / "training"
NAME, VERSION = "events-linear", "1"
EPOCHS, RATE, DECAY, SEED, FOLDS = 6, 0.4, 1e-4, 7, 5
TAG = re.compile(r"</?[apr]>")

Row = tuple[list[int], str]
Floats = npt.NDArray[np.float64]


def read(nlp: Language) -> list[Row]:
    """Return (buckets, label) of every training sentence, in the order of files and lines."""
    rows: list[Row] = []
    marked = [
        line.split("\t") for path in sorted(TRAINING.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()
    ]
    texts = [strip(cells[5]) for cells in marked]
    for cells, (_, spans), doc in zip(marked, texts, nlp.pipe([t for t, _ in texts], batch_size=64), strict=True):
        heads = {tag: head(doc, span) for tag, span in spans.items()}
        predicate = heads.get("p")
        if predicate is None:
            raise SystemExit(f"no predicate in: {cells[5]}")
        told = coded(doc, spans["p"])
        rows.append((buckets(features(predicate, heads.get("a"), heads.get("r"), told)), cells[0]))
    return rows


def coded(doc: Doc, span: tuple[int, int]) -> str | None:
    """Return the type that a codebook pattern gives the marked words, any noun taken for one who can act."""
    view = clauses(doc)
    words = doc.char_span(*span, alignment_mode="expand")
    for found in match(doc, view, is_actor=lambda i: en.is_noun(doc[i]) or bool(doc[i].ent_type_)):
        heads = {found.head, view[found.clause].head}
        if words is not None and any(words.start <= i < words.end for i in heads):
            return found.event_type
    return None


def strip(sentence: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the sentence without markup, and the character range of each mark."""
    text, last = "", 0
    spans: dict[str, tuple[int, int]] = {}
    opened: dict[str, int] = {}
    for m in TAG.finditer(sentence):
        text += sentence[last : m.start()]
        last = m.end()
        if m.group().startswith("</"):
            spans[m.group()[2]] = (opened[m.group()[2]], len(text))
        else:
            opened[m.group()[1]] = len(text)
    return text + sentence[last:], spans


def head(doc: Doc, span: tuple[int, int]) -> Token | None:
    """Return the token that heads a character range."""
    words = doc.char_span(*span, alignment_mode="expand")
    return None if words is None else words.root


def fit(rows: list[Row], labels: list[str]) -> tuple[Floats, Floats]:
    """Train by Adagrad over the sentences in a fixed random order."""
    weights, bias = np.zeros((BUCKETS, len(labels))), np.zeros(len(labels))
    seen, seen_bias = np.full((BUCKETS, len(labels)), 1e-6), np.full(len(labels), 1e-6)
    order = list(range(len(rows)))
    shuffle = random.Random(SEED)
    index = {label: n for n, label in enumerate(labels)}
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for n in order:
            at, label = rows[n]
            norm = 1 / np.sqrt(len(at))
            gradient = softmax(norm * weights[at].sum(axis=0) + bias)
            gradient[index[label]] -= 1
            step = norm * gradient + DECAY * weights[at]
            seen[at] += step**2
            weights[at] -= RATE * step / np.sqrt(seen[at])
            seen_bias += gradient**2
            bias -= RATE * gradient / np.sqrt(seen_bias)
    return weights, bias


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def scores_of(row: Row, weights: Floats, bias: Floats) -> Floats:
    """Return the scores of a sentence."""
    return np.asarray(weights[row[0]].sum(axis=0) / np.sqrt(len(row[0])) + bias)


def cross_validate(rows: list[Row], labels: list[str]) -> tuple[list[tuple[Floats, str]], float, float]:
    """Return held-out scores with gold labels, accuracy and macro-F1; folds by line, so kinds are spread."""
    held: list[tuple[Floats, str]] = []
    for fold in range(FOLDS):
        weights, bias = fit([r for n, r in enumerate(rows) if n % FOLDS != fold], labels)
        held += [(scores_of(r, weights, bias), r[1]) for n, r in enumerate(rows) if n % FOLDS == fold]
    pairs = [(labels[int(s.argmax())], gold) for s, gold in held]
    right = Counter(g for p, g in pairs if p == g)
    predicted, gold = Counter(p for p, _ in pairs), Counter(g for _, g in pairs)
    f1 = [2 * right[x] / (predicted[x] + gold[x]) for x in labels]
    return held, sum(right.values()) / len(pairs), sum(f1) / len(f1)


def temperature_of(held: list[tuple[Floats, str]], labels: list[str]) -> float:
    """Return the temperature under which the held-out labels are likeliest."""
    index = {label: n for n, label in enumerate(labels)}

    def loss(t: float) -> float:
        return -sum(float(np.log(softmax(s / t)[index[gold]] + 1e-12)) for s, gold in held)

    return min((n / 20 for n in range(4, 81)), key=loss)


def main() -> None:
    """Train, and write or compare."""
    rows = read(spacy.load(MODEL))
    labels = sorted({label for _, label in rows})
    held, accuracy, macro = cross_validate(rows, labels)
    print(f"{len(rows)} sentences, {len(labels)} labels; cross-validated accuracy {accuracy:.3f}, macro-F1 {macro:.3f}")
    weights, bias = fit(rows, labels)
    scale = float(np.abs(weights).max() / 127)
    packed = np.round(weights / scale).astype(np.int8)
    about = {
        "version": VERSION,
        "labels": labels,
        "scale": scale,
        "bias": [round(float(b), 6) for b in bias],
        "temperature": temperature_of(held, labels),
        "sentences": len(rows),
        "cross_validation": {"accuracy": round(accuracy, 3), "macro_f1": round(macro, 3)},
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
