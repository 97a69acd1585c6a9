"""Degrees of factuality."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.evaluation import factuality


@pytest.fixture
def path(tmp_path: Path) -> Path:
    targets = [{"span1": [i, i + 1], "label": label} for i, label in enumerate((3.0, -2.4, 0.4))]
    file = tmp_path / "dev.jsonl"
    file.write_text(json.dumps({"text": "came left stays", "targets": targets}) + "\n", encoding="utf-8")
    return file


def test_right_labels(path: Path) -> None:
    found = factuality.score(path, [{"labels": [3.0, -2.4, 0.4]}])
    assert found == pytest.approx({"MAE": 0, "Pearson r": 1, "macro-F1": 1})


def test_one_guess_for_all(path: Path) -> None:
    found = factuality.score(path, [{"labels": [3.0, 3.0, 3.0]}])
    assert found == pytest.approx({"MAE": 8 / 3, "Pearson r": 0, "macro-F1": 0.5 / 3})
