"""Finds the word patterns of time expressions; what they mean is `timerules`' business.

In: text. Out: `Match`es: a pattern of ``times_patterns.csv`` that fits, and the words that fill its slots.

Every token becomes one character that stands for its set of word classes ("4" is a number, a day and an hour), so that
a pattern of the table is an ordinary regular expression over word classes and a whole report is matched in one sweep.
A pattern is written so: ``CLASS`` or ``{slot:CLASS|CLASS}`` for a class of ``times_words.csv``, a small-letter word for
itself, ``<NAME>`` for a piece defined at the head of the table, ``( | ) ? *`` as usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, overload

from onrecord.lexicon import Row, table

WORDS, PATTERNS = "times_words", "times_patterns"

_SHAPES: tuple[tuple[str, frozenset[str]], ...] = (
    (r"\d{4}-\d\d-\d\d", frozenset({"ISO"})),
    (r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)", frozenset({"SLASH"})),
    (r"(?:[01]?\d|2[0-3]):[0-5]\d", frozenset({"CLOCK"})),
    (r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)", frozenset({"DAY", "ORDNUM"})),
    (r"(?:1\d|20)\d0s|['‘’`]?[1-9]0s", frozenset({"DECADE"})),
    (r"['‘’`]\d\d", frozenset({"YEAR"})),
    (r"Q[1-4]", frozenset({"QUARTER"})),
    (r"1/2|½", frozenset({"HALF"})),
    (r"0?[1-9]|1[0-2]", frozenset({"NUM", "DAY", "HOUR"})),
    (r"1[3-9]|2\d|3[01]", frozenset({"NUM", "DAY"})),
    (r"1\d{3}|20\d\d|21\d\d", frozenset({"NUM", "YEAR"})),
    (r"\d{1,3}(?:,\d{3})+|\d+", frozenset({"NUM"})),
    (r"-|–|—", frozenset({"DASH"})),
    (r",", frozenset({"COMMA"})),
    (r"\.", frozenset({"DOT"})),
    (r"['’]s", frozenset({"POSS"})),
)
_OTHER: frozenset[str] = frozenset()
_ITEM = re.compile(r"\{(\w+):([^}]+)\}|\[([^\]]+)\]|<(\w+)>|([A-Za-z']+)|([()|?*])")


class Token(NamedTuple):
    """One word or mark of the text, and the values that the lexicon gives it by class."""

    text: str
    start: int
    end: int
    values: Mapping[str, str]

    def is_a(self, *classes: str) -> bool:
        """Tell whether the token is of one of the classes."""
        return any(c in self.values for c in classes)

    def is_name(self) -> bool:
        """Tell whether the token is written as a name is."""
        return self.text[:1].isupper() and self.text[1:].islower()


BLANK = Token("", -1, -1, {})
"""What stands before the first token and after the last."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits tokens `first` up to `stop`; `slots` holds the tokens that the pattern names."""

    meaning: str
    first: int
    stop: int
    slots: Mapping[str, Token]

    def value(self, slot: str, *classes: str) -> str:
        """Return what the lexicon says of the word in a slot, by the first class that it has; else the word itself."""
        token = self.slots[slot]
        return next((token.values[c] for c in classes if c in token.values), token.text)

    def number(self, slot: str) -> int:
        """Return the number in a slot: 3 for "3", "three", "third", "3rd"."""
        return int("".join(c for c in self.value(slot, "NUM", "ORD", "ONE") if c.isdigit()))

    def count(self) -> int | None:
        """Return the number of units: 3 for "three days", 1 for "a day", None for "several days" and "days"."""
        if "n" not in self.slots:
            return 1 if self.slots["unit"].is_a("UNIT") else None
        value = self.value("n", "NUM", "ONE", "SOME").replace(",", "")
        return int(value) if value.isdigit() else None

    def year(self) -> int:
        """Return the year in its slot, of two digits or four."""
        y = self.number("year")
        return y if y > 99 else y + (2000 if y < 40 else 1900)

    def step(self, slot: str = "rel") -> int:
        """Return how many units the words step: -1 for "last", 0 for "this", 1 for "next"."""
        return int(self.value(slot, "LAST", "PAST", "PREVIOUS", "NEXT", "COMING", "FOLLOWING", "THIS", "SHIFT", "AGO"))

    def part(self) -> str:
        """Return the part of the day as TIMEX3 ends a value with it, ``TMO``; nothing where the words name none."""
        return "T" + self.value("part", "DAYPART") if "part" in self.slots else ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of the table; `needs` holds sets of characters, one of each of which it cannot do without."""

    meaning: str
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    token: re.Pattern[str]
    shape: re.Pattern[str]
    words: Mapping[str, Mapping[str, str]]
    kinds: Mapping[frozenset[str], str]
    patterns: tuple[_Pattern, ...]


class Line(Sequence[Token]):
    """The words and marks of a text in their order; most of them nobody asks for, and they are made into no tokens."""

    def __init__(self, found: list[re.Match[str]]) -> None:
        self._found = found
        self._words = [*map(re.Match.group, found)]

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        word, found = self._words[at], self._found[at]
        return Token(word, found.start(), found.end(), _values(word))

    def before_each(self, word: str) -> list[Token]:
        """Return the tokens that stand before a word, written so, wherever it stands."""
        return [self[i] for i, after in enumerate(self._words[1:]) if after == word]

    def kinds(self) -> tuple[str, list[int]]:
        """Return the words as characters that stand for their classes, with their places; other words are one blank."""
        kinds = [*map(_kind, self._words)]
        places = [i for i, kind in enumerate(kinds) if kind != " " or (i and kinds[i - 1] != " ")]
        return "".join([kinds[i] for i in places]), places


def tokens(text: str) -> Line:
    """Cut the text into the tokens that the patterns speak of."""
    return Line(list(_grammar().token.finditer(text)))


def matches(words: Line) -> Iterator[list[Match]]:
    """Yield, for each place where any pattern fits, the matches that begin there, the longest first."""
    line, places = words.kinds()
    present = frozenset(line)
    starts: dict[int, list[Match]] = {}
    for pattern in _grammar().patterns:
        if any(map(present.isdisjoint, pattern.needs)):
            continue  # most reports name no century and no holiday
        for m in pattern.regex.finditer(line):
            first, stop = places[m.start()], places[m.end() - 1] + 1
            slots = {k: words[places[m.start(k)]] for k, v in m.groupdict().items() if v}
            starts.setdefault(first, []).append(Match(pattern.meaning, first, stop, slots))
    for start in sorted(starts):
        yield sorted(starts[start], key=lambda m: -m.stop)


@lru_cache(maxsize=20_000)
def _values(word: str) -> Mapping[str, str]:
    grammar = _grammar()
    known = grammar.words.get(word) or grammar.words.get(word.lower())
    if known is None and word.isupper() and len(word) > 2:
        known = grammar.words.get(word.title())  # a headline: "TUESDAY"
    if known is not None:
        return known
    m = grammar.shape.fullmatch(word)
    return dict.fromkeys(_SHAPES[int(m.lastgroup[1:])][1], word) if m and m.lastgroup else {}


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    """Return the character that stands for the word's classes."""
    return _grammar().kinds.get(frozenset(_values(word)), " ")


