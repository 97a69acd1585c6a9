"""How well pages are read beside bare trafilatura and bare htmldate, on the same pages in one run.

In: ``python benchmarks/pages.py FOLDER…``, each a gold set as `onrecord score html` reads it. Out: a table of body,
date, title and author, and of milliseconds a page.

Bare means: what the library gives when it is called as its own documentation shows, with all its defaults.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import trafilatura
from htmldate import find_date
from rich.console import Console
from rich.table import Table

from onrecord.evaluation import pages

FIGURES = ("body F1", "date accuracy", "wrong dates", "title accuracy", "author accuracy", "wrong authors")
MILLISECONDS = "ms a page"
Answer = dict[str, Any]


def main() -> None:
    """Read the pages of each set with each reader, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="FOLDER")
    for path in parser.parse_args().sets:
        Console().print(table(path))


def table(path: Path) -> Table:
    """Return the figures of one set, a line for each reader."""
    gold = pages.gold(path)
    made = Table("reader", *FIGURES, MILLISECONDS, title=f"{path} ({len(gold)} pages)")
    for name, read in READERS.items():
        start = perf_counter()
        answers = [read(page, one.markup) for page, one in gold.items()]
        milliseconds = 1000 * (perf_counter() - start) / len(gold)
        figures = pages.score(path, answers)
        shown = [f"{figures[f]:.3f}" if f in answers[0].get("of", FIGURES) and f in figures else "" for f in FIGURES]
        made.add_row(name, *shown, f"{milliseconds:.1f}")
    return made


def by_trafilatura(page: str, markup: str) -> Answer:
    """Read a page with trafilatura alone."""
    told = json.loads(trafilatura.extract(markup, output_format="json", with_metadata=True) or "{}")
    return {
        "page": page,
        "body": told.get("text") or "",
        "published": told.get("date"),
        "title": told.get("title"),
        "author": told.get("author"),
    }


def by_htmldate(page: str, markup: str) -> Answer:
    """Find the date of first publication with htmldate alone."""
    return {"page": page, "body": "", "published": _date(markup), "of": FIGURES[1:3]}


def _date(markup: str) -> str | None:
    try:
        return find_date(markup, original_date=True)
    except ValueError:  # it takes a page for an address where there is no markup in it
        return None


READERS: dict[str, Callable[[str, str], Answer]] = {
    "onrecord": pages.answer,
    "bare trafilatura": by_trafilatura,
    "bare htmldate": by_htmldate,
}


if __name__ == "__main__":
    main()
