"""Paths become the files to read.

In: paths of files and folders, patterns of paths, addresses, or ``-``. Out: one path a file, each once, folders in
sorted order, hidden files left out.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

STDIN = "-"


def list_files(paths: Iterable[str | os.PathLike[str]], *, leave_out: Iterable[Path] = ()) -> Iterator[str]:
    """Yield files as given, and the files of folders, deep and sorted; links to folders are not followed.

    A path that does not exist is taken for a pattern (``clips/**/*.txt``, where the shell has not unfolded it); one
    that fits nothing is yielded as it is: opening it gives the error. Files and folders inside a folder whose names
    begin with a dot are left out, and so are pipes, at which one would wait for ever, and the files of `leave_out` (the
    metadata table among the clippings).
    """
    out = {path.resolve() for path in leave_out}
    seen: set[str] = set()
    for given in paths:
        for path in _unfolded(os.fspath(given)):
            inside = path != STDIN and not is_address(path) and Path(path).is_dir()
            for file in _folder(path) if inside else [path]:
                name = file if is_address(file) else os.path.normpath(file)
                if name in seen or (out and inside and Path(file).resolve() in out):
                    continue
                seen.add(name)
                yield file


def is_address(path: str) -> bool:
    """Tell an address of the network from a path."""
    return path.lower().startswith(("http://", "https://"))


def _unfolded(path: str) -> list[str]:
    if path == STDIN or is_address(path) or not glob.has_magic(path) or Path(path).exists():
        return [path]
    return sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207 -- keeps the path as given


def _folder(folder: str) -> Iterator[str]:
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (os.path.join(root, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118 -- keeps "./" as given
        yield from (path for path in paths if not Path(path).is_fifo())
    # A folder that may not be read is yielded itself: opening it says why.
    yield from sorted(error.filename for error in unreadable)
