"""What people say of records, kept apart from the records, which the next reading of a report replaces.

In: a connection, a record and a verdict. Out: judgements, each with the id that its record has now. They are added and
never overwritten; the last that was said of a record counts.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import Connection, Row, insert, select

from onrecord.errors import RegisterError
from onrecord.records import Record
from onrecord.register.base import Judgement, Verdict
from onrecord.register.schema import dumped, judgements, records

_ALL = select(judgements).order_by(judgements.c.report, judgements.c.id)


def content(report: str, record: Record) -> str:
    """Return the mark of what a record says: it stays the same when another edition puts the same on record again.

    That is the report, the evidence, the kind, the type and the deed, who does it to whom, and the object, each by its
    place in the text. How firm it is, on whose word and who the words name may be read better by a later edition.
    """
    spans = [
        sorted((span.start, span.end) for span in spans)
        for spans in (record.evidence, record.actor, record.recipient, [record.object] if record.object else [])
    ]
    said = [report, record.kind, record.plover.event_type, record.plover.act, *spans]
    return hashlib.sha256(dumped(said).encode()).hexdigest()


def judge(
    connection: Connection, report: str, record: str, verdict: Verdict, *, who: str, note: str, at: str
) -> Judgement:
    """Keep what somebody says of a record.

    Raises:
        RegisterError: there is no such record, nobody says it, or a correction does not tell what is right.
    """
    if not who.strip():
        raise RegisterError("a judgement needs the name of who makes it")
    if verdict == "correct" and not note.strip():
        raise RegisterError("a correction needs a note that says what is right")
    body = connection.execute(
        select(records.c.body).where(records.c.report == report, records.c.id == record)
    ).scalar_one_or_none()
    if body is None:
        raise RegisterError(f"there is no record {record} of a report {report}; `onrecord find --json` shows both ids")
    judged = Record.from_dict(json.loads(body))
    said = {"report": report, "record": record, "verdict": verdict, "note": note.strip(), "who": who.strip(), "at": at}
    row = {"id": _id(connection), "content": content(report, judged), "body": body}
    connection.execute(insert(judgements).values(**said, **row))
    return Judgement(**said, judged=judged)  # type: ignore[arg-type]  # a verdict is what was given


def last(connection: Connection, reports: Collection[str]) -> dict[str, Judgement]:
    """Return what was last said of the records of some reports, by their content."""
    said = _ALL.where(judgements.c.report.in_(reports))
    return {row.content: _judgement(row, None) for row in connection.execute(said)}


def now(judgement: Judgement, record: str | None) -> Judgement:
    """Return a judgement with the id that its record has now."""
    return dataclasses.replace(judgement, record=record)


def listed(connection: Connection) -> Iterator[Judgement]:
    """Yield all judgements, report by report; those whose record is gone have none."""
    rows = connection.execute(_ALL).all()
    for report, group in groupby(rows, lambda row: row.report):
        ids = _ids(connection, report)
        for row in group:
            yield _judgement(row, ids.get(row.content))


def _ids(connection: Connection, report: str) -> dict[str, str]:
    """Return the ids of a report's records by their content; of two that say the same, the first."""
    kept = select(records.c.id, records.c.body).where(records.c.report == report).order_by(records.c.position.desc())
    return {content(report, Record.from_dict(json.loads(body))): id for id, body in connection.execute(kept)}


def _id(connection: Connection) -> str:
    """Return an id that sorts after those before it: the writers of a register take turns."""
    number = connection.execute(select(judgements.c.id).order_by(judgements.c.id.desc()).limit(1)).scalar_one_or_none()
    return f"{int(number or 0) + 1:012d}"


def _judgement(row: Row[tuple[object, ...]], record: str | None) -> Judgement:
    values = {name: getattr(row, name) for name in ("report", "verdict", "note", "who", "at")}
    return Judgement(**values, record=record, judged=Record.from_dict(json.loads(row.body)))
