"""Text of ProQuest: documents between lines of underscores, each field with its label.

In: the text of an export. Out: its documents; those without a full text are none.
"""

from __future__ import annotations

import re

from onrecord.sources.blocks import blocks, page
from onrecord.sources.days import stated_day
from onrecord.sources.labels import folded, labels
from onrecord.sources.page import Page

_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
_PROOF = re.compile(r"^[ \t]*(?:ProQuest document ID|ProQuest document URL|Publication info|Full text):", re.MULTILINE)
_LABEL = re.compile(r"([A-Za-z][A-Za-z /-]{1,38}):\s*(.*)")
_NUMBER = re.compile(r"(?:Document )?\d{1,6} of \d{1,6}")
# "The Example; Kuna [Kuna]. 12 Mar 2024: A.1."
_INFO = re.compile(r"(?P<outlet>[^;:.]{2,100}?)\s*(?:[;,:].*?)?(?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4}).*")


def is_export(text: str) -> bool:
    """Tell whether the database wrote the text."""
    return _RULE.search(text) is not None and _PROOF.search(text) is not None


def pages(text: str) -> list[Page]:
    """Return the documents of an export."""
    return [found for part in _RULE.split(text) if _PROOF.search(part) and (found := _page(part)) is not None]


def _page(part: str) -> Page | None:
    found: dict[str, str] = {}
    body, head = "", ""
    info = None
    for block in blocks(part.split("\n"), labels("proquest text"), _LABEL):
        if block.field is None:
            head = next((line for line in block.lines if line and not _NUMBER.fullmatch(line)), "")
        elif block.field == "body":
            body = body or block.text
        elif folded(block.label) == "publication info":
            info = _INFO.fullmatch(block.line)
        elif block.field == "outlet":
            found["outlet"] = block.line.partition(";")[0].strip()
        elif block.field not in {"head", "tail"}:
            found.setdefault(block.field, block.line)
    if not body:
        return None
    found.setdefault("title", head)
    day = stated_day(info["day"]) if info and "published" not in found else None
    return page(found, body, outlet=None if "outlet" in found or not info else info["outlet"].strip(), day=day)
