"""Kills writers of a register at random moments, lets others work side by side, and looks what is lost or doubled.

In: ``python tests/killing.py REGISTER TWIN [--kills 100] [--seed 1] [--reports 200]``, or ``--together`` for two
writers and two readers at once. Both places are files or addresses of databases, and nothing may be
there yet. Out: a line with what was done; exit status 1 where something is wrong.

Each writer is a process of its own (a fork of this one, so that a hundred start in seconds) that runs the intake as
`onrecord add` does: reports, a copy of each seventh under another name, a file that fails. What it was told is kept, it
writes to a pipe. It is killed (SIGKILL) after a random time; the next one goes on. At the end one runs to its end, and
the register must hold what one holds that nobody killed.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from onrecord.errors import SourceError
from onrecord.records import Reading, Report
from onrecord.register import Register, take_in
from onrecord.sources import Item, Unread
from places import dump
from readings import reading

_SLOWEST = 0.1
"""Seconds from the start of a writer until it is killed, at most; a quarter of it from the first report it has kept."""
_PATIENCE = 10


def inputs(readings: Iterable[Reading]) -> Iterator[Item]:
    """Yield the reports, each seventh twice, and after each eleventh a file that fails."""
    for one in readings:
        number = int(PurePath(one.report.source).stem)
        yield one.report
        if number % 7 == 0:
            yield dataclasses.replace(one.report, source=f"copies/{number}.txt")
        if number % 11 == 0:
            yield Unread(f"bad/{number}.txt", SourceError(f"bad/{number}.txt: the file is empty"))


def write(place: str, readings: list[Reading], told: int, *, slowly: float = 0.0) -> None:
    """Take all in, and write each id to a file descriptor as soon as its report is said to be kept."""
    by_id = {one.report.id: one for one in readings}
    ids = {one.report.source: one.report.id for one in readings}

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            time.sleep(slowly)
            yield dataclasses.replace(by_id[report.id], report=report)

    with Register(place) as register:
        for outcome in take_in(register, inputs(readings), read, version="one"):
            if outcome.what in {"added", "known"} and outcome.source in ids:
                os.write(told, f"{ids[outcome.source]}\n".encode())


def started(place: str, readings: list[Reading], *, slowly: float = 0.0) -> tuple[int, int]:
    """Start a writer; return its process id, and where it tells what is kept."""
    listen, told = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(listen)
            write(place, readings, told, slowly=slowly)
            status = 0
        finally:
            os._exit(status)
    os.close(told)
    return process, listen


def heard(listen: int) -> set[str]:
    """Return the ids that a writer told of, once it is at its end."""
    with os.fdopen(listen, "rb") as stream:
        return {line.decode().strip() for line in stream if line.endswith(b"\n")}


def killed(place: str, *, kills: int, seed: int, reports: int) -> tuple[list[str], str]:
    """Kill writers so often, let one finish; return what is wrong, and what was done."""
    lot, readings, wrong = random.Random(seed), [reading(n) for n in range(reports)], list[str]()
    promised, hit, finished = set[str](), 0, 0
    for number in range(kills):
        process, listen = started(place, readings)
        if number % 2:  # the others are killed while they open the register, or make it
            select.select([listen], [], [], _PATIENCE)
        time.sleep(lot.uniform(0, _SLOWEST / 4 if number % 2 else _SLOWEST))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        hit += os.WIFSIGNALED(status)
        finished += os.WIFEXITED(status)
        promised |= heard(listen)
        if number % 10 == 0:
            wrong += _missing(place, promised, readings)
    process, listen = started(place, readings)
    told = heard(listen)
    if os.waitpid(process, 0)[1] or told != {one.report.id for one in readings}:
        wrong.append("the last writer did not finish")
    wrong += _missing(place, promised, readings)
    done = f"{kills} kills, {hit} of them before the writer was done; {len(promised)} of {reports} reports told as kept"
    return wrong, done


def together(place: str, *, reports: int) -> tuple[list[str], str]:
    """Let two writers add the same reports, from both ends, while two readers ask; return what is wrong, and done."""
    readings = [reading(n) for n in range(reports)]
    writers = [started(place, order, slowly=0.002) for order in (readings, readings[::-1])]
    readers = [_reader(place, readings) for _ in range(2)]
    told = [heard(listen) for _, listen in writers]
    wrong = [f"a writer failed ({status})" for process, _ in writers if (status := os.waitpid(process, 0)[1])]
    rounds = 0
    for process, listen in readers:
        os.kill(process, signal.SIGTERM)
        rounds += len(heard(listen))
        if status := os.waitpid(process, 0)[1]:
            wrong.append(f"a reader failed ({status})")
    if any(ids != {one.report.id for one in readings} for ids in told):
        wrong.append("a writer was not told of every report")
    return wrong, f"2 writers of {reports} reports, 2 readers that asked {rounds} times"


def _reader(place: str, readings: list[Reading]) -> tuple[int, int]:
    """Start a reader that asks until it is told to end; what it finds must be whole at every moment."""
    listen, told = os.pipe()
    process = os.fork()
    if process == 0:
        status, ended = 1, list[int]()
        signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
        try:
            os.close(listen)
            _ask(place, {one.report.id: one for one in readings}, told, ended)
            status = 0
        finally:
            os._exit(status)
    os.close(told)
    return process, listen


def _ask(place: str, whole: dict[str, Reading], told: int, ended: list[int]) -> None:
    rounds = 0
    with Register(place) as register:
        while not ended:
            for one in register.readings():
                if (one.report.text, one.records) != (whole[one.report.id].report.text, whole[one.report.id].records):
                    raise AssertionError(f"{one.report.id} is not whole")
            rows = [row.report for row in register.find(search="ferries -nothing")]
            if any(rows.count(report) != len(whole[report].records) for report in rows):
                raise AssertionError("a report was found in part")
            rounds += 1
            os.write(told, f"{rounds}\n".encode())


def _missing(place: str, promised: set[str], readings: list[Reading]) -> list[str]:
    """Return what a writer said was kept and is not, or not whole."""
    if not promised:
        return []
    whole = {one.report.id: one for one in readings}
    with Register(place) as register:
        kept = list(register.readings())
    found = [one.report.id for one in kept]
    wrong = [f"{report} is lost" for report in promised - set(found)]
    wrong += [f"{report} stands twice" for report in set(found) if found.count(report) > 1]
    return wrong + [f"{one.report.id} is not whole" for one in kept if one != whole[one.report.id]]


def same(place: str, other: str) -> list[str]:
    """Return the tables in which two registers differ."""
    one, two = dump(place), dump(other)
    return [f"{name} differs" for name in one if one[name] != two[name]]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("register", help="where the register is made")
    parser.add_argument("twin", help="where one is made that nobody disturbs")
    parser.add_argument("--together", action="store_true", help="two writers and two readers instead of kills")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=200)
    arguments = parser.parse_args()
    start, place, reports = time.perf_counter(), arguments.register, arguments.reports
    if arguments.together:
        wrong, done = together(place, reports=reports)
    else:
        wrong, done = killed(place, kills=arguments.kills, seed=arguments.seed, reports=reports)
    process, listen = started(arguments.twin, [reading(n) for n in range(reports)])
    heard(listen)
    os.waitpid(process, 0)
    wrong += same(place, arguments.twin)
    sys.stdout.write("\n".join([*wrong, f"{done}; {time.perf_counter() - start:.1f} s, {len(wrong)} faults"]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
