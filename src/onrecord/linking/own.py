"""A user's own actors and positions, which outrank the shipped tables.

In: CSV files, each of actors (``wording,actor,kind`` and, where wanted, ``iso3,sector,plover,wikidata,form``) or of
positions (``person,post`` and ``iso3,start,end,sector,wikidata``). Out: `Own`, to be read with by `using`; or every
mistake of a file with its line and the way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from onrecord import lexicon
from onrecord.errors import DataError
from onrecord.linking import holders, names
from onrecord.linking.holders import Holder
from onrecord.records import ActorKind

ACTORS = ("wording", "actor", "kind")
POSITIONS = ("person", "post")
_MAY = frozenset({"iso3", "sector", "wikidata", "source", "example", "note"})
_MAY_OF = {"wording": _MAY | {"plover", "form"}, "person": _MAY | {"start", "end", "folded"}}
_FORMS = ("name", "adjective", "person", "people", "capital", "place")
_KINDS = get_args(ActorKind)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Own:
    """What a user's files say: names as an index, and terms of office."""

    names: names.Index
    terms: holders.Terms


def load(files: Iterable[Path]) -> Own | None:
    """Read the files; the first one that has a name wins. Without files there is nothing to outrank ours.

    Raises:
        DataError: the first mistake of a file.
    """
    index, terms = names.Index(), list[Holder]()
    files = list(files)
    for file in files:
        for mistake in check(file):
            raise mistake
        for row in lexicon.rows(file):
            if "wording" in row.cells:
                index.add(names.key(row["wording"]), _entry(row))
            else:
                terms.append(holders.term(row.cells))
    return Own(index, holders.by_word(terms)) if files else None


@contextmanager
def using(own: Own | None) -> Iterator[None]:
    """Let a user's own tables outrank the shipped ones within the block; None leaves all as it is."""
    if own is None:
        yield
        return
    with names.outranked_by(own.names), holders.outranked_by(own.terms):
        yield


def is_own(path: Path) -> bool:
    """Tell whether a CSV file is a table of actors or of positions, by its header."""
    try:
        header = set(lexicon.header(path))
    except (DataError, OSError):
        return False
    return {"wording", "actor"} <= header or {"person", "post"} <= header


def check(path: Path) -> Iterator[DataError]:
    """Yield every mistake of one file of actors or positions."""
    try:
        header = lexicon.header(path)
        wanted = ACTORS if "wording" in header else POSITIONS if "person" in header else None
        if wanted is None:
            yield DataError(path, 1, "its header has neither wording,actor,kind (actors) nor person,post (positions)")
            return
        faults = list(_faults_of_header(header, wanted))
        yield from (DataError(path, 1, fault) for fault in faults)
        if not faults:
            yield from _faults_of_rows(path, wanted)
    except OSError as error:
        yield DataError(path, 0, f"the actors cannot be read: {error.strerror}")
    except DataError as error:
        yield error


def _faults_of_header(header: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[str]:
    for column in wanted:
        if column not in header:
            yield f"the column {column!r} is missing"
    may = _MAY_OF[wanted[0]]
    for column in header:
        if column not in wanted and column not in may:
            yield f"there is no column {column!r}; a table of {wanted[0]}s may have {', '.join(sorted(may))}"


def _faults_of_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[DataError]:
    seen: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
    for row in lexicon.rows(path):
        faults = [f"the cell {c!r} is empty" for c in wanted if not row[c]]
        faults += _faults_of_codes(row)
        faults += _faults_of_actor(row) if "wording" in row.cells else _faults_of_dates(row)
        yield from (DataError(path, row.line, fault) for fault in faults)
        same = names.key(row["wording"]) if "wording" in row.cells else tuple(row.cells.values())
        meant = tuple(row.cells.get(c, "") for c in ("actor", "iso3"))
        if same in seen and row[wanted[0]]:
            line, before = seen[same]
            what = "the same row stands" if before == meant else "another actor of the same wording stands"
            yield DataError(path, row.line, f"{what} at line {line}; keep one of them")
        seen.setdefault(same, (row.line, meant))


def _faults_of_codes(row: lexicon.Row) -> Iterator[str]:
    iso3, sectors = row.cells.get("iso3", ""), row.many("sector") if "sector" in row.cells else ()
    if iso3 and iso3 not in names.states() and (not _CODE.fullmatch(iso3) or row.cells.get("kind") == "state"):
        yield f"{iso3!r} is no code of a state; write ISO 3166 alpha-3, such as KEN, or leave the cell empty"
    for sector in sectors:
        if not _CODE.fullmatch(sector):
            yield f"{sector!r} is no PLOVER sector; write GOV, MIL, REB …, several of them as GOV|MIL"


def _faults_of_actor(row: lexicon.Row) -> Iterator[str]:
    form = row.cells.get("form") or "name"
    if row["kind"] and row["kind"] not in _KINDS:
        yield f"the kind {row['kind']!r} is none of {', '.join(_KINDS)}"
    if form not in _FORMS:
        yield f"the form {form!r} is none of {', '.join(_FORMS)}"
    if row["wording"] and not names.key(row["wording"]):
        yield f"the wording {row['wording']!r} has no word"


def _faults_of_dates(row: lexicon.Row) -> Iterator[str]:
    start, end = row.cells.get("start", ""), row.cells.get("end", "")
    wrong = [d for d in (start, end) if d and not _DATE.fullmatch(d)]
    yield from (f"{d!r} is no date; write 2024, 2024-03 or 2024-03-31" for d in wrong)
    if start and end and not wrong and end < start[: len(end)]:
        yield f"the end {end} is before the start {start}"
    if row["person"] and not any(map(holders.fold, row["person"].split())):
        yield f"the person {row['person']!r} has no word in Latin letters"


def _entry(row: lexicon.Row) -> names.Entry:
    cells = row.cells
    iso3, written = cells.get("iso3") or None, cells.get("form") or "name"
    form: names.Form = "capital" if written == "place" else written  # type: ignore[assignment]  # checked
    if row["kind"] == "state" and iso3 is not None:
        return names.state_entry(iso3, form)
    codes = {"plover": cells.get("plover") or cells.get("iso3", ""), "wikidata": cells.get("wikidata", "")}
    sector = row.many("sector") if "sector" in cells else ()
    kind: ActorKind = row["kind"]  # type: ignore[assignment]  # checked
    return names.Entry(row["actor"], kind, iso3, sector, {k: v for k, v in codes.items() if v}, form)
