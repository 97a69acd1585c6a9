"""Lists of places: what stands side by side is of one kind, and none lies in the next.

In: the toponyms of a report and its text. Out: the same, those in a list of countries or of provinces marked as such.

"Utah, Virginia, Washington and Wyoming" are states of one country, so that Washington is no city and does not lie in
Wyoming; "Gambia, Guinea, Niger and Togo" are countries. The others of a list say what a member of it is, each by its
likeliest reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from onrecord.linking.gazetteer import Entry, likeliest
from onrecord.linking.toponyms import Toponym

_BETWEEN = frozenset({",", "and", "or", "&", ", and", ", or"})
"""What joins the members of a list."""
_OTHERS = 2
"""How many others a list needs to say what one of its members is."""


def in_lists(found: list[Toponym], text: str) -> list[Toponym]:
    """Return the toponyms, those that a list tells the kind of with that kind and in nothing beside them."""
    return [t for members in _lists(found, text) for t in _told(members)]


def is_of(entry: Entry, kind: str) -> bool:
    """Tell whether a place is of the kind of a list: a country for "C", a province of Kenya for "KEN"."""
    return bool(kind) and _kind(entry) == kind


def _lists(found: list[Toponym], text: str) -> Iterator[list[Toponym]]:
    members = found[:1]
    for before, t in pairwise(found):
        between = text[before.end : t.start].removesuffix("the ").strip()
        if between not in _BETWEEN:
            yield members
            members = []
        members = [*members, t]
    yield members


def _told(members: list[Toponym]) -> Iterator[Toponym]:
    if len(members) <= _OTHERS:
        yield from members
        return
    kinds = [_kind(likeliest(t.entries)) if t.entries else "" for t in members]
    for i, t in enumerate(members):
        others = Counter(kinds[:i] + kinds[i + 1 :])
        kind, most = max(others.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
        listed = most >= _OTHERS and 3 * most >= 2 * others.total() and any(is_of(e, kind) for e in t.entries)
        yield t._replace(listed=kind, within=()) if listed else t


def _kind(entry: Entry) -> str:
    """Return "C" for a country, the country's code for one of its provinces, else nothing."""
    if entry.kind == "C":
        return "C"
    return entry.country or "" if entry.kind in ("A1", "R") and entry.precision == 4 else ""
