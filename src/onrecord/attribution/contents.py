"""What belongs to a content and what does not, where grammar, quotation marks and other cues meet.

In: drafts, quotations and the text. Out: the same drafts, their pieces cut, stretched and united.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.drafts import Draft, Range, cut, merge, overlap, trim, within
from onrecord.attribution.nearby import Nearby
from onrecord.attribution.quotes import Quote

_TAG = re.compile(r"[\s,–—―-]*")
"""What may stand between a quotation and the source or cue that follows it."""
_COLON = re.compile(r"[\s,:–—―-]*")
_JOINED = re.compile(r"[\s,]*(?:and|but|as|while|when|before|after|because)\b", re.IGNORECASE)
_WORD = 8
"""Characters of the longest of these words and its space."""
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?…:;–—―-][\"”’')\]]*|\n)\s*$")


def keep_inside(text: str, quotes: Nearby[Quote], drafts: Sequence[Draft]) -> None:
    """Keep what a speaker reports inside his own quotation: the parser runs on past the closing mark."""
    for draft in drafts:
        if draft.cue is None:
            continue
        around = next(
            (q for q in quotes.touching(draft.cue) if q.start < draft.cue[0] and draft.cue[1] < q.end and not q.single),
            None,
        )
        if around is None:
            continue
        inner = (around.start, around.end)
        draft.pieces = [
            trim(text, (max(p[0], inner[0]), min(p[1], inner[1]))) for p in draft.pieces if overlap(p, inner)
        ]
        draft.quotable = draft.quotable and bool(draft.pieces)
        if draft.speaker is not None and not within(draft.speaker, inner):
            draft.pieces = []


def leave_out(drafts: Sequence[Draft], dateline: Range, text: str) -> None:
    """Keep the dateline out of what a source says: "TUNIS – The road is open, the mayor said"."""
    for draft in drafts:
        for n, piece in enumerate(draft.pieces):
            if piece[0] < dateline[1] < piece[1]:
                draft.pieces[n] = trim(text, (dateline[1], piece[1]))


def settle(quotes: Nearby[Quote], draft: Draft) -> Draft:
    """Unite what grammar and quotation marks say is the content; the words of source and cue are never in it."""
    if draft.speaker is None and not draft.quoted and draft.frame == "quote":
        draft.pieces = []
        return draft
    quoted = merge(draft.quoted)
    pieces = []
    for piece in draft.pieces:
        if any(within(piece, q) for q in quoted):
            continue
        pieces.append(_grown(piece, quotes, quoted))
    draft.pieces = merge([p for p in pieces if p[1] > p[0]] + quoted)
    return draft


def _grown(piece: Range, quotes: Nearby[Quote], quoted: Sequence[Range]) -> Range:
    """Stretch a piece to the end of a quotation that it holds the beginning of, and to its closing mark."""
    start, end = piece
    for quote in quotes.touching((start - 2, end + 2)):
        if start <= quote.start < end < quote.end or (quote.end - 2 <= end < quote.end and quote.start >= start):
            end = quote.end
        if quote.start < start < quote.end <= end and start - quote.start <= 2:
            start = quote.start
    return start, end


def leave_the_frame(text: str, drafts: Sequence[Draft]) -> None:
    """Keep what the outlet adds in its own voice out of a content that is a whole quotation.

    “Come,” she said, and the boys went: they go in the outlet's voice. On the day of the strike she said, “I hate it”:
    the day is the outlet's. Roe spoke of ships - “They rust,” he said: so is what stands before the quotation.
    """
    for draft in drafts:
        if draft.cue is None or not draft.quoted:
            continue
        for start, end in sorted(draft.quoted):
            if (
                end <= draft.low
                and _TAG.fullmatch(text, end, draft.low)
                and text[start:end].rstrip("\"”’'")[-1:] in ",?!"
            ):
                draft.pieces = [
                    _from_quote(text, p, start)
                    for p in draft.pieces
                    if not _JOINED.match(text, draft.high, p[0] + _WORD)
                ]
            elif start >= draft.high and _COLON.fullmatch(text, draft.high, start) and _is_sentence(text, start):
                draft.pieces = [p for p in draft.pieces if p[1] > draft.low]


def _from_quote(text: str, piece: Range, start: int) -> Range:
    """Cut what stands before a quotation that opens a sentence of its own."""
    inside = piece[0] < start < piece[1]
    return (
        (start, piece[1])
        if inside and _is_sentence(text, start) and _SENTENCE_BEFORE.search(text, max(0, start - _WORD), start)
        else piece
    )


def _is_sentence(text: str, start: int) -> bool:
    return text[start : start + 4].lstrip("\"“‘'«„ ")[:1].isupper()


def leave_the_others(drafts: Sequence[Draft]) -> None:
    """Take out of a content what another cue has said before: “It hurts,” she said, but “I will do it,” said Roe."""
    near = Nearby(drafts, lambda d: d.quoted)
    for draft in drafts:
        others = [d for p in draft.pieces for d in near.touching(p)] if draft.quoted else []
        for other in others:
            if other is draft or other.cue is None or other.speaker is None:
                continue
            said = [q for q in other.quoted if q[1] <= other.low and any(overlap(q, p) for p in draft.pieces)]
            own = [q[0] for q in draft.quoted if q[0] >= other.high]
            if said and own:
                hole = (min(said)[0], min(own))
                draft.pieces = [p for piece in draft.pieces for p in cut(piece, [hole])]
