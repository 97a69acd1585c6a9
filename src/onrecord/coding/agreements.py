"""Agreements and measures: what the codebook's drafts of these kinds say of instrument, stage, kind and change.

In: drafts of kind agreement or measure. Out: the same drafts with `details`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.lexicon import Row, table
from onrecord.reading import english as en


@cache
def _index(name: str, column: str) -> dict[str, Row]:
    return {r[column]: r for r in table(name)}


def detailed(doc: Doc, draft: Draft) -> Draft:
    """Return the draft with the details of its kind; a draft of another kind comes back as it was."""
    if draft.kind == "agreement":
        return replace(draft, details=_agreement(doc, draft))
    if draft.kind == "measure":
        return replace(draft, details=_measure(doc, draft))
    return draft


def _near(doc: Doc, draft: Draft) -> Iterator[Token]:
    """The predicate, its objects and what stands in the draft's own words: where instrument and measure are named."""
    head = doc[draft.head]
    yield head
    if en.is_verb(head):
        yield from en.objects(head)
    yield from doc[draft.start : draft.end]


def _found(doc: Doc, draft: Draft, name: str, column: str = "word") -> tuple[Token, Row] | None:
    index = _index(name, column)
    for token in _near(doc, draft):
        # "UN arms embargo" is an arms embargo, "embargo" the last resort
        before = [t.lower_ for t in en.premodifiers(token)]
        named = [" ".join([*before[n:], token.lemma_.lower()]) for n in range(len(before) + 1)]
        for words in named:
            if words in index:
                return token, index[words]
    return None


def _agreement(doc: Doc, draft: Draft) -> dict[str, object]:
    found = _found(doc, draft, "instruments")
    if found is None:
        return {"instrument": None, "subject": None}
    token, row = found
    subject = next((en.subtree_span(o) for p, o in en.prepositions(token) if p in ("on", "for", "about", "over")), None)
    return {"instrument": row["instrument"], "instrument_rule": row.rule, "subject": list(subject) if subject else None}


def _measure(doc: Doc, draft: Draft) -> dict[str, object]:
    kind = _found(doc, draft, "measures")
    head = doc[draft.head]
    changes = _index("measure_changes", "lemma")
    governor = en.first_conjunct(head).head if not en.is_verb(head) else head
    change = changes.get(en.lemma(head)) or changes.get(en.lemma(governor))
    return {
        "measure": kind[1]["measure"] if kind else None,
        "change": change["change"] if change else None,
        "change_rule": change.rule if change else None,
    }
