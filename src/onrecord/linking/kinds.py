"""A definite common noun of an organisation with no name of its own: "the company" is the company named last.

In: the noun and the chains so far. Out: the actor that it takes up, or None where none fits, or two as well.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.linking import syntax
from onrecord.linking.actors import Draft
from onrecord.linking.memory import Memory

_BACK = 3
"""How many sentences before its own a noun may reach back to a name that does not say what it is."""


@cache
def _kinds() -> dict[str, lexicon.Row]:
    return {row["noun"]: row for row in lexicon.table("organisation_kinds")}


def last_of_kind(chains: Memory, token: Token, noun: str) -> int | None:
    """Return the organisation of that kind that was named last; of two in one sentence its subject."""
    row = _kinds().get(noun)
    if row is None:
        return None
    for sentence in chains.sentences_back(token, _BACK):
        here = [(i, a) for i, a in chains.trail if sentence.start <= i < min(sentence.end, token.i)]
        fitting = [(i, a) for i, a in here if _is_kind(chains.drafts[a], row)]
        subjects = [(i, a) for i, a in fitting if syntax.is_subject(chains.doc[i])]
        found = {a for _, a in subjects or fitting}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _is_kind(draft: Draft, row: lexicon.Row) -> bool:
    """Tell whether an actor with a name may be of the kind; of one without a sector only where the table says so."""
    if not draft.named or draft.kind not in row.many("kind"):
        return False
    sectors, wanted = set(draft.sector), set(row.many("sector"))
    if not sectors:
        return row["unknown"] == "yes"
    return sectors.isdisjoint(row.many("not_sector")) and (not wanted or not sectors.isdisjoint(wanted))
