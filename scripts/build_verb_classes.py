"""Builds ``data/gazetteers/verb_classes.csv``: the VerbNet classes of verbs and of the nouns that name their events.

usage: build_verb_classes.py VERBNET.csv NOMINALIZATIONS.csv
In: VerbNet 3.4 (verb, class), WordNet's morphosemantic links (verb, noun). Out: word, pos, classes, source.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/onrecord/data/gazetteers/verb_classes.csv"


def main(verbnet: Path, nominalizations: Path) -> None:
    """Write the table."""
    verbs: dict[str, set[str]] = defaultdict(set)
    for row in _rows(verbnet):
        verbs[row["verb"].lower()].add(_top(row["class"]))
    nouns: dict[str, set[str]] = defaultdict(set)
    for row in _rows(nominalizations):
        if "wordnet-msd" in row["sources"] and {"event", "result", "state"} & set(row["relation"].split("|")):
            nouns[row["noun"].lower()] |= verbs.get(row["verb"].lower(), set())
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "pos", "classes", "source"])
        writer.writerows([w, "verb", "|".join(sorted(c)), "VerbNet 3.4"] for w, c in sorted(verbs.items()))
        source = "VerbNet 3.4; WordNet morphosemantic links"
        writer.writerows([w, "noun", "|".join(sorted(c)), source] for w, c in sorted(nouns.items()) if c)


def _top(name: str) -> str:
    """Return the class without its subclasses: "judgment-33.1-1-1" gives "judgment-33.1"."""
    parts = name.split("-")
    number = next(i for i, part in enumerate(parts) if part[:1].isdigit())
    return "-".join(parts[: number + 1])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
