"""How firm an event is to its author: from -3 (certainly not) over 0 (open) to +3 (certainly), word by word.

In: JSON lines ``{"text": tokens joined by spaces, "targets": [{"span1": [start, end], "label": number}]}``. Out: mean
absolute error, Pearson's r, and macro-F1 of yes (1 and more), no (-1 and less) and uncertain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, macro_f1, pearson
from onrecord.evaluation.model import Model

CERTAIN = 1.0
"""From here on (or down to its negative) a degree counts as yes (or no)."""


def gold(path: Path) -> list[dict[str, Any]]:
    """Read the sentences.

    Raises:
        MissingGold: the file holds no sentence with targets.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not lines or "targets" not in lines[0]:
        raise MissingGold(f"{path}: no lines such as {{'text': …, 'targets': [{{'span1': [0, 1], 'label': 3.0}}]}}")
    return lines


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Judge each target where its sentence, tokenised as given, is parsed; one object a sentence."""
    from spacy.tokens import Doc

    from onrecord.standing.modality import factuality

    sentences = gold(path)
    docs = (Doc(model.nlp.vocab, words=s["text"].split()) for s in sentences)
    parsed = model.parse(docs, f"factuality {path.parent.name}", total=len(sentences))
    made = []
    for sentence, doc in zip(sentences, parsed, strict=True):
        heads = (doc[start : max(end, start + 1)].root for start, end in (t["span1"] for t in sentence["targets"]))
        made.append({"text": sentence["text"], "labels": [factuality(head) for head in heads]})
    return made


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; the predictions stand in the order of the sentences."""
    wanted = [float(target["label"]) for sentence in gold(path) for target in sentence["targets"]]
    made = [float(label) for prediction in predictions for label in prediction["labels"]]
    pairs = list(zip(wanted, made, strict=True))
    return {
        "MAE": sum(abs(g - p) for g, p in pairs) / len(pairs),
        "Pearson r": pearson(pairs),
        "macro-F1": macro_f1([(_class(g), _class(p)) for g, p in pairs]),
    }


def _class(label: float) -> str:
    return "yes" if label >= CERTAIN else "no" if label <= -CERTAIN else "uncertain"
