"""Records leave the register in formats that other programs read.

In: rows of a register. Out: a stream of text, the same bytes for the same records.
"""

from onrecord.export.tables import COLUMNS, FORMATS, Format, export

__all__ = ["COLUMNS", "FORMATS", "Format", "export"]
