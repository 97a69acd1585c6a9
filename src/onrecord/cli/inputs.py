"""What `read` and `add` share: inputs as the options say, those that are no reports told of, the run of `add` shown.

In: options of the command line. Out: reports, counts, and one line that adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import SourceError
from onrecord.records import LoggedOutcome, Report
from onrecord.sources import (
    PRESETS,
    Columns,
    Item,
    Metadata,
    Network,
    Opened,
    Options,
    Unread,
    list_files,
    open_files,
    parse_columns,
    shown,
)
from onrecord.sources.language import ENGLISH

if TYPE_CHECKING:
    from rich.progress import Progress

    from onrecord.register import Outcome

Complain = Callable[[str], None]

_BESIDE = ("", "-wal", "-shm", "-journal")

_WORDS = {
    "added": "added",
    "again": "read again",
    "known": "already there",
    "foreign": "not English",
    "empty": "without text",
    "failed": "failed",
}


def options(
    *,
    metadata: Metadata,
    max_bytes: int,
    columns: str | None,
    preset: str | None,
    network: Network | None,
) -> Options:
    """Put together how inputs are opened.

    Raises:
        SourceError: the columns are written wrongly, or there is no such preset.
    """
    if preset is not None and preset not in PRESETS:
        raise SourceError(f"there is no preset {preset!r}; there are {', '.join(PRESETS)}")
    given = parse_columns(columns) if columns else {}
    return Options(metadata=metadata, max_bytes=max_bytes, columns=Columns(preset=preset, given=given), network=network)


def listed(files: Iterable[str], *leave_out: Path | None) -> list[str]:
    """List the files to open; the program's own are left out, with what a database keeps beside its file."""
    own = [path.with_name(path.name + beside) for path in leave_out if path is not None for beside in _BESIDE]
    return list(list_files(files, leave_out=own))


class Reports(Iterator[Report]):
    """The English reports among the inputs; all others are told of at once, and counted."""

    def __init__(self, files: Iterable[str], options: Options, complain: Complain) -> None:
        self._inputs: Iterator[Item] = open_files(files, options)
        self._complain = complain
        self.failed = 0
        self.foreign: Counter[str] = Counter()

    def __next__(self) -> Report:
        """Return the next report that can be read."""
        for one in self._inputs:
            if isinstance(one, Report) and one.language == ENGLISH:
                return one
            if isinstance(one, Report):
                self.foreign[one.language] += 1
                self._complain(f"{one.source}: this is in {one.language}; onrecord reads English only")
            elif isinstance(one, Unread):
                self.failed += 1
                self._complain(str(one.error))
            elif not isinstance(one, Opened):
                self._complain(f"{one.source}: not changed since it was last fetched")
        raise StopIteration


class Run:
    """The run of `add`: what became of the files and of what stands in them."""

    def __init__(self, files: Iterable[str]) -> None:
        self._waiting = {shown(file) for file in files}
        self.files = len(self._waiting)
        self.counts: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.finished = False

    def follow(self, outcomes: Iterator[Outcome], complain: Complain) -> None:
        """Go through the outcomes, showing how far it is; an interruption ends it early."""
        with _progress() as progress:
            task = progress.add_task("reading", total=self.files)
            try:
                for outcome in outcomes:
                    self.counts[outcome.what] += 1
                    if outcome.source in self._waiting:
                        self._waiting.discard(outcome.source)
                        progress.update(task, advance=1)
                    if outcome.what == "foreign":
                        self.languages[outcome.detail] += 1
                    elif outcome.what in {"empty", "failed"}:
                        complain(outcome.detail)
            except KeyboardInterrupt:
                return
        self.finished = True

    @property
    def summary(self) -> str:
        """One line: every file, and every member of one, counted once."""
        inputs = sum(self.counts.values()) - self.counts["opened"]
        opened = self.counts["opened"]
        files = f"{self.files:,} file{'' if self.files == 1 else 's'}"
        if opened:
            holding = "1 that holds others" if opened == 1 else f"{opened:,} that hold others"
            files += f", {holding} opened; {inputs:,} input{'' if inputs == 1 else 's'}"
        counts = self.counts + Counter({"again": self.counts["kept"]})
        said = ", ".join(f"{counts[what]:,} {words}{self._which(what)}" for what, words in _WORDS.items())
        left = "" if self.finished else f", {len(self._waiting):,} left; repeat the command to go on"
        return f"{files}: {said}{left}"

    def _which(self, what: str) -> str:
        if what == "again" and self.counts["kept"]:
            return f" ({self.counts['kept']:,} with nothing new)"
        if what != "foreign" or not self.languages:
            return ""
        return f" ({', '.join(f'{count:,} {name}' for name, count in self.languages.most_common())})"


def tally(counts: Mapping[LoggedOutcome, int]) -> str:
    """Return the counts of an intake log in one line."""
    names = {**_WORDS, "same": "same as another", "opened": "opened"}
    return ", ".join(f"{count:,} {names[what]}" for what, count in counts.items())


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)
