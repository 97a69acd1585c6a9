"""Paths become the files to read.

In: paths of files and folders, or ``-``. Out: one path a file, folders in sorted order, hidden files left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

STDIN = "-"


def list_files(paths: Iterable[str | os.PathLike[str]], *, leave_out: Iterable[Path] = ()) -> Iterator[str]:
    """Yield files as given, and the files of folders, deep and sorted; links to folders are not followed.

    A path that does not exist is yielded as it is: opening it gives the error. Files and folders inside a folder whose
    names begin with a dot are left out, and so are the files of `leave_out` (the metadata table among the clippings).
    """
    out = {path.resolve() for path in leave_out}
    for given in paths:
        path = os.fspath(given)
        if path != STDIN and Path(path).is_dir():
            yield from (file for file in _folder(path) if not out or Path(file).resolve() not in out)
        else:
            yield path


def _folder(folder: str) -> Iterator[str]:
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(root, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118 -- keeps "./" as given
    # A folder that may not be read is yielded itself: opening it says why.
    yield from sorted(error.filename for error in unreadable)
