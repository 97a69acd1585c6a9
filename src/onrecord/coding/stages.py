"""How far a transfer has come, by the words that govern its predicate.

In: the predicate's token. Out: the stage that the nearest governing word tells, with its row; None where none does.

"Chile is in talks to buy frigates" is talks, "a contract to supply frigates" an order, "halted the delivery" cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from onrecord.lexicon import Row, table
from onrecord.reading import english as en

_STEPS = 4
"""Governors looked at: "rejected a request for talks on the sale" has three."""
_DENIES = frozenset({"cancelled", "denied"})


@cache
def _rows() -> dict[tuple[str, str], Row]:
    return {(lemma, r["pos"]): r for r in table("transfer_stages") for lemma in r.many("lemma")}


def governing_stage(head: Token) -> tuple[Token, Row] | None:
    """Return the surest governing word and its row.

    What is cancelled or denied is so whatever was meant, "scrapped plans to buy frigates"; or else the nearest counts.
    """
    told = ((t, _row(t)) for t in _governors(head))
    found = [(t, row) for t, row in told if row is not None and row["stage"] != "in_use"]
    return next((f for f in found if f[1]["stage"] in _DENIES), None) or next(iter(found), None)


def user(head: Token) -> Token | None:
    """Return the verb of use over a participle's noun: "[uses] rifles bought from Chile".

    "[put] ships bought from Chile into service" is one; to put them up for sale is none.
    """
    if not en.is_participle_modifier(head):
        return None
    noun = en.first_conjunct(head.head)
    verb = noun.head
    row = _row(verb) if en.is_object(noun) else None
    if row is None or row["stage"] != "in_use":
        return None
    served = any(
        p == "into" and o.lower_ in ("service", "operation", "use") for t in (verb, head) for p, o in en.prepositions(t)
    )
    return verb if served or en.lemma(verb) != "put" else None


def _row(token: Token) -> Row | None:
    pos = "verb" if en.is_verb(token) else "adj" if token.pos_ == "ADJ" else "noun"
    return _rows().get((en.lemma(token), pos))


def _governors(head: Token) -> Iterator[Token]:
    """Yield what the predicate hangs on as its content: verb of a complement, noun with "of" or "for", light verb."""
    token = head
    for _ in range(_STEPS):
        above = en.first_conjunct(token).head
        if above == token or not _is_content(token, above):
            return
        if en.is_verb(above) or above.pos_ in ("NOUN", "ADJ", "PROPN"):
            yield above
        if en.is_adverbial(token) or en.is_open_complement(token):
            # "won a contract [to supply frigates]", "is in talks [to buy frigates]"
            yield from (o for o in (*en.objects(above), *(t for _, t in en.prepositions(above))) if o.i < token.i)
        token = above


def _is_content(token: Token, above: Token) -> bool:
    """Tell whether a governor's word says something of what hangs on it: not of a relative or adverbial clause.

    "signed in Oslo after Chile bought frigates" does not say how far the purchase has come.
    """
    if en.is_adverbial(token):
        # "is in talks [to buy]", "won a contract [to supply]" are parsed as purposes
        return en.is_infinitive(token)
    if en.is_relative(token) or en.is_subject(token):
        return False
    if en.is_participle_modifier(token):
        return token.tag_ == "VB"
    preposition = en.governing_preposition(token)
    if preposition is not None:
        return preposition.lower_ in ("for", "of", "to", "on", "in", "over", "about", "from")
    return True
