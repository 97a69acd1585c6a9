"""A small sentence encoder as classifier of events: the extra ``onrecord[encoder]``, with its weights in a package.

In: candidates of a Doc. Out: for each, the probability of every PLOVER type and of none by its sentence, mixed with
what the linear classifier says. The weights are 8-bit integers that onnxruntime runs on one core;
``data/training/README.md`` says how they were trained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from onrecord.coding.candidates import Candidate
from onrecord.coding.classifier import classifier
from onrecord.coding.marked import mark
from onrecord.coding.pieces import encode, vocabulary
from onrecord.coding.trust import NONE, Trust
from onrecord.errors import ModelError

PACKAGE, MODEL = "onrecord_encoder", "events-encoder.onnx"
LONGEST = 160
"""Word pieces of a candidate that are read."""
SURE = 0.95
"""A clause without pattern that the linear classifier is so sure is none is not read again."""
_ROWS = 16
"""Candidates encoded at a time."""

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The encoder with what it needs to read: an onnxruntime session and word pieces."""

    name: str
    labels: tuple[str, ...]
    trust: Trust
    session: Any
    pieces: Mapping[str, int]

    def judge(self, doc: Doc, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Return the probability of each label for each candidate."""
        found = classifier().judge(doc, candidates)
        asked = [n for n, c in enumerate(candidates) if c.draft is not None or found[n][NONE] < SURE]
        rows = [self._row(doc, candidates[n]) for n in asked]
        for n, scores in zip(asked, self._scores(rows), strict=True):
            found[n] = mixed(self.labels, scores, found[n])
        return found

    def _row(self, doc: Doc, candidate: Candidate) -> tuple[list[int], list[int]]:
        """Return the numbers of the pieces, and the places of the marks, 0 where nobody fills a role."""
        marked = mark(doc, candidate.head, _first(candidate.actors), _first(candidate.recipients))
        numbers, places = encode(marked.words, self.pieces)
        return numbers[:LONGEST], [places[p] if p >= 0 and places[p] < LONGEST else 0 for p in marked.places]

    def _scores(self, rows: Sequence[tuple[list[int], list[int]]]) -> Iterator[Scores]:
        """Yield the scores of each row; rows of a Doc only are encoded together, so that no other Doc matters."""
        for n in range(0, len(rows), _ROWS):
            some = rows[n : n + _ROWS]
            ids = np.zeros((len(some), max(len(numbers) for numbers, _ in some)), dtype=np.int64)
            for line, (numbers, _) in zip(ids, some, strict=True):
                line[: len(numbers)] = numbers
            marks = np.array([places for _, places in some], dtype=np.int64)
            yield from self.session.run(None, {"ids": ids, "marks": marks})[0].astype(np.float64)


def mixed(labels: Sequence[str], scores: Scores, linear: Mapping[str, float]) -> dict[str, float]:
    """Return the probabilities of which both say something: the even mean of their logarithms."""
    own = scores - scores.max()
    own -= np.log(np.exp(own).sum())
    both = own / 2 + np.log(np.maximum([linear[label] for label in labels], 1e-9)) / 2
    powers = np.exp(both - both.max())
    return dict(zip(labels, map(float, powers / powers.sum()), strict=True))


def _first(heads: Sequence[int]) -> int | None:
    return heads[0] if heads else None


@cache
def encoder() -> Encoder:
    """Return the encoder.

    Raises:
        ModelError: onnxruntime or the package with the weights is not installed.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError("the classifier “encoder” needs onnxruntime: pip install 'onrecord[encoder]'") from error
    folder = _folder()
    if folder is None:
        raise ModelError("the classifier “encoder” needs its weights: pip install ./encoder in a checkout of onrecord")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # one process, one core; the same sums every time
    about = json.loads((folder / "about.json").read_text("utf-8"))
    model = str(folder / MODEL)
    return Encoder(
        name=f"{PACKAGE}/events-encoder@{about['version']}",
        labels=tuple(about["labels"]),
        trust=Trust.of(about["trust"]),
        session=onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]),
        pieces=vocabulary(folder / "vocabulary.txt"),
    )


def _folder() -> Path | None:
    """Return the folder of the weights, None where they are not installed."""
    try:
        folder = Path(str(resources.files(PACKAGE)))
    except ModuleNotFoundError:
        return None
    return folder if (folder / MODEL).is_file() else None
