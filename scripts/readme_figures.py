"""Puts the figures of ``onrecord score --json`` into the README, as a table beside the peers'.

In: JSON lines, ``onrecord score --json | python scripts/readme_figures.py``, or files of them. Out: the README with the
table between its two marks; sets come in the order of the measures, figures in the order of their headlines.
"""

from __future__ import annotations

import fileinput
import json
import re
from pathlib import Path

from onrecord.evaluation import MEASURES
from onrecord.evaluation.table import peers, show

README = Path(__file__).resolve().parent.parent / "README.md"
MARKS = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def table(results: dict[tuple[str, str], dict[str, float]]) -> str:
    """Return the Markdown table of the figures that each measure puts first."""
    lines = ["| measure | set | figure | onrecord | peers |", "|---|---|---|---:|---|"]
    for measure in MEASURES.values():
        for name in measure.sets:
            figures = results.get((measure.name, name), {})
            for n, figure in enumerate(f for f in measure.headline if f in figures):
                first = f"{measure.name} | {name}" if n == 0 else " | "
                beside = peers(measure.name, name, figure).replace("|", "\\|")
                shown = figure.replace("|", "\\|")
                lines.append(f"| {first} | {shown} | {show(figures[figure])} | {beside} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the README anew."""
    with fileinput.input(encoding="utf-8") as lines:
        results = {(r["measure"], r["set"]): r["figures"] for r in map(json.loads, lines)}
    text = README.read_text(encoding="utf-8")
    README.write_text(MARKS.sub(lambda _: "\n" + table(results) + "\n", text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
