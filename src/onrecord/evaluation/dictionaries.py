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
_LISTED = re.compile(r"(?:, | and | or |, and )(?:the )?")
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

    def codes(self, words: str, date: str) -> tuple[str, ...]:
        """Return the codes of a mention's words at a date (YYYYMMDD); several for "envoys of Chad and Niger"."""
        listed = self._names(words)
        rest = "|".join(_around(words, [match for match, _ in listed]))
        bases = (next((c.code for c in codes if c.first <= date <= c.last), "") for _, codes in listed)
        # "---" and "+++" say that nobody is to be coded
        return tuple(self._with_roles(base, rest) for base in bases if _REAL.fullmatch(base))

    def _names(self, words: str) -> list[tuple[re.Match[str], tuple[Code, ...]]]:
        """Return the longest name with those that are coordinated with it, in their order."""
        found = _apart((match, codes) for pattern, codes in self.actors for match in pattern.finditer(words))
        runs: list[list[tuple[re.Match[str], tuple[Code, ...]]]] = []
        for match, codes in found:
            last = runs[-1][-1][0] if runs else None
            if last is not None and _LISTED.fullmatch(words, last.end(), match.start()):
                runs[-1].append((match, codes))
            else:
                runs.append([(match, codes)])
        return max(runs, key=lambda run: max(len(match[0]) for match, _ in run), default=[])

    def _with_roles(self, base: str, words: str) -> str:
        code = base
        for before, after in self._roles(words):
            code = before + code + ("" if code.endswith(after) else after)
        return code

    def _roles(self, words: str) -> Iterator[tuple[str, str]]:
        """Yield the roles in their order, of two that overlap the longer one."""
        found = ((match, value) for pattern, value in self.agents for match in pattern.finditer(words))
        yield from (value for _, value in _apart(found))


def _apart(found: Iterable[tuple[re.Match[str], Value]]) -> list[tuple[re.Match[str], Value]]:
    """Return the matches in their order, of those that overlap the longest."""
    kept: list[tuple[re.Match[str], Value]] = []
    for match, value in sorted(found, key=lambda entry: (-len(entry[0][0]), entry[0].start())):
        if all(match.end() <= other.start() or other.end() <= match.start() for other, _ in kept):
            kept.append((match, value))
    return sorted(kept, key=lambda entry: entry[0].start())


def _around(words: str, names: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield what stands before, between and behind the names."""
    start = 0
    for name in sorted(names, key=lambda n: n.start()):
        yield words[start : name.start()]
        start = name.end()
    yield words[start:]


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
