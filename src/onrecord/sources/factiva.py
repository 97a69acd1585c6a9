"""Text of Factiva, as saved to RTF, plain text or PDF, with its two-letter codes or as articles.

In: the text of an export. Out: its documents. Each ends with "Document ABCD000020240312ek3c0001" (behind "AN" where
codes are shown); the article layout puts words, day, source, code and language on lines of their own.
"""

from __future__ import annotations

import re

from onrecord.sources.blocks import blocks, page
from onrecord.sources.days import stated_day
from onrecord.sources.labels import labels, language_code
from onrecord.sources.page import Page

_END = re.compile(r"^[ \t]*(?:AN[ \t\n]+)?Document [A-Z]{2,10}[0-9]{6,}[0-9a-z]{4,}[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"([A-Z]{2,3})(?:\s+(.*))?")
_CODED = re.compile(r"^[ \t]*HD(?:[ \t]|$)", re.MULTILINE)
_WORDS = re.compile(r"[\d,]+ words")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[A-Z]{2,4})?")
_SHORT = re.compile(r"[A-Z0-9]{2,10}|.{0,20}\b[Pp]age .{1,20}|[A-Z]?\d{1,4}|Volume .{1,30}")
_COPYRIGHT = re.compile(r"copyright\b|©|\(c\)", re.IGNORECASE)


def is_export(text: str) -> bool:
    """Tell whether the database wrote the text."""
    return _END.search(text) is not None and (_CODED.search(text) is not None or _WORDS.search(text) is not None)


def pages(text: str) -> list[Page]:
    """Return the documents of an export."""
    found = [_coded(part) if _CODED.search(part) else _article(part) for part in _END.split(text)[:-1]]
    return [one for one in found if one is not None]


def _coded(part: str) -> Page | None:
    found: dict[str, str] = {}
    body: list[str] = []
    for block in blocks(part.split("\n"), labels("factiva"), _CODE):
        if block.field == "body":
            body.append(block.text)
        elif block.field and block.field not in {"head", "tail"}:
            found.setdefault(block.field, block.line)
    text = "\n\n".join(filter(None, body))
    return page(found, text) if text else None


def _article(part: str) -> Page | None:
    lines = [line.strip() for line in part.split("\n")]
    at = next((i for i, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return None
    above = [line for line in lines[:at] if line]
    found = {"title": _headline(above)}
    if above and found["title"] != above[-1] and above[-1].casefold().startswith("by "):
        found["author"] = above[-1]
    below = at + 1
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if stated_day(line) and "published" not in found:
            found["published"] = line
        elif _COPYRIGHT.match(line):
            below += 1  # noqa: PLW2901 -- the text begins behind it
            break
        elif not line or _TIME.fullmatch(line) or ("outlet" in found and _SHORT.fullmatch(line)):
            continue
        elif "outlet" in found and language_code(line) and len(line) < 20:
            found["language"] = line
        elif "published" in found and "outlet" not in found:
            found["outlet"] = line
        else:
            break
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines[below:])).strip()
    return page(found, body) if body else None


def _headline(above: list[str]) -> str:
    """Return the headline: the last line above the number of words that is no byline (a section may stand above it)."""
    kept = [line for line in above if not line.casefold().startswith("by ")]
    return kept[-1] if kept else ""
