"""The options that several verbs share, and what reads reports as they say.

In: what a user types. Out: annotations for the verbs, and a function from reports to readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from onrecord.records import Reading, Report

Db = Annotated[
    str,
    typer.Argument(
        metavar="REGISTER", help="The register: a file such as sudan.db, or postgresql://user@host/database."
    ),
]
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


def reader(
    model: str | None, classifier: str, actors: Iterable[Path], designations: Path | None, processes: int
) -> Callable[[Iterable[Report]], Iterable[Reading]]:
    """Return what reads reports; the pipeline is loaded when there is something to read."""

    def reading(reports: Iterable[Report]) -> Iterable[Reading]:
        from onrecord import pipeline

        nlp = pipeline.load(model, classifier=classifier, actors=actors, designations=designations)
        pipeline.settle()
        return pipeline.read(reports, nlp, processes=processes)

    return reading
