"""Floors under the figures: what was once reached is not to be lost unseen.

In: ``tests/floors.json``, ``{measure: {set: {figure: floor}}}``. Out: the floors of a set, and which figures miss them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import DataError
from onrecord.evaluation.measures import LOWER_IS_BETTER
from onrecord.evaluation.metrics import Figures
from onrecord.lexicon import DATA

Floors = Mapping[str, Mapping[str, Mapping[str, float]]]

CHECKOUT = Path(__file__).parents[3] / "tests" / "floors.json"
INSTALLED = DATA / "floors.json"


def load(path: Path | None = None) -> Floors:
    """Read the floors; none where the program is installed without them.

    Raises:
        DataError: the file is not of that form.
    """
    path = path or next((p for p in (CHECKOUT, INSTALLED) if p.is_file()), None)
    if path is None:
        return {}
    try:
        floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise DataError(path, error.lineno, f"not readable as JSON: {error.msg}") from error
    for measure, sets in floors.items():
        for name, figures in sets.items():
            if not all(isinstance(floor, int | float) for floor in figures.values()):
                raise DataError(path, 1, f"a floor of {measure}, {name} is no number")
    return floors


def missed(figures: Figures, floors: Mapping[str, float]) -> list[str]:
    """Return the names of the figures that are worse than their floor, or gone."""
    return [name for name, floor in floors.items() if name not in figures or worse(name, figures[name], floor)]


def worse(name: str, figure: float, floor: float) -> bool:
    """Say whether a figure is worse than its floor; a floor is a ceiling where lower is better."""
    return figure > floor + 1e-9 if name in LOWER_IS_BETTER else figure < floor - 1e-9
