"""What a source does to a target: PLOVER roots of marked pairs, in the layout of the PLV benchmark.

In: a tab-separated file with the columns ``gold_root``, ``marked_sentence`` (``<s>…</s>``, ``<t>…</t>``), ``source``
and ``target``; a row is known by its ``uid``, or by its number from 0. Out: accuracy and macro-F1 over the fifteen
roots, the four and the two classes made of them.

The answer for a row is the event type of the record whose actor and recipient lie best on the marked pair, told in the
edition of PLOVER that these rows are coded in: its crosswalk (``CAMEO2PLOVER``) counts a conviction (116) as ACCUSE,
formal sanctions (163) as COERCE, a blockade (191) as ASSAULT and a retreat to come (035) as AGREE; our codebook follows
the manual of 2021, which has them under SANCTION, SANCTION, COERCE and CONCEDE. What a speaker demands of somebody is
REQUEST between these two.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation import roots
from onrecord.evaluation.metrics import Figures, Span, accuracy, fold, macro_f1, overlap
from onrecord.evaluation.model import Model, report
from onrecord.records import Mention, Reading, Record

_TAG = re.compile(r"</?[st]>")
_WRONG_WAY_ROUND = 0.6
"""What a record is worth that has the pair the other way round: "Laos thanked Chile" for Chile and Laos."""

_SAME_WORDS = 0.5
_OTHER_WORDS = 0.9
"""What a mention of the marked actor elsewhere in the sentence is worth."""

_TRUCE = "0871"
"""The CAMEO code of a truce declared, which is a concession made and no promise of one."""

_OLDER_EDITION = {"116": "ACCUSE", "163": "COERCE", "191": "ASSAULT"}
"""CAMEO codes that the manual of 2021 puts under another type than the edition of these rows."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its marked source and target; a span is None where the sentence does not hold the words."""

    uid: str
    text: str
    source: Span | None
    target: Span | None
    root: str


def gold(path: Path) -> list[Pair]:
    """Read the table.

    Raises:
        MissingGold: the file is no table of pairs, or a root is none of the fifteen.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    if not rows or not {"gold_root", "marked_sentence"} <= rows[0].keys():
        raise MissingGold(f"{path}: a table of pairs has the columns gold_root and marked_sentence")
    return [_pair(path, number, row) for number, row in enumerate(rows)]


def _pair(path: Path, number: int, row: Mapping[str, str]) -> Pair:
    root = roots.root(row["gold_root"])
    if root is None:
        raise MissingGold(f"{path}:{number + 2}: {row['gold_root']!r} is none of the fifteen PLOVER roots")
    text, spans = _unmark(row["marked_sentence"])
    return Pair(
        uid=(row.get("uid") or "").strip() or str(number),
        text=text,
        source=spans.get("s") or _find(text, row.get("source")),
        target=spans.get("t") or _find(text, row.get("target")),
        root=root,
    )


def _unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of ``<s>Laos</s> met <t>Chile</t>``, and say where they stood."""
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    text, last = "", 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        name = tag[0].strip("</>")
        if tag[0].startswith("</") and name in opened:
            spans[name] = opened[name], len(text)
        else:
            opened[name] = len(text)
    return text + marked[last:], spans


def _find(text: str, words: str | None) -> Span | None:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if words and start >= 0 else None


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read each sentence as a report of its own; one object a row, without a root where nothing was recorded."""
    pairs = gold(path)
    readings = model.read([report(p.uid, p.text) for p in pairs], f"relations {path.name}")
    answers = (choose(p, reading) for p, reading in zip(pairs, readings, strict=True))
    return [
        {"uid": p.uid, "root": root or roots.NONE, "confidence": confidence}
        for p, (root, confidence) in zip(pairs, answers, strict=True)
    ]


def choose(pair: Pair, reading: Reading) -> tuple[str | None, float]:
    """Return root and confidence of the record that lies best on the marked pair, of any where none touches it."""
    best = -1.0
    chosen: tuple[str | None, float] = None, 0.0
    for record in reading.records:
        for root, fit in _answers(record, reading, pair):
            # of equals the surer one, and what the sentence asserts before what it takes for granted
            rank = fit + record.confidence / 100 - record.standing.presupposed / 50
            if root and rank > best:
                best, chosen = rank, (root, record.confidence)
    return chosen


def _answers(record: Record, reading: Reading, pair: Pair) -> Iterator[tuple[str | None, float]]:
    """Yield what a record says of the pair, and how well it lies on it."""
    source, target = _Side.of(reading, pair.source), _Side.of(reading, pair.target)
    way = source.covered(record.actor) + target.covered(record.recipient)
    back = target.covered(record.actor) + source.covered(record.recipient)
    yield _root(record), max(way, _WRONG_WAY_ROUND * back)
    statement = reading.statement(record)
    asked = record.standing.status == "demanded" and record.plover.act != "REQUEST"
    if asked and statement is not None and statement.speaker is not None:
        # "Laos says Chile must withdraw": between the two it is a demand, whatever Chile is to do
        yield "REQUEST", source.covered((statement.speaker,)) + target.covered(record.actor)


def _root(record: Record) -> str | None:
    act, view = record.plover.act, record.plover.event_type
    status, begins = record.standing.status, record.plover.mode == "ceasefire"  # "the truce will begin on Sunday"
    promised = act == "CONCEDE" and status == "promised" and record.cameo != _TRUCE
    if view == "CONCEDE" and (promised or (act == "RETREAT" and not (begins and status == "planned"))):
        return "AGREE"
    if act == view and record.cameo in _OLDER_EDITION:
        return _OLDER_EDITION[record.cameo]
    return roots.root(view)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the marked pair: its words, and the actors of the reading that these words mention."""

    span: Span | None
    actors: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, span: Span | None) -> _Side:
        named = (a.id for a in reading.actors if any(_share(m.start, m.end, span) > _SAME_WORDS for m in a.mentions))
        return cls(span, frozenset(named))

    def covered(self, mentions: Sequence[Mention]) -> float:
        """Return how well the best of the mentions lies on the side: by its words, or as the same actor elsewhere."""
        return max((self._fit(m) for m in mentions), default=0.0)

    def _fit(self, mention: Mention) -> float:
        # "[Laos] said that [it] would withdraw": the pronoun stands for the marked words
        same = _OTHER_WORDS if mention.actor in self.actors else 0.0
        return max(same, _share(mention.start, mention.end, self.span))


def _share(start: int, end: int, span: Span | None) -> float:
    """Return what part of the shorter of the two they have in common."""
    if span is None:
        return 0.0
    return overlap((start, end), span) / max(1, min(end - start, span[1] - span[0]))


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a row without a root counts as wrong."""
    answers = {str(p["uid"]): roots.root(p["root"]) or roots.NONE for p in predictions}
    pairs = [(p.root, answers.get(p.uid, roots.NONE)) for p in gold(path)]
    quads = fold(pairs, roots.QUAD_OF, other=roots.NONE)
    binary = fold(pairs, roots.BINARY_OF, other=roots.NONE)
    return {
        "root accuracy": accuracy(pairs),
        "root macro-F1": macro_f1(pairs),
        "quad accuracy": accuracy(quads),
        "quad macro-F1": macro_f1(quads),
        "binary macro-F1": macro_f1(binary),
        "answered": sum(p != roots.NONE for _, p in pairs) / len(pairs),
    }
