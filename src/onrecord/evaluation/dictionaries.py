"""Actor and agent dictionaries of the PETRARCH family: which code a name and a role stand for at a date.

In: a folder with ``*actors.txt`` and ``*agents.txt``. Out: CAMEO actor codes such as ``BREGOV`` of the words of a
mention.

An actor is ``NAME [CODE]``, with synonyms on lines that open with ``+`` and codes that hold for a while on lines of
their own (``[CODE <950601]``, ``[CODE 19950601-19990815]``, ``[CODE >990816]``). An agent is ``ROLE {PLURAL} [~GOV]``,
or ``[NGO~]`` where its code comes first; ``!PERSON!`` stands for each word of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

_CODE = re.compile(r"\[\s*([^\s\]<>]+)\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?\s*\]?")
_AGENT = re.compile(r"([^\[{]+)(?:\{([^}]*)\})?\s*\[\s*([A-Z]*)~([A-Z]*)\s*\]?")
_MACRO = re.compile(r"(!\w+!)\s*=\s*(.+)")
_REAL = re.compile(r"[A-Z]{3,}")
_STEM = 5
"""A name of so many letters also matches with up to three letters more: ARGENTIN, Argentina."""

Value = TypeVar("Value")
Entries = Sequence[tuple[re.Pattern[str], Value]]


@dataclass(frozen=True, slots=True)
class Code:
    """An actor's code and the dates (YYYYMMDD) between which it holds."""

    code: str
    first: str = "00000000"
    last: str = "99999999"


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """Names with their codes, and roles with what their code puts before and after the name's."""

    actors: Entries[tuple[Code, ...]]
    agents: Entries[tuple[str, str]]

    def find(self, text: str) -> Iterator[str]:
        """Yield the actors' names as they stand in a text."""
        return (match[0] for words, _ in self.actors for match in words.finditer(text))

    def code(self, words: str, date: str) -> str | None:
        """Return the code of a mention's words at a date (YYYYMMDD); None where no actor is named."""
        named = _longest(self.actors, words)
        if named is None:
            return None
        name, codes = named
        base = next((c.code for c in codes if c.first <= date <= c.last), "")
        if not _REAL.fullmatch(base):  # "---" and "+++" say that nobody is to be coded
            return None
        role = _longest(self.agents, words[: name.start()] + "|" + words[name.end() :])
        before, after = role[1] if role else ("", "")
        return before + base + ("" if base.endswith(after) else after)


def _longest(entries: Entries[Value], words: str) -> tuple[re.Match[str], Value] | None:
    found = ((match, value) for pattern, value in entries if (match := pattern.search(words)))
    return max(found, key=lambda entry: len(entry[0][0]), default=None)


def read(folder: Path) -> Dictionaries | None:
    """Read the dictionaries of a folder; None where it holds none."""
    actors, agents = sorted(folder.glob("*actors.txt")), sorted(folder.glob("*agents.txt"))
    if not actors:
        return None
    return Dictionaries(
        actors=[entry for file in actors for entry in _actors(_lines(file))],
        agents=[entry for file in agents for entry in _agents(_lines(file))],
    )


def _lines(path: Path) -> list[str]:
    text = re.sub(r"<!.*?-->", "", path.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
    lines = (line.split("#")[0].rstrip() for line in text.splitlines())
    return [line for line in lines if line.strip()]


def _actors(lines: Iterable[str]) -> Iterator[tuple[re.Pattern[str], tuple[Code, ...]]]:
    names: list[str] = []
    codes: list[Code] = []
    for line in lines:
        name, bracket, _ = line.partition("[")
        if name.strip() and not name.startswith("+"):
            yield from ((pattern(n, stem=True), _dated_first(codes)) for n in names)
            names, codes = [], []
        if name.strip():
            names.append(name.strip().lstrip("+"))
        if bracket:
            codes.extend(_codes(line))
    yield from ((pattern(n, stem=True), _dated_first(codes)) for n in names)


def _codes(line: str) -> Iterator[Code]:
    for code, sign, border, first, last in _CODE.findall(line):
        if sign == "<":
            yield Code(code, last=_date(border))
        elif sign == ">":
            yield Code(code, first=_date(border))
        elif first:
            yield Code(code, _date(first), _date(last))
        else:
            yield Code(code)


def _date(digits: str) -> str:
    """``950601`` is 1995, ``080120`` is 2008."""
    century = "" if len(digits) == 8 else "20" if digits < "30" else "19"
    return century + digits


def _dated_first(codes: Iterable[Code]) -> tuple[Code, ...]:
    """A code that holds always is what remains where none with dates holds."""
    return tuple(sorted(codes, key=lambda c: c.first == "00000000" and c.last == "99999999"))


def _agents(lines: Iterable[str]) -> Iterator[tuple[re.Pattern[str], tuple[str, str]]]:
    macros: dict[str, list[str]] = {}
    for line in lines:
        if macro := _MACRO.match(line):
            macros[macro[1]] = [word.strip() for word in macro[2].split(",")]
        elif agent := _AGENT.match(line):
            role, plural, before, after = agent.groups()
            for name in _expand(role.strip(), macros):
                yield pattern(name, stem=False), (before, after)
            if plural and plural.strip():
                yield pattern(plural.strip(), stem=False), (before, after)


def _expand(role: str, macros: Mapping[str, Sequence[str]]) -> list[str]:
    for macro, words in macros.items():
        if macro in role:
            return [role.replace(macro, word) for word in words]
    return [role]


def pattern(name: str, *, stem: bool) -> re.Pattern[str]:
    """Compile a dictionary name: spaces and underscores are alike, a role takes the plural, a long name an ending."""
    words = [re.escape(word) for word in re.split(r"[ _]+", name.strip(" _"))]
    last = name.strip(" _").rsplit("_")[-1].rsplit(" ", maxsplit=1)[-1]
    if not stem:
        words[-1] = words[-1][:-1] + "(?:Y|IES)" if words[-1].endswith("Y") else words[-1] + "(?:E?S)?"
    elif len(last) >= _STEM and not name.endswith("_"):
        words[-1] += r"[a-z]{0,3}"
    return re.compile(r"(?<!\w)" + r"[\s_]+".join(words) + r"(?!\w)", re.IGNORECASE)
