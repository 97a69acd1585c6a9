"""When and where a record's happening was: the time and place that hang on its predicate.

In: a draft in its parsed sentence, the report's times and places. Out: one of each, or None; a dateline is neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.reading import english as en
from onrecord.records import Place, When

LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "around"})


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
