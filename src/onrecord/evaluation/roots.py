"""The event types that the published gold of event coding knows: fifteen PLOVER roots, in four and in two classes.

In: a PLOVER event type or a CAMEO code. Out: one of fifteen roots, or None. YIELD is what PLOVER 2021 splits into
CONCEDE and RETREAT.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import MissingGold

QUAD = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT"),
    "material cooperation": ("COOPERATE", "AID", "YIELD"),
    "verbal conflict": ("ACCUSE", "REQUEST", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
QUAD_OF = {root: quad for quad, roots in QUAD.items() for root in roots}
BINARY_OF = {root: quad.split()[1] for root, quad in QUAD_OF.items()}
NONE = "none"
_FOLDED = {
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "FIGHT": "ASSAULT",
    "DEMAND": "REQUEST",
    "INVESTIGATE": "ACCUSE",
    "DISAPPROVE": "ACCUSE",
}
_LINE = re.compile(r"\s*(\d{2,4})\s*:\s*([A-Z]+)")


def root(event_type: str | None) -> str | None:
    """Fold an event type of any PLOVER version onto the fifteen roots; None for what is none of them."""
    name = (event_type or "").strip().upper()
    name = _FOLDED.get(name, name)
    return name if name in QUAD_OF else None


def crosswalk(path: Path) -> dict[str, str]:
    """Read a CAMEO to PLOVER table, lines such as ``0332: AGREE, , military``; the first line of a code counts.

    Raises:
        MissingGold: the table is not there.
    """
    if not path.is_file():
        raise MissingGold(f"{path}: the CAMEO to PLOVER table must stand beside the gold")
    table: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _LINE.match(line):
            table.setdefault(found[1], found[2])
    return table


def from_cameo(code: str | None, table: Mapping[str, str]) -> str | None:
    """Return the root of a CAMEO code, by the longest prefix that the table holds; None where PLOVER has none."""
    digits = re.sub(r"\D", "", code or "")
    for length in range(len(digits), 1, -1):
        if digits[:length] in table:
            return root(table[digits[:length]])
    return None
