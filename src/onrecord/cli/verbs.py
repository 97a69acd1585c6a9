"""The verbs of the command line.

In: what a user types. Out: tables for the eye, JSON for programs, errors on the standard error; exit status 0, 1 where
something failed, 2 where the command was wrong. Every verb imports what it needs when it runs.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli import keeping, registers
from onrecord.cli.complaints import complain, errors
from onrecord.cli.options import Actors, Classifier, Db, Designations, Json, Model, Processes, reader
from onrecord.cli.settings import own_tables
from onrecord.errors import OnrecordError
from onrecord.records import Kind, LoggedOutcome, Reading, Report, Status

if TYPE_CHECKING:
    from onrecord.sources import Metadata, Network, Options

app = typer.Typer(
    name="onrecord",
    help="News, on the record: who said or did what to whom, when, how firmly, and in which exact words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(registers.app, name="register")

Files = Annotated[
    list[str], typer.Argument(help="Files, archives, exports, feeds, folders, patterns, addresses, or - for the input.")
]
Outlet = Annotated[str | None, typer.Option(help="The outlet of all files.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="The publication date of all files, ISO.")]
MetadataFile = Annotated[
    Path | None,
    typer.Option("--metadata", metavar="CSV", help="A table: file, outlet, published, title, author, language."),
]
ColumnNames = Annotated[
    str | None,
    typer.Option("--columns", metavar="FIELD=NAME,…", help="Which column of tables is what: text=Body,title=Head."),
]
Preset = Annotated[
    str | None, typer.Option(help="Whose table it is: mediacloud, gdelt, newsplease, proquest; told by itself mostly.")
]
Online = Annotated[bool, typer.Option("--network", help="Fetch addresses, and the pages that feeds and lists name.")]
Private = Annotated[
    bool,
    typer.Option("--private-network", help="Fetch from private networks, too; only where you trust all addresses."),
]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest document to read, in bytes.")]
_MAX_BYTES = 20_000_000


def _version(wanted: bool) -> None:
    if wanted:
        from onrecord.register.edition import edition

        typer.echo(edition())
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What a report says may not be in the terminal's old code page; the same bytes on all systems.
            stream.reconfigure(encoding="utf-8", newline="\n")


@app.command()
def read(
    files: Files,
    *,
    as_json: Json = False,
    explain: Annotated[bool, typer.Option(help="Show the rule that made each record.")] = False,
    outlet: Outlet = None,
    published: Published = None,
    metadata: MetadataFile = None,
    columns: ColumnNames = None,
    preset: Preset = None,
    network: Online = False,
    private_network: Private = False,
    processes: Processes = 1,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
    designations: Designations = None,
    max_bytes: MaxBytes = _MAX_BYTES,
) -> None:
    """Read reports and show what they put on record."""
    with errors():
        from onrecord.cli import inputs

        own = own_tables(actors)
        options = _options(
            _metadata(outlet, published, metadata),
            max_bytes,
            columns,
            preset,
            _network(network, private_network, max_bytes),
        )
        reports = inputs.Reports(inputs.listed(files, metadata, designations, *own), options, complain)
        first = next(reports, None)
        if first is not None:
            reading = reader(model, classifier, own, designations, processes)
            _show(reading(_chained(first, reports)), as_json, explain)
        if reports.foreign:
            complain(f"skipped, not in English: {reports.foreign.total()}")
        raise typer.Exit(1 if reports.failed else 0)


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")],
    *,
    published: Published = None,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
    designations: Designations = None,
) -> None:
    """Show what a sentence puts on record, which row or pattern made each record, and why no other pattern did."""
    with errors():
        from onrecord.sources import open_text

        report = open_text(sentence, source="(sentence)", metadata=_metadata(None, published, None))
        from onrecord import layer, pipeline
        from onrecord.cli import screen
        from onrecord.coding.explain import explain as patterns

        nlp = pipeline.load(model, classifier=classifier, actors=own_tables(actors), designations=designations)
        doc = nlp(pipeline.make_doc(nlp, report))
        console = screen.console()
        console.print(screen.report(layer.reading_of(doc), console.width, rules=True))
        for clause in patterns(doc):
            console.print(screen.clause(clause))


@app.command()
def add(
    register: Db,
    files: Files,
    *,
    outlet: Outlet = None,
    published: Published = None,
    metadata: MetadataFile = None,
    columns: ColumnNames = None,
    preset: Preset = None,
    network: Online = False,
    private_network: Private = False,
    processes: Processes = 1,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
    designations: Designations = None,
    max_bytes: MaxBytes = _MAX_BYTES,
    again: Annotated[bool, typer.Option("--again", help="Read known reports again, too.")] = False,
) -> None:
    """Put reports into a register. Safe to interrupt and to repeat: the next run does what is left."""
    with errors():
        from onrecord.cli import inputs
        from onrecord.register import Register, edition, take_in
        from onrecord.sources import open_files

        own = own_tables(actors)
        reading = reader(model, classifier, own, designations, processes)
        paths = inputs.listed(files, Path(register), metadata, designations, *own)
        known = _metadata(outlet, published, metadata)
        online = _network(network, private_network, max_bytes)
        options = _options(known, max_bytes, columns, preset, online)
        with Register(register) as db:
            if online is not None:
                online.validators = db.validators
            version, run = edition(model, classifier, actors=own, designations=designations), inputs.Run(paths)
            opened = open_files(paths, options)
            run.follow(take_in(db, opened, reading, version=version, anew=again, network=online), complain)
        typer.echo(run.summary)
        raise typer.Exit(130 if not run.finished else 1 if run.counts["failed"] or run.counts["empty"] else 0)


@app.command()
def log(
    register: Db,
    *,
    outcome: Annotated[LoggedOutcome | None, typer.Option(help="Only the inputs of this outcome.")] = None,
    as_json: Json = False,
) -> None:
    """Show the intake log of a register: every input, and what became of it."""
    with errors():
        from onrecord.cli import inputs, screen
        from onrecord.register import Register

        with Register(register, create=False) as db:
            for line in db.log(outcome):
                if as_json:
                    typer.echo(json.dumps(dataclasses.asdict(line), ensure_ascii=False))
                else:
                    typer.echo(screen.clean(f"{line.at}  {line.outcome:<7}  {line.source}  {line.detail}"))
            counts = db.tally()
            typer.echo(f"{screen.counted(sum(counts.values()), 'input')}: {inputs.tally(counts)}", err=as_json)


@app.command()
def find(
    register: Db,
    *,
    actor: Annotated[str | None, typer.Option(help="Who: a country code (IRN) or words of a name.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom: a country code or words of a name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="The kind of record.")] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="A PLOVER event type, or the deed itself.")] = None,
    standing: Annotated[Status | None, typer.Option(help="How firm.")] = None,
    speaker: Annotated[str | None, typer.Option(help="On whose word: a country code or words of a name.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Words of the outlet's name.")] = None,
    text: Annotated[str | None, typer.Option(help="Words of the evidence, in order.")] = None,
    search: Annotated[
        str | None, typer.Option(metavar="QUESTION", help='Words of the report: boats OR ferries "naval base" -oil.')
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Not over before: 2024, 2024-03, 2024-03-31.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not begun after.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many records.")] = None,
    as_json: Json = False,
) -> None:
    """Find records in a register; all conditions must hold."""
    with errors():
        from onrecord.export import export as write
        from onrecord.register import Query, Register

        query = Query(
            actor=actor,
            recipient=recipient,
            kind=kind,
            event_type=event_type,
            status=standing,
            speaker=speaker,
            outlet=outlet,
            text=text,
            search=search,
            since=since,
            until=until,
            limit=limit,
        )
        with Register(register, create=False) as db:
            if as_json:
                write(db.rows(query), "jsonl", sys.stdout)
                return
            from onrecord.cli import screen

            console, rows = screen.console(), list(db.rows(query))
            if rows:
                console.print(screen.records(rows, console.width, sources=True))
            console.print(screen.counted(len(rows), "record"), style="dim", highlight=False)


app.command()(keeping.judge)
app.command()(keeping.recode)


@app.command()
def export(
    register: Db,
    *,
    as_: Annotated[
        Literal["csv", "jsonl", "sipri", "unroca", "ladder"],
        typer.Option("--as", help="The format; sipri, unroca and ladder hold transfers only."),
    ],
    output: Annotated[Path | None, typer.Option(help="The file to write; the standard output without it.")] = None,
) -> None:
    """Write all records of a register as a table or as JSON Lines, or its transfers in the layout of a register."""
    with errors():
        from onrecord.export import FORMATS, export_any
        from onrecord.register import Register

        with Register(register, create=False) as db:
            if output is None:
                export_any(db, as_, sys.stdout)
                return
            try:
                with output.open("w", encoding="utf-8", newline="") as stream:
                    count = export_any(db, as_, stream)
            except OSError as error:
                raise OnrecordError(f"{output}: cannot be written: {error.strerror}") from error
            typer.echo(f"{count} {'records' if as_ in FORMATS else 'transfers'} written to {output}", err=True)


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Tables (.csv), codebooks (.yaml) or folders.")] = None,
    *,
    actors: Actors = None,
) -> None:
    """Look for mistakes in lexicons, codebooks and tables of actors; without paths, in those of the program."""
    with errors():
        from onrecord.cli import screen
        from onrecord.cli.checking import check_all, check_own, shipped
        from onrecord.cli.settings import settings

        own = actors or (settings().actors if not paths else ())
        mistakes = [*check_own(own), *check_all(paths or ([] if actors else shipped()))]
        count = len(mistakes)
        for mistake in mistakes:
            typer.echo(str(mistake))
        typer.echo(screen.counted(count, "mistake") if count else "no mistakes", err=True)
        raise typer.Exit(1 if count else 0)


@app.command()
def score(
    measure: Annotated[str | None, typer.Argument(help="One measure; all without it.")] = None,
    path: Annotated[Path | None, typer.Argument(help="A gold set of your own in the measure's format.")] = None,
    *,
    gold: Annotated[Path | None, typer.Option(envvar="ONRECORD_GOLD", help="The folder of gold sets.")] = None,
    as_json: Json = False,
    predictions: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep what was predicted here.")] = None,
    model: Model = None,
    classifier: Classifier = "linear",
) -> None:
    """Measure the quality of the readings on gold sets, beside the peers' figures and the floors."""
    with errors():
        from onrecord import evaluation

        reader = evaluation.Model(model, classifier=classifier)
        status = evaluation.command(measure, path, gold=gold, json_=as_json, predictions=predictions, model=reader)
        raise typer.Exit(status)


def _metadata(outlet: str | None, published: str | None, table: Path | None) -> Metadata:
    from onrecord.sources import Metadata

    if table is None:
        return Metadata(outlet=outlet, published=published)
    return Metadata.load(table, outlet=outlet, published=published)


def _options(
    metadata: Metadata, max_bytes: int, columns: str | None, preset: str | None, network: Network | None
) -> Options:
    from onrecord.cli import inputs

    return inputs.options(metadata=metadata, max_bytes=max_bytes, columns=columns, preset=preset, network=network)


def _network(wanted: bool, private: bool, max_bytes: int) -> Network | None:
    if not wanted:
        return None
    from onrecord.sources import Network

    return Network(max_bytes=max_bytes, allow_private=private)


def _chained(first: Report, rest: Iterator[Report]) -> Iterator[Report]:
    yield first
    yield from rest


def _show(readings: Iterable[Reading], as_json: bool, rules: bool) -> None:
    from onrecord.cli import screen

    console = screen.console()
    for reading in readings:
        if as_json:
            sys.stdout.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        else:
            console.print(screen.report(reading, console.width, rules=rules))
