"""Turns drafts into records: who carries each, how firm it is, when and where it was.

In: drafts, statements, the linked actors, times and places. Out: records, what is told twice merged into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from onrecord.codebook import cameo, reduce
from onrecord.coding.drafts import Draft
from onrecord.coding.transfers import graded
from onrecord.layer import text_of
from onrecord.linking.linked import Linked
from onrecord.reading import english as en
from onrecord.records import Mention, Plover, Record, Span, Standing, Statement, Status
from onrecord.standing.circumstances import when_of, where_of
from onrecord.standing.merge import ids_of, merged
from onrecord.standing.modality import Firmness, firmness

ASSERTED: frozenset[Status] = frozenset({"done", "under_way"})


def finish(doc: Doc, drafts: Iterable[Draft], statements: Sequence[Statement], linked: Linked) -> list[Record]:
    """Return the records of a report in text order, with ids "e1", "e2", …"""
    text = text_of(doc)
    made = [_record(doc, text, d, statements, linked) for d in drafts]
    return [replace(r, id=f"e{n}") for n, r in enumerate(merged(made), 1)]


def _record(doc: Doc, text: str, draft: Draft, statements: Sequence[Statement], linked: Linked) -> Record:
    head = doc[draft.head]
    firm = firmness(head)
    status = _status(draft, firm)
    carrier = carrying(head.idx, statements)
    if draft.kind == "relation":
        # "is expected to meet Minister Ama Roe": the post is hers whatever comes of it, and told in passing
        status = "done"
        carrier = carrier if carrier is not None and carrier.type == "direct" else None
    actors, recipients = _mentions(doc, draft.actors, linked), _mentions(doc, draft.recipients, linked)
    act, kind = draft.act, draft.kind
    if kind == "claim" and status == "demanded" and carrier is not None and carrier.speaker is not None:
        # "Chad must withdraw, the envoy said": the envoy asks it of Chad
        act, kind, actors, recipients = "REQUEST", "event", (carrier.speaker,), actors
    if ids_of(actors) == ids_of(recipients):
        recipients = ()  # "their cooperation": all who take part act
    event_type = None if act is None else reduce(act, status)
    details = dict(draft.details)
    if draft.kind == "transfer":
        parties = {"supplier": [m.to_dict() for m in actors], "recipient": [m.to_dict() for m in recipients]}
        details = parties | _transfer_details(doc, text, details, status)
    elif draft.kind == "agreement":
        details = _public(doc, text, details) | {"parties": [m.to_dict() for m in (*actors, *recipients)]}
    elif draft.kind == "measure":
        details = details | {"by": [m.to_dict() for m in actors], "on": [m.to_dict() for m in recipients]}
    return Record(
        id="",
        kind=kind,
        plover=Plover(event_type=event_type, mode=draft.mode, contexts=draft.contexts, act=act),
        cameo=draft.cameo or (None if event_type is None else cameo(event_type, draft.mode)),
        actor=actors,
        recipient=recipients,
        object=None if draft.object is None else _span(doc, text, *draft.object),
        when=when_of(doc, draft, linked.whens),
        where=where_of(doc, draft, linked.places),
        standing=Standing(
            status=status,
            holder="speaker" if carrier is not None else "outlet",
            presupposed=firm.presupposed,
            hedges=tuple(Span.of(text, s, e) for s, e in firm.hedges),
            negation=None if firm.negation is None else Span.of(text, *firm.negation),
        ),
        statement=None if carrier is None else carrier.id,
        evidence=(_span(doc, text, draft.start, draft.end),),
        details=details,
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _status(draft: Draft, firm: Firmness) -> Status:
    """The predicate's own status where the sentence asserts it: "pledged" is promised, "did not pledge" is not."""
    if draft.status is not None and firm.status in ASSERTED:
        return draft.status
    return firm.status


def _mentions(doc: Doc, heads: Iterable[int], linked: Linked) -> tuple[Mention, ...]:
    """Who the heads name, with the instances that the words give: "friendly states such as Chad"."""
    named = [i for h in heads for i in (h, *(t.i for t in en.examples(doc[h])))]
    found = [m for h in named for m in linked.mentions.get(h, ())]
    return tuple({m.actor or m.start: m for m in reversed(found)}.values())[::-1]


def _span(doc: Doc, text: str, start: int, end: int) -> Span:
    """Cut a token span out of the text without the blanks and the stop at its ends."""
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in {".", ",", ";", ":", "–", "—", "-"}):
        end -= 1
    while start < end - 1 and (doc[start].is_space or doc[start].text in {",", ";", ":", "–", "—", "-"}):
        start += 1
    last = doc[end - 1]
    return Span.of(text, doc[start].idx, last.idx + len(last))


def _public(doc: Doc, text: str, details: dict[str, Any]) -> dict[str, Any]:
    subject = details.get("subject")
    return details | {"subject": None if subject is None else _span(doc, text, *subject).to_dict()}


def _transfer_details(doc: Doc, text: str, details: dict[str, Any], status: Status) -> dict[str, Any]:
    items = [i | {"quote": _span(doc, text, *i["quote"]).to_dict()} for i in details["items"]]
    return {
        "items": items,
        "item": items[0]["quote"] if items else None,
        "category": {"sipri": items[0]["sipri"], "unroca": items[0]["unroca"], "rule": items[0]["rule"]}
        if items
        else None,
        "numbers": [i["number"] for i in items if i["number"]],
        "years": {"ordered": None, "delivered": None},
        **graded(details, status),
    }


def carrying(offset: int, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement around the character, known speakers first; None for the outlet's voice."""
    holding = [s for s in statements if any(c.start <= offset < c.end for c in s.content)]
    known = [s for s in holding if s.speaker is not None]
    return min(known or holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)
