"""Transfers and sanctions of texts in the layout of RAMS whose triggers are given: how many are on record.

In: JSON lines with ``sentences``, ``evt_triggers`` and ``gold_evt_links``. Out: for each type of supply or sanction,
how many triggers lie in a record of any kind, in one of the right kind (transfer, measure), and how many of these have
all givers and receivers that the set has in its place.

    python benchmarks/rams.py dev.jsonlines
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from onrecord.evaluation import tokens
from onrecord.evaluation.arguments import Trigger, gold
from onrecord.evaluation.metrics import overlap
from onrecord.evaluation.model import Model, report
from onrecord.records import Mention, Reading

CONSOLE = Console(width=160, highlight=False, markup=False)
KINDS = {
    "embargosanction": "measure",
    "sendsupplyexport": "transfer",
    "giftgrantprovideaid": "transfer",
    "transfercontrol": "transfer",
    "purchase": "transfer",
    "borrowlend": "transfer",
}
"""The last parts of the types that tell of supply or of sanctions, whatever is moved, and the kind of their record."""


def main() -> None:
    """Read the texts and print the figures by type."""
    told = list(_told(Path(sys.argv[1])))
    texts = [tokens.join(trigger.words) for trigger, _ in told]
    readings = Model().read([report(str(i), text) for i, (text, _) in enumerate(texts)], "rams")
    counts: dict[str, Counter[str]] = {}
    for reading, (trigger, kind), (_, places) in zip(readings, told, texts, strict=True):
        counts.setdefault(kind, Counter()).update(_judge(reading, trigger, kind, places))
    for kind, count in sorted(counts.items()):
        CONSOLE.print(f"{kind:45} " + ", ".join(f"{name} {count[name]}" for name in ("told", "found", "kind", "sides")))


def _told(path: Path) -> Iterator[tuple[Trigger, str]]:
    """Yield the events of our types; `gold` keeps the order of the lines that it takes."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    types = {(_words(d["sentences"]), d["evt_triggers"][0][0]): d["evt_triggers"][0][2][0][0] for d in lines}
    for trigger in gold(path):
        name = types[" ".join(trigger.words), trigger.trigger[0]]
        kind = name.rsplit(".", 1)[-1]
        if kind in KINDS:
            yield trigger, kind


def _words(sentences: list[list[str]]) -> str:
    return " ".join(word for sentence in sentences for word in sentence)


def _judge(reading: Reading, trigger: Trigger, kind: str, places: Sequence[tuple[int, int]]) -> Counter[str]:
    start, end = places[trigger.trigger[0]][0], places[trigger.trigger[1] - 1][1]
    near = [r for r in reading.records if any(overlap((s.start, s.end), (start, end)) for s in r.evidence)]
    events = [r for r in near if r.kind not in ("claim", "relation")]
    right = [r for r in events if r.kind == KINDS[kind]]
    sides = {slot: [span for s, span in trigger.arguments if s == slot] for slot in ("actor", "recipient")}

    def holds(spans: list[tuple[int, int]], mentions: tuple[Mention, ...]) -> bool:
        where = [(places[a][0], places[b - 1][1]) for a, b in spans]
        return all(any(overlap((m.start, m.end), w) for m in mentions) for w in where)

    whole = any(holds(sides["actor"], r.actor) and holds(sides["recipient"], r.recipient) for r in right)
    return Counter(told=1, found=bool(events), kind=bool(right), sides=whole)


if __name__ == "__main__":
    main()
