"""Guards the house: imports go one way, no cycles, small modules, and spaCy only where it is needed."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "onrecord"

ORDER = [
    *("errors", "records", "lexicon", "codebook", "layer", "sources", "reading", "attribution", "linking", "coding"),
    *("standing", "components", "pipeline", "register", "collation", "export", "evaluation", "cli"),
]
"""A module may import from rooms to the left of its own, never from one to the right."""

DEPENDENCY_LABELS = frozenset(
    ("nsubj", "nsubjpass", "csubj", "dobj", "pobj", "pcomp", "ccomp", "xcomp", "advcl", "relcl", "acl", "oprd")
)
"""Labels that mean nothing else; "agent", "dative" and "prep" are words of other vocabularies too."""

KNOWS_LABELS = {
    "reading/english.py",  # the module whose business they are
    # what only one room asks of a parse, on top of reading/english.py
    "attribution/syntax.py",
    "linking/syntax.py",
    "reading/clauses.py",
    "reading/small_clauses.py",
    "standing/syntax.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_IDS = [path.relative_to(PACKAGE).as_posix() for path in MODULES]
each_module = pytest.mark.parametrize("path", MODULES, ids=MODULE_IDS)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(path): path for path in MODULES}


def room(name: str) -> str:
    """``onrecord.reading.clauses`` stands in the room ``reading``."""
    return name.split(".")[1] if "." in name else "onrecord"


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and module for each import of ours, lazy ones and those for type checkers included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            base = absolute(path, node)
            for alias in node.names if ours(base) else ():
                inner = f"{base}.{alias.name}"
                yield node.lineno, inner if inner in NAMES or (base == "onrecord" and alias.name in ORDER) else base


def ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] == "onrecord"


def absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = dotted(path).split(".") if path.name == "__init__.py" else dotted(path).split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(name) for name in NAMES} - {"onrecord", "__main__"} <= set(ORDER)


@each_module
def test_imports_go_one_way(path: Path) -> None:
    own = room(dotted(path))
    if own in {"onrecord", "__main__"}:
        pytest.skip("the package's front door opens to all rooms")
    for line, name in imports(path):
        assert room(name) in ORDER, f"{path}:{line}: import the module {name}, not the package's front door"
        assert ORDER.index(room(name)) <= ORDER.index(own), f"{path}:{line}: {own} must not import {name}"


def test_no_cycles() -> None:
    graph = {name: {target for _, target in imports(path)} - {name} for name, path in NAMES.items()}
    graph.pop("onrecord")  # lazily resolved public names
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


@each_module
def test_few_modules_know_english_dependency_labels(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() in KNOWS_LABELS:
        pytest.skip("it may")
    found = {
        f"{path}:{node.lineno}: {node.value}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in DEPENDENCY_LABELS
    }
    assert not found, "ask reading/english.py, or the syntax.py of the room, for the relation instead"


@each_module
def test_modules_are_small_and_named_for_what_they_do(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{path} has {lines} lines: cut it in two along its concepts"
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


@each_module
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
            assert lines <= 40, f"{path}:{node.lineno}: {node.name} has {lines} lines"


@pytest.mark.parametrize("name", ["onrecord", "onrecord.cli", "onrecord.sources", "onrecord.register"])
def test_front_rooms_do_not_load_spacy(name: str) -> None:
    code = f"import sys, {name}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tests_mirror_the_rooms() -> None:
    rooms = {path.parent.name for path in MODULES if path.parent.parent == PACKAGE}
    tested = {path.parent.name for path in Path(__file__).parent.rglob("test_*.py")}
    assert rooms <= tested, f"no tests for {sorted(rooms - tested)}"
