"""What is transferred: weapons and other goods recognised in a noun phrase.

In: the head token of a noun phrase. Out: an `Item` with designation, description and the categories' rules, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from onrecord.coding.amounts import money, number
from onrecord.coding.designations import Designations, Named
from onrecord.lexicon import Row, table
from onrecord.reading import english as en

_MONEY = "coding/amounts:money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A transferred thing; `specific` where it names a weapon and not just "arms"."""

    quote: tuple[int, int]
    kind: str
    description: str
    designation: str | None = None
    """As written."""
    normalised: str | None = None
    """As the lexicon has it, or as written where only the form tells that it is a designation."""
    specific: bool = False
    number: str | None = None
    """As written."""
    amount: dict[str, Any] | None = None
    sipri: str | None = None
    sipri_rule: str | None = None
    unroca: str | None = None
    unroca_rule: str | None = None
    rule: str


@cache
def _words() -> dict[str, Row]:
    return {r["word"]: r for r in table("transfer_items")}


def item(head: Token, designations: Designations | None = None) -> Item | None:
    """Recognise what a noun phrase names, by its longest known wording: "75 Hellfire missiles", "patrol boats"."""
    if _is_bridged(head):
        return None
    listed = designations or Designations.load()
    named = listed.find(_phrase(head))
    row = _row(head)
    if row is None and (named is None or named.row is None):
        # "various kinds of weapons", "$60m in military aid": the thing stands in the phrase behind
        inner = [i for p, o in en.prepositions(head) if p in ("of", "in") and (i := item(o, listed)) is not None]
        return _counted(inner[0], head) if inner else _sum(head)
    return _item(head, named, row)


def _is_bridged(head: Token) -> bool:
    """Tell whether the noun says from what to what something goes: "ship-to-ship transfers"."""
    bridge = (["-", "to", "-"], ["–", "to", "–"])
    before, behind = head.doc[max(head.i - 3, 0) : head.i], head.doc[head.i + 1 : head.i + 4]
    return any([t.lower_ for t in side] in bridge for side in (before, behind))


def _item(head: Token, named: Named | None, row: Row | None) -> Item:
    known = None if named is None else named.row
    source = known or row
    assert source is not None
    start = en.noun_phrase(head)[0]
    amount = number(head.doc, start, named.start if named is not None and named.start > start else head.i)
    written = None if named is None else head.doc[named.start : named.end].text
    sipri, unroca = _category("sipri", known, row), _category("unroca", known, row)
    return Item(
        quote=(start, head.i + 1),
        kind="arms" if known is not None or row is None else row["kind"],
        description=source["description"],
        designation=written,
        normalised=known["designation"] if known is not None else written,
        specific=named is not None or (row is not None and row["specific"] == "yes"),
        number=_written(head, amount),
        amount=amount,
        sipri=sipri[0],
        sipri_rule=sipri[1],
        unroca=unroca[0],
        unroca_rule=unroca[1],
        rule=source.rule,
    )


def _category(scheme: str, known: Row | None, row: Row | None) -> tuple[str | None, str | None]:
    """Return a category with the row that gives it: each scheme from its own cell, never one from the other.

    A listed designation settles both: an Igla missile is no missile of 25 km range because it is a missile.
    """
    source = known or row
    return (source[scheme], source.rule) if source is not None and source[scheme] else (None, None)


def _phrase(head: Token) -> list[Token]:
    """The words before the head that describe it, the head, and a name right behind: "the fighter MiG-29"."""
    start = en.noun_phrase(head)[0]
    end = max((t.i + 1 for t in en.close_apposition(head) if t.i <= head.i + 2), default=head.i + 1)
    return list(head.doc[start:end])


def _row(head: Token) -> Row | None:
    last = head.lemma_.lower()
    for i in range(en.noun_phrase(head)[0], head.i):
        # "surface-to-air missiles": the parser takes such a word apart
        words = f"{head.doc[i : head.i].text.lower()} {last}"
        if words in _words():
            return _words()[words]
    before = [t.lemma_.lower() for t in sorted([*en.premodifiers(head), *en.numbers(head)], key=lambda t: t.i)]
    for n in range(min(len(before), 3), -1, -1):
        words = " ".join([*before[len(before) - n :], last]) if n else last
        if words in _words():
            return _words()[words]
    return None


def _counted(inner: Item, head: Token) -> Item:
    """Take the number from the word that counts: "5,000 rounds of ammunition", "dozens of drones"."""
    if inner.amount is not None or inner.kind not in ("arms", "training"):
        return inner
    # "the first four of 12 frigates", "dozens of drones": the number is the head itself
    amount = number(head.doc, en.noun_phrase(head)[0], head.i + 1)
    values = {name: getattr(inner, name) for name in Item.__dataclass_fields__}
    quote = (en.noun_phrase(head)[0], inner.quote[1])
    return Item(**{**values, "quote": quote, "amount": amount, "number": _written(head, amount)})


def _sum(head: Token) -> Item | None:
    """A sum of money that is given: "lent Chile [500 million dollars]"."""
    start = en.noun_phrase(head)[0]
    return None if money(head.doc, start, head.i + 1) is None else _money_item(start, head)


def _money_item(start: int, head: Token) -> Item:
    return Item(quote=(start, head.i + 1), kind="money", description="money", rule=_MONEY)


def _written(head: Token, amount: dict[str, Any] | None) -> str | None:
    return None if amount is None else head.doc[slice(*amount["quote"])].text
