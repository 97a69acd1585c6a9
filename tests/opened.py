"""Opens bytes as if they stood in a file of some name, for tests of the readers."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.records import Report
from onrecord.sources import Item, Opened, Options, Unread, list_files, open_files


def opened(data: bytes | str, name: str, **options: Any) -> list[Item]:
    """Return what a file of that name and content gives; sources begin with the name alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return [_renamed(item, f"{folder}/") for item in open_files(list_files([path]), Options(**options))]


def reports(items: list[Item]) -> list[Report]:
    """Return the reports among items."""
    return [item for item in items if isinstance(item, Report)]


def unread(items: list[Item]) -> dict[str, str]:
    """Return what could not be read, by source, without the source in front."""
    return {i.source: str(i.error).removeprefix(f"{i.source}: ") for i in items if isinstance(i, Unread)}


def shape(items: list[Item]) -> dict[str, str]:
    """Return the kind of each item by its source; every source stands there once."""
    assert max(Counter(item.source for item in items).values(), default=1) == 1
    return {item.source: _kind(item) for item in items}


def _kind(item: Item) -> str:
    if isinstance(item, Report):
        return "report" if item.language == "en" else item.language
    if isinstance(item, Unread):
        return "empty" if item.empty else "failed"
    return "opened" if isinstance(item, Opened) else "unchanged"


def _renamed(item: Item, folder: str) -> Item:
    import dataclasses

    source = item.source.removeprefix(folder)
    if isinstance(item, Unread):
        return Unread(source, type(item.error)(str(item.error).replace(folder, "")))
    return dataclasses.replace(item, source=source)
