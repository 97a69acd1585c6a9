"""Files, folders, archives, exports, feeds and standard input become reports.

In: paths and what is known of them from outside. Out: a stream of `Report`, or of `Unread` with a `SourceError` where
an input is no report. Hostile input stops here; nothing is lost silently.
"""

from onrecord.sources.labels import PRESETS, parse_columns
from onrecord.sources.limits import MAX_BYTES
from onrecord.sources.metadata import Metadata
from onrecord.sources.network import Network, Validators
from onrecord.sources.open import Item, Options, open_files, open_reports, open_text, shown
from onrecord.sources.outcomes import Opened, Unchanged, Unread
from onrecord.sources.rows import Columns
from onrecord.sources.walk import STDIN, is_address, list_files

__all__ = [
    "MAX_BYTES",
    "PRESETS",
    "STDIN",
    "Columns",
    "Item",
    "Metadata",
    "Network",
    "Opened",
    "Options",
    "Unchanged",
    "Unread",
    "Validators",
    "is_address",
    "list_files",
    "open_files",
    "open_reports",
    "open_text",
    "parse_columns",
    "shown",
]
