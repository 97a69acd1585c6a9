"""Which states there were on a day, and the codes by which two lists of states counted them then.

In: a state's ISO code and an ISO date, shortened to a month or a year or not. Out: whether the state existed, and its
codes of the Correlates of War and of Gleditsch and Ward. "Germany" is 260 in a report of 1985, and 255 in one of 1995
by the first list; Eritrea has no code in a report of 1985, when it was no state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lexicon import GAZETTEERS, rows


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days for which a list has a state under one code; an empty `end` is open."""

    system: Literal["cow", "gw"]
    code: str
    start: str
    end: str

    def holds(self, day: str) -> bool:
        """Tell whether a day, month or year lies in the stretch, at least in part."""
        return self.start[: len(day)] <= day and (not self.end or day <= self.end[: len(day)])


@cache
def spells() -> Mapping[str, tuple[Spell, ...]]:
    """Return the spells of each state that one of the lists knows, in order of time."""
    found: dict[str, list[Spell]] = {}
    for row in rows(GAZETTEERS / "actors_spells.csv"):
        spell = Spell(row["system"], row["code"], row["start"], row["end"])  # type: ignore[arg-type]  # the script's
        found.setdefault(row["iso3"], []).append(spell)
    return {iso3: tuple(sorted(mine, key=lambda s: s.start)) for iso3, mine in found.items()}


def existed(iso3: str, day: str | None) -> bool:
    """Tell whether there was such a state; yes where the day or the state's days are not known."""
    mine = spells().get(iso3)
    return not day or not mine or any(spell.holds(day) for spell in mine)


def dated(iso3: str, codes: Mapping[str, str], day: str | None) -> dict[str, str]:
    """Return a state's codes with those of a day; without a day, or for a territory of no list, as they are."""
    mine = spells().get(iso3)
    if not day or not mine:
        return dict(codes)
    then = {spell.system: spell.code for spell in mine if spell.holds(day)}
    return {k: v for k, v in codes.items() if k not in ("cow", "gw")} | then
