"""The floors themselves, and the comparison with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.evaluation import MEASURES, floors

FILE = Path(__file__).parent.parent / "floors.json"


def test_floors_name_measures_and_sets_that_exist() -> None:
    for measure, sets in floors.load(FILE).items():
        assert measure in MEASURES
        assert set(sets) <= set(MEASURES[measure].sets)
        assert all(figures for figures in sets.values())


def test_the_checkout_finds_its_own_floors() -> None:
    assert floors.load() == floors.load(FILE)


@pytest.mark.parametrize(
    ("figures", "missed"),
    [
        ({"F1": 0.5, "MAE": 0.7}, []),
        ({"F1": 0.51, "MAE": 0.69}, []),
        ({"F1": 0.49, "MAE": 0.7}, ["F1"]),
        ({"F1": 0.5, "MAE": 0.71}, ["MAE"]),  # a failure: its floor is a ceiling
        ({"MAE": 0.7}, ["F1"]),  # a figure that is gone is under its floor
    ],
)
def test_missed(figures: dict[str, float], missed: list[str]) -> None:
    assert floors.missed(figures, {"F1": 0.5, "MAE": 0.7}) == missed


@pytest.mark.parametrize("text", ["{", '{"a": {"b": {"c": "high"}}}'])
def test_a_mistake_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"floors\.json"):
        floors.load(path)
