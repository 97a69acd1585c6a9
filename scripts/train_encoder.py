"""Fine-tunes the small sentence encoder on the rows of ``encoder_rows.py``; needs torch and numpy, nothing of ours.

usage: train_encoder.py ROWS.npz BASE.npz OUT [--rows N] [--epochs N] [--folds N] [--seconds N]
In: candidates as token ids with marks, and the weights of the base model. Out: ``weights-1.npz``, ``weights-2.npz``
(16-bit floats), ``held.npz`` (what models that did not see a row say of it, fold by fold) and ``report.json``.

First a few settings are compared on two folds; the best is trained on the other folds, for calibration, and last on
all rows. `--seconds` ends the comparison early where a machine is slow. It runs on a CPU or on one GPU with CUDA.
The seed, the order of rows and the algorithms are fixed, so that the same machine and torch give the same bytes;
another processor sums floating point numbers in another order, so its weights differ in the last places.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

SEED, BATCH, WARM = 7, 64, 0.1
WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
HIDDEN = 0.1
"""Share of word pieces that are hidden while training, so that no single word decides."""
MASK = 4
"""The piece that stands for a hidden one; those up to it are no words."""


@dataclass(frozen=True)
class Setting:
    """What may be chosen about the training."""

    epochs: int
    rate: float
    smooth: float


SETTINGS = (Setting(8, 2e-4, 0.0), Setting(12, 3e-4, 0.1), Setting(12, 2e-4, 0.1), Setting(16, 3e-4, 0.1))


class Layer(nn.Module):  # type: ignore[misc]
    """A layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Return the next states of the word pieces."""
        size = (*x.shape[:2], HEADS, WIDTH // HEADS)
        q, k, v = (f(x).view(size).transpose(1, 2) for f in (self.q, self.k, self.v))
        weights = (q @ k.transpose(2, 3) / math.sqrt(WIDTH / HEADS)).masked_fill(~mask[:, None, None, :], -1e4)
        found = functional.dropout(weights.softmax(-1), drop) @ v
        x = self.norm1(x + functional.dropout(self.o(found.transpose(1, 2).reshape(x.shape)), drop))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), drop))


class Encoder(nn.Module):  # type: ignore[misc]
    """The encoder with a layer that tells event types from the mean of all pieces and the pieces of the marks."""

    def __init__(self, base: dict[str, np.ndarray[Any, Any]], labels: int) -> None:
        super().__init__()
        words = torch.tensor(base["words"].astype(np.float32) * base["scale"])
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        self.positions = nn.Parameter(torch.tensor(base["positions"].astype(np.float32)))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.told = nn.Linear(4 * WIDTH, labels)
        state = {k: torch.tensor(v.astype(np.float32)) for k, v in base.items() if k[0].isdigit() or k[:4] == "norm"}
        self.load_state_dict({f"layers.{k}" if k[0].isdigit() else k: v for k, v in state.items()}, strict=False)

    def forward(self, ids: Tensor, marks: Tensor, drop: float) -> Tensor:
        """Return a score for each label."""
        mask = ids > 0
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        x = functional.dropout(x, drop)
        for layer in self.layers:
            x = layer(x, mask, drop)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        at = (functional.one_hot(marks, ids.shape[1]) * (marks > 0)[..., None]).to(x.dtype) @ x
        return self.told(functional.dropout(torch.cat([mean, at.flatten(1)], 1), drop))


class Data:
    """The rows as tensors on the device."""

    def __init__(self, path: Path, device: str, most: int | None) -> None:
        found = np.load(path)
        ends = np.cumsum(found["lengths"])
        count = len(ends) if most is None else min(most, len(ends))
        chosen = np.sort(np.random.default_rng(SEED).permutation(len(ends))[:count])
        ids = np.zeros((count, int(found["lengths"].max())), dtype=np.int64)
        for n, row in enumerate(chosen):
            ids[n, : found["lengths"][row]] = found["ids"][ends[row] - found["lengths"][row] : ends[row]]
        self.ids = torch.tensor(ids, device=device)
        self.marks = torch.tensor(found["marks"][chosen].astype(np.int64), device=device)
        self.label = torch.tensor(found["label"][chosen].astype(np.int64), device=device)
        self.lengths, self.fold, self.candidate = (found[k][chosen] for k in ("lengths", "fold", "candidate"))
        self.labels = [str(x) for x in found["labels"]]
        self.rows, self.device = chosen, device

    def batch(self, rows: np.ndarray[Any, Any]) -> tuple[Tensor, Tensor, Tensor]:
        """Return ids, marks and labels of some rows, cut to the longest of them."""
        at = torch.tensor(rows, device=self.device)
        return self.ids[at, : int(self.lengths[rows].max())], self.marks[at], self.label[at]


def train(data: Data, rows: np.ndarray[Any, Any], base: dict[str, Any], setting: Setting, seed: int) -> Encoder:
    """Return an encoder trained on the rows."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    model = Encoder(base, len(data.labels))
    model.to(data.device)
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=setting.rate, weight_decay=0.01, fused=data.device == "cuda")
    steps = setting.epochs * math.ceil(len(rows) / BATCH)
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (WARM * steps), 1.0) * max(0.0, (steps - n) / steps)
    )
    for _ in range(setting.epochs):
        for batch in batches(order.permutation(rows), data.lengths, order):
            ids, marks, label = data.batch(batch)
            hidden = (torch.rand(ids.shape, device=data.device) < HIDDEN) & (ids > MASK)
            hidden &= functional.one_hot(marks, ids.shape[1]).sum(1) == 0
            with torch.autocast(data.device, torch.bfloat16):
                scores = model(ids.masked_fill(hidden, MASK), marks, 0.1)
            loss = functional.cross_entropy(scores.float(), label, label_smoothing=setting.smooth)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            slope.step()
    return model


