"""Turns drafts into records: who carries each, how firm it is, when and where it was.

In: drafts, statements, the linked actors, times and places. Out: records, what is told twice merged into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.attribution.wordings import Wording
from onrecord.codebook import cameo, reduce
from onrecord.coding.drafts import Draft
from onrecord.layer import text_of
from onrecord.linking.linked import Linked
from onrecord.reading import english as en
from onrecord.records import Kind, Mention, Plover, Record, Span, Standing, Statement, Status
from onrecord.standing.circumstances import Circumstances
from onrecord.standing.details import details_of
from onrecord.standing.merge import ids_of, merged
from onrecord.standing.modality import Firmness, firmness
from onrecord.standing.order import in_order, orders
from onrecord.standing.syntax import examples

LOOSE_START = frozenset(",;:–—-")
LOOSE_END = LOOSE_START | {"."}
ASSERTED: frozenset[Status] = frozenset({"done", "under_way"})


def finish(doc: Doc, drafts: Iterable[Draft], statements: Sequence[Statement], linked: Linked) -> list[Record]:
    """Return the records of a report in text order, with ids "e1", "e2", …"""
    drafts = list(drafts)
    finisher = _Finisher(doc, text_of(doc), statements, linked, Circumstances(doc, linked, drafts))
    told = [(d, finisher.record(d)) for d in drafts]
    made = [replace(r, id=f"e{n}") for n, r in enumerate(merged((r for _, r in told), statements), 1)]
    found = orders(doc, [d for d, _ in told], linked.whens)
    return in_order(made, told, found, finisher.cut) if found else made


@dataclass(frozen=True, slots=True)
class _Finisher:
    """Makes records of one report's drafts."""

    doc: Doc
    text: str
    statements: Sequence[Statement]
    linked: Linked
    circumstances: Circumstances

    def record(self, draft: Draft) -> Record:
        """Return the record of a draft, without an id."""
        firm = firmness(self.doc[draft.head])
        status, carrier = self._held(draft, firm)
        roles = self._roles(draft, status, carrier)
        event_type = None if roles.act is None else reduce(roles.act, status)
        when, where = self.circumstances.when(draft), self.circumstances.where(draft)
        return Record(
            id="",
            kind=roles.kind,
            plover=Plover(event_type=event_type, mode=draft.mode, contexts=draft.contexts, act=roles.act),
            cameo=draft.cameo or (None if event_type is None else cameo(event_type, draft.mode)),
            actor=roles.actors,
            recipient=roles.recipients,
            object=None if draft.object is None else self.cut(*draft.object),
            when=when,
            where=where,
            standing=self._standing(draft, firm, status, carrier),
            statement=None if carrier is None else carrier.id,
            evidence=(self._told(draft, carrier),),
            details=details_of(draft, (roles.actors, roles.recipients), status, (when, where), self.cut),
            rule=draft.rule,
            confidence=draft.confidence,
        )

    def _held(self, draft: Draft, firm: Firmness) -> tuple[Status, Statement | None]:
        """How firm it is, and the statement that carries it."""
        carrier = carrying(self.doc[draft.head].idx, self.statements)
        if draft.kind == "relation":
            # "is expected to meet Minister Ama Roe": the post is hers whatever comes of it, and told in passing
            return "done", carrier if carrier is not None and carrier.type == "direct" else None
        return _status(draft, firm), carrier

    def _roles(self, draft: Draft, status: Status, carrier: Statement | None) -> _Roles:
        actors, recipients = self._mentions(draft.actors), self._mentions(draft.recipients)
        if draft.kind == "claim" and status == "demanded" and carrier is not None and carrier.speaker is not None:
            # "Chad must withdraw, the envoy said": the envoy asks it of Chad
            return _Roles("event", "REQUEST", (carrier.speaker,), actors)
        if draft.details.get("judgement") and not actors and carrier is not None and carrier.speaker is not None:
            actors = (carrier.speaker,)  # "This is a welcome change": the only one who does anything judges
        if draft.kind != "relation" and ids_of(actors) == ids_of(recipients):
            recipients = ()  # "their cooperation": all who take part act
        if draft.kind == "relation" and "position" in draft.details and not recipients:
            recipients = tuple(m for h in draft.actors if (m := self.linked.served.get(h)) is not None)
        return _Roles(draft.kind, draft.act, actors, recipients)

    def _mentions(self, heads: Iterable[int]) -> tuple[Mention, ...]:
        """Who the heads name, with the instances that the words give: "friendly states such as Chad"."""
        named = [i for h in heads for i in (h, *(t.i for t in examples(self.doc[h])))]
        found = [m for h in named for m in self.linked.mentions.get(h, ())]
        return tuple({m.actor or m.start: m for m in reversed(found)}.values())[::-1]

    def _standing(self, draft: Draft, firm: Firmness, status: Status, carrier: Statement | None) -> Standing:
        apart = ((w.start, w.end) for w in self.linked.wordings if self._holds(draft, w))
        return Standing(
            status=status,
            holder="speaker" if carrier is not None else "outlet",
            presupposed=firm.presupposed,
            hedges=tuple(Span.of(self.text, s, e) for s, e in firm.hedges),
            negation=None if firm.negation is None else Span.of(self.text, *firm.negation),
            distance=tuple(Span.of(self.text, s, e) for s, e in apart),
        )

    def _holds(self, draft: Draft, wording: Wording) -> bool:
        """Tell whether words at a distance describe the happening itself, or who or what takes part in it."""
        noun = self.doc[wording.noun]
        if not draft.start <= noun.i < draft.end:
            return False
        if draft.object is not None and draft.object[0] <= noun.i < draft.object[1]:
            return True
        return draft.head in (noun.i, _verb_over(noun).i)

    def _told(self, draft: Draft, carrier: Statement | None) -> Span:
        """The draft's words without the frame of who says so at their ends: no ", according to the agency"."""
        start, end = draft.start, draft.end
        said = [] if carrier is None else [c for c in carrier.content if self._inside(c, start, end)]
        if said:
            low, high = min(c.start for c in said), max(c.end for c in said)
            start = max(start, next(i for i in range(start, end) if self.doc[i].idx + len(self.doc[i]) > low))
            end = min(end, next((i for i in range(start, end) if self.doc[i].idx >= high), end))
        return self.cut(start, end)

    def _inside(self, content: Span, start: int, end: int) -> bool:
        """Tell whether a content shares words with a token span."""
        return content.start < self.doc[end - 1].idx + len(self.doc[end - 1]) and self.doc[start].idx < content.end

    def cut(self, start: int, end: int) -> Span:
        """Cut a token span out of the text without the blanks and the marks at its ends."""
        doc = self.doc
        while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in LOOSE_END):
            end -= 1
        while start < end - 1 and (doc[start].is_space or doc[start].text in LOOSE_START):
            start += 1
        return Span.of(self.text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


@dataclass(frozen=True, slots=True)
class _Roles:
    """What a record is, and who takes part."""

    kind: Kind
    act: str | None
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]


def _verb_over(noun: Token) -> Token:
    """Return the verb that a noun's phrase hangs on, or the root of its sentence."""
    node = noun.head
    while node.head != node and not en.is_verb(node):
        node = node.head
    return node


def _status(draft: Draft, firm: Firmness) -> Status:
    """The predicate's own status where the sentence asserts it: "pledged" is promised, "did not pledge" is not."""
    if draft.status is not None and firm.status in ASSERTED:
        return draft.status
    return firm.status


def carrying(offset: int, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement around the character, known speakers first; None for the outlet's voice.

    Who is cited says the words of the one who cites: "AFP reported that the army had left, citing a minister" is his.
    """
    holding = [s for s in statements if any(c.start <= offset < c.end for c in s.content)]
    known = [s for s in holding if s.speaker is not None]
    around = {s.inside for s in known or holding}
    by_size = sorted(known or holding, key=lambda s: (sum(c.end - c.start for c in s.content), s.id in around))
    return by_size[0] if by_size else None
