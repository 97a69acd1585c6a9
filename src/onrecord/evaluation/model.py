"""The pipeline as the measures see it: loaded when first needed, with a bar that shows how far the reading is.

In: reports. Out: readings, in the same order.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import track

from onrecord.records import Reading, Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Thing = TypeVar("Thing")


class Model:
    """The public pipeline behind one door; measures that read no text never load it."""

    def __init__(self, name: str | None = None, *, classifier: str = "linear", quiet: bool = False) -> None:
        self._name, self._classifier, self._quiet = name, classifier, quiet

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline with our components.

        Raises:
            ModelError: it is not installed.
        """
        from onrecord import pipeline

        return pipeline.load(self._name, classifier=self._classifier)

    def read(self, reports: Sequence[Report], what: str, *, names: Collection[str] = ()) -> Iterator[Reading]:
        """Read the reports, in order.

        Args:
            reports: what is to be read.
            what: names them on the progress bar.
            names: names of a dictionary that belongs to the set, as they stand in its texts.
        """
        from onrecord import pipeline

        with _knowing(names):
            yield from self.follow(pipeline.read(iter(reports), nlp=self.nlp), what, total=len(reports))

    def parse(self, docs: Iterable[Doc], what: str, *, total: int) -> Iterator[Doc]:
        """Tag and parse docs, without our findings, in order."""
        ours = [p for p in self.nlp.pipe_names if p.startswith("onrecord_") and p != "onrecord_layout"]
        with self.nlp.select_pipes(disable=ours):
            yield from self.follow(self.nlp.pipe(docs), what, total=total)

    def docs(self, reports: Sequence[Report], what: str) -> Iterator[Doc]:
        """Tag and parse reports as they are for reading, without our findings, in order."""
        from onrecord.pipeline import make_doc

        return self.parse((make_doc(self.nlp, report) for report in reports), what, total=len(reports))

    def follow(self, things: Iterable[Thing], what: str, *, total: int) -> Iterator[Thing]:
        """Show a progress bar on standard error while the things go by."""
        yield from track(things, what, total=total, console=Console(stderr=True), transient=True, disable=self._quiet)


@contextmanager
def _knowing(names: Collection[str]) -> Iterator[None]:
    """Let the gazetteer know names that it lacks as those of states, for as long as the set is read."""
    from onrecord.linking import names as gazetteer
    from onrecord.linking import own

    lacking = [*{gazetteer.key(n): n for n in names if gazetteer.index().get(gazetteer.key(n)) is None}.values()]
    if not lacking:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "actors.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("wording", "actor", "kind"), *((n, n, "state") for n in lacking)])
        with own.using(own.load([table])):
            yield


def report(name: str, text: str, *, published: str | None = None, outlet: str | None = None) -> Report:
    """Make a report of a gold text; `published` is an ISO date."""
    return Report(
        id=name,
        source=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        published=published,
        outlet=outlet,
        known={"outlet": "given" if outlet else "unknown", "published": "given" if published else "unknown"},
    )