def batches(
    rows: np.ndarray[Any, Any], lengths: np.ndarray[Any, Any], order: np.random.Generator
) -> list[np.ndarray[Any, Any]]:
    """Return the rows in batches of like length, in random order."""
    pool = BATCH * 20
    near = [rows[n : n + pool] for n in range(0, len(rows), pool)]
    near = [part[np.argsort(lengths[part], kind="stable")] for part in near]
    found = [part[n : n + BATCH] for part in near for n in range(0, len(part), BATCH)]
    return [found[n] for n in order.permutation(len(found))]


def scores(model: Encoder, data: Data, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return what a model says of rows."""
    found = np.zeros((len(rows), len(data.labels)), dtype=np.float32)
    near = np.argsort(data.lengths[rows], kind="stable")
    with torch.inference_mode():
        for n in range(0, len(rows), 128):
            ids, marks, _ = data.batch(rows[near[n : n + 128]])
            found[near[n : n + 128]] = model(ids, marks, 0.0).float().cpu().numpy()
    return found


def tried(data: Data, fold: int, base: dict[str, Any], setting: Setting) -> tuple[np.ndarray[Any, Any], Any]:
    """Train without a fold, and return the rows of the fold with what the model says of them."""
    held = np.flatnonzero(data.fold == fold)
    return held, scores(train(data, np.flatnonzero(data.fold != fold), base, setting, SEED), data, held)


def right(data: Data, held: np.ndarray[Any, Any], said: np.ndarray[Any, Any], *, candidates: bool) -> float:
    """Return the share of rows whose likeliest label is theirs: of candidates of readings, or of marked events."""
    chosen = data.candidate[held] == candidates
    return float((said.argmax(1) == data.label.cpu().numpy()[held])[chosen].mean())


def main() -> None:
    """Compare settings, train, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", dest="most", type=int, help="only so many rows, to try the script out")
    parser.add_argument("--epochs", type=int, help="only so many epochs, in one setting")
    parser.add_argument("--folds", type=int, help="calibrate on so many of the folds, two at least; all if not given")
    parser.add_argument("--seconds", type=float, default=150, help="time after which no further setting is compared")
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.use_deterministic_algorithms(True)
    data = Data(given.rows, device, given.most)
    base = dict(np.load(given.base))
    given.out.mkdir(parents=True, exist_ok=True)
    settings = SETTINGS if given.epochs is None else (Setting(given.epochs, 3e-4, 0.0),)
    began = time.perf_counter()
    compared: list[tuple[float, Setting, dict[int, Any]]] = []
    for setting in settings:
        if compared and time.perf_counter() - began > given.seconds:
            break
        folds = {fold: tried(data, fold, base, setting) for fold in (0, 1)}
        values = [[right(data, *f, candidates=c) for f in folds.values()] for c in (True, False)]
        compared.append((float(np.mean(values)), setting, folds))
        print(
            f"{time.perf_counter() - began:6.0f} s  {setting}  candidates, marked: {np.mean(values, axis=1).round(4)}"
        )
    _, best, folds = max(compared, key=lambda c: c[0])
    most = int(data.fold.max()) + 1 if given.folds is None else given.folds
    folds |= {fold: tried(data, fold, base, best) for fold in range(2, most)}
    write(given.out, data, best, folds, compared)
    model = train(data, np.arange(len(data.rows)), base, best, SEED)
    save(model, given.out)
    print(f"{time.perf_counter() - began:6.0f} s  {best} trained on {len(data.rows)} rows ({device})")


def write(out: Path, data: Data, best: Setting, folds: dict[int, Any], compared: list[Any]) -> None:
    """Write what held-out models say, and a report."""
    held = np.concatenate([rows for rows, _ in folds.values()])
    said = np.concatenate([found for _, found in folds.values()])
    np.savez(out / "held.npz", rows=data.rows[held], scores=said.astype(np.float16))
    figures = {
        "candidates": right(data, held, said, candidates=True),
        "marked": right(data, held, said, candidates=False),
    }
    about = {
        "setting": asdict(best),
        "seed": SEED,
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu",
        "cross_validation": {name: round(value, 4) for name, value in figures.items()},
        "compared": [{**asdict(s), "right": round(v, 4)} for v, s, _ in compared],
    }
    (out / "report.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(about["cross_validation"]), flush=True)


def save(model: Encoder, out: Path) -> None:
    """Write the learned weights in two files, so that neither is large."""
    state = {k: v.half().cpu().numpy() for k, v in model.state_dict().items() if k != "words.weight"}
    late = {k for k in state if k.startswith(("layers.3.", "layers.4.", "layers.5."))}
    np.savez_compressed(out / "weights-1.npz", **{k: v for k, v in state.items() if k not in late})
    np.savez_compressed(out / "weights-2.npz", **{k: state[k] for k in late})


if __name__ == "__main__":
    main()
