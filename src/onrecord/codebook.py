"""The only reader of ``data/codebooks``: one YAML file per event type, and the tables that relate event types.

In: a YAML file as ``docs/codebook.md`` describes it. Out: typed event types with patterns, each knowing its line; and
`reduce` (deed and status to PLOVER event type) and `cameo` (crosswalk) from tables beside the YAML files.

Every scalar is a string: YAML 1.1 would read ``NO`` as false and ``010`` as 8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from onrecord.errors import DataError
from onrecord.lexicon import DATA, rows, table
from onrecord.records import Kind, Status

CODEBOOKS = DATA / "codebooks"
Carries = Literal["keep", "defer", "absorb"]
ROLES = frozenset({"subject", "object", "indirect", "governor"})
NESTED = frozenset({"object", "complement"})
COMPLEMENTS = frozenset({"clause", "infinitive", "gerund", "none"})
TYPE_KEYS = frozenset(
    {"event_type", "definition", "include", "exclude", "modes", "patterns", "examples", "near_misses"}
)
FLAGS = ("symmetric", "speech", "bare")
WORD_KEYS = ("subject", "not_subject", "object", "not_object")
SENTENCES = {
    "examples": (5, ("act", "text"), ("actor", "recipient")),
    "near_misses": (3, ("text", "why"), ()),
}
"""Least number, keys that each needs, keys that each may have."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a slot may hold: listed lemmas, anybody who can act (``@actor``), anything, or nothing (``none``)."""

    words: frozenset[str] = frozenset()
    actor: bool = False
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
    with_: tuple[tuple[tuple[str, ...], Words], ...] = ()
    complement: frozenset[str] = frozenset()
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
        shown = self.path.relative_to(DATA) if self.path.is_relative_to(DATA) else self.path
        return f"{shown.as_posix()}:{self.line}"


PATTERN_KEYS = {f.name for f in fields(Pattern)} - {"event_type", "path", "line", "verbs", "with_"} | {
    "predicate",
    "with",
}


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
    tree, mistakes = _load(path)
    mistakes += _mistakes(path, tree)
    if mistakes:
        raise mistakes[0]
    return _event_type(path, tree)


def check(path: Path) -> Iterator[DataError]:
    """Yield every mistake of one codebook file: form, keys, classes, slots, number of examples and near misses."""
    tree, mistakes = _load(path)
    yield from mistakes
    yield from _mistakes(path, tree)


def reduce(act: str, status: str) -> str:
    """Return the PLOVER view of a deed with its status: a promised AID is AGREE; what no row names stays as it is."""
    return _reduction().get((act, status), act)


def cameo(event_type: str, mode: str | None = None, context: str | None = None) -> str | None:
    """Return the CAMEO code of an event type, the finest that mode and context allow; None where CAMEO has none."""
    tries = ((mode, context), (mode, None), (None, context), (None, None))
    return next((code for m, c in tries if (code := _crosswalk().get((event_type, m or "", c or "")))), None)


@cache
def _reduction() -> dict[tuple[str, str], str]:
    return {(r["act"], r["status"]): r["event_type"] for r in rows(CODEBOOKS / "plover" / "reduction.csv")}


@cache
def _crosswalk() -> dict[tuple[str, str, str], str]:
    return {(r["event_type"], r["mode"], r["context"]): r["cameo"] for r in rows(CODEBOOKS / "plover" / "cameo.csv")}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the word classes that patterns name with ``@``, from ``lexicons/en/classes.csv``."""
    found: dict[str, set[str]] = {}
    for row in table("classes"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


@dataclass(frozen=True, slots=True)
class _Node:
    """A YAML value and the line that it starts on."""

    line: int
    value: Any  # str, list of nodes or dict of nodes

    def get(self, key: str) -> _Node | None:
        return cast("_Node | None", self.value.get(key)) if isinstance(self.value, dict) else None

    def items(self) -> list[_Node]:
        """Return a list's items; a scalar counts as a list of one."""
        if isinstance(self.value, dict):
            return []
        return self.value if isinstance(self.value, list) else [self]

    def texts(self) -> tuple[str, ...]:
        return tuple(str(n.value) for n in self.items() if isinstance(n.value, str))


