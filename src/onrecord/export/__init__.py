"""Records leave the register in formats that other programs read.

In: rows of a register. Out: a stream of text, the same bytes for the same records.
"""

from typing import TextIO

from onrecord.collation import dossiers
from onrecord.export.tables import COLUMNS, FORMATS, Format, export
from onrecord.export.transfers import LAYOUTS, ladder, sipri, unroca
from onrecord.register.base import Query, Store

__all__ = ["COLUMNS", "FORMATS", "LAYOUTS", "Format", "export", "export_any", "ladder", "sipri", "unroca"]


def export_any(store: Store, as_: str, stream: TextIO) -> int:
    """Write a register in any of the formats: its records, or its transfers as dossiers; return how many."""
    if as_ in LAYOUTS:
        return LAYOUTS[as_](dossiers(store.rows(Query(kind="transfer"))), stream)
    return export(store, "csv" if as_ == "csv" else "jsonl", stream)
