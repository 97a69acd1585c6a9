"""What columns, keys and line labels are called in the exports of news databases: the table of `export_labels.csv`.

In: a format's name, or a header. Out: which field of a report each of its columns is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from onrecord import lexicon
from onrecord.errors import SourceError

FIELDS = ("text", "title", "author", "outlet", "published", "language", "address")
"""What a column can be; exports of text have body, head and tail besides."""

PRESETS = ("mediacloud", "gdelt", "newsplease", "proquest")
_ANY = "any"


def labels(format_: str) -> Mapping[str, str]:
    """Return the fields of a format by label, labels folded by `folded`."""
    return _labels()[format_]


def folded(label: str) -> str:
    """Return a label for comparison: ``Publish_Date``, ``publish date`` and ``publishDate`` are one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label[:200])
    return " ".join(re.sub(r"[^\w]|_", " ", parted).casefold().split())


def columns_of(
    header: Iterable[str], *, preset: str | None = None, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the column of each field, in the order of the fields.

    What the user names goes first, then the names of the preset (of the one whose marks the header bears, where none is
    given), then those that any table may use.
    """
    by_label: dict[str, str] = {}
    for column in header:
        by_label.setdefault(folded(column), column)
    chosen = preset or next(name for name in (*PRESETS, _ANY) if _marks(name) <= by_label.keys())
    found: dict[str, str] = {}
    for label, field in [*labels(chosen).items(), *labels(_ANY).items()]:
        if label in by_label and field in FIELDS:
            found.setdefault(field, by_label[label])
    for field, names in (given or {}).items():
        found.pop(field, None)
        if first := next((by_label[folded(name)] for name in names.split("|") if folded(name) in by_label), None):
            found[field] = first
    return {field: found[field] for field in FIELDS if field in found}


def parse_columns(value: str) -> dict[str, str]:
    """Read ``text=Body,title=Headline|Kicker``: the column of each field, or several to try in order.

    Raises:
        SourceError: it is written otherwise, or names another field.
    """
    found = {}
    for part in value.split(","):
        field, equals, names = part.partition("=")
        if not equals or field.strip() not in FIELDS or not names.strip():
            raise SourceError(
                f"the columns {value!r} are not read; write them as text=Body,title=Headline, with the fields "
                f"{', '.join(FIELDS)}"
            )
        found[field.strip()] = names.strip()
    return found


def language_code(value: str | None) -> str | None:
    """Return the code of a language that a page, a cell or a line names: ``en-GB``, ``English``, ``eng``."""
    if not value:
        return None
    first = re.split(r"[;,|/]", value, maxsplit=1)[0].strip().casefold()
    if code := _languages().get(first):
        return code
    match = re.fullmatch(r"([a-z]{2})(?:[-_].{1,20})?", first)
    return match[1] if match else None


@cache
def _labels() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in lexicon.table("export_labels"):
        found.setdefault(row["format"], {})[folded(row["label"])] = row["field"]
    return found


@cache
def _marks(format_: str) -> frozenset[str]:
    """Return the columns by which a format is recognised; they mean nothing for a report."""
    return frozenset(label for label, field in _labels()[format_].items() if field == "mark")


@cache
def _languages() -> dict[str, str]:
    return {row["name"]: row["code"] for row in lexicon.table("language_names")}