_EMPTY = _Node(1, {})


def _load(path: Path) -> tuple[_Node, list[DataError]]:
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except UnicodeDecodeError as error:
        return _EMPTY, [DataError(path, 1, f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return _EMPTY, [DataError(path, mark.line + 1 if mark else 1, f"not YAML: {getattr(error, 'problem', error)}")]
    if not isinstance(root, yaml.MappingNode):
        return _EMPTY, [DataError(path, 1, "the file must be a mapping that begins with event_type")]
    doubled: list[DataError] = []
    return _plain(root, path, doubled), doubled


def _plain(node: yaml.Node, path: Path, doubled: list[DataError]) -> _Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return _Node(line, [_plain(n, path, doubled) for n in node.value])
    if isinstance(node, yaml.MappingNode):
        found: dict[str, _Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                doubled.append(DataError(path, key.start_mark.line + 1, f"the key {name!r} stands twice"))
            found[name] = _plain(value, path, doubled)
        return _Node(line, found)
    return _Node(line, str(node.value))


def _mistakes(path: Path, tree: _Node) -> Iterator[DataError]:
    if tree is _EMPTY:
        return
    yield from _unknown(path, tree, TYPE_KEYS)
    for key in ("event_type", "definition", "patterns"):
        if not (found := tree.get(key)) or not found.value:
            yield DataError(path, tree.line, f"the key {key!r} is missing or empty")
    name = tree.get("event_type")
    if name and name.value != path.stem:
        yield DataError(path, name.line, f"event_type {name.value!r} does not fit the file name {path.name!r}")
    modes = tree.get("modes")
    if modes and not isinstance(modes.value, dict):
        yield DataError(path, modes.line, "modes must be a mapping of mode: meaning")
    for pattern in _list(tree, "patterns"):
        yield from _pattern_mistakes(path, pattern, modes.value if modes else ())
    for key in SENTENCES:
        yield from _sentence_mistakes(path, tree, key)


def _unknown(path: Path, node: _Node, known: Collection[str]) -> Iterator[DataError]:
    for key, value in node.value.items():
        if key not in known:
            yield DataError(path, value.line, f"unknown key {key!r}; known: {', '.join(sorted(known))}")


def _list(tree: _Node, key: str) -> list[_Node]:
    node = tree.get(key)
    return node.value if node and isinstance(node.value, list) else []


def _pattern_mistakes(path: Path, node: _Node, modes: Collection[str]) -> Iterator[DataError]:
    if not isinstance(node.value, dict):
        yield DataError(path, node.line, "a pattern must be a mapping that begins with predicate or nouns")
        return
    yield from _unknown(path, node, PATTERN_KEYS)
    if not any(node.get(k) for k in ("predicate", "nouns", "adjectives")):
        yield DataError(path, node.line, "a pattern needs at least one of predicate, nouns, adjectives")
    named = [n for k in ("predicate", "nouns", "adjectives", *WORD_KEYS) if (n := node.get(k))]
    required = node.get("with")
    if required and not isinstance(required.value, dict):
        yield DataError(path, required.line, "with must be a mapping of preposition: words")
    elif required:
        named += list(required.value.values())
    for item in (i for n in named for i in n.items()):
        if str(item.value).startswith("@") and item.value != "@actor" and str(item.value)[1:] not in classes():
            yield DataError(
                path, item.line, f"unknown word class {item.value!r}; classes stand in lexicons/en/classes.csv"
            )
    yield from _slot_mistakes(path, node)
    yield from _value_mistakes(path, node, modes)


def _slot_mistakes(path: Path, node: _Node) -> Iterator[DataError]:
    for key in ("actor", "recipient"):
        for slot in (i for n in [node.get(key)] if n for i in n.items()):
            first, _, rest = str(slot.value).partition(".")
            good = first in NESTED if rest else first in ROLES or (first.isalpha() and first != "complement")
            if not good:
                yield DataError(
                    path,
                    slot.line,
                    f"bad slot {slot.value!r}: {', '.join(sorted(ROLES))}, a preposition, "
                    "object.PREPOSITION, object.poss, complement.subject or complement.object",
                )


def _value_mistakes(path: Path, node: _Node, modes: Collection[str]) -> Iterator[DataError]:
    allowed: dict[str, Collection[str]] = {
        **dict.fromkeys(FLAGS, ("true", "false")),
        "kind": get_args(Kind),
        "status": get_args(Status),
        "carries": get_args(Carries),
        "mode": modes,
        "complement": COMPLEMENTS,
        "requires": ("actor", "recipient"),
    }
    for key, values in allowed.items():
        for item in (i for n in [node.get(key)] if n for i in n.items()):
            if item.value not in values:
                yield DataError(path, item.line, f"{key} {item.value!r} is none of: {', '.join(sorted(values))}")


def _sentence_mistakes(path: Path, tree: _Node, key: str) -> Iterator[DataError]:
    least, needed, optional = SENTENCES[key]
    found = _list(tree, key)
    if len(found) < least:
        line = (tree.get(key) or tree).line
        yield DataError(path, line, f"{len(found)} {key.replace('_', ' ')}; at least {least} are needed")
    for node in found:
        if not isinstance(node.value, dict):
            yield DataError(path, node.line, f"each of {key} must be a mapping with {', '.join(needed)}")
            continue
        yield from _unknown(path, node, (*needed, *optional))
        for name in needed:
            if not _text(node, name):
                yield DataError(path, node.line, f"the key {name!r} is missing or empty")


def _event_type(path: Path, tree: _Node) -> EventType:
    name = _text(tree, "event_type")
    modes = tree.get("modes")
    return EventType(
        event_type=name,
        definition=_text(tree, "definition"),
        include=_texts(tree, "include"),
        exclude=_texts(tree, "exclude"),
        modes={k: str(v.value) for k, v in modes.value.items()} if modes else {},
        patterns=tuple(_pattern(path, name, n) for n in _list(tree, "patterns")),
        examples=tuple(_example(n) for n in _list(tree, "examples")),
        near_misses=tuple(NearMiss(n.line, _text(n, "text"), _text(n, "why")) for n in _list(tree, "near_misses")),
    )


def _example(node: _Node) -> Example:
    text, act = _text(node, "text"), _text(node, "act")
    return Example(node.line, text, act, _texts(node, "actor"), _texts(node, "recipient"))


def _pattern(path: Path, name: str, node: _Node) -> Pattern:
    with_ = node.get("with")
    lemmas: dict[str, Any] = {k: _expand(_texts(node, k)) for k in ("nouns", "adjectives")}
    words: dict[str, Any] = {k: _words(node.get(k)) for k in WORD_KEYS}
    names: dict[str, Any] = {k: _text(node, k) or None for k in ("mode", "cameo", "status")}
    flags: dict[str, Any] = {k: _text(node, k) == "true" for k in FLAGS}
    return Pattern(
        event_type=name,
        path=path,
        line=node.line,
        verbs=_expand(_texts(node, "predicate")),
        with_=tuple((tuple(k.split("|")), _words(v) or Words()) for k, v in with_.value.items()) if with_ else (),
        complement=frozenset(_texts(node, "complement")),
        actor=_texts(node, "actor") or ("subject",),
        recipient=_texts(node, "recipient"),
        requires=frozenset(_texts(node, "requires")),
        kind=cast(Kind, _text(node, "kind") or "event"),
        contexts=_texts(node, "contexts"),
        carries=cast(Carries, _text(node, "carries") or "keep"),
        **lemmas | words | names | flags,
    )


def _text(node: _Node, key: str) -> str:
    found = node.get(key)
    return str(found.value) if found and isinstance(found.value, str) else ""


def _texts(node: _Node, key: str) -> tuple[str, ...]:
    found = node.get(key)
    return found.texts() if found else ()


def _expand(names: tuple[str, ...]) -> frozenset[str]:
    found = (classes().get(n[1:], frozenset()) if n.startswith("@") else frozenset({n.lower()}) for n in names)
    return frozenset().union(*found)


def _words(node: _Node | None) -> Words | None:
    if node is None:
        return None
    names = node.texts()
    plain = tuple(n for n in names if n not in ("@actor", "any", "none"))
    return Words(_expand(plain), actor="@actor" in names, any="any" in names, none="none" in names)
