"""Questions become SQL, the same for every database.

In: a `Query`. Out: a statement that selects records with their reports.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from onrecord.register.base import Query, bounds, folded
from onrecord.register.schema import parties, records, reports

ORDER: tuple[ColumnElement[Any], ...] = (reports.c.published.is_(None), reports.c.published, reports.c.id)
"""By publication date, unknown ones last, then by content: the order of adding leaves no trace."""


def selection(query: Query) -> Select[Any]:
    """Return the records that a query asks for, in order, joined with their reports."""
    statement = (
        select(reports.c.id, records.c.body)
        .join_from(records, reports, records.c.report == reports.c.id)
        .where(*_conditions(query))
        .order_by(*ORDER, records.c.position)
    )
    return statement.limit(query.limit) if query.limit is not None else statement


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    found = [
        _party(role, who)
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
        found.append(records.c.words.contains(folded(query.text), autoescape=True))
    return found + _time(query)


def _party(role: str, who: str) -> ColumnElement[bool]:
    who = who.strip()
    named = parties.c.words.contains(folded(who), autoescape=True)
    # Three capitals are a code: "IRN" is Iran and whoever is of Iran, and "iran" whoever has the word in his name.
    fits = or_(parties.c.country == who, named) if len(who) == 3 and who.isupper() else named
    same_record = and_(parties.c.report == records.c.report, parties.c.record == records.c.id)
    return exists().where(same_record, parties.c.role == role, fits)


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
