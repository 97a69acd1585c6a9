"""What a user has set down for a folder: ``onrecord.toml`` in the folder that he works in.

In: the file, if there is one. Out: `Settings`; an option of the command line goes before them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import DataError

FILE = "onrecord.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a folder: the user's own tables of actors and positions."""

    actors: tuple[Path, ...] = ()


def settings(folder: Path | None = None) -> Settings:
    """Read the settings of a folder, the working one by default; paths are from that folder on.

    Raises:
        DataError: the file is no TOML, or sets something unknown.
    """
    path = (folder or Path()) / FILE
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DataError(path, 0, f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(path, 0, f"not readable as TOML: {error}") from error
    for name in found:
        if name != "actors":
            raise DataError(path, 0, f"there is no setting {name!r}; the only one is actors")
    actors = found.get("actors", [])
    files = [actors] if isinstance(actors, str) else actors
    if not isinstance(files, list) or not all(isinstance(f, str) for f in files):
        raise DataError(path, 0, 'actors must be a path, or several: actors = ["mine.csv", "posts.csv"]')
    return Settings(tuple(path.parent / f for f in files))


def own_tables(actors: list[Path] | None) -> list[Path]:
    """Return the user's own tables: those of the command, else those of the settings; the first mistake is told."""
    from onrecord.cli.checking import check_own

    files = list(actors or settings().actors)
    for mistake in check_own(files):
        raise mistake
    return files
