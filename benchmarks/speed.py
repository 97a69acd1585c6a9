"""How long a reading takes beside bare spaCy, and which component takes it.

In: ``python benchmarks/speed.py FOLDER [--most 100] [--model NAME]``, folders or files of reports. Out: a table of
seconds, milliseconds a report, and the ratio to bare spaCy: the same model and texts, one run, one process.

Bare spaCy and onrecord take turns, batch by batch, so that a machine that slows down slows both. The time is that of
the process, all its threads together, so that what else runs on the machine counts for little. The models take a batch
at a time, and the rules behind them a report at a time, as in the stream.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, product
from time import process_time

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from onrecord import pipeline
from onrecord.coding.judges import CLASSIFIERS, LINEAR
from onrecord.pipeline import BATCH, MODEL
from onrecord.records import Report
from onrecord.sources import open_reports

BARE, WHOLE = "bare spaCy", "onrecord"


def main() -> None:
    """Read the reports named on the command line both ways, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--most", type=int, default=100, metavar="N", help="read so many reports (100)")
    parser.add_argument("--model", help="a spaCy English pipeline")
    parser.add_argument("--classifier", default=LINEAR, choices=CLASSIFIERS, help="which one codes events (linear)")
    arguments = parser.parse_args()
    reports = list(islice((r for r in open_reports(arguments.paths) if isinstance(r, Report)), arguments.most))
    if not reports:
        parser.error("no report could be read")
    bare, ours = spacy.load(arguments.model or MODEL), pipeline.load(arguments.model, classifier=arguments.classifier)
    for _ in pipeline.read(reports[:1], ours):
        bare(reports[0].text)  # tables are loaded at the first report
    pipeline.settle()  # as the command line does
    Console().print(table(measure(reports, bare, ours), reports))


def measure(reports: Sequence[Report], bare: Language, ours: Language) -> dict[str, float]:
    """Return the seconds that bare spaCy, onrecord and each component of onrecord took."""
    seconds: defaultdict[str, float] = defaultdict(float)
    last = max(n for n, (_, component) in enumerate(ours.pipeline) if hasattr(component, "pipe"))
    models, rules = ours.pipeline[: last + 1], ours.pipeline[last + 1 :]
    for first in range(0, len(reports), BATCH):
        batch = reports[first : first + BATCH]
        seconds[BARE] += timed(bare.pipe([r.text for r in batch], batch_size=BATCH))
        seconds[WHOLE] += timed(pipeline.read(batch, ours))
        docs = [pipeline.make_doc(ours, report) for report in batch]
        for name, component in models:
            start = process_time()
            docs = (
                list(component.pipe(docs, batch_size=BATCH)) if hasattr(component, "pipe") else [*map(component, docs)]
            )
            seconds[name] += process_time() - start
        for doc, (name, component) in product(docs, rules):
            start = process_time()
            component(doc)
            seconds[name] += process_time() - start
    return seconds


def timed(work: Iterable[object]) -> float:
    """Return the seconds that it takes to go through a stream."""
    start = process_time()
    for _ in work:
        pass
    return process_time() - start


def table(seconds: dict[str, float], reports: Sequence[Report]) -> Table:
    """Return the figures as a table: the two wholes, then onrecord's own components."""
    words = sum(len(report.text.split()) for report in reports)
    drawn = Table("what", title=f"{len(reports)} reports, {words:,} words", title_justify="left")
    for heading in ("seconds", "ms a report", "× bare spaCy"):
        drawn.add_column(heading, justify="right")
    for name in (BARE, WHOLE, *(name for name in seconds if name.startswith("onrecord_"))):
        taken = seconds[name]
        drawn.add_row(name, f"{taken:.2f}", f"{1000 * taken / len(reports):.1f}", f"{taken / seconds[BARE]:.2f}")
    return drawn


if __name__ == "__main__":
    main()
