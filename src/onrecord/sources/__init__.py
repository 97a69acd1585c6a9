"""Files, folders and standard input become reports.

In: paths and what is known of them from outside. Out: a stream of `Report`, or of `Unread` with a `SourceError` where
an input is no report. Hostile input stops here; nothing is lost silently.
"""

from onrecord.sources.metadata import Metadata
from onrecord.sources.open import MAX_BYTES, Unread, open_files, open_reports, open_text
from onrecord.sources.walk import STDIN, list_files

__all__ = ["MAX_BYTES", "STDIN", "Metadata", "Unread", "list_files", "open_files", "open_reports", "open_text"]
