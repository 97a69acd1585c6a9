"""Questions become SQL, the same for every database.

In: a `Query`. Out: a statement that selects records with their reports.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select, tuple_

from onrecord.register import fulltext
from onrecord.register.base import Query, bounds
from onrecord.register.fulltext import Question
from onrecord.register.schema import evidence, parties, records, reports, texts

Matches = Callable[[Table, Question], ColumnElement[bool]]
"""How a database asks the words of a table."""

ORDER: tuple[ColumnElement[Any], ...] = (reports.c.published.is_(None), reports.c.published, reports.c.id)
"""By publication date, unknown ones last, then by content: the order of adding leaves no trace."""

_OF_REPORT = records.c.report == reports.c.id


def selection(query: Query, matches: Matches) -> Select[Any]:
    """Return the records that a query asks for, in order, joined with their reports."""
    wanted = select(reports.c.id, reports.c.edition, records.c.body).order_by(*ORDER, records.c.position)
    conditions = _conditions(query, matches)
    if query.limit is None:
        return wanted.join_from(records, reports, _OF_REPORT).where(*conditions)
    # The first few of many are picked by their keys, out of indexes alone; only then are they read.
    keys = select(records.c.report, records.c.id).join_from(records, reports, _OF_REPORT).where(*conditions)
    first = keys.order_by(*ORDER, records.c.position).limit(query.limit).subquery()
    picked = and_(records.c.report == first.c.report, records.c.id == first.c.id)
    return wanted.join_from(first, records, picked).join(reports, _OF_REPORT)


def _conditions(query: Query, matches: Matches) -> list[ColumnElement[bool]]:
    found = [
        _party(role, who, matches)
        for role, who in (("actor", query.actor), ("recipient", query.recipient), ("speaker", query.speaker))
        if who is not None
    ]
    for column, value in ((records.c.kind, query.kind), (records.c.status, query.status)):
        if value is not None:
            found.append(column == value)
    if query.event_type is not None:
        kind = query.event_type.upper()
        found.append(or_(records.c.event_type == kind, records.c.act == kind))
    if query.outlet is not None:
        found.append(func.lower(reports.c.outlet).contains(query.outlet.lower(), autoescape=True))
    if query.text is not None:
        found.append(_among(evidence, matches(evidence, fulltext.phrase(query.text, "text"))))
    if query.search is not None:
        asked = matches(texts, fulltext.parse(query.search, "search"))
        found.append(reports.c.id.in_(select(texts.c.report).where(asked)))
    return found + _time(query)


def _among(table: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a record is one of those that a table of them names."""
    named = select(table.c.report, table.c.record).where(condition)
    return tuple_(records.c.report, records.c.id).in_(named)


def _party(role: str, who: str, matches: Matches) -> ColumnElement[bool]:
    who = who.strip()
    named = matches(parties, fulltext.phrase(who, role))
    # Three capitals are a code: "IRN" is Iran and whoever is of Iran, and "iran" whoever has the word in his name.
    fits = or_(parties.c.country == who, named) if len(who) == 3 and who.isupper() else named
    return _among(parties, and_(parties.c.role == role, fits))


def _time(query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions on time: the bounds of a record and the asked ones overlap, open ends included."""
    found: list[ColumnElement[bool]] = []
    if query.since is not None or query.until is not None:
        found.append(or_(records.c.earliest.is_not(None), records.c.latest.is_not(None)))
    if query.since is not None:
        found.append(or_(records.c.latest.is_(None), records.c.latest >= bounds(query.since, "since")[0]))
    if query.until is not None:
        found.append(or_(records.c.earliest.is_(None), records.c.earliest <= bounds(query.until, "until")[1]))
    return found
