"""Where the tests keep registers: in SQLite files and in databases of a real PostgreSQL, one suite for both.

In: the name of a database. Out: addresses of registers to be made, and all that is kept in one.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from onrecord.register import Register
from onrecord.register.schema import metadata

DATABASES = ("sqlite", "postgresql")

Place = Callable[[str], str]
"""``place("postgresql")`` is the address of a register that is not there yet."""


def dump(place: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is kept, but for the times of the log and the numbers that the database gave."""
    with Register(place, create=False) as register, register._transaction() as connection:
        return {
            table.name: sorted(
                (
                    tuple(row)
                    for row in connection.execute(select(*(c for c in table.c if c.name not in {"number", "at"})))
                ),
                key=repr,
            )
            for table in metadata.sorted_tables
        }
