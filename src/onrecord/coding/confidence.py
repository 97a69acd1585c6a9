"""How sure a codebook match is, by what of its structure holds.

In: the pattern, the form of the word that tells the event, and how many sides are named. Out: a confidence from 0 to 1
out of ``data/codebooks/plover/confidence.csv``, whose levels are set by structure; ``onrecord score relations`` shows
how often the records of each level are right.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from onrecord.codebook import CODEBOOKS, Pattern, Words
from onrecord.lexicon import rows

Form = Literal["verb", "noun", "adjective"]
_MOST = 2


def confidence(pattern: Pattern, form: Form, *, sides: int) -> float:
    """Return the level of a match.

    Args:
        pattern: what matched; each listed word that it asks for and found makes the match surer.
        form: the part of speech of the word that tells the event; a light verb counts as verb.
        sides: how many of actor and recipient are filled, 0 to 2.
    """
    return _levels()[form, min(_listed(pattern), _MOST), sides]


def _listed(pattern: Pattern) -> int:
    asked = (pattern.subject, pattern.object, *(words for _, words in pattern.with_))
    return sum(words is not None and _is_listed(words) for words in asked)


def _is_listed(words: Words) -> bool:
    return not (words.any or words.none)


@cache
def _levels() -> dict[tuple[str, int, int], float]:
    table = rows(CODEBOOKS / "plover" / "confidence.csv")
    return {(r["form"], int(r["words"]), int(r["sides"])): float(r["confidence"]) for r in table}
