"""The form of a codebook file: YAML with lines, and every mistake in it.

In: a YAML file as ``docs/codebook.md`` describes it. Out: nodes that know their line, and mistakes. Every scalar is a
string: YAML 1.1 would read ``NO`` as false and ``010`` as 8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from onrecord.codebook.types import Carries, Pattern, classes
from onrecord.errors import DataError
from onrecord.records import Kind, Status

ROLES = frozenset({"subject", "object", "indirect", "governor"})
NESTED = frozenset({"subject", "object", "complement", "purpose"})
COMPLEMENTS = frozenset({"clause", "future", "subjunctive", "infinitive", "gerund", "none"})
TYPE_KEYS = frozenset(
    {"event_type", "definition", "include", "exclude", "modes", "patterns", "examples", "near_misses"}
)
FLAGS = ("symmetric", "speech", "bare")
WORD_KEYS = ("subject", "not_subject", "object", "not_object", "not_beside", "purpose", "content")
SENTENCES = {
    "examples": (5, ("act", "text"), ("actor", "recipient")),
    "near_misses": (3, ("text", "why"), ()),
}
"""Least number, keys that each needs, keys that each may have."""

PATTERN_KEYS = {f.name for f in fields(Pattern)} - {"event_type", "path", "line", "verbs", "with_"} | {
    "predicate",
    "with",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value and the line that it starts on."""

    line: int
    value: Any  # str, list of nodes or dict of nodes

    def get(self, key: str) -> Node | None:
        """Return the value of a mapping's key."""
        return cast("Node | None", self.value.get(key)) if isinstance(self.value, dict) else None

    def items(self) -> list[Node]:
        """Return a list's items; a scalar counts as a list of one."""
        if isinstance(self.value, dict):
            return []
        return self.value if isinstance(self.value, list) else [self]

    def texts(self) -> tuple[str, ...]:
        """Return the scalars of a list."""
        return tuple(str(n.value) for n in self.items() if isinstance(n.value, str))


EMPTY = Node(1, {})


def load(path: Path) -> tuple[Node, list[DataError]]:
    """Read a file, with what makes it no YAML."""
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except UnicodeDecodeError as error:
        return EMPTY, [DataError(path, 1, f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return EMPTY, [DataError(path, mark.line + 1 if mark else 1, f"not YAML: {getattr(error, 'problem', error)}")]
    if not isinstance(root, yaml.MappingNode):
        return EMPTY, [DataError(path, 1, "the file must be a mapping that begins with event_type")]
    doubled: list[DataError] = []
    return _plain(root, path, doubled), doubled


def _plain(node: yaml.Node, path: Path, doubled: list[DataError]) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Node(line, [_plain(n, path, doubled) for n in node.value])
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                doubled.append(DataError(path, key.start_mark.line + 1, f"the key {name!r} stands twice"))
            found[name] = _plain(value, path, doubled)
        return Node(line, found)
    return Node(line, str(node.value))


def mistakes_of(path: Path, tree: Node) -> Iterator[DataError]:
    """Yield the mistakes of a file in the order of its keys."""
    if tree is EMPTY:
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
    for pattern in listed(tree, "patterns"):
        yield from _pattern_mistakes(path, pattern, modes.value if modes else ())
    for key in SENTENCES:
        yield from _sentence_mistakes(path, tree, key)


def _unknown(path: Path, node: Node, known: Collection[str]) -> Iterator[DataError]:
    for key, value in node.value.items():
        if key not in known:
            yield DataError(path, value.line, f"unknown key {key!r}; known: {', '.join(sorted(known))}")


def listed(tree: Node, key: str) -> list[Node]:
    """Return the items of a key that holds a list."""
    node = tree.get(key)
    return node.value if node and isinstance(node.value, list) else []


def _pattern_mistakes(path: Path, node: Node, modes: Collection[str]) -> Iterator[DataError]:
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


def _slot_mistakes(path: Path, node: Node) -> Iterator[DataError]:
    for key in ("actor", "recipient"):
        for slot in (i for n in [node.get(key)] if n for i in n.items()):
            first, _, rest = str(slot.value).partition(".")
            # a word before the dot that is neither is a preposition: "in.by" is "killed in a raid by rebels"
            nested = first in NESTED or rest not in ROLES
            good = first.isalpha() and (nested if rest else first not in NESTED - ROLES)
            if not good:
                yield DataError(
                    path,
                    slot.line,
                    f"bad slot {slot.value!r}: {', '.join(sorted(ROLES))}, a preposition, "
                    "subject.PREPOSITION, object.PREPOSITION, PREPOSITION.PREPOSITION, object.poss, "
                    "complement.subject, complement.object or purpose.object",
                )


def _value_mistakes(path: Path, node: Node, modes: Collection[str]) -> Iterator[DataError]:
    allowed: dict[str, Collection[str]] = {
        **dict.fromkeys(FLAGS, ("true", "false")),
        "kind": get_args(Kind),
        "status": get_args(Status),
        "carries": get_args(Carries),
        "mode": modes,
        "complement": COMPLEMENTS,
        "requires": ("actor", "actors", "recipient"),
    }
    for key, values in allowed.items():
        for item in (i for n in [node.get(key)] if n for i in n.items()):
            if item.value not in values:
                yield DataError(path, item.line, f"{key} {item.value!r} is none of: {', '.join(sorted(values))}")


def _sentence_mistakes(path: Path, tree: Node, key: str) -> Iterator[DataError]:
    least, needed, optional = SENTENCES[key]
    found = listed(tree, key)
    if len(found) < least:
        line = (tree.get(key) or tree).line
        yield DataError(path, line, f"{len(found)} {key.replace('_', ' ')}; at least {least} are needed")
    for node in found:
        if not isinstance(node.value, dict):
            yield DataError(path, node.line, f"each of {key} must be a mapping with {', '.join(needed)}")
            continue
        yield from _unknown(path, node, (*needed, *optional))
        for name in needed:
            if not text(node, name):
                yield DataError(path, node.line, f"the key {name!r} is missing or empty")


def text(node: Node, key: str) -> str:
    """Return the scalar of a key, or nothing."""
    found = node.get(key)
    return str(found.value) if found and isinstance(found.value, str) else ""


def texts(node: Node, key: str) -> tuple[str, ...]:
    """Return the scalars of a key, one or several."""
    found = node.get(key)
    return found.texts() if found else ()
