"""The verbs of the command line.

In: what a user types. Out: tables for the eye, JSON for programs, errors on the standard error; exit status 0, 1 where
something failed, 2 where the command was wrong. Every verb imports what it needs when it runs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli import registers
from onrecord.cli.complaints import complain, errors
from onrecord.errors import OnrecordError
from onrecord.records import Kind, Reading, Report, Status

if TYPE_CHECKING:
    from rich.progress import Progress

    from onrecord.register import Outcome
    from onrecord.sources import Metadata, Unread

app = typer.Typer(
    name="onrecord",
    help="News, on the record: who said or did what to whom, when, how firmly, and in which exact words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(registers.app, name="register")

Files = Annotated[list[str], typer.Argument(help="Text or HTML files, folders, or - for the standard input.")]
Db = Annotated[Path, typer.Argument(metavar="REGISTER", help="The register, a file such as sudan.db.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet of all files.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="The publication date of all files, ISO.")]
MetadataFile = Annotated[
    Path | None, typer.Option("--metadata", metavar="CSV", help="A table: file, outlet, published.")
]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest file to read.")]
Processes = Annotated[int, typer.Option(min=1, help="How many processes read.")]
Model = Annotated[str | None, typer.Option(help="A spaCy English pipeline, by name or path.")]
Classifier = Annotated[str, typer.Option(help="What tells events beside the codebook: linear, or encoder.")]
Actors = Annotated[
    list[Path] | None,
    typer.Option(metavar="CSV", help="Your own actors or positions, which outrank ours; may be given several times."),
]
Designations = Annotated[
    Path | None, typer.Option(metavar="CSV", help="Weapons of your own, in the columns of designations.csv.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
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
    processes: Processes = 1,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
    designations: Designations = None,
    max_bytes: MaxBytes = _MAX_BYTES,
) -> None:
    """Read reports and show what they put on record."""
    with errors():
        from onrecord.sources import list_files, open_files

        known, own = _metadata(outlet, published, metadata), _own(actors)
        aside = [*own, *([metadata] if metadata else [])]
        inputs = _Inputs(open_files(list_files(files, leave_out=aside), metadata=known, max_bytes=max_bytes))
        first = next(inputs, None)
        if first is not None:
            from onrecord import pipeline

            nlp = pipeline.load(model, classifier=classifier, actors=own, designations=designations)
            readings = pipeline.read(_chained(first, inputs), nlp, processes=processes)
            _show(readings, as_json, explain)
        raise typer.Exit(1 if inputs.failed else 0)


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")],
    *,
    published: Published = None,
    model: Model = None,
    classifier: Classifier = "linear",
    actors: Actors = None,
) -> None:
    """Show what a sentence puts on record, which row or pattern made each record, and why no other pattern did."""
    with errors():
        from onrecord.sources import open_text

        report = open_text(sentence, source="(sentence)", metadata=_metadata(None, published, None))
        from onrecord import layer, pipeline
        from onrecord.cli import screen
        from onrecord.coding.explain import explain as patterns

        nlp = pipeline.load(model, classifier=classifier, actors=_own(actors))
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
        from onrecord.cli import screen
        from onrecord.register import Register, edition, take_in
        from onrecord.sources import list_files, open_files

        def reading(reports: Iterable[Report]) -> Iterable[Reading]:
            from onrecord import pipeline

            nlp = pipeline.load(model, classifier=classifier, actors=own, designations=designations)
            return pipeline.read(reports, nlp, processes=processes)

        own = _own(actors)
        paths = list(list_files(files, leave_out=[register, *own, *([metadata] if metadata else [])]))
        inputs = open_files(paths, metadata=_metadata(outlet, published, metadata), max_bytes=max_bytes)
        with Register(register) as db:
            version = edition(model, classifier, actors=own, designations=designations)
            outcomes = take_in(db, inputs, reading, version=version, anew=again)
            counts, finished = _follow(outcomes, len(paths))
        typer.echo(
            f"{screen.counted(len(paths), 'file')}: {counts['added']} added, {counts['again']} read again, "
            f"{counts['known']} already there, {counts['failed']} failed"
            + ("" if finished else f", {len(paths) - sum(counts.values())} left; repeat the command to go on")
        )
        raise typer.Exit(130 if not finished else 1 if counts["failed"] else 0)


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


def _own(actors: list[Path] | None) -> list[Path]:
    """Return the user's own tables: those of the command, else those of the settings; the first mistake is told."""
    from onrecord.cli.checking import check_own
    from onrecord.cli.settings import settings

    files = list(actors or settings().actors)
    for mistake in check_own(files):
        raise mistake
    return files


def _metadata(outlet: str | None, published: str | None, table: Path | None) -> Metadata:
    from onrecord.sources import Metadata

    if table is None:
        return Metadata(outlet=outlet, published=published)
    return Metadata.load(table, outlet=outlet, published=published)


class _Inputs(Iterator[Report]):
    """The reports among the inputs; the others are told on the standard error, at once, and counted."""

    def __init__(self, inputs: Iterator[Report | Unread]) -> None:
        self._inputs = inputs
        self.failed = 0

    def __next__(self) -> Report:
        for one in self._inputs:
            if isinstance(one, Report):
                return one
            self.failed += 1
            complain(str(one.error))
        raise StopIteration


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


def _follow(outcomes: Iterator[Outcome], total: int) -> tuple[dict[str, int], bool]:
    """Show the run of `add`; return how many inputs had which outcome, and whether it came to its end."""
    counts = {"added": 0, "again": 0, "known": 0, "failed": 0}
    with _progress() as progress:
        task = progress.add_task("reading", total=total)
        try:
            for outcome in outcomes:
                counts[outcome.what] += 1
                progress.update(task, advance=1)
                if outcome.what == "failed":
                    complain(outcome.detail)
        except KeyboardInterrupt:
            return counts, False
    return counts, True


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)
