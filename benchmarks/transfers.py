"""What the sentences of `tests/standing/transfers.jsonl` tell, field by field, against what is read.

In: that file, or another of its format. Out: figures, and with ``--errors`` each field that is read otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from onrecord.evaluation.model import Model
from onrecord.evaluation.transfers import gold, paired, predict, score, wrong

CONSOLE = Console(width=200, highlight=False, markup=False)
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Read the sentences and print the figures."""
    named = [a for a in sys.argv[1:] if not a.startswith("--")]
    path = Path(named[0]) if named else ROOT / "tests" / "standing" / "transfers.jsonl"
    predictions = predict(path, Model())
    if "--errors" in sys.argv:
        for sentence, reading in zip(gold(path), predictions, strict=True):
            pairs, records = paired(sentence["expect"], reading)
            errors = [wrong(want, record) for want, record in pairs]
            if any(errors) or len(records) > len(pairs):
                CONSOLE.print(sentence["text"], f"[{len(records) - len(pairs):+d}]", *map(str, errors), sep="\n    ")
    for name, value in score(path, predictions).items():
        CONSOLE.print(f"{name:40} {value:.3f}")


if __name__ == "__main__":
    main()
