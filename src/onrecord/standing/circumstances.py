"""When and where a record's happening was: the time and place that hang on its predicate.

In: the report's times and places; then drafts. Out: one of each for a draft, or None; a dateline is neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.linking.linked import Linked
from onrecord.reading import english as en
from onrecord.records import Place, When

LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "around"})
Thing = TypeVar("Thing", When, Place)


@dataclass(frozen=True, slots=True)
class _Hung(Generic[Thing]):
    """A time or place with the token that heads its words; kept by the verb that it hangs on."""

    thing: Thing
    root: int


class Circumstances:
    """The times and places of one report, by the verbs that they hang on."""

    def __init__(self, doc: Doc, linked: Linked) -> None:
        self._doc = doc
        self._whens = _by_governor(doc, linked.whens)
        self._places = _by_governor(doc, [p for p in linked.places if _is_located(doc, p)])

    def when(self, draft: Draft) -> When | None:
        """Return the time that hangs on the draft's predicate."""
        return self._nearest(draft, self._whens)

    def where(self, draft: Draft) -> Place | None:
        """Return the place that hangs on the draft's predicate by a preposition of place."""
        return self._nearest(draft, self._places)

    def _nearest(self, draft: Draft, hung: dict[int, list[_Hung[Thing]]]) -> Thing | None:
        """What stands inside an event noun's own phrase first, then what hangs on its verb within the draft's words."""
        head = self._doc[draft.head]
        if en.is_verb(head):
            return next((h.thing for h in hung.get(head.i, ())), None)
        low, high = en.subtree_span(head)
        beside = hung.get(_governor(head).i, ())
        inside = (h.thing for h in beside if low <= h.root < high)
        near = (h.thing for h in beside if draft.start <= h.root < draft.end)
        return next(inside, None) or next(near, None)


def _by_governor(doc: Doc, things: Iterable[Thing]) -> dict[int, list[_Hung[Thing]]]:
    found: dict[int, list[_Hung[Thing]]] = {}
    for thing in things:
        words = doc.char_span(thing.start, thing.end, alignment_mode="expand")
        if words is not None:
            found.setdefault(_governor(words.root).i, []).append(_Hung(thing, words.root.i))
    return found


def _governor(token: Token) -> Token:
    """The verb that a phrase hangs on, or the root of its sentence."""
    node = token
    while node.head != node and not (en.is_verb(node) and node != token):
        node = node.head
    return node


def _is_located(doc: Doc, place: Place) -> bool:
    tokens = doc.char_span(place.start, place.end, alignment_mode="expand")
    preposition = None if tokens is None else en.governing_preposition(tokens.root)
    return preposition is not None and preposition.lower_ in LOCATIVE
