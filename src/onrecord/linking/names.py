"""Names of the gazetteers and lexicons in a text: states, capitals, palaces, bodies, armed groups, loaded wordings.

In: a text. Out: matches, longest first from the left, each with the entry that says whom the words mean.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from onrecord import lexicon
from onrecord.linking import statehood
from onrecord.records import ActorKind

Form = Literal["name", "adjective", "person", "people", "capital", "trap", "shared"]

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?!\n\n)[ \t\n.\-–—’'&]{0,3}")
_LONGEST = 9
_SIDES = ("North", "South", "East", "West")
_SHARING = re.compile(rf"(?:{'|'.join(_SIDES)})\s+and\s+((?:{'|'.join(_SIDES)})\s+)([^\W\d_]+)")
"""Two names with one last word: "East and West Germany"."""
_SURELY = 4
"""How many times as often as all others a state must be named for a shared name to be its own."""
# Capitals whose name mostly means somebody or something else: "Victoria told reporters", "male".
_UNUSABLE = frozenset({"Male", "Victoria", "Georgetown", "George Town", "Hamilton", "Stanley", "Bern", "Kingston"})
# Shorter words in capitals are abbreviations ("UN", "DRC"), longer ones may be a heading's ("SYRIA").
_KEPT_CASE = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom a name means: standard name, kind and codes, and in what form the words stand."""

    name: str
    kind: ActorKind
    country: str | None
    sector: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict, compare=False)
    form: Form = "name"
    wording: Literal["outlet"] | None = None
    until: str = ""
    """The day a state ended, for those of the past."""


class Match(NamedTuple):
    """A name found in a text, by character offsets."""

    start: int
    end: int
    entry: Entry


class Name(NamedTuple):
    """A name found in a parsed text, by tokens."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with its codes and the adjective that its bodies are named with."""

    iso3: str
    name: str
    adjective: str
    codes: Mapping[str, str]


