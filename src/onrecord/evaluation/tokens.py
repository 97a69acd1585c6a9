"""Text of a gold set that is published as tokens.

In: tokens. Out: readable text, and where each token stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.evaluation.metrics import Span, overlap

_TO_THE_LEFT = re.compile(r"[.,;:!?%)\]}”’]|['’](?:s|re|ve|ll|d|m)|n['’]t", re.IGNORECASE)
_TO_THE_RIGHT = re.compile(r"[(\[{“‘$£€#]")


def join(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Put tokens together as they are written: ``The mayor 's car .`` becomes ``The mayor's car.``."""
    text, spans = "", list[Span]()
    for i, token in enumerate(tokens):
        close = i and (_TO_THE_LEFT.fullmatch(token) or _TO_THE_RIGHT.fullmatch(tokens[i - 1]))
        parted = tokens[i - 1 : i] == ["’"] and token in {"s", "t", "re", "ve", "ll", "d", "m"}
        text += "" if not i or close or parted else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def touched(spans: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the tokens (first, last + 1) that a stretch of the text touches, None where it touches none."""
    found = [i for i, span in enumerate(spans) if overlap(span, (start, end))]
    return (found[0], found[-1] + 1) if found else None
