"""Quotations that no cue has claimed by its place: the words beside them decide.

In: a parsed `Doc`, its text, quotations and drafts. Out: the drafts, with the strays added to whom they belong, and
new drafts for cues that the tagger took for nouns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.cues import frames_of, verb_rows
from onrecord.attribution.drafts import Draft, Range, overlap, trim, within
from onrecord.attribution.quotes import Quote
from onrecord.reading import english

_LEADS_ON = re.compile(
    r"[ \u00a0,]*(?:(?:of|as|to|a|an|the|but|and|or|that|is|was|are|were|be|being|in|on|for|with) +){0,3}[ ‘“\"']*"
)
_FRAGMENT = re.compile(r"[^.!?\n“”\"]{0,120}")
_REACH = 30
"""Tokens in which the cue of a quotation that ends in a comma must come."""


def claim_strays(doc: Doc, text: str, quotes: Sequence[Quote], drafts: list[Draft]) -> None:
    """Give each unclaimed quotation to the cue that follows it, or to the content that leads up to it."""
    claimed = {span for d in drafts for span in d.quoted}
    for quote in quotes:
        span = (quote.start, quote.end)
        if span in claimed:
            continue
        held = any(overlap(p, span) for d in drafts if d.cue and not within(d.cue, span) for p in d.pieces)
        if not held and (draft := _tag_after(doc, text, quote, drafts)) is not None:
            draft.quoted.append(span)
            if draft not in drafts:
                drafts.append(draft)
        elif not _leads_up(text, quote, drafts) and not held:
            _last_cue(text, quote, drafts)
    drafts.sort(key=lambda d: d.at)


def _leads_up(text: str, quote: Quote, drafts: Sequence[Draft]) -> bool:
    """A content that stops just before a quotation goes on through it: "called him | “a hero”"."""
    found = False
    for draft in drafts:
        for n, piece in enumerate(draft.pieces):
            after_cue = draft.cue is not None and draft.cue[1] <= piece[0]
            near = piece[1] <= quote.start <= piece[1] + 30
            if near and after_cue and _LEADS_ON.fullmatch(text, piece[1], quote.start):
                draft.pieces[n] = (piece[0], quote.end)
                found = True
    return found


def _last_cue(text: str, quote: Quote, drafts: Sequence[Draft]) -> None:
    """Give a quoted fragment to the cue before it that has no content yet: "told the paper he was “not there yet”"."""
    before = [d for d in drafts if d.quotable and d.cue is not None and d.cue[1] <= quote.start and not d.quoted]
    for draft in reversed(before):
        if draft.cue is None or draft.pieces or not _FRAGMENT.fullmatch(text, draft.cue[1], quote.start):
            return
        if draft.speaker is None or draft.speaker[1] > draft.cue[0]:
            continue
        that = re.search(r"\bthat\b", text[draft.cue[1] : quote.start])
        start = quote.start if that is None else draft.cue[1] + that.start()
        draft.pieces, draft.frame = [(start, quote.end)], "quote"
        return


def _tag_after(doc: Doc, text: str, quote: Quote, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft of “…,” SOURCE CUE or “…,” CUE SOURCE; made anew where the tagger saw no verb."""
    body = text[quote.start : quote.end].rstrip("\"”’' ")
    span = doc.char_span(max(quote.end - 1, 0), quote.end, alignment_mode="expand")
    if body[-1:] not in (",", "?", "!") or span is None:
        return None
    for token in doc[span.end : span.end + _REACH]:
        if "\n" in token.text or token.text in (".", "“", '"', "''", ";", ":"):
            return None
        row = verb_rows().get(str(token.lemma_.lower()))
        if row is None or "quote" not in frames_of(row) or token.i == span.end or not _after_a_name(token, span.end):
            continue
        cue = (token.idx, token.idx + len(token))
        known = next((d for d in drafts if d.cue is not None and within(cue, d.cue)), None)
        source = trim(text, (quote.end, known.low if known is not None and known.cue is None else cue[0]))
        if known is not None:
            known.speaker, known.quotable = source, True
            return known
        return _draft(row.rule, cue, source)
    return None


def _after_a_name(token: Token, start: int) -> bool:
    """Tell whether a source stands between the quotation and the cue, and no other verb outside its clauses."""
    between = [t for t in token.doc[start : token.i] if not t.is_punct]
    if not between or not any(english.is_noun(t) or t.pos_ == "ADJ" for t in between):
        return False
    first = between[0]
    return first.pos_ in ("DET", "PROPN", "NOUN", "PRON", "NUM", "ADJ") and token.tag_ != "VBG"


def _draft(rule: str, cue: Range, source: Range) -> Draft:
    return Draft(
        cue=cue,
        speaker=source,
        pieces=[],
        sense="speech",
        stance="neutral",
        rule=rule,
        frame="quote",
        quotable=True,
    )
