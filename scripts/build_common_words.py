"""Builds ``data/gazetteers/common_words.csv``: words that a Title Case Headline capitalises but a sentence does not.

usage: build_common_words.py VERBNET.csv NOMINALIZATIONS.csv STATES.csv
In: VerbNet's verbs, WordNet's morphosemantic nouns, the names of states (which stay capitalised), and the verbs and
nouns that the codebook's patterns name. Out: word, source.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from onrecord.codebook import codebook

OUT = Path(__file__).parent.parent / "src/onrecord/data/gazetteers/common_words.csv"
FUNCTION = """
pact pacts treaty treaties accord accords agreement agreements ally allies ship ships jet jets plane planes drone
drones a an the and or but nor so yet of in on at to for from by with without into onto over under after before
during between among against amid about as than that this these those if when while since until because although
though who whom whose which what where why how not no never will would can could may might must shall should is are
was were be been being has have had do does did its it their his her our your my he she they we you i more most less
least new old first last next other another some any all both each every many few several up down out off again near
across along toward towards per via despite says said saying air sea land war peace talks ties arms army navy police
troops rebels militants officials minister ministers president government sanctions strikes missile missiles weapons
oil gas trade tax vote election elections poll court law bill budget crisis border military defense defence security
nuclear economic political foreign national international regional joint top effort efforts front force forces deal
truce ceasefire week month year day case plan plans fears row rift chief leader leaders king queen prince parliament
senate council group groups city capital town village party senior key major high low big small good bad long short
early late dead killed wounded injured
""".split()  # noqa: SIM905  (a list of words is read more easily than a list of strings)


def main(verbnet: Path, nominalizations: Path, states: Path) -> None:
    """Write the table."""
    names = {w.lower() for row in _rows(states) for w in row["name"].split()}
    words = dict.fromkeys(FUNCTION, "own")
    for row in _rows(verbnet):
        words.setdefault(row["verb"].split()[0], "VerbNet 3.4")
    for row in _rows(nominalizations):
        if "wordnet-msd" in row["sources"]:
            words.setdefault(row["noun"], "WordNet morphosemantic links")
    for pattern in (p for event_type in codebook() for p in event_type.patterns):
        for word in (w for phrase in pattern.verbs | pattern.nouns for w in phrase.split()):
            words.setdefault(word, "own")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "source"])
        writer.writerows(sorted((w, s) for w, s in words.items() if w.isalpha() and w.islower() and w not in names))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
