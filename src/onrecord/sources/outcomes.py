"""What becomes of an input before it is read: a report, or one of these.

In: nothing. Out: the items that `open_files` yields beside reports. Each file that was given has one item of its own
name, and so has each member of an archive, so that the counts add up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.errors import NoText, SourceError


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no report, and why."""

    source: str
    error: SourceError

    @property
    def empty(self) -> bool:
        """Tell whether it could be read, but holds no text."""
        return isinstance(self.error, NoText)


@dataclass(frozen=True, slots=True)
class Opened:
    """A container that was read to its end: how many members it gave, and what was left out of it by kind."""

    source: str
    members: int
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def detail(self) -> str:
        """Say it in words."""
        left = ", ".join(f"{what} {count:,}" for what, count in sorted(self.left_out.items()))
        members = f"{self.members:,} member{'' if self.members == 1 else 's'}"
        return f"{members}; left out, being no documents: {left}" if left else members


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose document is as it was when it was last fetched."""

    source: str
