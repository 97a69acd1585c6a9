"""Transfers read from texts, against a table in the layout of SIPRI's trade register.

In: a CSV of that layout, and folders of texts (``.txt``, or ``.json`` with the text under ``maintext`` or ``content``).
Out: how many transfers of arms name two states and a designation, how many of them the table can check (it has the same
two states, or the same designation), and how many agree; deals and leads apart. The table is never shipped.

    python benchmarks/sipri.py REGISTER.csv FOLDER...
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from onrecord.collation import Dossier, dossiers
from onrecord.evaluation.model import Model, report
from onrecord.lexicon import GAZETTEERS, rows
from onrecord.records import Report
from onrecord.register import Row

CONSOLE = Console(width=200, highlight=False, markup=False)
Listed = tuple[str | None, str | None, str, str]
"""Supplier, recipient, category and designation of a row."""
_TEXTS = ("maintext", "content_original", "content", "text", "body")
_SHORTEST = 4
"""Characters of a designation from which on one that begins another is the same family: "F-16" of "F-16C Block-50"."""


def main() -> None:
    """Read the texts and print the table of figures, then the transfers that can be checked."""
    register, *folders = sys.argv[1:]
    states = {r["name"].casefold(): r["iso3"] for r in rows(GAZETTEERS / "actors_states.csv")}
    known = list(_register(Path(register), states))
    readings = Model().read([r for f in folders for r in _reports(Path(f))], "sipri")
    found = [d for reading in readings for d in dossiers(Row.of(reading, r) for r in reading.records)]
    counts: Counter[str] = Counter()
    told = []
    categories = {k[:3] for k in known}
    for d in (d for d in found if d.kind == "arms"):
        counts[f"{d.grade}s of arms"] += 1
        pair = (d.supplier.code, d.recipient.code)
        if not all(pair):
            continue
        counts[f"{d.grade}s of arms between two states"] += 1
        if d.designation:
            counts[f"{d.grade}s with two states and a designation"] += 1
            told.append((d, _verdict(d, known)))
        if d.sipri and pair in {k[:2] for k in known}:
            counts[f"{d.grade}s with a category whose two states the table has"] += 1
            counts[f"{d.grade}s whose two states the table has with that category"] += (
                *pair,
                d.sipri.lower(),
            ) in categories
    for d, verdict in told:
        counts[f"{d.grade}s: {verdict}"] += 1
    for name in sorted(counts):
        CONSOLE.print(f"{counts[name]:5}  {name}")
    for d, verdict in told:
        CONSOLE.print(f"{verdict:38} {d.grade} {d.stage} {d.supplier.code} {d.recipient.code} {d.designation}")


def _verdict(d: Dossier, known: list[Listed]) -> str:
    pair = [k for k in known if k[:2] == (d.supplier.code, d.recipient.code)]
    if any(_like(d.designation or "", k[3]) for k in pair):
        return "agrees"
    suppliers = {k[0] for k in known if _like(d.designation or "", k[3])}
    if pair and suppliers:
        return "pair and designation known, not together"
    if pair:
        return "pair known, not the designation"
    return "designation known, not the pair" if suppliers else "cannot be checked"


def _like(told: str, listed: str) -> bool:
    mine, theirs = ("".join(c for c in s.casefold() if c.isalnum()) for s in (told, listed))
    short = min(len(mine), len(theirs))
    return mine == theirs or (short >= _SHORTEST - 1 and (mine.startswith(theirs) or mine in theirs))


def _register(path: Path, states: dict[str, str]) -> Iterator[Listed]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("SIPRI AT Database ID"))
    for row in csv.DictReader(lines[start:]):
        pair = states.get(row["Supplier"].casefold()), states.get(row["Recipient"].casefold())
        yield *pair, row["Armament category"].lower(), row["Designation"]


def _reports(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            data = json.loads(path.read_text(encoding="utf-8"))
            text = next((data[k] for k in _TEXTS if isinstance(data, dict) and data.get(k)), None)
            date = str(data.get("date_publish") or data.get("date") or "")[:10] if isinstance(data, dict) else ""
            if text:
                yield report(path.name, text, published=date if date[:2] in ("19", "20") and len(date) == 10 else None)
        elif path.suffix == ".txt":
            yield report(path.name, path.read_text(encoding="utf-8", errors="replace"))


if __name__ == "__main__":
    main()
