"""Rows of tables and objects of JSON become documents.

In: rows as values by column, and which column is what. Out: an entry for each row, or why there is none; a row that
has an address but no text is a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import NoText, SourceError
from onrecord.sources.days import stated_day
from onrecord.sources.fragments import fragment_text, has_markup
from onrecord.sources.labels import columns_of, language_code
from onrecord.sources.limits import too_large
from onrecord.sources.newsml import is_ninjs, ninjs_page
from onrecord.sources.page import Entry, Link, Member, Page, Refused

Row = Mapping[str, Any]

_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How the user says that columns are to be read: a preset by name, and columns by field."""

    preset: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)


def row_members(rows: Iterable[Row | SourceError], columns: Columns, max_bytes: int) -> Iterator[Member]:
    """Yield what each row holds; rows are named by their number, from 1.

    Raises:
        SourceError: the first row has neither text nor address in any column that is known.
    """
    known: dict[frozenset[str], dict[str, str]] = {}
    for number, row in enumerate(rows, start=1):
        if isinstance(row, SourceError):
            yield Refused(name=str(number), error=row)
            continue
        if is_ninjs(row):
            yield Entry(name=str(number), page=ninjs_page(row))
            continue
        names = frozenset(row)
        if names not in known:
            if len(known) > 1000:
                known.clear()  # objects of JSON may each have keys of their own
            known[names] = columns_of(row, preset=columns.preset, given=columns.given)
        fields = known[names]
        if number == 1 and not {"text", "address"} & fields.keys():
            raise _no_column(row)
        yield _member(str(number), {name: row[column] for name, column in fields.items()}, max_bytes)


def page_of(values: Row) -> Page:
    """Return the document that the fields of a row tell; its text is the title and the text."""
    title, text = _words(values.get("title")), _text(values.get("text"))
    if title and text and not text.casefold().startswith(title.casefold()):
        text = f"{title}\n\n{text}"
    return Page(
        text=text,
        title=title,
        author=_words(values.get("author")),
        outlet=_words(values.get("outlet")),
        published=stated_day(values.get("published")),
        language=language_code(_words(values.get("language"))),
        address=_address(values.get("address")),
    )


def _member(name: str, values: Row, max_bytes: int) -> Member:
    page = page_of(values)
    if len(page.text) > max_bytes:
        return Refused(name=name, error=too_large(len(page.text), max_bytes))
    if page.text:
        return Entry(name=name, page=page)
    if page.address:
        return Link(name=name, about=page)
    return Refused(name=name, error=NoText("this row has no text"))


def _no_column(row: Row) -> SourceError:
    names = [str(name)[:40] for name in row]
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return SourceError(
        f"no column is known to hold text or addresses (the columns are {shown or 'none'}); "
        "say which does with --columns text=NAME"
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_text, value)))
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return fragment_text(text) if has_markup(text) else text.strip()


def _words(value: Any) -> str | None:
    """Return one line: several names are joined, and of an object its name is taken."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value))) or None
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("value"))
    if not isinstance(value, str):
        return None
    return " ".join(value.replace("\x00", "").split())[:1000] or None


def _address(value: Any) -> str | None:
    address = _words(value)
    return address if address and address.startswith(("http://", "https://")) else None
