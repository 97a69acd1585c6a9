"""Sides of a transfer that the sentence tells with another one.

In: drafts of a Doc, in text order. Out: the same, where a transfer has the recipient of the one that it is coordinated
with ("gave lorries to Chad and will send boats"), and where two that tell of one thing complete each other ("Norway
will deliver the boats that Chad has bought").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.reading import english as en


def with_sides(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the sides of transfers that another transfer of the sentence has."""
    told = [d for d in drafts if d.kind == "transfer"]
    return [_with_sides(doc, d, told) if d.kind == "transfer" else d for d in drafts]


def _with_sides(doc: Doc, draft: Draft, told: Sequence[Draft]) -> Draft:
    for other in told:
        if other.head != draft.head and (_goes_on(doc, draft, other) or _tell_one_thing(doc, draft, other)):
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
    return _describes(doc, draft, other) or _describes(doc, other, draft)


def _describes(doc: Doc, inner: Draft, outer: Draft) -> bool:
    """Tell whether a clause says which thing the outer one hands over: "the boats [that Chad has bought]"."""
    verb = doc[inner.head]
    if outer.object is None or not (en.is_relative(verb) or en.is_participle_modifier(verb)):
        return False
    return outer.object[0] <= verb.head.i < outer.object[1]
