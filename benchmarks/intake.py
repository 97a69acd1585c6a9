"""A whole collection goes into one register: is every file accounted for, does memory stay flat, how long does it take?

In: ``python benchmarks/intake.py PATH… [--register FILE]``. Out: after each third of the files the reports added, the
memory held and the most that was held, the size of the register; at the end the outcomes, and reports a second beside
bare spaCy. Exit status 1 where a file has no line in the intake log.

Bare spaCy parses every fourth batch of the same reports, in turn with onrecord, so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

import spacy
from rich.console import Console
from rich.progress import track

from onrecord import pipeline
from onrecord.pipeline import BATCH, MODEL
from onrecord.records import Reading, Report
from onrecord.register import Register, edition, take_in
from onrecord.sources import Options, list_files, open_files, shown

_EVERY = 4


class Reader:
    """Reads reports as `onrecord add` does, and takes the time of bare spaCy beside."""

    def __init__(self) -> None:
        self.ours, self.bare = pipeline.load(), spacy.load(MODEL)
        self.seconds, self.beside, self.bare_seconds = 0.0, 0.0, 0.0
        self.reports, self.words = 0, 0

    def __call__(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports batch by batch."""
        for number, batch in enumerate(pipeline.batches(reports)):
            start = perf_counter()
            readings = list(pipeline.read(batch, self.ours))
            taken = perf_counter() - start
            self.seconds += taken
            self.reports += len(batch)
            self.words += sum(len(report.text.split()) for report in batch)
            if number % _EVERY == 0:
                self.beside += taken
                self.bare_seconds += self._bare(batch)
            yield from readings

    def _bare(self, batch: list[Report]) -> float:
        start = perf_counter()
        with self.bare.memory_zone():  # what it keeps of words must not count as ours
            for _ in self.bare.pipe([report.text for report in batch], batch_size=BATCH):
                pass
        return perf_counter() - start


def main() -> int:
    """Add the paths of the command line to a register; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--register", type=Path, metavar="FILE", help="where the register is kept (a temporary file)")
    arguments = parser.parse_args()
    files = list(list_files(arguments.paths))
    with tempfile.TemporaryDirectory() as folder:
        return added(files, arguments.register or Path(folder) / "intake.db")


def added(files: list[str], path: Path) -> int:
    """Add files to a register and print what became of them; return how many are not accounted for."""
    console, reader, counts = Console(soft_wrap=True), Reader(), Counter[str]()
    sources = {shown(file) for file in files}
    start = perf_counter()
    with Register(path) as register:
        seen, third = 0, 1
        outcomes = take_in(register, open_files(files, Options()), reader, version=edition())
        for outcome in track(outcomes, "adding", console=Console(stderr=True), total=None):
            counts[outcome.what] += 1
            seen += outcome.source in sources
            if seen * 3 >= third * len(files):
                console.print(_state(third, reader, path))
                third += 1
        logged = {line.source for line in register.log()}
        lines, tally = sum(register.tally().values()), register.tally()
    lost = sources - logged
    console.print(f"{len(files):,} files, {counts.total():,} inputs: {dict(counts)}")
    console.print(f"log: {lines:,} lines, {tally}; files without a line: {len(lost)}")
    console.print(_speed(reader, perf_counter() - start))
    return 1 if lost or lines != counts.total() else 0


def _state(third: int, reader: Reader, path: Path) -> str:
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    each = size / max(reader.reports, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"third {third}: {reader.reports:,} reports read; memory {_memory()} MB, at most {peak} MB; "
        f"register {size / 1e6:.1f} MB, {each / 1000:.1f} kB a report"
    )


def _memory() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize() // 1_000_000


def _speed(reader: Reader, seconds: float) -> str:
    share = reader.beside / reader.bare_seconds if reader.bare_seconds else 0.0
    return (
        f"{reader.reports:,} reports, {reader.words:,} words, in {seconds:.0f} s: {reader.reports / seconds:.2f} a "
        f"second all told, {reader.reports / reader.seconds:.2f} in reading, which takes {share:.2f} times bare spaCy"
    )


if __name__ == "__main__":
    sys.exit(main())
