"""Sources in an adjunct: "according to the ministry", "in the mayor's view", "in a poll"; and "reportedly", of none.

In: a parsed `Doc`. Out: `Draft`s whose content is the clause that the adjunct stands in, the adjunct left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.cues import Sense, Stance
from onrecord.attribution.drafts import Draft, Range, characters, cut, trim
from onrecord.attribution.speakers import source_span
from onrecord.lexicon import Row, table
from onrecord.reading import english


def find_adjuncts(doc: Doc, text: str) -> Iterator[Draft]:
    """Yield one draft for each adjunct that names a source; `text` is the text of the doc."""
    opening = {row["word"].split()[0] for row in table("reporting_prepositions")}
    adverbs = {row["word"]: row for row in table("reporting_adverbs")}
    for token in doc:
        if token.lower_ in adverbs and token.head != token:
            yield _adverb_draft(text, token, adverbs[token.lower_])
        if token.lower_ not in opening:
            continue
        for row in table("reporting_prepositions"):
            if (found := _match(token, row)) is not None:
                draft = _draft(text, token, row, *found)
                if draft is not None:
                    yield draft
                break


def _match(token: Token, row: Row) -> tuple[Token, int] | None:
    """Return the source's head and the end of the cue's words."""
    spelled = row["word"].split()
    if spelled[0] != token.lower_:
        return None
    doc = token.doc
    if row["frames"] == "object":
        window = [t.lower_ for t in doc[token.i : token.i + len(spelled)]]
        if window != spelled:
            return None
        last = doc[token.i + len(spelled) - 1]
        source = next((o for o in syntax.preposition_objects(last) if english.is_noun(o)), None)
        return None if source is None else (source, last.i + 1)
    if row["frames"] == "noun":
        # "In a poll of Monday, …": the poll says so; "he rose in the polls" is the outlet's word
        source = next((o for o in syntax.preposition_objects(token) if o.lemma_.lower() == spelled[1]), None)
        return None if source is None or token.i > syntax.clause_head(token).left_edge.i + 1 else (source, token.i + 1)
    target = next((o for o in syntax.preposition_objects(token) if o.lower_ == spelled[1]), None)
    if target is None:
        return None
    owner = next(iter(english.possessors(target)), None)
    return None if owner is None or owner.lower_ in ("my", "our", "your") else (owner, target.i + 1)


def _draft(text: str, token: Token, row: Row, source: Token, end: int) -> Draft | None:
    doc = token.doc
    first, last = source_span(source)
    low, high = min(token.i, first), max(end, last)
    if token.head == token:
        return None
    clause = syntax.clause_head(token.head)
    start, stop = _clause_range(clause, token)
    hole: Range = (doc[low].idx, doc[high - 1].idx + len(doc[high - 1]))
    whole = (doc[start].idx, doc[stop - 1].idx + len(doc[stop - 1]))
    pieces = [trim(text, p) for p in cut(whole, [hole])]
    pieces = [p for p in pieces if sum(c.isalnum() for c in text[p[0] : p[1]]) > 2]
    speaker = characters(doc, first, last)
    return Draft(
        cue=characters(doc, token.i, end) if row["frames"] == "object" else characters(doc, token.i, token.i + 1),
        speaker=speaker,
        pieces=pieces,
        sense=cast(Sense, row["sense"]),
        stance="neutral",
        rule=row.rule,
        frame="adjunct",
        quotable=True,
    )


def _adverb_draft(text: str, adverb: Token, row: Row) -> Draft:
    """The clause that an adverb gives to sources unnamed: "the mayor reportedly left"."""
    doc = adverb.doc
    clause = syntax.clause_head(adverb.head)
    start, stop = english.subtree_span(clause)
    hole: Range = (adverb.idx, adverb.idx + len(adverb))
    pieces = [trim(text, p) for p in cut(characters(doc, start, stop), [hole])]
    return Draft(
        cue=hole,
        speaker=None,
        pieces=[p for p in pieces if p[1] > p[0]],
        sense=cast(Sense, row["sense"]),
        stance=cast(Stance, row["stance"]),
        rule=row.rule,
        frame="adjunct",
        quotable=False,
        loose=True,
    )


def _clause_range(clause: Token, token: Token) -> tuple[int, int]:
    """Return the tokens of the clause, widened to the sentence's main clause where the adjunct opens or closes it."""
    low, high = english.subtree_span(syntax.root_of(token))
    start, stop = english.subtree_span(clause)
    top = clause
    while top.head != top and not (english.is_relative(top) or english.is_adverbial(top)):
        top = top.head
    if start <= low + 1 or stop >= high - 1:
        start, stop = english.subtree_span(top)
    return start, stop
