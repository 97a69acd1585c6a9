"""Frames that close a sentence: "The minister said the base was closed, TASS reported." is TASS's word as a whole.

In: drafts in the order of the text. Out: the same drafts; what closes the sentence holds all before it, and is in no
other's content, where the parser hung it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.attribution.drafts import Draft, Range, cut, trim, within
from onrecord.reading import english


def close(doc: Doc, text: str, drafts: Sequence[Draft]) -> None:
    """Let each closing frame take the sentence before it, another's frame included."""
    for tail in drafts:
        if not _closes(text, tail):
            continue
        low = _sentence_start(doc, tail.low)
        for other in drafts:
            if other is tail or other.cue is None or not low <= other.cue[0] < tail.low:
                continue
            held = [p for p in other.pieces if tail.cue is not None and within(tail.cue, p)]
            if held and all(within(p, held[0]) for p in tail.pieces):
                other.pieces = [trim(text, q) for p in other.pieces for q in cut(p, [(tail.low, p[1])])]
                tail.pieces = [trim(text, (low, tail.low))]
                break


def _closes(text: str, draft: Draft) -> bool:
    """Tell whether a name and its cue stand after a comma, all that is said before them: ", TASS reported"."""
    if draft.cue is None or draft.speaker is None or draft.sense != "speech" or draft.frame not in ("that", "quote"):
        return False
    near: Range = (min(draft.speaker[1], draft.cue[1]), max(draft.speaker[0], draft.cue[0]))
    if near[1] - near[0] > 1 or not text[: draft.low].rstrip().endswith(","):
        return False
    pronoun = text[slice(*draft.speaker)].lower() in ("he", "she", "it", "they", "i", "we")
    return not pronoun and all(p[1] <= draft.low for p in draft.pieces)


def _sentence_start(doc: Doc, at: int) -> int:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return 0 if span is None else doc[english.sentence_span(span[0])[0]].idx
