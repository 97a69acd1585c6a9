"""Text exports of news databases: many reports in one document, each with labelled lines around its text.

In: the text of a document. Out: the reports in it, if a database wrote it. One module a database: each finds the
documents in the text and says what its labelled blocks are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onrecord.sources import factiva, nexis, proquest
from onrecord.sources.page import Page


class _Export(NamedTuple):
    is_one: Callable[[str], bool]
    pages: Callable[[str], list[Page]]


_EXPORTS = (
    _Export(nexis.is_export, nexis.pages),
    _Export(factiva.is_export, factiva.pages),
    _Export(proquest.is_export, proquest.pages),
)


def exported(text: str) -> list[Page] | None:
    """Return the reports of an export, or None where the text is a report itself."""
    for export in _EXPORTS:
        if export.is_one(text) and (found := export.pages(text)):
            return found
    return None
