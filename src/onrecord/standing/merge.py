"""One record for what a report tells twice.

In: the records of a report. Out: fewer, with the evidence of all that tell the same; in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.records import Mention, Record


def merged(records: Sequence[Record]) -> list[Record]:
    """One record for what is told twice: the same commitment of the same actor to the same recipient.

    "Chad is committed to helping Niger" and "Chad's commitment to assist Niger" are one; two attacks may be two.
    """
    kept: list[Record] = []
    for r in sorted(records, key=lambda r: (r.evidence[0].start, r.evidence[0].end, r.kind)):
        n = next((n for n, k in enumerate(kept) if _same(k, r)), None)
        if n is None:
            kept.append(r)
        else:
            spans = dict.fromkeys((*kept[n].evidence, *r.evidence))
            wider = kept[n] if len(kept[n].recipient) >= len(r.recipient) else r
            kept[n] = replace(wider, evidence=tuple(spans), when=kept[n].when or r.when)
    return [r for r in kept if not any(_restates(r, other) for other in kept)]


def _restates(outer: Record, inner: Record) -> bool:
    """Tell whether a record only says again that another's commitment stands: "reaffirmed its commitment to help"."""
    views = outer.plover.event_type == inner.plover.event_type == "AGREE"
    holds = any(o.start < i.start and i.end <= o.end for o in outer.evidence for i in inner.evidence)
    return views and holds and outer.plover.act == "AGREE" and inner.standing.status == "promised"


def _same(one: Record, other: Record) -> bool:
    if one.evidence == other.evidence and one.rule == other.rule and one.kind == other.kind:
        return ids_of(one.actor) == ids_of(other.actor)
    commitment = one.plover.event_type == "AGREE" and one.standing.status == "promised" and one.kind == "event"
    told_twice = (one.kind, one.plover, one.standing.status) == (other.kind, other.plover, other.standing.status)
    between = ids_of(one.actor) == ids_of(other.actor) != set()
    towards = ids_of(one.recipient), ids_of(other.recipient)
    return commitment and told_twice and between and bool(towards[0] & towards[1])


def ids_of(mentions: Iterable[Mention]) -> set[str]:
    """Return who the mentions name, by actor id, or by their words where no actor is known."""
    return {m.actor or m.quote for m in mentions}
