"""Places: where in the world a report's place names are.

In: spaCy's Doc of a report, its outlet's country and dateline place if known. Out: `Place`s with coordinates and UCDP
precision; one that the gazetteer does not know keeps its name, and its country where the words give it, and has no
coordinates.

A name borne by several places is settled by, in this order of weight: what the words beside it say ("Athens, Ohio"),
the countries and provinces that the rest of the report speaks of, nearness to its other places, and population.
One name means one place throughout a report, unless the words beside it or a list that it stands in say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.layer import text_of
from onrecord.linking.gazetteer import Entry, fold, likeliest, lookup, prior
from onrecord.linking.placelists import in_lists, is_of
from onrecord.linking.toponyms import DIVIDED, Toponym, toponyms
from onrecord.records import Place

_EARTH_KM = 6371.0

_CELL = 1.5
"""Degrees: what lies in one square of the map or the next is in company."""


_AREAS = {"A2": 3, "A1": 4}
"""The precision of a district and a province that the gazetteer knows only by its town of the same name."""

_Area = tuple[str, str]
"""Country code and province; the province is empty for the country as a whole."""

_Ballot = Mapping[_Area, float]


@dataclass(frozen=True, slots=True)
class _Votes:
    """How much the report speaks of each country and province, and where its certain places lie."""

    areas: _Ballot
    cells: Mapping[tuple[int, int], Mapping[str, float]]
    """Squares of the map to the keys of names that may lie there, each with the inverse of its number of places."""


def places(
    doc: Doc,
    *,
    published_country: str | None = None,
    dateline_place: str | None = None,
    exclude: Collection[tuple[int, int]] = (),
) -> tuple[Place, ...]:
    """Find the places of a report, in order.

    Args:
        doc: the report, parsed, with entities.
        published_country: ISO alpha-3 code of the outlet's country; it tips the scale between places of one name.
        dateline_place: the place of the dateline, by name.
        exclude: stretches of characters that name something else, such as a capital that stands for its government.
    """
    found = in_lists(toponyms(doc, exclude), text_of(doc))
    votes = _vote(found, published_country, dateline_place)
    settled: dict[str, Entry | None] = {}
    for t in sorted(found, key=lambda t: (not t.within, t.start)):
        if t.entries and not t.listed and (t.within or t.key not in settled):
            best = _best(t, votes)
            settled.setdefault(t.key, best)
    return tuple(
        _place(t, _best(t, votes) if (t.within or t.listed) and t.entries else settled.get(t.key)) for t in found
    )


def _vote(found: list[Toponym], published_country: str | None, dateline_place: str | None) -> _Votes:
    """Let each name vote for the countries and provinces it may lie in, one vote shared among them."""
    ballots = {t.key: (t.within or t.entries) for t in sorted(found, key=lambda t: len(t.within))}
    if dateline_place:
        ballots.setdefault(fold(dateline_place), lookup(fold(dateline_place)))
    areas: dict[_Area, float] = defaultdict(float)
    for entries in ballots.values():
        for area, weight in _ballot(entries).items():
            areas[area] += weight
    if published_country:
        areas[published_country, ""] += 2.0
    return _Votes(areas, _cells(ballots))


def _ballot(entries: tuple[Entry, ...]) -> _Ballot:
    """Share one vote among the areas where a name may lie; a country that is named counts twice."""
    weights = [(e, math.exp(prior(e))) for e in entries]
    total = sum(weight for _, weight in weights)
    ballot: dict[_Area, float] = defaultdict(float)
    for entry, weight in weights:
        if entry.country:
            ballot[entry.country, ""] += weight / total * (2.0 if entry.kind == "C" else 1.0)
            if entry.admin1:
                ballot[entry.country, entry.admin1] += weight / total
    return ballot


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat / _CELL), math.floor(entry.lon / _CELL)


def _cells(ballots: Mapping[str, tuple[Entry, ...]]) -> Mapping[tuple[int, int], Mapping[str, float]]:
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for key, entries in ballots.items():
        for entry in entries:
            if entry.precision < 5:
                cells[_cell(entry)][key] = 1 / len(entries)
    return cells


def _company(entry: Entry, key: str, votes: _Votes) -> float:
    """Return how many other names of the report may lie near a place, a rare name more than a common one."""
    if entry.precision > 4:
        return 0.0
    y, x = _cell(entry)
    near: dict[str, float] = {}
    for cell in ((y + i, x + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        near.update(votes.cells.get(cell, {}))
    return sum(weight for other, weight in sorted(near.items()) if other != key)


def _best(t: Toponym, votes: _Votes) -> Entry | None:
    """Return the likeliest place of the name, or None where what the report says of it fits none of them."""
    own = _ballot(t.within or t.entries)
    best = t.entries[0]
    if len(t.entries) > 1:
        best = max(t.entries, key=lambda e: (_score(e, t, votes, own), e.population, -(e.geonames or 0)))
    if best.kind in ("A1", "A2") and not (
        t.area or t.listed or t.part
    ):  # "in Homs" is the town, not "in Homs province"
        towns = (e for e in t.entries if e.kind in ("P", "PC") and e.country == best.country)
        return next((e for e in towns if e.admin1 == best.admin1), best)
    return None if _is_elsewhere(best, t, votes, own) else best


def _is_elsewhere(best: Entry, t: Toponym, votes: _Votes, own: _Ballot) -> bool:
    """Tell a name that means a place which the gazetteer does not know, and bears it by chance only.

    "Dakar, Ontario" is no town of Senegal; "Suba province" in a report of Kenya, where only a village of a country
    that the report does not speak of is called Suba, is none of that country.
    """
    if best.kind[0] != "P" or t.listed:
        return False
    if t.within:  # "Moscow, Berlin and Rome" are three towns, though Berlin is a province, too
        return all(w.country != best.country and likeliest(lookup(fold(w.name))).kind in ("A1", "R") for w in t.within)
    country = best.country or "", ""
    spoken_of = votes.areas.get(country, 0.0) - own.get(country, 0.0) > 0
    return bool(t.area) and best.population < DIVIDED and not spoken_of


def _score(entry: Entry, t: Toponym, votes: _Votes, own: _Ballot) -> float:
    """Weigh one reading of a name; what the name itself says of countries and provinces is no evidence for it."""
    score = prior(entry) + 2.0 * math.log1p(_company(entry, t.key, votes))
    country, province = (entry.country or "", ""), (entry.country or "", entry.admin1)
    if entry.country:
        score += 1.8 * math.log1p(max(votes.areas.get(country, 0.0) - own.get(country, 0.0), 0.0))
    if entry.country and entry.admin1:
        score += 2.5 * math.log1p(max(votes.areas.get(province, 0.0) - own.get(province, 0.0), 0.0))
    if t.within:
        score += max(_lies_in(entry, w, t) for w in t.within)
    if is_of(entry, t.listed):
        score += 6.0
    if t.area and (entry.kind == t.area or (t.area == "A1" and entry.kind == "R")):
        score += 3.0
    return score


def _lies_in(entry: Entry, container: Entry, t: Toponym) -> float:
    """Return the weight of "entry, container": a great one if it does lie there; "China, Japan" are two countries."""
    if entry == container or entry.kind == "C":
        return 0.0
    if container.kind == "C" and entry.kind.startswith("P") and any(e.kind == "C" for e in t.entries):
        return 0.0
    if container.kind == "C" or container.admin1 == "":
        return 8.0 if entry.country == container.country else 0.0
    if container.kind == "A2":
        near = _kilometres(entry, container) < 80 and entry.kind in ("P", "PA")
        return 8.0 if near else 0.0
    inside = entry.country == container.country and entry.admin1 == container.admin1
    return 10.0 if inside else 0.0


def _kilometres(a: Entry, b: Entry) -> float:
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _place(t: Toponym, entry: Entry | None) -> Place:
    if entry is None:
        country = next((w.country for w in t.within if w.country), None)
        return Place(quote=t.text, start=t.start, end=t.end, name=t.text, country=country, precision=1)
    return Place(
        quote=t.text,
        start=t.start,
        end=t.end,
        name=entry.name,
        country=entry.country,
        geonames=entry.geonames,
        lat=entry.lat,
        lon=entry.lon,
        precision=_precision(t, entry),
    )


def _precision(t: Toponym, entry: Entry) -> int:
    """Return UCDP's ``where_prec``; "northern Syria" is a fuzzy region (5), "south of Dakar" near a known place (2)."""
    if t.part:
        return 5 if entry.precision in (4, 6) else max(entry.precision, 2)
    if t.near and entry.precision == 1:
        return 2
    return max(entry.precision, _AREAS.get(t.area, 0)) if entry.kind[0] == "P" else entry.precision
