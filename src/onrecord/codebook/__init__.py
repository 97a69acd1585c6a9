"""The only reader of ``data/codebooks``: one YAML file per event type, and the tables that relate event types.

In: the files as ``docs/codebook.md`` describes them. Out: typed event types with patterns, each knowing its line; and
`reduce` (deed and status to PLOVER event type) and `cameo` (crosswalk) from tables beside the YAML files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from onrecord.codebook.form import FLAGS, WORD_KEYS, Node, listed, load, mistakes_of, text, texts
from onrecord.codebook.types import CODEBOOKS, Carries, EventType, Example, NearMiss, Pattern, Words, classes
from onrecord.errors import DataError
from onrecord.lexicon import rows
from onrecord.records import Kind

__all__ = [
    "CODEBOOKS",
    "EventType",
    "Example",
    "NearMiss",
    "Pattern",
    "Words",
    "cameo",
    "check",
    "classes",
    "codebook",
    "content_mode",
    "read",
    "reduce",
]


@cache
def codebook(name: str = "plover") -> tuple[EventType, ...]:
    """Return a shipped codebook, event types in alphabetical order.

    Raises:
        DataError: see `read`.
    """
    return tuple(read(path) for path in sorted((CODEBOOKS / name).glob("*.yaml")))


def read(path: Path) -> EventType:
    """Read one event type.

    Raises:
        DataError: the file is not UTF-8, not YAML, or breaks the form; the first mistake found.
    """
    tree, mistakes = load(path)
    mistakes += mistakes_of(path, tree)
    if mistakes:
        raise mistakes[0]
    return _event_type(path, tree)


def check(path: Path) -> Iterator[DataError]:
    """Yield every mistake of one codebook file: form, keys, classes, slots, number of examples and near misses."""
    tree, mistakes = load(path)
    yield from mistakes
    yield from mistakes_of(path, tree)


def reduce(act: str, status: str) -> str:
    """Return the PLOVER view of a deed with its status: a promised AID is AGREE; what no row names stays as it is."""
    return _reduction().get((act, status), act)


def cameo(event_type: str, mode: str | None = None, context: str | None = None) -> str | None:
    """Return the CAMEO code of an event type, the finest that mode and context allow; None where CAMEO has none."""
    tries = ((mode, context), (mode, None), (None, context), (None, None))
    return next((code for m, c in tries if (code := _crosswalk().get((event_type, m or "", c or "")))), None)


def content_mode(event_type: str, act: str, signs: Iterable[str | None]) -> str | None:
    """Return the mode that a threat, a request or a refusal has by what it is about, the first sign that counts.

    `signs` are the mode, the contexts and the CAMEO code of the deed: a threat to arrest has the mode arrest.
    """
    table = _contents()
    return next((mode for sign in (*signs, "") if (mode := table.get((event_type, act, sign or "")))), None)


@cache
def _contents() -> dict[tuple[str, str, str], str]:
    found = rows(CODEBOOKS / "plover" / "content_modes.csv")
    return {(r["event_type"], r["act"], r["sign"]): r["mode"] for r in found}


@cache
def _reduction() -> dict[tuple[str, str], str]:
    return {(r["act"], r["status"]): r["event_type"] for r in rows(CODEBOOKS / "plover" / "reduction.csv")}


@cache
def _crosswalk() -> dict[tuple[str, str, str], str]:
    return {(r["event_type"], r["mode"], r["context"]): r["cameo"] for r in rows(CODEBOOKS / "plover" / "cameo.csv")}


def _event_type(path: Path, tree: Node) -> EventType:
    name = text(tree, "event_type")
    modes = tree.get("modes")
    return EventType(
        event_type=name,
        definition=text(tree, "definition"),
        include=texts(tree, "include"),
        exclude=texts(tree, "exclude"),
        modes={k: str(v.value) for k, v in modes.value.items()} if modes else {},
        patterns=tuple(_pattern(path, name, n) for n in listed(tree, "patterns")),
        examples=tuple(_example(n) for n in listed(tree, "examples")),
        near_misses=tuple(NearMiss(n.line, text(n, "text"), text(n, "why")) for n in listed(tree, "near_misses")),
    )


def _example(node: Node) -> Example:
    return Example(node.line, text(node, "text"), text(node, "act"), texts(node, "actor"), texts(node, "recipient"))


def _pattern(path: Path, name: str, node: Node) -> Pattern:
    with_ = node.get("with")
    lemmas: dict[str, Any] = {k: _expand(texts(node, k)) for k in ("nouns", "adjectives")}
    words: dict[str, Any] = {k: _words(node.get(k)) for k in WORD_KEYS}
    names: dict[str, Any] = {k: text(node, k) or None for k in ("mode", "cameo", "status")}
    flags: dict[str, Any] = {k: text(node, k) == "true" for k in FLAGS}
    return Pattern(
        event_type=name,
        path=path,
        line=node.line,
        verbs=_expand(texts(node, "predicate")),
        with_=tuple((tuple(k.split("|")), _words(v) or Words()) for k, v in with_.value.items()) if with_ else (),
        complement=frozenset(texts(node, "complement")),
        actor=texts(node, "actor") or ("subject",),
        recipient=texts(node, "recipient"),
        requires=frozenset(texts(node, "requires")),
        kind=cast(Kind, text(node, "kind") or "event"),
        contexts=texts(node, "contexts"),
        carries=cast(Carries, text(node, "carries") or "keep"),
        **lemmas | words | names | flags,
    )


def _expand(names: tuple[str, ...]) -> frozenset[str]:
    found = (classes().get(n[1:], frozenset()) if n.startswith("@") else frozenset({n.lower()}) for n in names)
    return frozenset().union(*found)


def _words(node: Node | None) -> Words | None:
    if node is None:
        return None
    names = node.texts()
    plain = tuple(n for n in names if n not in ("@actor", "any", "none"))
    actor, place, anything, nothing = (mark in names for mark in ("@actor", "@territory", "any", "none"))
    return Words(_expand(plain), actor, place, anything, nothing)
