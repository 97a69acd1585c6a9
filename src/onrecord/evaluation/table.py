"""The table of figures beside those of the peers.

In: figures of sets, the peers' published figures (``data/peers.csv``), floors. Out: a rich table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from rich.markup import escape
from rich.table import Table

from onrecord.evaluation.floors import Floors, worse
from onrecord.evaluation.metrics import Figures
from onrecord.lexicon import DATA, Row, rows


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one measure on one set; `shown` are those that stand in the table."""

    measure: str
    set: str
    figures: Figures
    shown: tuple[str, ...]


def draw(results: Sequence[Result], floors: Floors) -> Table:
    """Put the figures in a table; a figure under its floor is red."""
    table = Table("measure", "set", "figure", header_style="bold")
    table.add_column(f"onrecord {version()}", justify="right")
    table.add_column("peers")
    table.add_column("floor", justify="right")
    for result in results:
        floor = floors.get(result.measure, {}).get(result.set, {})
        named = [name for name in result.figures if name in result.shown or name in floor]
        for i, name in enumerate(named):
            figure = result.figures[name]
            style = "bold red" if name in floor and worse(name, figure, floor[name]) else "bold"
            table.add_row(
                *((result.measure, result.set) if i == 0 else ("", "")),
                escape(name),
                f"[{style}]{show(figure)}[/]",
                escape(peers(result.measure, result.set, name)),
                show(floor[name]) if name in floor else "",
                end_section=i == len(named) - 1,
            )
    return table


def show(figure: float) -> str:
    """``31`` for a count, ``0.605`` for a share, ``152.4`` for kilometres."""
    if isinstance(figure, int):
        return str(figure)
    return f"{figure:.3f}" if abs(figure) < 10 else f"{figure:.1f}"


def peers(measure: str, name: str, figure: str) -> str:
    """Name the peers' figures, best known first, and the set where they were measured on another than ours."""
    found = [row for row in _peers() if row["measure"] == measure and row["figure"] == figure]
    here = {row["peer"] for row in found if row["set"] == name}
    return "; ".join(
        f"{row['peer']} {row['value']}" + ("" if row["set"] == name else f" (on {row['set']})")
        for row in found
        if row["set"] == name or row["peer"] not in here
    )


@cache
def _peers() -> tuple[Row, ...]:
    return tuple(rows(DATA / "peers.csv"))


def version() -> str:
    """The version of the program that made the figures; empty where it runs without being installed."""
    try:
        return metadata.version("onrecord")
    except metadata.PackageNotFoundError:
        return ""
