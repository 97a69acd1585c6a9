"""Looks for mistakes in lexicons and codebooks, the program's own or a user's, and in a user's own tables of actors.

In: files and folders. Out: mistakes, each with its file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord import codebook, lexicon
from onrecord.errors import DataError
from onrecord.linking import own


def shipped() -> list[Path]:
    """Return the folders of the program's own lexicons and codebooks."""
    return [lexicon.DATA / "lexicons", codebook.CODEBOOKS]


def check_all(paths: Iterable[Path]) -> Iterator[DataError]:
    """Yield the mistakes of all tables and codebooks, folders deep and sorted."""
    for path in paths:
        if path.is_dir():
            yield from check_all(sorted(p for p in path.rglob("*") if p.suffix in {".csv", ".yaml"}))
        elif not path.is_file():
            yield DataError(path, 0, "there is no such file")
        elif path.suffix == ".csv" and not path.is_relative_to(lexicon.DATA) and own.is_own(path):
            yield from own.check(path)
        elif path.suffix == ".csv":
            yield from lexicon.check(path, required=_required(path))
        elif path.suffix == ".yaml":
            yield from codebook.check(path)
        else:
            yield DataError(path, 0, "neither a table (.csv) nor a codebook (.yaml)")


def check_own(paths: Iterable[Path]) -> Iterator[DataError]:
    """Yield the mistakes of tables that are said to name actors or positions."""
    for path in paths:
        yield from own.check(path)


def _required(path: Path) -> tuple[str, ...]:
    if path.is_relative_to(codebook.CODEBOOKS):
        return ()  # tables between event types; the codebook's own definitions are their source
    if path.is_relative_to(lexicon.GAZETTEERS):
        return ("source",)  # names are facts of the world and need no example
    return ("source", "example")
