"""Packs a trained encoder into ``encoder/``: an ONNX graph with 8-bit weights, its word pieces and its trust.

usage: pack_encoder.py TRAINED PREPARED        the folders of ``train_encoder.py`` and ``encoder_rows.py``; needs onnx
In: 16-bit weights, what held-out models said of the rows, and the vocabulary. Out: ``encoder/src/onrecord_encoder/``
with ``events-encoder.onnx``, ``vocabulary.txt`` and ``about.json``. The same input gives the same bytes.

Every matrix is an 8-bit integer with a scale for each of its columns, and so is every row of the word embeddings; what
is multiplied with a matrix is brought to 8 bits while running.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper, save

from fit_trust import Case, fit
from onrecord.coding.classifier import classifier
from onrecord.coding.encoder import mixed

PACKAGE = Path(__file__).parent.parent / "encoder" / "src" / "onrecord_encoder"
VERSION = "1"
LAYERS, WIDTH, HEADS = 6, 384, 12
OPSET = 17

Array = npt.NDArray[Any]


class Graph:
    """An ONNX graph that grows node by node."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: Array) -> str:
        """Add a constant and return its name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def floats(self, name: str, value: float | Array) -> str:
        """Add a constant of 32-bit floats."""
        return self.constant(name, np.asarray(value, dtype=np.float32))

    def integers(self, name: str, *values: int) -> str:
        """Add a list of integers."""
        return self.constant(name, np.array(values, dtype=np.int64))

    def add(self, kind: str, *inputs: str, out: str, **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, **attributes))
        return out

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """Multiply with a matrix of 8-bit integers."""
        columns = weight.T.astype(np.float32)
        scale = np.maximum(np.abs(columns).max(axis=0) / 127, 1e-12)
        self.constant(f"{name}.w", np.round(columns / scale).astype(np.int8))
        self.floats(f"{name}.s", scale)
        self.floats(f"{name}.b", bias)
        self.constant(f"{name}.z", np.array(0, dtype=np.int8))
        parts = [f"{name}.{part}" for part in ("x8", "xs", "xz")]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], parts, name=f"{name}.quantize"))
        self.add("MatMulInteger", parts[0], f"{name}.w", parts[2], f"{name}.z", out=f"{name}.sum")
        self.add("Cast", f"{name}.sum", out=f"{name}.float", to=TensorProto.FLOAT)
        self.add("Mul", parts[1], f"{name}.s", out=f"{name}.scale")
        self.add("Mul", f"{name}.float", f"{name}.scale", out=f"{name}.scaled")
        return self.add("Add", f"{name}.scaled", f"{name}.b", out=f"{name}.out")

    def norm(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """Normalise each state."""
        self.floats(f"{name}.weight", weight)
        self.floats(f"{name}.bias", bias)
        return self.add(
            "LayerNormalization", x, f"{name}.weight", f"{name}.bias", out=f"{name}.out", axis=-1, epsilon=1e-12
        )


def embed(g: Graph, state: dict[str, Array], base: dict[str, Array]) -> str:
    """Words and positions, and what hides the padding."""
    g.constant("words", base["words"])
    g.floats("words.scale", base["scale"])
    g.add("Gather", "words", "ids", out="word8")
    g.add("Cast", "word8", out="word", to=TensorProto.FLOAT)
    g.add("Gather", "words.scale", "ids", out="word.scale")
    g.add("Mul", "word", "word.scale", out="word.scaled")
    g.floats("positions", state["positions"])
    g.integers("zero", 0)
    g.integers("first", 1)
    g.add("Shape", "ids", out="size")
    g.add("Gather", "size", "first", out="length")
    g.add("Slice", "positions", "zero", "length", "zero", out="position")
    g.add("Add", "word.scaled", "position", out="embedded")
    g.constant("none", np.array(0, dtype=np.int64))
    g.add("Greater", "ids", "none", out="real")
    g.add("Cast", "real", out="mask", to=TensorProto.FLOAT)
    g.floats("one", 1.0)
    g.floats("far", -1e4)
    g.add("Sub", "one", "mask", out="hidden")
    g.add("Mul", "hidden", "far", out="bias2")
    g.integers("heads.axes", 1, 2)
    g.add("Unsqueeze", "bias2", "heads.axes", out="bias")
    return g.norm("embedded", "norm", state["norm.weight"], state["norm.bias"])


def layer(g: Graph, x: str, n: int, state: dict[str, Array]) -> str:
    """A layer of BERT."""

    def part(name: str) -> tuple[Array, Array]:
        return state[f"layers.{n}.{name}.weight"], state[f"layers.{n}.{name}.bias"]

    q, k, v = part("q"), part("k"), part("v")
    all_three = g.linear(x, f"{n}.qkv", np.concatenate([q[0], k[0], v[0]]), np.concatenate([q[1], k[1], v[1]]))
    g.nodes.append(helper.make_node("Split", [all_three], [f"{n}.{p}" for p in "qkv"], name=f"{n}.split", axis=-1))
    for p, order in (("q", (0, 2, 1, 3)), ("k", (0, 2, 3, 1)), ("v", (0, 2, 1, 3))):
        g.add("Reshape", f"{n}.{p}", "apart", out=f"{n}.{p}4")
        g.add("Transpose", f"{n}.{p}4", out=f"{n}.{p}h", perm=list(order))
    g.add("MatMul", f"{n}.qh", f"{n}.kh", out=f"{n}.raw")
    g.add("Mul", f"{n}.raw", "root", out=f"{n}.even")
    g.add("Add", f"{n}.even", "bias", out=f"{n}.masked")
    g.add("Softmax", f"{n}.masked", out=f"{n}.weights", axis=-1)
    g.add("MatMul", f"{n}.weights", f"{n}.vh", out=f"{n}.seen")
    g.add("Transpose", f"{n}.seen", out=f"{n}.back", perm=[0, 2, 1, 3])
    g.add("Reshape", f"{n}.back", "together", out=f"{n}.joined")
    g.add("Add", x, g.linear(f"{n}.joined", f"{n}.o", *part("o")), out=f"{n}.sum1")
    x = g.norm(f"{n}.sum1", f"{n}.norm1", *part("norm1"))
    up = g.linear(x, f"{n}.up", *part("up"))
    g.add("Mul", up, "root2", out=f"{n}.arg")
    g.add("Erf", f"{n}.arg", out=f"{n}.erf")
    g.add("Add", f"{n}.erf", "one", out=f"{n}.gate")
    g.add("Mul", up, f"{n}.gate", out=f"{n}.open")
    g.add("Mul", f"{n}.open", "half", out=f"{n}.gelu")
    g.add("Add", x, g.linear(f"{n}.gelu", f"{n}.down", *part("down")), out=f"{n}.sum2")
    return g.norm(f"{n}.sum2", f"{n}.norm2", *part("norm2"))


def told(g: Graph, x: str, state: dict[str, Array]) -> None:
    """Scores from the mean of all pieces and the pieces of the marks."""
    g.integers("last", 2)
    g.integers("middle", 1)
    g.add("Unsqueeze", "mask", "last", out="mask3")
    g.add("Mul", x, "mask3", out="kept")
    g.add("ReduceSum", "kept", "middle", out="total", keepdims=0)
    g.add("ReduceSum", "mask", "middle", out="count", keepdims=1)
    g.add("Div", "total", "count", out="mean")
    g.add("Unsqueeze", "marks", "last", out="marks3")
    g.add("GatherND", x, "marks3", out="marked", batch_dims=1)
    g.add("Greater", "marks", "none", out="filled")
    g.add("Cast", "filled", out="filled.float", to=TensorProto.FLOAT)
    g.add("Unsqueeze", "filled.float", "last", out="filled3")
    g.add("Mul", "marked", "filled3", out="marked.kept")
    g.add("Flatten", "marked.kept", out="flat", axis=1)
    g.add("Concat", "mean", "flat", out="all", axis=1)
    g.floats("told.weight", state["told.weight"].T)
    g.floats("told.bias", state["told.bias"])
    g.add("Gemm", "all", "told.weight", "told.bias", out="scores")


def graph(state: dict[str, Array], base: dict[str, Array]) -> Any:
    """Return the model."""
    g = Graph()
    g.floats("root", 1 / math.sqrt(WIDTH / HEADS))
    g.floats("root2", 1 / math.sqrt(2))
    g.floats("half", 0.5)
    g.integers("apart", 0, 0, HEADS, WIDTH // HEADS)
    g.integers("together", 0, 0, WIDTH)
    x = embed(g, state, base)
    for n in range(LAYERS):
        x = layer(g, x, n, state)
    told(g, x, state)
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "pieces"]),
        helper.make_tensor_value_info("marks", TensorProto.INT64, ["rows", 3]),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["rows", len(state["told.bias"])])]
    made = helper.make_graph(g.nodes, "events-encoder", inputs, outputs, list(g.constants.values()))
    return helper.make_model(
        made, producer_name="onrecord", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8
    )


def cases(trained: Path, prepared: Path) -> list[Case]:
    """Return what held-out encoders, mixed with held-out linear classifiers, said of the candidates of readings."""
    rows, held = np.load(prepared / "rows.npz"), np.load(trained / "held.npz")
    labels = [str(x) for x in rows["labels"]]
    found = []
    for row, scores in zip(held["rows"], held["scores"].astype(np.float64), strict=True):
        if rows["candidate"][row]:
            linear = dict(zip(labels, map(float, rows["linear"][row]), strict=True))
            act, right = int(rows["act"][row]), int(rows["actor_right"][row])
            found.append(
                Case(
                    words=mixed(labels, scores, linear),
                    act=None if act < 0 else labels[act],
                    structure=float(rows["structure"][row]),
                    label=labels[rows["label"][row]],
                    actor=bool(rows["marks"][row][0]),
                    recipient=bool(rows["marks"][row][2]),
                    actor_right=None if right < 0 else bool(right),
                )
            )
    return found


def main(trained: Path, prepared: Path) -> None:
    """Write the package's data."""
    state: dict[str, Array] = {}
    for part in (1, 2):
        state |= dict(np.load(trained / f"weights-{part}.npz"))
    base = dict(np.load(prepared / "base.npz"))
    PACKAGE.mkdir(parents=True, exist_ok=True)
    save(graph(state, base), str(PACKAGE / "events-encoder.onnx"))
    (PACKAGE / "vocabulary.txt").write_bytes((prepared / "vocabulary.txt").read_bytes())
    report = json.loads((trained / "report.json").read_text("utf-8"))
    about = {
        "version": VERSION,
        "labels": [str(x) for x in np.load(prepared / "rows.npz")["labels"]],
        "linear": classifier().name,
        "trust": fit(cases(trained, prepared)),
        "training": report,
    }
    (PACKAGE / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    sizes = {p.name: p.stat().st_size for p in sorted(PACKAGE.iterdir()) if p.is_file()}
    print(json.dumps(sizes, indent=1))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