def gazetteer(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table under ``data/gazetteers``, plain or ``.gz``."""
    path = lexicon.GAZETTEERS / name
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def states() -> Mapping[str, State]:
    """Return all states and territories by ISO 3166 alpha-3 code, private X codes for those without."""
    adjectives: dict[str, str] = {}
    for row in (*lexicon.table("state_names"), *lexicon.table("shared_names")):
        if row["form"] == "adjective":
            adjectives.setdefault(row["iso3"], row["wording"])
    found = {}
    for raw in gazetteer("actors_states.csv"):
        iso3, name = raw["iso3"], raw["name"]
        codes = {"iso3": iso3, "cow": raw["cow"], "gw": raw["gw"], "plover": iso3, "wikidata": raw["wikidata"]}
        adjective = "US" if iso3 == "USA" else adjectives.get(iso3, name)
        found[iso3] = State(iso3, name, adjective, {k: v for k, v in codes.items() if v})
    return found


def state_entry(iso3: str, form: Form = "name", wording: Literal["outlet"] | None = None) -> Entry:
    """Return the entry of a state; a code without a state of ours keeps the code as its name."""
    state = states().get(iso3)
    if state is None:
        return Entry(iso3, "state", iso3, (), {"iso3": iso3}, form, wording)
    sector = ("GOV",) if form == "capital" else ()
    return Entry(state.name, "state", iso3, sector, state.codes, form, wording)


def key(words: str) -> tuple[str, ...]:
    """Return the words of a name as they are matched: without punctuation and without a leading article."""
    parts = tuple(_WORD.findall(words))
    return parts[1:] if len(parts) > 1 and parts[0] in ("the", "The") else parts


class Index:
    """Names by their words: `exact` as written, `folded` in lower case for names that are only known in capitals."""

    def __init__(self) -> None:
        self.exact: dict[tuple[str, ...], Entry] = {}
        self.folded: dict[tuple[str, ...], Entry] = {}
        self.lengths: dict[str, set[int]] = {}
        """By first word, how many words its names have; "a" opens no name where "A" does."""

    def add(self, words: tuple[str, ...], entry: Entry, *, folded: bool = False) -> None:
        """Let the words of a name mean an entry, unless they mean somebody already."""
        if not words or len(words) > _LONGEST:
            return
        table = self.folded if folded else self.exact
        table.setdefault(tuple(w.lower() for w in words) if folded else words, entry)
        first = words[0].upper() if folded else _opening(words[0])
        self.lengths.setdefault(first, set()).add(len(words))

    def get(self, words: tuple[str, ...]) -> Entry | None:
        """Look words up as written, then with capitals taken down ("SYRIA"), then among the folded names."""
        found = self.exact.get(words)
        if found is None and (calm := tuple(map(_calmed, words))) != words:
            found = self.exact.get(calm)
        if found is None and words[0][0].isupper() and (words[-1][0].isupper() or words[-1].isdigit()):
            found = self.folded.get(tuple(map(str.lower, words)))
        return found


@lru_cache(maxsize=20_000)
def _opening(word: str) -> str:
    """Return the first word of a name with its letters folded, but for whether it is written small: "al", "THE"."""
    return word.lower() if word[0].islower() else word.upper()


@lru_cache(maxsize=20_000)
def _calmed(word: str) -> str:
    """Take the capitals of a heading down, "SYRIA" as "Syria", and leave those of an abbreviation."""
    return word.capitalize() if len(word) >= _KEPT_CASE and word.isupper() else word


@cache
def index() -> Index:
    """Build the index of all names; what stands first wins: our own lists before the dictionaries."""
    found = Index()
    for row in lexicon.table("name_traps"):
        found.add(key(row["wording"]), Entry("", "state", None, form="trap"))
    for wording in _shared():
        found.add(wording, Entry(" ".join(wording), "state", None, form="shared"))
    for row in lexicon.table("outlet_wordings"):
        _add_outlet(found, row)
    for name in ("metonyms", "organisations"):
        for row in lexicon.table(name):
            found.add(key(row["wording"]), _organisation(row))
    for row in lexicon.table("state_names"):
        found.add(key(row["wording"]), state_entry(row["iso3"], _FORMS[row["form"]]))
    for raw in gazetteer("actors_states.csv"):
        if not raw["end"] or raw["cow"]:
            found.add(key(raw["name"]), replace(state_entry(raw["iso3"]), until=raw["end"]))
        if raw["capital"] and raw["cow"] and raw["capital"] not in _UNUSABLE | {"Brussels"}:
            found.add(key(raw["capital"]), state_entry(raw["iso3"], "capital"))
    _add_dictionaries(found)
    return found


_FORMS: Mapping[str, Form] = {
    "name": "name",
    "adjective": "adjective",
    "person": "person",
    "people": "people",
    "capital": "capital",
}


def _add_outlet(found: Index, row: lexicon.Row) -> None:
    form: Form = "adjective" if row["form"] == "adjective" else "name"
    if row["kind"] == "state":
        entry = state_entry(row["iso3"], form, "outlet")
    else:
        codes = {"plover": row["iso3"]} if row["iso3"] else {}
        entry = Entry(
            row["actor"], _KINDS[row["kind"]], row["iso3"] or None, row.many("sector"), codes, form, wording="outlet"
        )
    found.add(key(row["wording"]), entry)


_KINDS: Mapping[str, ActorKind] = {
    "state": "state",
    "person": "person",
    "organisation": "organisation",
    "armed_group": "armed_group",
    "collective": "collective",
}


def _organisation(row: lexicon.Row) -> Entry:
    plover = row.cells.get("plover") or row["iso3"]
    codes = {"plover": plover, "wikidata": row.cells.get("wikidata", "")}
    return Entry(
        row["actor"],
        _KINDS[row["kind"]],
        row["iso3"] or None,
        row.many("sector"),
        {k: v for k, v in codes.items() if v},
        # "Europe" is somebody in "talks with Europe" and a place in "in Europe", as a capital is
        "capital" if row.cells.get("form") == "place" else "name",
    )


def _add_dictionaries(found: Index) -> None:
    """Add the armed groups and bodies of the dictionaries; they are known in capitals only, so letters are folded."""
    for name, kind in (("actors_groups.csv", "armed_group"), ("actors_bodies.csv.gz", "organisation")):
        for row in gazetteer(name):
            words = key(row["name"])
            if len(words) < 2:
                continue
            plover = row["plover"] or row["iso3"]
            codes = {"plover": plover} if plover else {}
            entry = Entry(row["name"], _KINDS[kind], row["iso3"] or None, tuple(row["sector"].split("|")), codes)
            found.add(words, entry, folded=True)


def find(text: str, published: str | None = None) -> tuple[Match, ...]:
    """Find all names in a text, the longest at each place, none inside another; own tables outrank the shipped ones.

    `published` is an ISO date and decides which of the states that share a name there were: "Prague" of 1985 and today.
    """
    words = list(_WORD.finditer(text))
    own, names, found, done = _OWN.get(), index(), list[Match](), 0
    opening = [*map(_opening, map(re.Match.group, words))]
    # of most words no name begins with one
    for i in [i for i, w in enumerate(opening) if w in names.lengths or (own is not None and w in own.lengths)]:
        if i < done:
            continue
        length, entry = _longest(own, text, words, i) if own is not None else (0, None)
        if entry is None:
            length, entry = _longest(names, text, words, i)
            if entry is None and words[i].group() in _SIDES:
                length, entry = _sharing(names, text, words[i])
        if entry is not None and entry.form != "trap":
            found.append(Match(words[i].start(), _closing(text, words[i + length - 1].end()), entry))
        done = i + length
    shared = any(m.entry.form == "shared" for m in found)
    return tuple(_settled(found, text, published)) if shared else tuple(found)


def is_side(word: str) -> bool:
    """Tell the words that may leave the rest of their name to another one."""
    return word in _SIDES


@cache
def _shared() -> Mapping[tuple[str, ...], tuple[lexicon.Row, ...]]:
    """Return the names that several states share, "Congolese", each with those whom it may mean."""
    rows: dict[tuple[str, ...], list[lexicon.Row]] = {}
    for row in lexicon.table("shared_names"):
        rows.setdefault(key(row["wording"]), []).append(row)
    return {words: tuple(meant) for words, meant in rows.items()}


def _settled(found: list[Match], text: str, published: str | None) -> Iterator[Match]:
    """Give each shared name the state that the text names elsewhere; one that stays open means nobody."""
    for match in found:
        if match.entry.form != "shared":
            yield match
            continue
        meant = _shared()[key(match.entry.name)]
        then = tuple(r for r in meant if _is_of_then(r, published))
        row = _meant(then or meant, found, text)
        if row is not None and row["iso3"]:
            yield Match(match.start, match.end, state_entry(row["iso3"], _FORMS[row["form"]]))


def _is_of_then(row: lexicon.Row, published: str | None) -> bool:
    """Tell whether a state of that day bore the name: the "Congo" of 1985 is not the one that was called Zaire."""
    first, _, last = row["not_in"].partition("/")
    other_name = bool(first and published and first <= published <= last)
    return not other_name and (not row["iso3"] or statehood.existed(row["iso3"], published))


def _meant(rows: tuple[lexicon.Row, ...], found: list[Match], text: str) -> lexicon.Row | None:
    """Return whom a shared name means: the usual state if the text names it or no other, else the one it names."""
    if len(rows) == 1:
        return rows[0]
    hints = [sum(m.entry.country == r["iso3"] != "" for m in found) + _hinted(r, text) for r in rows]
    usual = next((n for n, r in enumerate(rows) if r["usual"] == "yes"), None)
    if usual is not None and (hints[usual] or not any(hints)):
        return rows[usual]
    best = max(range(len(rows)), key=hints.__getitem__)
    others = sum(hints) - hints[best]
    return rows[best] if hints[best] and hints[best] >= _SURELY * others else None


def _hinted(row: lexicon.Row, text: str) -> int:
    return sum(re.search(rf"\b{re.escape(hint)}\b", text) is not None for hint in row.many("hints"))


_OWN: ContextVar[Index | None] = ContextVar("own_names", default=None)


@contextmanager
def outranked_by(own: Index) -> Iterator[None]:
    """Let a user's names go before the shipped ones within the block."""
    token = _OWN.set(own)
    try:
        yield
    finally:
        _OWN.reset(token)


def _joined(text: str, a: re.Match[str], b: re.Match[str]) -> bool:
    """Tell whether two words can be of one name: "St. Lucia" and "U.S." are, "left Guinea. Bissau was calm" is not."""
    gap = text[a.end() : b.start()]
    if gap == " ":
        return True
    closes = gap.startswith(". ") and a.end() - a.start() > 2
    return _GAP.fullmatch(gap) is not None and not closes


def _longest(names: Index, text: str, words: list[re.Match[str]], i: int) -> tuple[int, Entry | None]:
    first = words[i].group()
    lengths = names.lengths.get(_opening(first))
    if lengths is None:
        return 0, None
    most = min(max(lengths), len(words) - i)
    run = [first]
    while len(run) < most and _joined(text, words[i + len(run) - 1], words[i + len(run)]):
        run.append(words[i + len(run)].group())
    for length in range(len(run), 0, -1):
        entry = names.get(tuple(run[:length])) if length in lengths else None
        if entry is not None:
            return length, entry
    return 0, None


def _sharing(names: Index, text: str, side: re.Match[str]) -> tuple[int, Entry | None]:
    """Return what the "East" of "East and West Germany" means, which leaves the rest of its name to the next one."""
    both = _SHARING.match(text, side.start())
    if both is None or names.get((both[1].strip(), both[2])) is None:
        return 0, None
    entry = names.get((side.group(), both[2]))
    return (1, entry) if entry is not None else (0, None)


def _closing(text: str, end: int) -> int:
    """Take the last full stop of an abbreviation in: "U.S."."""
    return end + 1 if text[end : end + 1] == "." and end >= 3 and text[end - 2] == "." else end
