"""Who stands in which place of an event whose trigger is given, in the layout of RAMS.

In: JSON lines with ``sentences`` (tokens), ``evt_triggers`` and ``gold_evt_links``. Out: F1 of argument spans, strict
and relaxed, for the event types and roles that have a place in our records: an actor's, a recipient's, or where.

The answer for a trigger are the mentions of the record whose evidence holds it, the closest where several do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation import tokens
from onrecord.evaluation.metrics import Figures, Span, Tally, overlap, spans
from onrecord.evaluation.model import Model, report
from onrecord.records import Reading, Record

TYPES = (
    "conflict.",
    "contact.collaborate",
    "contact.commandorder",
    "contact.commitment",
    "contact.discussion",
    "contact.negotiate",
    "contact.requestadvise",
    "contact.threatencoerce",
    "government.agreements",
    "government.spy",
    "justice.",
    "life.die.deathcausedbyviolentevents",
    "life.injure.injurycausedbyviolentevents",
    "movement.transportartifact.sendsupplyexport",
    "transaction.",
)
SLOTS = {
    "actor": "attacker communicator demonstrator damager destroyer executioner extraditer giver injurer investigator "
    "jailer judgecourt killer preventer prosecutor retreater spy surrenderer transporter violator yielder",
    "recipient": "beneficiary defendant destination detainee observedentity otherparticipant recipient target victim",
    "party": "participant",
    "where": "place",
}
_SLOT_OF = {role: slot for slot, roles in SLOTS.items() for role in roles.split()}


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event's tokens, its trigger, and its arguments by slot, all in tokens."""

    words: list[str]
    trigger: Span
    arguments: tuple[tuple[str, Span], ...]


def gold(path: Path) -> list[Trigger]:
    """Read the events of the types that we code.

    Raises:
        MissingGold: the file holds none.
    """
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    events = [_event(line) for line in lines if _codes(line)]
    if not events:
        raise MissingGold(f"{path}: no line with sentences, evt_triggers and gold_evt_links")
    return events


def _codes(line: Mapping[str, Any]) -> bool:
    return any(kind.startswith(TYPES) for _, _, kinds in line["evt_triggers"] for kind, _ in kinds)


def _event(line: Mapping[str, Any]) -> Trigger:
    words = [word for sentence in line["sentences"] for word in sentence]
    start, last, _ = line["evt_triggers"][0]
    roles = ((re.sub(r"^evt\d+arg\d+", "", role), (s, e + 1)) for _, (s, e), role in line["gold_evt_links"])
    return Trigger(words, (start, last + 1), tuple((_SLOT_OF[r], span) for r, span in roles if r in _SLOT_OF))


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read each text; one object an event with ``[slot, start, end]`` in tokens."""
    events = gold(path)
    texts = [tokens.join(event.words) for event in events]
    readings = model.read([report(str(i), text) for i, (text, _) in enumerate(texts)], f"arguments {path.stem}")
    return [
        {"arguments": sorted(set(_arguments(reading, event.trigger, places)))}
        for reading, event, (_, places) in zip(readings, events, texts, strict=True)
    ]


def _arguments(reading: Reading, trigger: Span, places: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    start, end = places[trigger[0]][0], places[trigger[1] - 1][1]
    holding = [r for r in reading.records if any(overlap((s.start, s.end), (start, end)) for s in r.evidence)]
    best = min(holding, key=lambda r: (r.kind in ("claim", "relation"), _length(r), -r.confidence), default=None)
    if best is None:
        return
    where = (best.where,) if best.where else ()
    for slot, mentions in (("actor", best.actor), ("recipient", best.recipient), ("where", where)):
        for mention in mentions:
            if span := tokens.touched(places, mention.start, mention.end):
                yield slot, *span


def _length(record: Record) -> int:
    return min(span.end - span.start for span in record.evidence)


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; the predictions stand in the order of the events."""
    strict, relaxed = Tally(), Tally()
    for event, prediction in zip(gold(path), predictions, strict=True):
        symmetric = any(slot == "party" for slot, _ in event.arguments)
        for slots in (
            (("actor", "recipient", "party"), ("where",)) if symmetric else (("actor",), ("recipient",), ("where",))
        ):
            wanted = [span for slot, span in event.arguments if slot in slots]
            made = [(s, e) for slot, s, e in prediction["arguments"] if slot in slots]
            exact, touching = spans(wanted, made)
            strict.add(len(exact), len(made), len(wanted))
            relaxed.add(len(touching), len(made), len(wanted))
    return {"argument F1": strict.f1, **relaxed.figures("argument, relaxed")}
