"""Designations of weapons: which of the listed ones some words name, however they are spelt.

In: tokens of a noun phrase. Out: the row of the lexicon with the words that name it, the longest first.

"S300", "S-300" and "S 300" are one; "Favorit" is a variant of S-300PMU-2. A table of one's own in the columns of
``lexicons/en/designations.csv`` goes before the shipped one: ``Designations.load(path)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from onrecord.errors import DataError
from onrecord.lexicon import Row, rows, table

# "MiG-29", "F-4E", "S-300PMU-2", "T-72B3", "Su-57": letters, a hyphen, a number
_FORM = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Za-z0-9\-]*")
_LONGEST = 5
"""The words of the longest spelling: "155 mm artillery shell" has four."""
_COLUMNS = frozenset({"designation", "variants", "description", "sipri", "unroca"})


@dataclass(frozen=True, slots=True)
class Named:
    """A designation as written, and the row that knows it; None where only its form tells that it is one."""

    start: int
    end: int
    row: Row | None


@dataclass(frozen=True)
class Designations:
    """Rows by the folded spelling of their designation and its variants; the first row of a spelling counts."""

    by_spelling: dict[str, Row]

    @classmethod
    def of(cls, tables: Iterable[Iterable[Row]]) -> Designations:
        """Index the rows of tables, earlier tables first."""
        found: dict[str, Row] = {}
        for row in (r for rows_ in tables for r in rows_):
            for spelling in (row["designation"], *row.many("variants")):
                found.setdefault(_folded(spelling), row)
        return cls(found)

    @classmethod
    @cache
    def load(cls, path: Path | None = None) -> Designations:
        """Return the shipped designations, those of one's own table before them.

        Raises:
            DataError: the table lacks a column, or cannot be read.
        """
        if path is not None and not path.is_file():
            raise DataError(path, 0, "there is no such file")
        own = [] if path is None else list(rows(path))
        for row in own[:1]:
            if missing := sorted(_COLUMNS - row.cells.keys()):
                raise DataError(path or row.path, 1, f"the column {missing[0]!r} is missing")
        return cls.of((own, table("designations")))

    def find(self, tokens: Sequence[Token]) -> Named | None:
        """Return the longest listed designation among neighbouring words, or what has the form of one."""
        for length in range(min(_LONGEST, len(tokens)), 0, -1):
            for i in range(len(tokens) - length + 1):
                window = tokens[i : i + length]
                if (row := self._row(window)) is not None:
                    return Named(window[0].i, window[-1].i + 1, row)
        formed = next((t for t in tokens if _FORM.fullmatch(t.text)), None)
        return None if formed is None else Named(formed.i, formed.i + 1, None)

    def _row(self, window: Sequence[Token]) -> Row | None:
        text = "".join(t.text for t in window)
        # a name is written large: a "raven" is a bird, and "155 mm" a calibre
        if not (text[:1].isupper() or text[:1].isdigit()) or window[-1].is_punct or window[0].is_punct:
            return None
        folded = _folded(text)
        return self.by_spelling.get(folded) or (self.by_spelling.get(folded[:-1]) if folded.endswith("s") else None)


def _folded(spelling: str) -> str:
    return "".join(c for c in spelling.casefold() if c.isalnum())
