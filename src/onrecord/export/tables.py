"""Records as a flat table (CSV) or as the contract's objects (JSON Lines).

In: a register, or rows of one. Out: one line a record; several values in one cell are parted by ``|``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from typing import Literal, TextIO, get_args

from onrecord.records import Mention
from onrecord.register.base import Query, Row, Store

Format = Literal["csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Spreadsheets set for East Asian text take the wide signs, too."""
_BLANK = ("\t", "\r", "\n")


def export(source: Store | Iterable[Row], as_: Format, stream: TextIO) -> int:
    """Write all records of a register, or the rows given, to a stream; return how many.

    The stream of a CSV file must be opened with ``newline=""``.
    """
    rows = source if isinstance(source, Iterable) else source.rows(Query())
    return _WRITERS[as_](rows, stream)


def _jsonl(rows: Iterable[Row], stream: TextIO) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 -- the count of the last is the count of all
        stream.write(json.dumps(row.to_dict(), ensure_ascii=False) + "\n")
    return count


def _csv(rows: Iterable[Row], stream: TextIO) -> int:
    writer = csv.writer(stream)  # lines end in CR LF, as RFC 4180 says, and a stray CR in a cell is quoted
    writer.writerow(COLUMNS)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 -- the count of the last is the count of all
        writer.writerow([safe(cell(row)) for cell in COLUMNS.values()])
    return count


_WRITERS: dict[Format, Callable[[Iterable[Row], TextIO], int]] = {"csv": _csv, "jsonl": _jsonl}


def safe(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: words of the web are not to be run ("=HYPERLINK(…)")."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_BLANK) or text.lstrip().startswith(_FORMULA) else text


def _many(values: Iterable[object]) -> str:
    return " | ".join("" if value is None else str(value) for value in values)


def _names(row: Row, mentions: Iterable[Mention]) -> str:
    return _many(row.name(m.actor) or m.quote for m in mentions)


def _speaker(row: Row) -> tuple[Mention, ...]:
    return (row.statement.speaker,) if row.statement and row.statement.speaker else ()


COLUMNS: dict[str, Callable[[Row], object]] = {
    "report": lambda r: r.report,
    "record": lambda r: r.record.id,
    "source": lambda r: r.source,
    "outlet": lambda r: r.outlet,
    "outlet_known": lambda r: r.known.get("outlet"),
    "published": lambda r: r.published,
    "published_known": lambda r: r.known.get("published"),
    "agency": lambda r: _many(r.agencies),
    "title": lambda r: r.title,
    "kind": lambda r: r.record.kind,
    "event_type": lambda r: r.record.plover.event_type,
    "mode": lambda r: r.record.plover.mode,
    "act": lambda r: r.record.plover.act,
    "contexts": lambda r: _many(r.record.plover.contexts),
    "cameo": lambda r: r.record.cameo,
    "actor": lambda r: _names(r, r.record.actor),
    "actor_country": lambda r: _many(m.country for m in r.record.actor),
    "actor_sector": lambda r: _many(",".join(m.sector) for m in r.record.actor),
    "actor_words": lambda r: _many(m.quote for m in r.record.actor),
    "recipient": lambda r: _names(r, r.record.recipient),
    "recipient_country": lambda r: _many(m.country for m in r.record.recipient),
    "recipient_sector": lambda r: _many(",".join(m.sector) for m in r.record.recipient),
    "recipient_words": lambda r: _many(m.quote for m in r.record.recipient),
    "object": lambda r: r.record.object and r.record.object.quote,
    "when_words": lambda r: r.record.when and r.record.when.quote,
    "when_edtf": lambda r: r.record.when and r.record.when.edtf,
    "when_earliest": lambda r: r.record.when and r.record.when.earliest,
    "when_latest": lambda r: r.record.when and r.record.when.latest,
    "when_precision": lambda r: r.record.when and r.record.when.precision,
    "when_basis": lambda r: r.record.when and r.record.when.basis,
    "where": lambda r: r.record.where and r.record.where.name,
    "where_country": lambda r: r.record.where and r.record.where.country,
    "geonames": lambda r: r.record.where and r.record.where.geonames,
    "lat": lambda r: r.record.where and r.record.where.lat,
    "lon": lambda r: r.record.where and r.record.where.lon,
    "where_precision": lambda r: r.record.where and r.record.where.precision,
    "status": lambda r: r.record.standing.status,
    "holder": lambda r: r.record.standing.holder,
    "presupposed": lambda r: r.record.standing.presupposed,
    "hedges": lambda r: _many(s.quote for s in r.record.standing.hedges),
    "distance": lambda r: _many(s.quote for s in r.record.standing.distance),
    "negation": lambda r: r.record.standing.negation and r.record.standing.negation.quote,
    "speaker": lambda r: _names(r, _speaker(r)),
    "speaker_country": lambda r: _many(m.country for m in _speaker(r)),
    "speaker_words": lambda r: _many(m.quote for m in _speaker(r)),
    "speaks_for": lambda r: _names(r, [r.statement.behalf]) if r.statement and r.statement.behalf else None,
    "told_by": lambda r: _many(_names(r, [s.speaker]) if s.speaker else None for s in r.chain),
    "statement_type": lambda r: r.statement and r.statement.type,
    "evidence": lambda r: _many(s.quote for s in r.record.evidence),
    "evidence_start": lambda r: _many(s.start for s in r.record.evidence),
    "evidence_end": lambda r: _many(s.end for s in r.record.evidence),
    "details": lambda r: json.dumps(r.record.details, ensure_ascii=False) if r.record.details else None,
    "rule": lambda r: r.record.rule,
    "confidence": lambda r: r.record.confidence,
}
"""The columns of the CSV in their order; an empty cell is unknown or does not apply."""
