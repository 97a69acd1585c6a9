"""Lists training sentences that come near a sentence of other texts, by shared runs of words.

usage: check_training.py FILE [FILE …]          text, TSV, JSONL, XML: every line is compared, markup is passed over
In: ``data/training`` and the files given. Out: what shares a run of eight words or half of its trigrams;
exit status 1 where there is one.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training_sentences import sentences

RUN, SHARED, FEWEST = 8, 0.5, 6
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[a-z0-9]+")


def main(paths: list[Path]) -> int:
    """Compare, and return the exit status."""
    rows = [sentence.text for sentence in sentences()]
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    threes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    ours = [words(row) for row in rows]
    for n, row in enumerate(ours):
        for gram in grams(row, RUN):
            runs[gram].append(n)
        for gram in set(grams(row, 3)):
            threes[gram].append(n)
    near = 0
    for path in paths:
        for line in path.read_text("utf-8", errors="replace").splitlines():
            theirs = words(TAG.sub(" ", line))
            shared: dict[int, int] = defaultdict(int)
            for gram in set(grams(theirs, 3)):
                for n in threes.get(gram, ()):
                    shared[n] += 1
            hits = {n for gram in grams(theirs, RUN) for n in runs.get(gram, ())}
            hits |= {n for n, k in shared.items() if k >= max(FEWEST, SHARED * (len(ours[n]) - 2))}
            for n in sorted(hits):
                near += 1
                print(f"{path.name}: {rows[n]}")
    print(f"{len(rows)} sentences, {near} near ones")
    return 1 if near else 0


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return WORD.findall(text.lower())


def grams(row: list[str], n: int) -> Iterator[tuple[str, ...]]:
    """Yield the runs of n words."""
    return (tuple(row[i : i + n]) for i in range(len(row) - n + 1))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main([Path(p) for p in sys.argv[1:]]))
