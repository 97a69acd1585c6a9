"""White space and odd characters made fit for the parser, at unchanged offsets.

In: a report's text. Out: a text of the same length in which single line breaks inside a paragraph are spaces.
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"\n(?=[^\S\n]*\S)")
_CLOSED = re.compile(r"[.!?:;…]['\"”’)\]]*$")
_BLANK_LIKE = {0x00A0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x3000: " ", 0xFEFF: " ", 0x200B: " "}
_WIDEST = 100
"""Lines wrapped by hand or by a mail program are no longer than this number of characters."""


def normalize(text: str) -> str:
    """Return the text for the parser: the same number of characters, hard line breaks and odd blanks as spaces."""
    text = text.translate(_BLANK_LIKE)
    out = list(text)
    for i in wrapped_breaks(text):
        out[i] = " "
    return "".join(out)


def wrapped_breaks(text: str) -> list[int]:
    """Return the offsets of line breaks that only wrap a paragraph; blank lines always part paragraphs.

    A break wraps where the next line goes on in lower case ("pavilions at international⏎exhibitions"), and, in a text
    whose every line is short, where a line is nearly full and no stop closes it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines))
    full = 0.8 * width if width <= _WIDEST and len(lines) > 3 else None
    found = []
    for m in _BREAK.finditer(text):
        at = m.start()
        line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
        following = text[at + 1 :].lstrip()[0]
        if line and (following.islower() or (full is not None and len(line) >= full and not _CLOSED.search(line))):
            found.append(at)
    return found
