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
from onrecord.register.sqlite import Register
from onrecord.sources import Unread

Read = Callable[[Iterator[Report]], Iterable[Reading]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    source: str
    what: Literal["added", "again", "known", "failed"]
    detail: str = ""


def take_in(
    register: Register, inputs: Iterable[Report | Unread], read: Read, *, version: str, anew: bool = False
) -> Iterator[Outcome]:
    """Add inputs to a register and yield what became of each, as it happens.

    Known reports are not read: `read` is called only where there is something new, so that no model is loaded for
    nothing. A register may be closed, or the program killed, after any outcome: running it again does the rest.
    """
    run = _Run(register, version=version, anew=anew)
    fresh = run.fresh(inputs)
    first = next(fresh, None)
    yield from run.flush()
    if first is not None:
        for reading in read(chain([first], fresh)):
            yield from run.flush()
            yield Outcome(reading.report.source, register.put(reading, version=version, anew=anew))
    yield from run.flush()


@dataclass(slots=True, kw_only=True)
class _Run:
    register: Register = field(kw_only=False)
    version: str
    anew: bool
    outcomes: list[Outcome] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def flush(self) -> Iterator[Outcome]:
        done, self.outcomes = self.outcomes, []
        yield from done

    def fresh(self, inputs: Iterable[Report | Unread]) -> Iterator[Report]:
        """Yield the reports that must be read; all others get their outcome here."""
        for one in inputs:
            if isinstance(one, Unread):
                self.register.log_input(one.source, "failed", detail=str(one.error))
                self.outcomes.append(Outcome(one.source, "failed", str(one.error)))
                continue
            report = self._recalled(one)
            same = self.seen.get(report.id)
            if same is None and (self.anew or not self.register.is_known(report, self.version)):
                self.seen[report.id] = report.source
                yield report
                continue
            self.seen.setdefault(report.id, report.source)
            self.register.log_input(report.source, "same", report=report, detail=f"same as {same or report.id}")
            self.outcomes.append(Outcome(report.source, "known", f"same as {same}" if same else ""))

    def _recalled(self, report: Report) -> Report:
        """Give a report the outlet and date that its register has of it where this run gives none."""
        kept = self.register.report(report.id)
        if kept is None:
            return report
        for name in ("outlet", "published"):
            if report.known[name] != "given" and kept.known[name] == "given":
                known = {**report.known, name: kept.known[name]}
                report = dataclasses.replace(report, known=known, **{name: getattr(kept, name)})
        return report
