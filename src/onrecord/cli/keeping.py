"""The verbs that keep a register true: `recode` reads again what has become stale, `judge` holds what people say.

In: a register. Out: lines that say what was done; JSON for programs.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.complaints import complain, errors
from onrecord.cli.options import Actors, Classifier, Db, Designations, Json, Model, Processes, reader
from onrecord.cli.settings import own_tables

if TYPE_CHECKING:
    from onrecord.register import Verdict


def recode(
    register: Db,
    *,
    processes: Processes = 1,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
    designations: Designations = None,
) -> None:
    """Read again the reports that an older edition of program, lexicons, codebooks or model put into a register."""
    with errors():
        from onrecord.cli import screen
        from onrecord.register import Register, edition, take_in

        own = own_tables(actors)
        reading = reader(model, classifier, own, designations, processes)
        version = edition(model, classifier, actors=own, designations=designations)
        with Register(register, create=False) as db:
            editions = db.editions()
            counts = Counter(outcome.what for outcome in take_in(db, db.stale(version), reading, version=version))
        typer.echo(
            f"{screen.counted(editions.total(), 'report')}: {editions[version]:,} read by this edition already; "
            f"{counts['again']:,} read again with other records, {counts['kept']:,} with the same"
        )


def judge(
    register: Db,
    report: Annotated[str | None, typer.Argument(help="The id of the report; without it, all are listed.")] = None,
    record: Annotated[str | None, typer.Argument(help="The id of the record in that report.")] = None,
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="The record is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The report does not say this.")] = False,
    correct: Annotated[bool, typer.Option("--correct", help="The note says what is right.")] = False,
    note: Annotated[str, typer.Option(help="Why, or what is right.")] = "",
    who: Annotated[str, typer.Option("--by", envvar=["ONRECORD_NAME", "USER"], help="Who judges.")] = "",
    as_json: Json = False,
) -> None:
    """Confirm, reject or correct a record, or list what people said. What the program reads later leaves it alone."""
    chosen: dict[Verdict, bool] = {"confirm": confirm, "reject": reject, "correct": correct}
    given = [verdict for verdict, wanted in chosen.items() if wanted]
    if (report is None) != (record is None) or len(given) != (0 if record is None else 1):
        complain("give REPORT, RECORD and one of --confirm, --reject, --correct; or none of them, to list all")
        raise typer.Exit(2)
    with errors():
        from onrecord.cli import screen
        from onrecord.register import Register

        with Register(register, create=False) as db:
            if report is not None and record is not None:
                said = [db.judge(report, record, given[0], who=who, note=note)]
            else:
                said = list(db.judgements())
        for one in said:
            typer.echo(json.dumps(one.to_dict(), ensure_ascii=False) if as_json else screen.judgement(one))
        if report is None:
            typer.echo(screen.counted(len(said), "judgement"), err=as_json)
