"""Turns drafts into records: who carries each, how firm it is, when and where it was.

In: drafts, statements, the linked actors, times and places. Out: records, what is told twice merged into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.codebook import cameo, reduce
from onrecord.coding.drafts import Draft
from onrecord.coding.transfers import graded
from onrecord.layer import text_of
from onrecord.linking.linked import Linked
from onrecord.reading import english as en
from onrecord.records import Mention, Place, Plover, Record, Span, Standing, Statement, Status, When
from onrecord.standing.modality import Firmness, firmness

ASSERTED: frozenset[Status] = frozenset({"done", "under_way"})


def finish(doc: Doc, drafts: Iterable[Draft], statements: Sequence[Statement], linked: Linked) -> list[Record]:
    """Return the records of a report in text order, with ids "e1", "e2", …"""
    text = text_of(doc)
    made = [_record(doc, text, d, statements, linked) for d in drafts]
    merged = _merge(made)
    return [replace(r, id=f"e{n}") for n, r in enumerate(merged, 1)]


def _record(doc: Doc, text: str, draft: Draft, statements: Sequence[Statement], linked: Linked) -> Record:
    head = doc[draft.head]
    firm = firmness(head)
    status = _status(draft, firm)
    carrier = carrying(head.idx, statements)
    actors, recipients = _mentions(doc, draft.actors, linked), _mentions(doc, draft.recipients, linked)
    if _actors(actors) == _actors(recipients):
        recipients = ()  # "their cooperation": all who take part act
    event_type = None if draft.act is None else reduce(draft.act, status)
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
        kind=draft.kind,
        plover=Plover(event_type=event_type, mode=draft.mode, contexts=draft.contexts, act=draft.act),
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


def _governor(token: Token) -> Token:
    """The verb or clause that a time or place phrase hangs on."""
    node = token
    while node.head != node and not (en.is_verb(node) and node != token):
        node = node.head
    return node


def _nearest(doc: Doc, draft: Draft, spans: Sequence[tuple[int, int]]) -> int | None:
    """The index of the span that belongs to the draft: inside an event noun's phrase, else on the predicate's verb."""
    head = doc[draft.head]
    low, high = en.subtree_span(head)
    verb = head if en.is_verb(head) else _governor(head)
    on_verb: int | None = None
    for n, (start, end) in enumerate(spans):
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is None:
            continue
        root = tokens.root
        if not en.is_verb(head) and low <= root.i < high and _governor(root) == _governor(head):
            return n
        if en.is_verb(head) and _governor(root) == head:
            return n
        if on_verb is None and _governor(root) == verb and draft.start <= root.i < draft.end:
            on_verb = n
    return on_verb


def when_of(doc: Doc, draft: Draft, whens: Sequence[When]) -> When | None:
    """Return the time that hangs on the draft's predicate."""
    n = _nearest(doc, draft, [(w.start, w.end) for w in whens])
    return None if n is None else whens[n]


def where_of(doc: Doc, draft: Draft, places: Sequence[Place]) -> Place | None:
    """Return the place that hangs on the draft's predicate by a preposition of place."""
    located = [p for p in places if _is_located(doc, p)]
    n = _nearest(doc, draft, [(p.start, p.end) for p in located])
    return None if n is None else located[n]


def _is_located(doc: Doc, place: Place) -> bool:
    tokens = doc.char_span(place.start, place.end, alignment_mode="expand")
    preposition = None if tokens is None else en.governing_preposition(tokens.root)
    return preposition is not None and preposition.lower_ in (
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
    )


def _merge(records: Sequence[Record]) -> list[Record]:
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
        return _actors(one.actor) == _actors(other.actor)
    commitment = one.plover.event_type == "AGREE" and one.standing.status == "promised" and one.kind == "event"
    told_twice = (one.kind, one.plover, one.standing.status) == (other.kind, other.plover, other.standing.status)
    between = _actors(one.actor) == _actors(other.actor) != set()
    towards = _actors(one.recipient), _actors(other.recipient)
    return commitment and told_twice and between and bool(towards[0] & towards[1])


def _actors(mentions: Iterable[Mention]) -> set[str]:
    return {m.actor or m.quote for m in mentions}
