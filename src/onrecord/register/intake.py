"""The run of `add`: inputs go into a register, each once, and each leaves a line in the intake log.

In: what the sources give, and a function that reads reports. Out: the outcome of every input.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from onrecord.records import Reading, Report
from onrecord.register.store import Register
from onrecord.sources import Item, Network, Opened, Unchanged, Unread
from onrecord.sources.language import ENGLISH

Read = Callable[[Iterator[Report]], Iterable[Reading]]
What = Literal["added", "again", "kept", "known", "foreign", "empty", "failed", "opened"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; of a report that is not in English, `detail` is its language."""

    source: str
    what: What
    detail: str = ""


def take_in(
    register: Register,
    inputs: Iterable[Item],
    read: Read,
    *,
    version: str,
    anew: bool = False,
    network: Network | None = None,
) -> Iterator[Outcome]:
    """Add inputs to a register and yield what became of each, as it happens.

    Known reports are not read: `read` is called only where there is something new, so that no model is loaded for
    nothing. A register may be closed, or the program killed, after any outcome: running it again does the rest. What
    servers told of the editions of their documents is kept at the end, when all that was fetched has been taken in.
    """
    run = _Run(register, version=version, anew=anew)
    fresh = run.fresh(inputs)
    first = next(fresh, None)
    yield from run.flush()
    if first is not None:
        for reading in read(chain([first], fresh)):
            yield from run.flush()
            yield Outcome(reading.report.source, register.put(reading, version=version, anew=anew))
            run.done(reading.report.id)
    yield from run.flush()
    if network is not None:
        told = {address: v for address, v in network.fetched.items() if not run.lost(address)}
        register.keep_validators(told)


@dataclass(slots=True, kw_only=True)
class _Run:
    register: Register = field(kw_only=False)
    version: str
    anew: bool
    outcomes: list[Outcome] = field(default_factory=list)
    ahead: dict[str, str] = field(default_factory=dict)
    """The sources of reports that are being read, by id: a register does not know them yet."""
    renewed: set[str] = field(default_factory=set)
    """The reports that this run read anew: their copies need not be."""
    failed: list[str] = field(default_factory=list)

    def flush(self) -> Iterator[Outcome]:
        done, self.outcomes = self.outcomes, []
        yield from done

    def done(self, report: str) -> None:
        """Take note that a report is in the register."""
        self.ahead.pop(report, None)
        if self.anew:
            self.renewed.add(report)

    def lost(self, address: str) -> bool:
        """Tell whether something that a document names could not be taken in: it must be fetched again."""
        return any(address in source for source in self.failed)

    def fresh(self, inputs: Iterable[Item]) -> Iterator[Report]:
        """Yield the reports that must be read; all others get their outcome here."""
        for one in inputs:
            if isinstance(one, Report):
                yield from self._report(self._recalled(one))
            elif isinstance(one, Opened):
                self._log(one.source, "opened", one.detail)
            elif isinstance(one, Unchanged):
                # What was taken in from there keeps its line in the log.
                self.outcomes.append(Outcome(one.source, "known", "not changed since it was last fetched"))
            else:
                self._unread(one)

    def _unread(self, one: Unread) -> None:
        if not one.empty:
            self.failed.append(one.source)
        self._log(one.source, "empty" if one.empty else "failed", str(one.error))

    def _log(self, source: str, what: Literal["opened", "empty", "failed"], detail: str) -> None:
        self.register.log_input(source, what, detail=detail.removeprefix(f"{source}: "))
        self.outcomes.append(Outcome(source, what, detail))

    def _report(self, report: Report) -> Iterator[Report]:
        same = self.ahead.get(report.id)
        wanted = self.anew and report.id not in self.renewed
        if same is None and (wanted or not self.register.is_known(report, self.version)):
            if report.language == ENGLISH:
                self.ahead[report.id] = report.source
                yield report
            else:
                self._foreign(report)
            return
        kept = self.register.report(report.id)
        same = same or (kept.source if kept and kept.source != report.source else "")
        self.register.log_input(report.source, "same", report=report, detail=f"same as {same or report.id}")
        self.outcomes.append(Outcome(report.source, "known", f"same as {same}" if same else ""))

    def _foreign(self, report: Report) -> None:
        """Keep a report that is not in English, marked with its language, and put nothing on record from it."""
        detail = f"in {report.language}, not English; kept, not read"
        reading = Reading(report=report)
        self.register.put(reading, version=self.version, anew=self.anew, log_as="foreign", detail=detail)
        self.done(report.id)
        self.outcomes.append(Outcome(report.source, "foreign", report.language))

    def _recalled(self, report: Report) -> Report:
        """Give a report the metadata that its register was given of it where this run gives none."""
        kept = self.register.report(report.id)
        if kept is None:
            return report
        for name in kept.known:
            if report.known.get(name) != "given" and kept.known[name] == "given":
                known = {**report.known, name: kept.known[name]}
                report = dataclasses.replace(report, known=known, **{name: getattr(kept, name)})
        return report
