"""The tables of a register, and how a reading becomes rows of them.

In: a reading. Out: rows by table. Columns stand for what one asks for; `body` keeps the whole contract object, so that
nothing is lost between a reading and its register.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text

from onrecord.records import Mention, Reading, Record
from onrecord.register.base import folded

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("dateline", Text),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("credits", Text, nullable=False, server_default="[]"),
    Column("notes", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("author", Text),
    Column("address", Text),
)


def _of_report(name: str, *columns: Column[Any]) -> Table:
    report = Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    return Table(
        name,
        metadata,
        report,
        Column("id", Text, primary_key=True),
        Column("position", Integer, nullable=False),
        *columns,
        Column("body", Text, nullable=False),
    )


actors = _of_report("actors", Column("name", Text, nullable=False), Column("kind", Text), Column("country", Text))
statements = _of_report("statements", Column("type", Text), Column("inside", Text))
records = _of_report(
    "records",
    Column("kind", Text, nullable=False),
    Column("event_type", Text),
    Column("act", Text),
    Column("status", Text, nullable=False),
    Column("statement", Text),
    Column("earliest", Text),
    Column("latest", Text),
    Column("words", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)
parties = Table(
    "parties",
    metadata,
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("country", Text),
    Column("name", Text),
    Column("words", Text, nullable=False),
    ForeignKeyConstraint(["report", "record"], ["records.report", "records.id"], ondelete="CASCADE"),
)
Index("parties_of_record", parties.c.report, parties.c.record, parties.c.role)
Index("parties_by_country", parties.c.role, parties.c.country)
intake = Table(
    "intake",
    metadata,
    Column("source", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("report", Text),
    Column("detail", Text, nullable=False),
    Column("at", Text, nullable=False),
)
Index("intake_by_outcome", intake.c.outcome)
fetched = Table(
    "fetched",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What servers told of the editions of documents, so that they need not send again what has not changed."""


def rows_of(reading: Reading, edition: str) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Yield the tables and the rows that a reading fills, parents first."""
    report = reading.report.id
    head = {c: getattr(reading.report, c) for c in reports.columns.keys() if hasattr(reading.report, c)}  # noqa: SIM118
    credits = dumped([c.to_dict() for c in reading.report.credits])
    notes = dumped([n.to_dict() for n in reading.notes])
    yield (
        reports,
        [{**head, "known": dumped(reading.report.known), "credits": credits, "notes": notes, "edition": edition}],
    )
    for table, things in ((actors, reading.actors), (statements, reading.statements)):
        columns = [c for c in table.columns.keys() if c not in {"report", "position", "body"}]  # noqa: SIM118
        yield (
            table,
            [
                {"report": report, "position": i, "body": dumped(t.to_dict())} | {c: getattr(t, c) for c in columns}
                for i, t in enumerate(things)
            ],
        )
    yield records, [{"report": report, "position": i, **_record(r)} for i, r in enumerate(reading.records)]
    yield parties, [{"report": report, **p} for r in reading.records for p in _parties(reading, r)]


def dumped(value: Any) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind,
        "event_type": record.plover.event_type,
        "act": record.plover.act,
        "status": record.standing.status,
        "statement": record.statement,
        "earliest": record.when.earliest if record.when else None,
        "latest": record.when.latest if record.when else None,
        "words": folded(*(span.quote.replace("\n", " ") for span in record.evidence)),
        "rule": record.rule,
        "confidence": record.confidence,
        "body": dumped(record.to_dict()),
    }


def _parties(reading: Reading, record: Record) -> Iterator[dict[str, Any]]:
    statement = reading.statement(record)
    speakers = (statement.speaker,) if statement and statement.speaker else ()
    for role, mentions in (("actor", record.actor), ("recipient", record.recipient), ("speaker", speakers)):
        for mention in mentions:
            yield {"record": record.id, "role": role, **_party(reading, mention)}
            for member in reading.members(mention):
                yield {"record": record.id, "role": role, **_party(reading, member)}


def _party(reading: Reading, mention: Mention) -> dict[str, Any]:
    actor = reading.actor(mention)
    name = actor.name if actor else None
    codes = actor.codes.values() if actor else ()
    country = mention.country or (actor.country if actor else None)
    return {"country": country, "name": name, "words": folded(name, mention.quote.replace("\n", " "), *codes)}
