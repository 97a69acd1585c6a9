"""Reads the training sentences: their words without the marks, and what is marked.

In: ``data/training/*.tsv`` (one event marked a row) and ``data/training/reports/*.tsv`` (all events marked). Out:
sentences with events and the character ranges of their parts. Both formats stand in ``data/training/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TRAINING = Path(__file__).parent.parent / "data" / "training"
OPEN = "OPEN"
"""The type of words that may be coded or not: neither an event nor none is learned from them."""

_TAG = re.compile(r"</?[apr]>")
_MARK = re.compile(r"\[(\S+) ([^\[\]]*)\]")
_ROLE = re.compile(r"([apr])(\d)(?:=([A-Z]+))?")

Range = tuple[int, int]


@dataclass(slots=True)
class Event:
    """An event as marked: its type, and where predicates, actors and recipients stand."""

    root: str = ""
    spans: dict[str, list[Range]] = field(default_factory=lambda: {"p": [], "a": [], "r": []})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the training data; where it is whole, all its events are marked, and what is not marked is none."""

    text: str
    events: tuple[Event, ...]
    whole: bool
    place: str
    """File and line."""


def sentences() -> list[Sentence]:
    """Return all sentences in the order of files and lines, those with one marked event first."""
    single = [_single(cells[5], cells[0], place) for cells, place in _rows(TRAINING)]
    return single + [_whole(cells[2], place) for cells, place in _rows(TRAINING / "reports")]


def _rows(folder: Path) -> Iterator[tuple[list[str], str]]:
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield line.split("\t"), f"{path.name}:{number}"


def _single(marked: str, root: str, place: str) -> Sentence:
    """Read ``<a>Laos</a> <p>met</p> <r>Peru</r>``."""
    text, last = "", 0
    event = Event(root)
    opened = 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag[0].startswith("</"):
            event.spans[tag[0][2]].append((opened, len(text)))
        else:
            opened = len(text)
    return Sentence(text + marked[last:], (event,), whole=False, place=place)


def _whole(marked: str, place: str) -> Sentence:
    """Read ``[a1 Laos] [p1=ACCUSE blamed] [r1,a2 Peru] for [p2=COERCE the arrests]``."""
    text, last = "", 0
    events: dict[str, Event] = {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        for role in mark[1].split(","):
            found = _ROLE.fullmatch(role)
            if found is None:
                raise SystemExit(f"{place}: {role!r} is no mark")
            event = events.setdefault(found[2], Event())
            event.root = found[3] or event.root
            event.spans[found[1]].append((len(text), len(text) + len(mark[2])))
        text += mark[2]
    return Sentence(text + marked[last:], tuple(events.values()), whole=True, place=place)
