"""Arms embargoes beside a transfer: which stood against supplier or recipient at that time.

In: who supplies and who receives, and the days between which it was. Out: the embargoes of the dated table that name
either, each *in force* or *open*: where the days are unknown, or only some of them lie in its time.

This is a reference beside a record and never a part of it: it says nothing of whether a transfer was allowed. The table
holds embargoes of the UN and of regional bodies, not those of single states; each row says how sure its dates are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from onrecord.lexicon import GAZETTEERS, Row, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who supplies or receives: code of the state, and name; None where it is unknown."""

    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """One row of the table."""

    issuer: str
    target: str
    scope: str
    voluntary: bool
    instrument: str
    start: str
    end: str | None
    certainty: str
    source: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An embargo that names a side of a transfer; `open` where the time of the transfer does not settle it."""

    side: Literal["supplier", "recipient"]
    party: str
    state: Literal["in force", "open"]
    why: str
    embargo: Embargo

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def held_against(
    suppliers: Iterable[Party], recipients: Iterable[Party], *, earliest: str | None, latest: str | None
) -> tuple[Held, ...]:
    """Return the embargoes beside a transfer that was between two days; None where a day is not known."""
    found = [
        held
        for side, parties in (("supplier", suppliers), ("recipient", recipients))
        for party in parties
        for held in _against(side, party, earliest, latest)
    ]
    return tuple(sorted(found, key=lambda h: (h.side, h.state, h.embargo.issuer, h.embargo.start)))


def _against(side: str, party: Party, earliest: str | None, latest: str | None) -> Iterator[Held]:
    for row in _table():
        if not _names(row, party):
            continue
        start, end = _day(row["in_force_from"], first=True), _day(row["in_force_to"], first=False)
        state = _state(start, end, earliest, latest)
        if state is not None:
            yield Held(
                side="supplier" if side == "supplier" else "recipient",
                party=party.name or party.code or "",
                state="in force" if state == "in force" else "open",
                why=_why(state, earliest, latest),
                embargo=_embargo(row),
            )


def _state(start: str, end: str, earliest: str | None, latest: str | None) -> str | None:
    """Return "in force", "open", or None where the transfer was before or after the embargo's time."""
    if (latest is not None and latest < start) or (earliest is not None and earliest > end):
        return None
    known = earliest is not None and latest is not None
    return "in force" if known and start <= (earliest or "") and (latest or "") <= end else "open"


def _why(state: str, earliest: str | None, latest: str | None) -> str:
    days = f"{earliest or 'unknown'} to {latest or 'unknown'}"
    if state == "in force":
        return f"the transfer is dated {days}"
    if earliest is None or latest is None:
        return f"the time of the transfer is not known ({days})"
    return f"only some of the days {days} lie in its time"


def _names(row: Row, party: Party) -> bool:
    """Tell whether the embargo is on this party: a state by its code, a group by its name."""
    target = row["target_iso3_or_group"]
    codes = set(re.findall(r"\b[A-Z]{3}\b", target))
    if party.code is not None and party.code in codes:
        return True
    groups = [g for named in re.findall(r"group: (.+)", target) for g in re.split(r"[;()]", named) if g.strip()]
    name = (party.name or "").casefold()
    return bool(name) and any(g.strip().casefold() in name or name in g.strip().casefold() for g in groups)


def _day(value: str, *, first: bool) -> str:
    """Return the first or the last day that a day, month or year of the table allows; open ends are far off."""
    if not value:
        return "0001-01-01" if first else "9999-12-31"
    return (
        value + {4: "-01-01", 7: "-01"}.get(len(value), "")
        if first
        else value + {4: "-12-31", 7: "-31"}.get(len(value), "")
    )


def _embargo(row: Row) -> Embargo:
    return Embargo(
        issuer=row["issuer"],
        target=row["target"],
        scope=row["scope"],
        voluntary=row["mandatory_or_voluntary"] == "voluntary",
        instrument=row["instrument"],
        start=row["in_force_from"],
        end=row["in_force_to"] or None,
        certainty=row["certainty"],
        source=row["source"],
        rule=row.rule,
    )


@cache
def _table() -> tuple[Row, ...]:
    return tuple(rows(GAZETTEERS / "arms_embargoes.csv"))
