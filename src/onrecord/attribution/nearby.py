"""Things by their place in the text, so that a long report costs no more a sentence than a short one.

In: things with character ranges. Out: those that share a stretch of text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

Range = tuple[int, int]
Thing = TypeVar("Thing")


class Nearby(Generic[Thing]):
    """Things by their character ranges: who shares a stretch of text is found without a look at all of them."""

    def __init__(self, things: Iterable[Thing], ranges: Callable[[Thing], Iterable[Range]]) -> None:
        self.things = list(things)
        placed = [(r, n, thing) for n, thing in enumerate(self.things) for r in ranges(thing)]
        self._placed = sorted(placed, key=lambda p: p[:2])
        self._starts = [p[0][0] for p in self._placed]
        self._ends = list(accumulate((p[0][1] for p in self._placed), max))
        """The greatest end so far: where it lies before a range, nothing earlier reaches into that range."""

    def touching(self, span: Range) -> list[Thing]:
        """Return the things that share at least one character with the range, in their order."""
        found: dict[int, Thing] = {}
        i = bisect_left(self._starts, span[1]) - 1
        while i >= 0 and self._ends[i] > span[0]:
            (_, end), n, thing = self._placed[i]
            if end > span[0]:
                found[n] = thing
            i -= 1
        return [found[n] for n in sorted(found)]
