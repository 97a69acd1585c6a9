"""The tables of a register, and how a reading becomes rows of them.

In: a reading. Out: rows by table. Columns stand for what one asks for; `body` keeps the whole contract object, so that
nothing is lost between a reading and its register.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
)
from sqlalchemy import Text as DatabaseText
from sqlalchemy.engine import Dialect

from onrecord.records import Mention, Reading, Record
from onrecord.register.fulltext import folded

metadata = MetaData()

_ESCAPE = "\ufdd0"
"""A code that Unicode keeps out of texts."""


class Text(TypeDecorator[str]):
    """Text of any kind: PostgreSQL takes no zero character, so that there it is written in two others."""

    impl = DatabaseText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write a text."""
        if value is None or dialect.name == "sqlite" or not ("\0" in value or _ESCAPE in value):
            return value
        return value.replace(_ESCAPE, f"{_ESCAPE}1").replace("\0", f"{_ESCAPE}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read a text."""
        if value is None or dialect.name == "sqlite" or _ESCAPE not in value:
            return value
        return value.replace(f"{_ESCAPE}0", "\0").replace(f"{_ESCAPE}1", _ESCAPE)


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
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)


def _number() -> Column[Any]:
    """Return the column that an index of words points to; databases count it up."""
    return Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _to_record() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["report", "record"], ["records.report", "records.id"], ondelete="CASCADE")


parties = Table(
    "parties",
    metadata,
    _number(),
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("country", Text),
    Column("name", Text),
    Column("words", Text, nullable=False),
    _to_record(),
)
texts = Table(
    "texts",
    metadata,
    _number(),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("words", Text, nullable=False),
)
evidence = Table(
    "evidence",
    metadata,
    _number(),
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("words", Text, nullable=False),
    _to_record(),
)
Index("parties_of_record", parties.c.report, parties.c.record, parties.c.role)
Index("parties_by_country", parties.c.role, parties.c.country)
# A question is answered out of these alone, until the records that it finds are read.
Index(
    "records_asked",
    *(records.c[name] for name in ("report", "position", "kind", "event_type", "act", "status")),
    *(records.c[name] for name in ("earliest", "latest", "id")),
)
Index("reports_in_order", reports.c.published.is_(None), reports.c.published, reports.c.id)
Index("texts_of_report", texts.c.report)
Index("evidence_of_record", evidence.c.report, evidence.c.record)
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


judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""What people say of records: tied to what a record says, not to its row, which the next reading replaces."""
Index("judgements_of_report", judgements.c.report, judgements.c.content)


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
    yield texts, [{"report": report, "words": folded(reading.report.title, reading.report.text)}]
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
    yield evidence, [{"report": report, "record": r.id, "words": _words(r)} for r in reading.records]
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
        "rule": record.rule,
        "confidence": record.confidence,
        "body": dumped(record.to_dict()),
    }


def _words(record: Record) -> str:
    return folded(*(span.quote.replace("\n", " ") for span in record.evidence))


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
