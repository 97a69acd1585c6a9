"""Arms and other transfers: who supplies what to whom, and how far it has come.

In: clauses and event drafts. Out: drafts of kind transfer, in place of the event drafts on the same predicate; after
standing is known, the stage and the grade with its reason (SIPRI's entry rule: an order or a delivery with an item).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from spacy.tokens import Doc

from onrecord.coding.drafts import Draft
from onrecord.coding.items import Item, item
from onrecord.lexicon import Row, table
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause
from onrecord.records import Status

IsActor = Callable[[int], bool]

# how far a transfer has come, by the standing of its verb; "delivered" holds for a done delivery only
_STAGE_BY_STATUS: dict[Status, str] = {
    "promised": "promised",
    "planned": "promised",
    "possible": "talks",
    "conditional": "talks",
    "demanded": "interest",
    "denied": "denied",
    "not_done": "denied",
}


@cache
def _predicates() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in table("transfer_predicates"):
        for lemma in row.many("lemma"):
            key = (lemma, row["pos"])
            found[key] = (*found.get(key, ()), row)
    return found


def transfers(doc: Doc, clauses: Sequence[Clause], events: Iterable[Draft], is_actor: IsActor) -> list[Draft]:
    """Return the drafts with transfers put in place of events on the same predicate, in text order."""
    by_head: dict[int, list[Draft]] = {}
    for draft in events:
        by_head.setdefault(draft.head, []).append(draft)
    out: list[Draft] = []
    for clause in clauses:
        told = by_head.pop(clause.head, [])
        found = _transfer(doc, clause, is_actor)
        out += [_with_items(doc, d) for d in told] if found is None else [_merged(found, told)]
    out += [_with_items(doc, d) for drafts in by_head.values() for d in drafts]
    return sorted(out, key=lambda d: (d.head, d.kind))


def _with_items(doc: Doc, draft: Draft) -> Draft:
    """Give a transfer that only the codebook saw what its object says of the item: "military aid to Niger"."""
    if draft.kind != "transfer":
        return draft
    heads = [draft.head] if draft.object is None else range(*draft.object)
    things = [t for i in heads if (t := item(doc[i])) is not None]
    return replace(draft, details=_details(things, stage="delivered", swapped=False))


def _merged(transfer: Draft, events: list[Draft]) -> Draft:
    """Keep what the codebook said of the deed and its participants where the transfer's own frame left them open."""
    if not events:
        return transfer
    event = events[0]
    swapped = transfer.details.get("recipient_is_subject") is True
    return replace(
        transfer,
        act=transfer.act if swapped or event.act not in ("AID", "COOPERATE") else event.act,
        actors=transfer.actors or (() if swapped else event.actors),
        recipients=transfer.recipients or (() if swapped else event.recipients),
        status=event.status,
        mode=event.mode if event.act in ("AID", "COOPERATE") else None,
        contexts=tuple(dict.fromkeys((*event.contexts, *transfer.contexts))),
    )


def _transfer(doc: Doc, clause: Clause, is_actor: IsActor) -> Draft | None:
    pos = "noun" if clause.kind == "nominal" else "verb"
    for row in _predicates().get((clause.lemma, pos), ()):
        heads = _slots(doc, clause, row.many("item"), lambda _: True)
        things = [t for t in (item(doc[i]) for i in heads) if t is not None]
        if not things and row["item"] != "none":
            continue
        suppliers = _slots(doc, clause, row.many("supplier"), is_actor)
        recipients = _slots(doc, clause, row.many("recipient"), is_actor)
        if row["item"] == "none" and not (suppliers and recipients):
            continue
        if pos == "noun" and not (suppliers and recipients):
            continue  # "its arms exports" tells no transfer
        return _draft(clause, row, things, suppliers, recipients)
    return None


def _slots(doc: Doc, clause: Clause, slots: Sequence[str], accept: Callable[[int], bool]) -> tuple[int, ...]:
    """Return the first slot's heads that are accepted."""
    for slot in slots:
        heads: Iterable[int]
        if slot == "subject":
            heads = clause.subjects
        elif slot == "object":
            heads = clause.objects
        elif slot == "indirect":
            heads = clause.indirects
        elif slot == "poss":
            owned = [doc[o] for o in clause.objects]
            heads = [t.i for o in owned for t in en.owners(o)]
            heads = [*heads, *(t.i for o in owned for p, t in en.prepositions(o) if p == "of")]
        elif slot == "mod":
            heads = [t.i for o in clause.objects for t in en.premodifiers(doc[o])]
        elif slot == "compound":
            heads = [t.i for t in en.premodifiers(doc[clause.head])]
        else:
            heads = clause.oblique(slot)
            heads = [*heads, *(t.i for o in clause.objects for p, t in en.prepositions(doc[o]) if p == slot)]
        found = tuple(dict.fromkeys(h for h in heads if accept(h)))
        if found:
            return found
    return ()


def _draft(
    clause: Clause, row: Row, things: list[Item], suppliers: tuple[int, ...], recipients: tuple[int, ...]
) -> Draft:
    first = things[0] if things else None
    arms = first is None or first.kind not in ("goods", "money")
    return Draft(
        kind="transfer",
        act=row["act"],
        contexts=("military",) if arms else (),
        head=clause.head,
        actors=suppliers,
        recipients=recipients,
        object=None if first is None else first.quote,
        start=clause.start,
        end=clause.end,
        details=_details(things, stage=row["stage"], swapped="subject" in row.many("recipient")),
        rule=row.rule,
        confidence=0.75 if suppliers and recipients else 0.6,
    )


def _details(things: Sequence[Item], *, stage: str, swapped: bool) -> dict[str, Any]:
    return {"items": [_plain_item(t) for t in things], "stage_said": stage, "recipient_is_subject": swapped}


def _plain_item(thing: Item) -> dict[str, Any]:
    return {
        "quote": list(thing.quote),
        "kind": thing.kind,
        "description": thing.description,
        "designation": thing.designation,
        "specific": thing.specific,
        "number": thing.number,
        "sipri": thing.sipri,
        "unroca": thing.unroca,
        "rule": thing.rule,
    }


def graded(details: dict[str, Any], status: Status) -> dict[str, Any]:
    """Return the public details of a transfer: stage, grade and reason, from the predicate and its standing.

    SIPRI enters a deal only where an order or a delivery is stated with an item; all else is a lead.
    """
    stage = _STAGE_BY_STATUS.get(status, details["stage_said"])
    specific = any(i["specific"] for i in details["items"])
    if stage in ("ordered", "delivered") and specific:
        grade, reason = "deal", f"{stage}, with a named item"
    elif stage in ("ordered", "delivered"):
        grade, reason = "lead", "no item is named"
    else:
        grade, reason = "lead", f"no order or delivery is stated (stage: {stage})"
    return {"stage": stage, "grade": grade, "reason": reason}
