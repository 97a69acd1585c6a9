"""What is no part of what a source says: the dateline before it, the agency's credit after it.

In: a text, its layout and drafts. Out: the drafts, their content without these.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribution.drafts import Draft, Range, trim
from onrecord.reading.layout import Layout


def leave_out(text: str, layout: Layout, drafts: Sequence[Draft]) -> None:
    """Cut dateline and credits out: "TUNIS – The road is open, the mayor said. (Reuters)"."""
    for draft in drafts:
        draft.pieces = [_inner(text, layout, piece) for piece in draft.pieces]


def _inner(text: str, layout: Layout, piece: Range) -> Range:
    start, end = piece
    if layout.dateline is not None and start < layout.dateline.end < end:
        start = layout.dateline.end
    credit = next((c for c in layout.credits if start < c.start < end <= c.end + 2), None)
    if credit is not None:
        end = credit.start - (text[credit.start - 1] == "(")
    return piece if (start, end) == piece else trim(text, (start, end))
