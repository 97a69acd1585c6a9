"""When and where a record's happening was: the time and place that hang on its predicate.

In: the report's times and places; then drafts. Out: one of each for a draft, or None; a dateline is neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.lexicon import words
from onrecord.linking.linked import Linked
from onrecord.reading import english as en
from onrecord.records import Place, When

LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "through", "throughout", "along", "off", "within"}
)
_LEFT = frozenset({"RETREAT"})
"""Deeds that are where their people go away from: "withdrew from Herat"."""
_STRUCK = frozenset({"ASSAULT"})
"""Deeds that are where the town is that they strike: "bombed Aleppo"."""
_RELATIONS = ("at", "struck", "left")
Thing = TypeVar("Thing", When, Place)


@dataclass(frozen=True, slots=True)
class _Hung(Generic[Thing]):
    """A time or place with the token that heads its words; kept by the verb that it hangs on."""

    thing: Thing
    root: int


class Circumstances:
    """The times and places of one report, by the verbs that they hang on."""

    def __init__(self, doc: Doc, linked: Linked, drafts: Iterable[Draft] = ()) -> None:
        self._doc = doc
        self._whens = _by_governor(_rooted(doc, linked.whens))
        places = _rooted(doc, linked.places)
        kinds = [_relation(place, root) for place, root in places]
        at, struck, left = ([p for p, k in zip(places, kinds, strict=True) if k == kind] for kind in _RELATIONS)
        self._places, self._struck, self._left = _by_governor(at), _by_governor(struck), _by_governor(left)
        self._roots = {p.start: root.i for p, root in places}
        self._nouns = [t for d in drafts if not en.is_verb(t := doc[d.head])]

    def when(self, draft: Draft) -> When | None:
        """Return the time that hangs on the draft's predicate."""
        return self._nearest(draft, self._whens)

    def where(self, draft: Draft) -> Place | None:
        """Return the place that hangs on the draft's predicate by a preposition of place, or that it strikes or leaves.

        The place of a happening that the predicate only speaks of is not its own: "condemned the attack in Mombasa".
        """
        found = self._nearest(draft, self._places)
        if found is None and draft.act in _STRUCK:
            found = self._nearest(draft, self._struck)
        if found is None and draft.act in _LEFT:
            found = self._nearest(draft, self._left)
        return None if found is not None and self._is_anothers(draft, found) else found

    def _is_anothers(self, draft: Draft, place: Place) -> bool:
        root = self._roots[place.start]
        if not en.is_verb(self._doc[draft.head]):
            return False
        spans = (en.subtree_span(noun) for noun in self._nouns if noun.i != root)
        return any(low <= root < high and not low <= draft.head < high for low, high in spans)

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


def _rooted(doc: Doc, things: Iterable[Thing]) -> list[tuple[Thing, Token]]:
    """The things with the tokens that head their words."""
    spans = ((thing, doc.char_span(thing.start, thing.end, alignment_mode="expand")) for thing in things)
    return [(thing, span.root) for thing, span in spans if span is not None]


def _by_governor(things: Iterable[tuple[Thing, Token]]) -> dict[int, list[_Hung[Thing]]]:
    found: dict[int, list[_Hung[Thing]]] = {}
    for thing, root in things:
        found.setdefault(_governor(root).i, []).append(_Hung(thing, root.i))
    return found


def _governor(token: Token) -> Token:
    """The verb that a phrase hangs on, or the root of its sentence."""
    node = token
    while node.head != node and not (en.is_verb(node) and node != token):
        node = node.head
    return node


def _relation(place: Place, root: Token) -> str | None:
    """Tell what a place is to the verb or noun beside it: where it is "at", what is "struck", or "left"; else None."""
    # "in Homs province" hangs on the province
    area = root.head.lower_ in words("places_words", **{"class": "area"}) and root in en.premodifiers(root.head)
    head = root.head if area else root
    preposition = en.governing_preposition(head)
    if preposition is None:
        # a country is rather whom it strikes: "bombed Aleppo" is in Aleppo
        return "struck" if place.precision < 6 and place.lat is not None and head in en.objects(head.head) else None
    if preposition.lower_ == "of":
        return "at" if preposition.head.lower_ in words("places_words", **{"class": "compass"}) else None
    return "at" if preposition.lower_ in LOCATIVE else "left" if preposition.lower_ == "from" else None
