"""Labelled blocks of text exports: ``BYLINE: Ada Venn``, ``HD``, ``Publication date: Mar 12, 2024``.

In: the lines of one document and the labels of its database. Out: its blocks, each with the field that its label stands
for, and a `Page` made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.sources.days import stated_day
from onrecord.sources.labels import folded, language_code
from onrecord.sources.page import Page

_LONGEST_LABEL = 40


@dataclass(slots=True)
class Block:
    """What stands behind one label, as it is written; `field` is None before the first one."""

    field: str | None
    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        """Return the paragraphs; lines that follow each other are one, as the database wrapped them."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()

    @property
    def line(self) -> str:
        """Return all of it as one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def first(self) -> str:
        """Return its first paragraph as one line: a headline ends where a blank line stands."""
        return " ".join(self.text.partition("\n\n")[0].split())


def blocks(lines: list[str], known: Mapping[str, str], label: re.Pattern[str]) -> Iterator[Block]:
    """Part lines at those whose label is known; `label` finds it in its first group, and the rest in its second."""
    block = Block(None, "", [])
    for line in lines:
        match = label.fullmatch(line.strip())
        name = folded(match[1]) if match and len(match[1]) <= _LONGEST_LABEL else ""
        if match and name in known:
            yield block
            block = Block(known[name], match[1], [match[2] or ""])
        else:
            block.lines.append(line.strip())
    yield block


def page(
    found: Mapping[str, str], body: str, *, title: str | None = None, outlet: str | None = None, day: str | None = None
) -> Page:
    """Make a page of the fields of a document; its text is the headline and the body."""
    title = title or found.get("title") or None
    byline = re.sub(r"^by\s+", "", found.get("author", ""), flags=re.IGNORECASE)
    return Page(
        text=f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        title=title,
        author=byline or None,
        outlet=outlet or found.get("outlet") or None,
        published=day or stated_day(found.get("published")),
        language=language_code(found.get("language")),
        address=found["address"] if found.get("address", "").startswith(("http://", "https://")) else None,
    )
