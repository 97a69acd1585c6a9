"""The places of the world by name: towns, provinces, countries, regions.

In: a name. Out: every place that bears it.

Towns and provinces (GeoNames, CC BY 4.0) stand in ``places.tsv``, sorted by name, and are looked up on the disk by
its blocks: nothing else is loaded, and processes share the pages. Countries and regions are small tables kept by hand.
"""

from __future__ import annotations

import math
import mmap
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from onrecord.lexicon import GAZETTEERS, rows

COLUMNS = ("geonames", "kind", "name", "country", "admin1", "lat", "lon", "population")
"""The columns of ``places.tsv`` after the key."""

Kind = Literal["P", "PC", "PA", "A1", "A2", "C", "R"]
"""Town, capital of a state, town by another name, province, district, country, region."""

STANDING = {"C": 8.2, "R": 7.0, "P": 0.0, "PC": 1.0, "PA": -1.5, "A1": -1.0, "A2": -2.0}
"""What a kind of place weighs beside the logarithm of its population; a country needs no population."""

_MARKS, _APART = re.compile(r"['.`ʻʼ‘]"), re.compile(r"[^\w]+")
_BLOCK = 1 << 11
"""Bytes of the table that are searched for a name."""
_ABBREVIATED = {"st": "saint", "ft": "fort", "mt": "mount", "ste": "sainte"}
_PRECISION = {"P": 1, "PC": 1, "PA": 1, "A2": 3, "A1": 4, "C": 6}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. `country` is ISO 3166 alpha-3; `precision` is UCDP's ``where_prec``; degrees north and east."""

    name: str
    kind: Kind
    country: str | None
    admin1: str
    lat: float
    lon: float
    population: int
    precision: int
    geonames: int | None = None


def prior(entry: Entry) -> float:
    """Return how likely a name means this place where nothing else is known, as a logarithm."""
    return math.log10(entry.population + 300) + STANDING[entry.kind]


def likeliest(entries: tuple[Entry, ...]) -> Entry:
    """Return the place that a name means where nothing else is known."""
    return max(entries, key=lambda e: (prior(e), -(e.geonames or 0)))


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return the key of a name: small letters, no accents, no marks, "St." as "saint"."""
    if name.isascii() and name.isalpha():  # most names
        return _ABBREVIATED.get(name.lower(), name.lower())
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = _APART.sub(" ", _MARKS.sub("", plain)).split()
    return " ".join(_ABBREVIATED.get(w, w) for w in words)


@lru_cache(maxsize=50_000)
def lookup(key: str) -> tuple[Entry, ...]:
    """Return every place of that key, countries and regions first, towns by population."""
    found = _towns(key)
    provinces = {e.country: e.admin1 for e in found if e.kind == "A1"}
    by_hand = tuple(_as_province(e, provinces) for e in _by_hand().get(key, ()))
    told = {e.country for e in by_hand if e.kind == "R"}
    towns = [
        e
        for e in found
        if not (e.kind == "A1" and e.country in told)  # the same province, kept by hand
        and not (by_hand and fold(e.name) != key)  # "Mexico" for Mexico City
    ]
    return (*by_hand, *sorted(towns, key=lambda e: (-e.population, e.geonames or 0)))


def _as_province(entry: Entry, provinces: Mapping[str | None, str]) -> Entry:
    """Give a province kept by hand the name by which the towns say that they lie in it: "Anhui" is "Anhui Sheng"."""
    known = provinces.get(entry.country) if entry.kind == "R" and entry.country else None
    return replace(entry, admin1=known) if known else entry


@cache
def countries() -> dict[str, Entry]:
    """Return the countries by ISO code."""
    return {e.country: e for found in _by_hand().values() for e in found if e.kind == "C" and e.country}


@cache
def _by_hand() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for row in rows(GAZETTEERS / "places_countries.csv"):
        here = Entry(row["name"], "C", row["iso3"], "", float(row["lat"]), float(row["lon"]), 0, 6)
        for key in dict.fromkeys(fold(name) for name in (row["name"], *row.many("also"))):
            found.setdefault(key, []).append(here)
    for row in rows(GAZETTEERS / "places_regions.csv"):
        precision = int(row["precision"])
        place = float(row["lat"]), float(row["lon"])
        here = Entry(row["name"], "R", row["country"] or None, row["name"], *place, 0, precision)
        for key in dict.fromkeys(fold(name) for name in (row["name"], *row.many("also"))):
            found.setdefault(key, []).append(here)
    return {k: tuple(v) for k, v in found.items()}


@cache
def dotted() -> frozenset[str]:
    """Return the keys of abbreviations that need their full stop: "Wash." and "Miss.", but not "Wash"."""
    names = (n for row in rows(GAZETTEERS / "places_regions.csv") for n in row.many("also"))
    return frozenset(fold(n) for n in names if n.endswith(".") and not n.isupper())


@cache
def _table() -> mmap.mmap:
    with (GAZETTEERS / "places.tsv").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _blocks() -> tuple[list[bytes], list[int]]:
    """Return where each block of the table begins, at a line, with the key that stands there."""
    table = _table()
    starts = [0, *(table.find(b"\n", at) + 1 for at in range(_BLOCK, len(table) - _BLOCK, _BLOCK)), len(table)]
    return [table[start : table.find(b"\t", start) + 1] for start in starts[:-1]], starts


def _towns(key: str) -> list[Entry]:
    table, wanted = _table(), key.encode() + b"\t"
    keys, starts = _blocks()
    block = bisect_left(keys, wanted)  # the first line of that key is the first of this block, or in the one before
    low, high = starts[max(block - 1, 0)], starts[min(block + 1, len(keys))]
    at = low + table[low:high].find(b"\n" + wanted) + 1
    found = []
    while table[at : at + len(wanted)] == wanted:
        end = table.find(b"\n", at)
        found.append(_entry(table[at:end].decode().split("\t")))
        at = end + 1
    return found


def _entry(cells: list[str]) -> Entry:
    _, geonames, kind, name, country, admin1, lat, lon, population = cells
    return Entry(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # the build script writes no other
        country=country,
        admin1=admin1,
        lat=float(lat),
        lon=float(lon),
        population=int(population),
        precision=_PRECISION[kind],
        geonames=int(geonames) if geonames else None,
    )
