"""What a site allows programs to fetch: its robots.txt, as RFC 9309 says.

In: the text of a robots.txt. Out: the rules for this program.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

AGENT = "onrecord"
MAX_BYTES = 512_000

_LONGEST_DELAY = 60.0
_MOST_RULES = 5000


@dataclass(frozen=True, slots=True)
class Rules:
    """Which paths are allowed, and how many seconds to wait between two fetches."""

    lines: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Tell whether a path with its query may be fetched: the longest line that fits it decides, else it may."""
        wanted = unquote(path)
        fits = [(len(pattern), allowed) for allowed, pattern in self.lines if pattern and _fits(pattern, wanted)]
        return max(fits)[1] if fits else True


NOTHING = Rules(((False, "/"),))
"""What holds where a site has rules, but cannot tell them at the moment."""


def parse(text: str) -> Rules:
    """Read the group of lines for this program, or that for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    in_rules = False
    for name, value in _lines(text):
        if name == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            groups.setdefault(agents[-1], [])
        elif name in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for agent in agents:
                groups[agent].append((name, value))
    group = next((lines for agent, lines in groups.items() if agent.startswith(AGENT)), groups.get("*", []))
    rules = [(name == "allow", unquote(value)) for name, value in group if name != "crawl-delay"]
    delays = [_seconds(value) for name, value in group if name == "crawl-delay"]
    return Rules(tuple(rules[:_MOST_RULES]), max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_DELAY) if math.isfinite(seconds) else 0.0


def _fits(pattern: str, path: str) -> bool:
    """Match a pattern with ``*`` and a closing ``$`` from left to right: no pattern of a site may take long."""
    ends = pattern.endswith("$")
    first, *rest = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for i, piece in enumerate(rest):
        if ends and i == len(rest) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(path)
