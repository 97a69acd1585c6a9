"""A document becomes a report: its text, what is known of it and how, and the language that it is in.

In: a `Page`, the digest of what it was read from, and what the user gives. Out: a `Report`.
"""

from __future__ import annotations

import dataclasses
import re

from onrecord.errors import NoText, SourceError
from onrecord.records import METADATA, Known, Report
from onrecord.sources.labels import language_code
from onrecord.sources.language import language_of
from onrecord.sources.metadata import Given
from onrecord.sources.page import Page

LONGEST = 300_000
"""The most characters of a report. 50,000 words are a book; parsing takes 3 MB a thousand characters."""

_SIGN = re.compile(r"[^\s\ufeff\u200b\x00-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")


def report_of(page: Page, sha256: str, source: str, given: Given) -> Report:
    """Put down what is known of a report; what is given goes before what is found.

    Raises:
        NoText: there is nothing to read in it.
        SourceError: it is longer than a report can be.
    """
    if len(page.text) > LONGEST:
        long = f"{len(page.text):,} characters of text are longer than a report"
        raise SourceError(f"{long}; split it into reports of {LONGEST:,} characters at most")
    page = _lettered(page)
    if not _SIGN.search(page.text):
        raise NoText("this is only white space; there is nothing to read")
    language, told = language_of(page.text, page.language)
    known = {name: _known(getattr(given, name), getattr(page, name)) for name in METADATA}
    if told and known["language"] == "unknown":
        known["language"] = "found"
    return Report(
        id="r" + sha256[:16],
        source=source,
        sha256=sha256,
        title=given.title or page.title,
        author=given.author or page.author,
        outlet=given.outlet or page.outlet,
        published=given.published or page.published,
        language=language_code(given.language) or language,
        address=page.address,
        text=page.text,
        known=known,
    )


def _lettered(page: Page) -> Page:
    """Mend halves of letters, which JSON can spell ("\\ud83d") and no file can hold: each becomes a mark."""
    said = {f.name: getattr(page, f.name) for f in dataclasses.fields(page)}
    broken = {name: value for name, value in said.items() if value and _HALF.search(value)}
    return dataclasses.replace(page, **{name: whole_letters(value) for name, value in broken.items()})


def whole_letters(text: str) -> str:
    """Join the halves of letters, and put a mark where there is only one half."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(given: str | None, found: str | None) -> Known:
    if given:
        return "given"
    return "found" if found else "unknown"
