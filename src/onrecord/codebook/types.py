"""What a codebook holds: event types with patterns, examples and near misses.

In: nothing. Out: frozen dataclasses, each knowing where it stands, and the word classes that patterns name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from onrecord.lexicon import DATA, shown, table
from onrecord.records import Kind, Status

CODEBOOKS = DATA / "codebooks"
Carries = Literal["keep", "defer", "accord", "enact", "lend", "absorb"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a slot may hold: listed lemmas, anybody who can act (``@actor``), anything, or nothing (``none``); where
    ground is listed (``@territory``) the name of a place too: "captured Kirkuk"."""

    words: frozenset[str] = frozenset()
    actor: bool = False
    place: bool = False
    any: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way in which news tells an event type; ``docs/codebook.md`` explains the keys."""

    event_type: str
    path: Path
    line: int
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    subject: Words | None = None
    not_subject: Words | None = None
    object: Words | None = None
    not_object: Words | None = None
    not_beside: Words | None = None
    with_: tuple[tuple[tuple[str, ...], Words], ...] = ()
    complement: frozenset[str] = frozenset()
    purpose: Words | None = None
    content: Words | None = None
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ()
    requires: frozenset[str] = frozenset()
    kind: Kind = "event"
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    status: Status | None = None
    carries: Carries = "keep"
    symmetric: bool = False
    speech: bool = False
    bare: bool = False

    @property
    def rule(self) -> str:
        """``codebooks/plover/AID.yaml:41``: what a record cites."""
        return f"{shown(self.path)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must code: who acts and who receives are words of the sentence; `act` is the unreduced deed."""

    line: int
    text: str
    act: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A sentence that must not code as the type, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One PLOVER event type: definition, borders, modes, patterns, and the sentences that test them."""

    event_type: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    modes: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    examples: tuple[Example, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the word classes that patterns name with ``@``, from ``lexicons/en/classes.csv``."""
    found: dict[str, set[str]] = {}
    for row in table("classes"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}
