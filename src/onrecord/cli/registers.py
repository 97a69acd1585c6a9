"""`onrecord register`: the transfers, agreements, measures and promises that a register holds.

In: a register and what one asks for. Out: for the eye each transfer with its ladder, each agreement and measure in a
line with its words; for programs one JSON object a line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.complaints import errors
from onrecord.cli.options import Db, Json
from onrecord.records import Kind

if TYPE_CHECKING:
    from onrecord.collation import Dossier
    from onrecord.register import Row

app = typer.Typer(no_args_is_help=True, help="Show the transfers, agreements, measures or promises of a register.")

Supplier = Annotated[str | None, typer.Option(help="Who supplies: a country code or words of a name.")]
Recipient = Annotated[str | None, typer.Option(help="Who receives: a country code or words of a name.")]


@app.command()
def transfers(register: Db, *, supplier: Supplier = None, recipient: Recipient = None, as_json: Json = False) -> None:
    """Show transfers with the same supplier, recipient and item as one, with its stages, accounts and embargoes."""
    with errors():
        from onrecord.collation.dossiers import by_party

        _show_dossiers(by_party(_dossiers(register), supplier=supplier, recipient=recipient), as_json, "transfer")


@app.command()
def promises(register: Db, *, supplier: Supplier = None, recipient: Recipient = None, as_json: Json = False) -> None:
    """Show transfers that were promised: those still open first, the longest open before the others."""
    with errors():
        from onrecord.collation.dossiers import by_party, standing_promises

        found = standing_promises(by_party(_dossiers(register), supplier=supplier, recipient=recipient))
        _show_dossiers(found, as_json, "promise")


@app.command()
def agreements(register: Db, *, as_json: Json = False) -> None:
    """Show agreements: parties, instrument, stage, subject, when and where signed."""
    _show_records(register, "agreement", as_json)


@app.command()
def measures(register: Db, *, as_json: Json = False) -> None:
    """Show embargoes, sanctions and the like: by whom, on whom, what changed, when and on what paper."""
    _show_records(register, "measure", as_json)


def _dossiers(path: str) -> list[Dossier]:
    from onrecord.collation import dossiers
    from onrecord.register import Query, Register

    with Register(path, create=False) as db:
        return dossiers(db.rows(Query(kind="transfer")))


def _show_dossiers(found: Iterable[Dossier], as_json: bool, thing: str) -> None:
    from onrecord.cli import screen
    from onrecord.export import ladder

    if as_json:
        ladder(found, sys.stdout)
        return
    listed, console = list(found), screen.console()
    for dossier in listed:
        console.print("\n".join(dossier_lines(dossier)), markup=False, highlight=False, soft_wrap=True)
    console.print(screen.counted(len(listed), thing), style="dim", highlight=False)


def dossier_lines(dossier: Dossier) -> Iterator[str]:
    """Yield a dossier line by line: who, what and whom; its grade; its steps; its promise; the embargoes beside it."""
    from onrecord.cli.screen import clean

    sides = [party.name or party.code or "unknown" for party in (dossier.supplier, dossier.recipient)]
    thing = " ".join(filter(None, (dossier.designation, dossier.description))) or "no item named"
    yield clean(f"{sides[0]} -> {sides[1]}: {thing}")
    yield f"   {dossier.grade}: {dossier.reason}"
    for step in dossier.steps:
        yield f"   {step.stage}, {_dated(step.since, step.told)}"
        for a in step.accounts:
            by = a.speaker or a.outlet or a.source
            yield "      " + clean(f"{by}, {a.published or 'undated'}, {a.status}: “{a.quote}”")
    if dossier.open_since is not None:
        yield f"   promise open since {dossier.open_since}"
    elif dossier.follow_up is not None:
        yield f"   promise followed up: {dossier.follow_up.stage}"
    for held in dossier.embargoes():
        e = held.embargo
        span = f"{e.start} to {e.end or 'no end read'}"
        yield "   " + clean(
            f"beside it, on the {held.side}: {e.issuer} arms embargo on {e.target}, {span}, {held.state}: {held.why}"
        )


def _dated(since: str | None, told: str | None) -> str:
    """Say when: the day that is told of, or the day of the report that tells it."""
    return since or (f"told by {told}" if told else "no date")


def _show_records(path: str, kind: Kind, as_json: bool) -> None:
    with errors():
        from onrecord.cli import screen
        from onrecord.export import export
        from onrecord.register import Query, Register

        with Register(path, create=False) as db:
            rows = list(db.rows(Query(kind=kind)))
        if as_json:
            export(rows, "jsonl", sys.stdout)
            return
        console = screen.console()
        for row in rows:
            lines = _agreement(row) if kind == "agreement" else _measure(row)
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
        console.print(screen.counted(len(rows), kind), style="dim", highlight=False)


def _agreement(row: Row) -> Iterator[str]:
    details = row.record.details
    subject = (details.get("subject") or {}).get("quote")
    place = (details.get("place") or {}).get("name")
    yield _line(
        _names(row, details["parties"]),
        details.get("instrument") or "agreement",
        f"on {subject}" if subject else None,
        details.get("stage"),
        details.get("signed"),
        f"in {place}" if place else None,
        row.record.standing.status,
    )
    yield from _words(row)


def _measure(row: Row) -> Iterator[str]:
    details = row.record.details
    day = next(iter((details.get("dates") or {}).values()), None)
    yield _line(
        f"{_names(row, details['by']) or 'unknown'} -> {_names(row, details['on']) or 'unknown'}",
        details.get("measure") or "measure",
        f"scope {details['scope']}" if details.get("scope") else None,
        details.get("change"),
        day,
        (details.get("instrument") or {}).get("quote"),
        row.record.standing.status,
    )
    yield from _words(row)


def _names(row: Row, mentions: Iterable[dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(row.name(m.get("actor")) or m["quote"] for m in mentions))


def _line(*parts: str | None) -> str:
    from onrecord.cli.screen import clean

    return clean("; ".join(p for p in parts if p))


def _words(row: Row) -> Iterator[str]:
    from onrecord.cli.screen import clean

    by = None if row.statement is None or row.statement.speaker is None else row.statement.speaker
    named = row.outlet or row.source if by is None else row.name(by.actor) or by.quote
    quotes = " … ".join(e.quote for e in row.record.evidence)
    yield "   " + clean(f"{named}, {row.published or 'undated'}: “{quotes}”")
