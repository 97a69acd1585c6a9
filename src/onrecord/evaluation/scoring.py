"""``onrecord score``: run the measures and print what they give.

In: the name of a measure and a path, or a folder of gold. Out: a table (or JSON lines) on standard output, and an exit
status: 0, 1 where a figure is under its floor, 2 where there is nothing to measure on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from onrecord.errors import MissingGold, OnrecordError
from onrecord.evaluation import floors
from onrecord.evaluation.measures import MEASURES, Measure
from onrecord.evaluation.model import Model
from onrecord.evaluation.table import Result, draw

GOLD_VARIABLE = "ONRECORD_GOLD"
HOW = f"give the folder of gold sets as `onrecord score --gold DIR`, or set {GOLD_VARIABLE}"

Task = tuple[Measure, str, Path]


def command(
    measure: str | None = None,
    path: Path | None = None,
    *,
    gold: Path | None = None,
    json_: bool = False,
    predictions: Path | None = None,
    model: Model | None = None,
) -> int:
    """Score one measure on one path, one measure on its sets, or all measures on the folder of gold.

    Args:
        measure: a name of `MEASURES`; all where None. A folder in its place is the folder of gold.
        path: a set of the measure's format; its sets in the folder of gold where None.
        gold: the folder of gold; the environment's ``ONRECORD_GOLD`` where None.
        json_: print ``{"measure", "set", "figures"}`` a line instead of the table.
        predictions: keep what was predicted, as JSON lines: a file, or a folder where several sets are scored.
        model: what reads the texts; the default pipeline where None.

    Returns:
        The exit status: 0, 1 where a figure is under its floor, 2 where there is nothing to measure on.
    """
    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    try:
        tasks, absent = _tasks(measure, path, gold)
        limits = floors.load()
        results = []
        for result in _run(tasks, model or Model(), predictions):
            results.append(result if path is None and measure is None else _whole(result))
            if json_:
                print(_line(result), flush=True)  # noqa: T201 - the program's own output
    except OnrecordError as error:
        errors.print(str(error), style="red", markup=False)
        return 2
    if not json_:
        Console(soft_wrap=False).print(draw(results, limits))
    for line in absent:
        errors.print(line, markup=False)
    return 1 if _report_missed(results, limits, errors) else 0


def _tasks(measure: str | None, path: Path | None, gold: Path | None) -> tuple[list[Task], list[str]]:
    """What is to be scored, and a line for each set that is not there."""
    if measure is not None and measure not in MEASURES:
        if path is not None or not Path(measure).is_dir():
            raise MissingGold(f"there is no measure {measure!r}; the measures are {', '.join(MEASURES)}")
        return _tasks(None, None, Path(measure))
    if measure is not None and path is not None:
        if not path.exists():
            raise MissingGold(
                f"{path}: not there; `onrecord score {measure} PATH` needs a set of that measure's format"
            )
        return [(MEASURES[measure], MEASURES[measure].set_of(path), path)], []
    folder = _folder(gold)
    wanted = MEASURES.values() if measure is None else [MEASURES[measure]]
    tasks = [(m, name, folder / place) for m in wanted for name, place in m.sets.items()]
    there = [task for task in tasks if task[2].exists()]
    absent = [f"{m.name}, {name}: {at} is not there" for m, name, at in tasks if not at.exists()]
    if not there:
        raise MissingGold("\n".join([f"no gold set lies in {folder}", *absent, HOW]))
    return there, absent


def _folder(gold: Path | None) -> Path:
    given = gold or (Path(os.environ[GOLD_VARIABLE]) if os.environ.get(GOLD_VARIABLE) else None)
    if given is None:
        raise MissingGold(f"the gold sets are not part of the program (their texts are their publishers'); {HOW}")
    if not given.is_dir():
        raise MissingGold(f"{given}: not a folder; {HOW}")
    return given


def _run(tasks: list[Task], model: Model, predictions: Path | None) -> Iterator[Result]:
    for measure, name, path in tasks:
        made = measure.predict(path, model)
        if predictions is not None:
            _keep(made, predictions if len(tasks) == 1 else predictions / _file(measure.name, name))
        yield Result(measure.name, name, measure.score(path, made), measure.headline)


def _file(measure: str, name: str) -> str:
    """``factuality-uw-dev.jsonl``: two sets of a measure may lie in files of one name."""
    return "-".join(re.findall(r"[a-z0-9]+", f"{measure} {name}".lower())) + ".jsonl"


def _whole(result: Result) -> Result:
    """The result with all of its figures to be shown."""
    return Result(result.measure, result.set, result.figures, tuple(result.figures))


def _keep(made: list[dict[str, object]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(prediction, ensure_ascii=False) + "\n" for prediction in made)


def _line(result: Result) -> str:
    return json.dumps({"measure": result.measure, "set": result.set, "figures": result.figures}, ensure_ascii=False)


def _report_missed(results: list[Result], limits: floors.Floors, errors: Console) -> bool:
    found = False
    for result in results:
        for name in floors.missed(result.figures, limits.get(result.measure, {}).get(result.set, {})):
            errors.print(f"{result.measure}, {result.set}: {name} is under its floor", style="red", markup=False)
            found = True
    return found
