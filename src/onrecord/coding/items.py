"""What is transferred: weapons and other goods recognised in a noun phrase.

In: the head token of a noun phrase. Out: an `Item` with designation, description and the categories' rules, or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.lexicon import Row, table
from onrecord.reading import english as en

# "MiG-29", "F-4E", "S-300PMU-2", "T-72B3", "Su-57": letters, a hyphen, a number
_DESIGNATION = re.compile(r"^[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Za-z0-9\-]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A transferred thing; `specific` where it names a weapon and not just "arms"."""

    quote: tuple[int, int]
    kind: str
    description: str
    designation: str | None
    specific: bool
    number: str | None
    sipri: str | None
    unroca: str | None
    rule: str


@cache
def _words() -> dict[str, Row]:
    return {r["word"]: r for r in table("transfer_items")}


@cache
def _designations() -> dict[str, Row]:
    return {r["designation"].lower(): r for r in table("designations")}


def item(head: Token) -> Item | None:
    """Recognise what a noun phrase names, by its longest known wording: "75 Hellfire missiles", "patrol boats"."""
    tokens = [*_before(head), head]
    span = (en.noun_phrase(head)[0], head.i + 1)
    designation = _designation(tokens)
    row = _row(head)
    if row is None and designation is None:
        # "various kinds of weapons", "a shipment of 75 missiles": the thing stands after "of"
        inner = [i for p, o in en.prepositions(head) if p == "of" and (i := item(o)) is not None]
        return inner[0] if inner else None
    source = designation or row
    assert source is not None
    return Item(
        quote=span,
        kind="arms" if designation else row["kind"] if row else "arms",
        description=row["word"] if row else designation["description"] if designation else head.lemma_.lower(),
        designation=_designated_words(tokens),
        specific=designation is not None or (row is not None and row["specific"] == "yes"),
        number=_number(head),
        sipri=source["sipri"] or None,
        unroca=source["unroca"] or None,
        rule=source.rule,
    )


def _before(head: Token) -> list[Token]:
    """The words before the head that describe it: "surface", "air" of "surface-to-air missiles"."""
    return sorted([*en.premodifiers(head), *en.numbers(head)], key=lambda t: t.i)


def _row(head: Token) -> Row | None:
    before = [t.lemma_.lower() for t in _before(head)]
    last = head.lemma_.lower()
    for n in range(min(len(before), 3), -1, -1):
        words = " ".join([*before[len(before) - n :], last]) if n else last
        if words in _words():
            return _words()[words]
    return None


def _designation(tokens: list[Token]) -> Row | None:
    lowered = [t.lower_ for t in tokens]
    for n in (2, 1):
        for i in range(len(lowered) - n + 1):
            words = " ".join(lowered[i : i + n])
            found = _designations().get(words) or _designations().get(words.rstrip("s"))
            if found is not None and tokens[i].text[:1].isupper():
                return found
    return None


def _designated_words(tokens: list[Token]) -> str | None:
    named = [t for t in tokens if t.lower_.rstrip("s") in _designations() or _is_designation(t)]
    return " ".join(t.text for t in named) or None


def _is_designation(token: Token) -> bool:
    return bool(_DESIGNATION.match(token.text)) and any(c.isdigit() for c in token.text)


def _number(head: Token) -> str | None:
    return next((t.text for t in en.numbers(head)), None)
