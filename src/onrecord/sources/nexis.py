"""Text of LexisNexis and Nexis Uni, as saved to DOCX, RTF or plain text, in the new layout and in the old one.

In: the text of an export. Out: its documents. In the new layout headline, publication and day stand unlabelled at the
head, and "End of Document" at the foot; in the old one "3 of 20 DOCUMENTS" opens each, and the headline has a label.
"""

from __future__ import annotations

import re

from onrecord.sources.blocks import blocks, page
from onrecord.sources.days import stated_day
from onrecord.sources.labels import folded, labels
from onrecord.sources.page import Page

_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE | re.IGNORECASE)
_START = re.compile(r"^[ \t]*(?:Document\s+)?\d{1,5} of \d{1,5}(?: DOCUMENTS)?[ \t]*$", re.MULTILINE)
_PROOF = re.compile(r"^[ \t]*(?:LENGTH:\s*[\d,]+ words|LOAD-DATE:\s)", re.MULTILINE | re.IGNORECASE)
_LABEL = re.compile(
    r"([A-Za-z][A-Za-z -]{1,30}?)(?::\s*(.*)|(?<=^Body)|(?<=^Classification)|(?<=^Graphic)|(?<=^Notes))"
)
_ENDS = {"load date", "classification", "graphic", "language", "publication type", "notes", "url"}
"""The labels that end the text; the others may be words of it ("Person: ...")."""

_COPYRIGHT = re.compile(r"copyright\b|©|all rights reserved", re.IGNORECASE)
_LONGEST_DAY = 60


def is_export(text: str) -> bool:
    """Tell whether the database wrote the text."""
    return bool(_PROOF.search(text)) and bool(_END.search(text) or _START.search(text))


def pages(text: str) -> list[Page]:
    """Return the documents of an export."""
    parts = _END.split(text) if _END.search(text) else _START.split(text)
    return [found for part in parts if _PROOF.search(part) and (found := _page(part.split("\n"))) is not None]


def _page(lines: list[str]) -> Page | None:
    found: dict[str, str] = {}
    head, body, loose = [], [], []
    state = "head"
    for block in blocks(lines, labels("nexis"), _LABEL):
        ends = folded(block.label) in _ENDS
        state = "tail" if ends else "body" if block.field == "body" and state == "head" else state
        if block.field in {"title", "author", "language"}:
            found.setdefault(block.field, block.first)
        if block.field is None:
            head = [line for line in block.lines if line]
        elif state == "body":
            body.append(block.text if block.field == "body" else f"{block.label}: {block.text}")
        elif state == "head":
            # The old layout knows no label for the text: it stands behind the last one before it.
            loose.append(block.text.partition("\n\n")[2])
    text = "\n\n".join(filter(None, body or loose))
    title, outlet, day = _head(head, labelled="title" in found)
    return page(found, text, title=title, outlet=outlet, day=day) if text else None


def _head(head: list[str], *, labelled: bool) -> tuple[str | None, str | None, str | None]:
    """Return headline, publication and day from the lines before the first label."""
    days = [i for i, line in enumerate(head) if len(line) <= _LONGEST_DAY and stated_day(line)]
    if not days:
        return None, None, None
    at = days[-1]
    before = [line for line in head[:at] if not _COPYRIGHT.search(line)]
    outlet = before[-1] if before else None
    title = before[-2] if len(before) > 1 and not labelled else None
    return title, outlet, stated_day(head[at])
