"""Parquet tables, a batch of rows at a time.

In: a seekable stream. Out: rows as values by column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.errors import NoText, SourceError

_BATCH = 64
MAX_COLUMNS = 2000
MAX_METADATA = 50_000_000


def parquet_rows(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file.

    Raises:
        NoText: there is no row.
        SourceError: it is broken.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(
            stream, thrift_string_size_limit=MAX_METADATA, thrift_container_size_limit=1_000_000
        )
        if table.metadata.num_columns > MAX_COLUMNS:
            raise SourceError(f"this table has more than {MAX_COLUMNS:,} columns; save fewer")
        if not table.metadata.num_rows:
            raise NoText("this table is empty")
        for batch in table.iter_batches(batch_size=_BATCH, use_threads=False):
            yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        first = str(error).strip().partition("\n")[0] or type(error).__name__
        raise SourceError(f"this Parquet file is broken ({first}); save it anew, or as CSV") from error
