"""One record for what a report tells twice.

In: the records of a report and the statements that carry them. Out: fewer, with the evidence of all that tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import Mention, Record, Statement

Key = tuple[object, ...]


def merged(records: Iterable[Record], statements: Sequence[Statement]) -> list[Record]:
    """Merge records of the same happening, in text order.

    "Chad sent two tanks to Niger" in headline and body is one; so are "Chad is committed to helping Niger" and "Chad's
    commitment to assist Niger". Two attacks, two talks may be two: they stay apart unless their object is the same.
    """
    speakers = {s.id: None if s.speaker is None else s.speaker.actor or s.speaker.quote for s in statements}
    kept: dict[Key, list[Record]] = {}
    for r in sorted(records, key=lambda r: (r.evidence[0].start, r.evidence[0].end, r.kind)):
        told = kept.setdefault(_key(r, speakers.get(r.statement or "")), [])
        n = next((n for n, other in enumerate(told) if _may_be_one(other, r)), None)
        if n is None:
            told.append(r)
        else:
            told[n] = _joined(told[n], r)
    found = sorted((r for told in kept.values() for r in told), key=lambda r: (r.evidence[0].start, r.evidence[0].end))
    return _without_restatements(found)


def _key(r: Record, speaker: str | None) -> Key:
    """What must be equal; records of the same words and rule always meet."""
    sides = tuple(sorted(ids_of(r.actor))), r.kind, r.plover.act, r.plover.event_type, r.standing.status
    if _is_commitment(r):
        return sides
    thing = None if r.object is None else r.object.quote.lower().split()[-1]
    if thing is None or not r.actor or r.kind in ("claim", "relation"):
        return (*sides, r.rule, r.evidence[0].start, r.evidence[0].end)
    return (*sides, thing, tuple(sorted(ids_of(r.recipient))), speaker)


def _is_commitment(r: Record) -> bool:
    told = r.kind == "event" and r.plover.event_type == "AGREE" and r.standing.status == "promised"
    return told and bool(r.actor) and bool(r.recipient)


def _may_be_one(one: Record, other: Record) -> bool:
    """Tell whether times do not part them, nor recipients a commitment."""
    if _is_commitment(one):
        return bool(ids_of(one.recipient) & ids_of(other.recipient))
    times = {w.edtf or w.quote for w in (one.when, other.when) if w is not None}
    return len(times) < 2


def _joined(one: Record, other: Record) -> Record:
    spans = dict.fromkeys((*one.evidence, *other.evidence))
    wider = one if len(one.recipient) >= len(other.recipient) else other
    return replace(wider, evidence=tuple(spans), when=one.when or other.when, where=one.where or other.where)


def _without_restatements(records: Sequence[Record]) -> list[Record]:
    """Leave out what only says again that a commitment stands: "reaffirmed its commitment to help"."""
    promised = [r for r in records if r.plover.event_type == "AGREE" and r.standing.status == "promised"]
    return [
        r
        for r in records
        if not (r.plover.act == "AGREE" and any(_holds(r, inner) for inner in promised if inner is not r))
    ]


def _holds(outer: Record, inner: Record) -> bool:
    agreed = outer.plover.event_type == "AGREE"
    return agreed and any(o.start < i.start and i.end <= o.end for o in outer.evidence for i in inner.evidence)


def ids_of(mentions: Iterable[Mention]) -> set[str]:
    """Return who the mentions name, by actor id, or by their words where no actor is known."""
    return {m.actor or m.quote for m in mentions}