@cache
def _grammar() -> _Grammar:
    lexicon: dict[str, dict[str, str]] = {}
    for row in table(WORDS):
        lexicon.setdefault(row["word"], {})[row["class"]] = row["value"]
    rows = table(PATTERNS)
    pieces = {r["meaning"].split(":")[1]: r["pattern"] for r in rows if r["meaning"].startswith("define:")}
    wanted = [(r["meaning"], _expand(r["pattern"], pieces)) for r in rows if not r["meaning"].startswith("define:")]
    for _, pattern in wanted:
        for word in _literals(pattern):
            lexicon.setdefault(word, {})[word] = word
    kinds = {k: chr(0xE000 + i) for i, k in enumerate(_kinds(lexicon))}
    members = {c: "".join(ch for k, ch in kinds.items() if c in k) for k in kinds for c in sorted(k)}
    return _Grammar(
        token=_token_pattern(lexicon),
        shape=re.compile("|".join(f"(?P<s{i}>{shape})" for i, (shape, _) in enumerate(_SHAPES))),
        words=lexicon,
        kinds=kinds,
        patterns=tuple(
            _Pattern(meaning, re.compile(_compile(p, members)), tuple(_needs(p, members))) for meaning, p in wanted
        ),
    )


def _kinds(lexicon: Mapping[str, Mapping[str, str]]) -> list[frozenset[str]]:
    kinds = {frozenset(v): None for v in lexicon.values()} | {classes: None for _, classes in _SHAPES}
    kinds.pop(_OTHER, None)
    return list(kinds)


def _token_pattern(lexicon: Mapping[str, object]) -> re.Pattern[str]:
    odd = sorted((w for w in lexicon if not w.isalpha()), key=lambda w: (-len(w), w))
    whole = "|".join(re.escape(w) for w in odd)
    first = "".join(sorted({re.escape(w[0]) for w in odd}))
    number = r"\d+(?:[:/]\d+)*(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|s)?\b"
    return re.compile(
        rf"\n\s*\n|(?=[{first}])(?:{whole})(?!\w)|\d{{4}}-\d\d-\d\d(?!\d)|(?<!['‘’`])['‘’`]\d\d(?:s\b|\b)|{number}|['’](?:s|ll)\b|[^\W\d_]+|Q[1-4]\b|\S"
    )


def _expand(pattern: str, pieces: Mapping[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda m: _expand(pieces[m[1]], pieces), pattern)


def _literals(pattern: str) -> list[str]:
    classes = [c for m in _ITEM.finditer(pattern) for c in (m[2] or m[3] or m[5] or "").split("|")]
    return [c for c in classes if c and c[0].islower()]


def _compile(pattern: str, members: Mapping[str, str]) -> str:
    parts = []
    for m in _ITEM.finditer(pattern):
        slot, classes = m[1], m[2] or m[3] or m[5]
        if classes:
            chars = "".join(members[c] for c in classes.split("|"))
            parts.append(f"(?P<{slot}>[{chars}])" if slot else f"[{chars}]")
        else:
            parts.append("(?:" if m[6] == "(" else m[6])
    return "".join(parts)


def _needs(pattern: str, members: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """Yield the classes that stand outside all brackets and are not optional; none where the whole is a choice."""
    items = list(_ITEM.finditer(pattern))
    if "|" in re.sub(r"\([^()]*\)|\{[^}]*\}|\[[^]]*\]", "", re.sub(r"\([^()]*\)", "", pattern)):
        return
    depth = 0
    for m, after in zip(items, [*items[1:], None], strict=True):
        depth += {"(": 1, ")": -1}.get(m[6] or "", 0)
        classes = m[2] or m[3] or m[5]
        if classes and not depth and (after is None or after[6] not in ("?", "*")):
            yield frozenset("".join(members[c] for c in classes.split("|")))


def rows() -> tuple[Row, ...]:
    """Return the rows of the pattern table, so that a check can run each on its own example."""
    return table(PATTERNS)
