"""Sides of a deed that the sentence tells with another one.

In: drafts of a Doc, in text order. Out: the same, where a transfer has the recipient of the one that it is coordinated
with ("gave lorries to Chad and will send boats"), where two that tell of one thing complete each other ("Norway will
deliver the boats that Chad has bought"), and where a deed to "it" has the recipient of the deed before it ("limited
Chad's imports but did not ban them").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.reading import english as en

_GIVING = frozenset({"AID", "COOPERATE"})
_INCLUDING = frozenset({"include", "comprise", "contain", "cover"})
_IT = frozenset({"it", "them", "this", "these", "those"})


def with_sides(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the sides of transfers that another transfer of the sentence has."""
    told = [d for d in drafts if d.kind == "transfer" or d.act in _GIVING]
    by_head = {d.head: d for d in drafts}
    found = [_with_sides(doc, d, told) if d in told else d for d in drafts]
    return [_taken_up(doc, d, by_head) for d in found]


def _taken_up(doc: Doc, draft: Draft, drafts: Mapping[int, Draft]) -> Draft:
    """Give a deed to "it" or "them" the recipient of the deed that it is coordinated with."""
    verb = doc[draft.head]
    things = en.objects(verb)
    if draft.recipients or not en.is_conjunct(verb) or not things or any(t.lower_ not in _IT for t in things):
        return draft
    before = drafts.get(en.first_conjunct(verb).i)
    if before is None or before.actors != draft.actors:
        return draft
    return replace(draft, recipients=tuple(i for i in before.recipients if i not in draft.actors))


def _with_sides(doc: Doc, draft: Draft, told: Sequence[Draft]) -> Draft:
    for other in told:
        if other.head == draft.head:
            continue
        if _tell_one_thing(doc, draft, other) or (draft.kind == "transfer" and _goes_on(doc, draft, other)):
            return _completed(draft, other)
    return draft


def _completed(draft: Draft, other: Draft) -> Draft:
    recipients = draft.recipients or tuple(i for i in other.recipients if i not in draft.actors)
    actors = draft.actors or tuple(i for i in other.actors if i not in recipients)
    return replace(draft, actors=actors, recipients=recipients)


def _goes_on(doc: Doc, draft: Draft, other: Draft) -> bool:
    """Tell whether a transfer to nobody named goes on from another by the same supplier."""
    if draft.recipients or not draft.actors or draft.actors != other.actors or not other.recipients:
        return False
    aimed = any(p in ("to", "for") for p, _ in en.prepositions(doc[draft.head]))
    return not aimed and doc[other.head] in _verbs_before(doc[draft.head])


def _verbs_before(verb: Token) -> list[Token]:
    """Return the verbs that a verb is coordinated with, and those that it completes: "gave … and [plans] to send"."""
    found: list[Token] = []
    while verb.head != verb and (en.is_conjunct(verb) or en.is_open_complement(verb) or en.is_preposition_like(verb)):
        verb = verb.head
        found.append(verb)
    return found


def _tell_one_thing(doc: Doc, draft: Draft, other: Draft) -> bool:
    """Tell whether one has the other inside its object and each has the side that the other lacks."""
    sides = (bool(draft.actors), bool(draft.recipients), bool(other.actors), bool(other.recipients))
    if sides not in ((True, False, False, True), (False, True, True, False)):
        return False
    pairs = ((draft, other), (other, draft))
    return any(_describes(doc, a, b) or _is_part(doc, a, b) for a, b in pairs)


def _is_part(doc: Doc, inner: Draft, outer: Draft) -> bool:
    """Tell whether one is of what the other includes: "the aid from Norway includes boats, [delivered to Chad]"."""
    thing = en.first_conjunct(doc[outer.head])
    verb = thing.head
    if en.is_verb(thing) or not en.is_subject(thing) or en.lemma(verb) not in _INCLUDING:
        return False
    return any(o.is_ancestor(doc[inner.head]) for o in en.objects(verb))


def _describes(doc: Doc, inner: Draft, outer: Draft) -> bool:
    """Tell whether a clause says which thing the outer one hands over: "the boats [that Chad has bought]"."""
    verb = doc[inner.head]
    if outer.object is None or not (en.is_relative(verb) or en.is_participle_modifier(verb)):
        return False
    return outer.object[0] <= verb.head.i < outer.object[1]
