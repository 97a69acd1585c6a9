"""Drafts: records before their standing, with every role as a token of the Doc.

In: what a coder found. Out: frozen drafts that turn into plain data for the Doc and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Self

from onrecord.records import Kind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One thing that the text says; numbers are token indices, spans are end exclusive."""

    kind: Kind
    act: str | None
    """The unreduced PLOVER type, the deed itself; None for claims and relations."""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    head: int
    """The predicate, which standing, time and statement are read off."""
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    object: tuple[int, int] | None = None
    start: int
    end: int
    status: Status | None = None
    """What the predicate itself says of the standing: "pledged to send" is promised."""
    swallowed: tuple[int, ...] = ()
    """Predicates inside it that are no events of their own: "refused to [help]"."""
    details: dict[str, Any] = field(default_factory=dict)
    rule: str
    confidence: float

    def to_plain(self) -> dict[str, Any]:
        """Return plain values that a Doc can be saved with."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Self:
        """Build the draft from what `to_plain` gave; lists become tuples again."""
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
        return cls(**values)
