"""What a noun phrase says of somebody: "the Chadian army", "foreign diplomats", "the deputy minister".

In: the head of a noun phrase. Out: a description (what kind of actor, PLOVER sector, how to name it), or None where
the noun names no actor ("the report"), and `Draft`, an actor in the making.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.linking import names, statehood, syntax, titlewords
from onrecord.records import ActorKind

Family = Literal["body", "collective", "title"]
UNNAMED = "(unnamed)"
# With a noun before them these are no bodies: "the sanctions regime", "oil administration", "in a solid state"
_BARE = frozenset({"regime", "administration", "state", "intelligence", "union", "power", "party"})


# People, and with a type before them aircraft: "F-16 fighters", "jet fighters"
_ALSO_AIRCRAFT = frozenset({"fighter", "bomber", "trainer"})


@dataclass(slots=True)
class Draft:
    """An actor in the making; `words` are those by which "the deputy minister" may take it up again."""

    name: str
    kind: ActorKind
    country: str | None
    sector: tuple[str, ...]
    codes: Mapping[str, str]
    words: set[str] = field(default_factory=set)
    plural: bool = False
    woman: bool | None = None
    posts: frozenset[str] = frozenset()
    """Words of the offices that the table of holders knows, weaker than those of the text."""
    named: bool = True
    members: tuple[int, ...] = ()
    """The actors that stand together as this one: Peru and Chile of "the two sides"."""
    spans: set[tuple[int, int]] = field(default_factory=set)


class Found(NamedTuple):
    """One mention: the actor's index among the drafts, the tokens of its words, and whether they are loaded."""

    actor: int
    start: int
    end: int
    wording: Literal["outlet"] | None = None


class Description(NamedTuple):
    """A noun that describes an actor; `noun` is its key in the lexicon, `before` the words between owner and noun."""

    noun: str
    pattern: str
    kind: ActorKind
    sector: tuple[str, ...]
    family: Family
    plural: bool
    wording: Literal["outlet"] | None = None
    before: str = ""
    context: bool = False
    """Whether "the army" with nobody's name is that of the state named last."""


@cache
def _bodies() -> Mapping[str, lexicon.Row]:
    return {row["noun"]: row for row in lexicon.table("bodies")}


@cache
def _collectives() -> Mapping[str, lexicon.Row]:
    return {row["noun"]: row for row in lexicon.table("collectives")}


@cache
def _people() -> Mapping[str, str]:
    """Return the sectors of further kinds of people, "fisherman" AGR, from the dictionaries."""
    return {row["noun"]: row["sector"] for row in names.gazetteer("actors_people.csv")}


@cache
def _heads() -> frozenset[str]:
    """Return the last words of all phrases that describe somebody; no other noun needs a closer look."""
    phrases = [*_bodies(), *_collectives(), *_people()]
    return frozenset(p.split()[-1] for p in phrases) | frozenset(p.split()[0] for p in _bodies() if " of " in p)


@cache
def heads() -> frozenset[str]:
    """Return the nouns, singular and plural, that may describe somebody, titles included."""
    plurals = {f"{w[:-1]}ies" if w.endswith("y") else f"{w}s" for w in _heads()}
    return _heads() | plurals | titlewords.title_heads()


_BODY_KINDS: Mapping[str, ActorKind] = {
    "state": "state",
    "organisation": "organisation",
    "armed_group": "armed_group",
    "collective": "collective",
}


def describe(token: Token) -> Description | None:
    """Return what kind of actor a noun describes, by the longest phrase of the lexicons that ends in it."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or not token.is_alpha:
        return None
    heads = _heads()
    known = token.lower_ in heads or token.lemma_.lower() in heads or _singular(token, True) in heads
    if not known and not titlewords.is_title(token):
        return None
    if token.lemma_.lower() in _ALSO_AIRCRAFT and syntax.has_type_before(token):
        return None
    if token.lower_ in _BARE and syntax.has_noun_before(token):
        return None
    plural = token.tag_ in ("NNS", "NNPS")
    before = _words_before(token)
    for n in (2, 1, 0):
        if n > len(before):
            continue
        prefix = before[len(before) - n :]
        rest = " ".join(before[: len(before) - n])
        found = _lookup(prefix, token, plural, rest)
        if found is not None:
            return found
    return None


def _words_before(token: Token) -> list[str]:
    """Return the lower-case modifiers just before the noun: "state", "security" of "its state security forces"."""
    found, i = list[str](), token.i - 1
    while i >= 0 and not token.doc[i + 1].is_sent_start:
        before = token.doc[i]
        if before.pos_ not in ("NOUN", "PROPN", "ADJ") or not before.is_alpha:
            break
        found.append(before.lower_)
        i -= 1
    return found[::-1]


def _lookup(prefix: list[str], token: Token, plural: bool, rest: str) -> Description | None:
    word = token.lower_
    of = _of_phrase(token) if not prefix else ""
    for noun in (f"{word} {of}", word) if of else (word,):
        row = _bodies().get(" ".join([*prefix, noun]))
        if row is not None:
            return Description(
                row["noun"],
                row["name"],
                _BODY_KINDS[row["kind"]],
                row.many("sector"),
                "body",
                plural,
                "outlet" if row["wording"] else None,
                rest,
                row["context"] == "yes",
            )
    return _group(prefix, token, plural, rest)


def _group(prefix: list[str], token: Token, plural: bool, rest: str) -> Description | None:
    single = _singular(token, plural)
    noun = " ".join([*prefix, single])
    row = _collectives().get(noun)
    if not plural and not prefix and titlewords.is_title(token):
        sector = titlewords.sectors_of_titles().get(titlewords.base(token), "")
        if not row or not row["wording"]:
            return Description(noun, noun, "person", (sector,) if sector else (), "title", False, None, rest)
    if row is not None:
        wording: Literal["outlet"] | None = "outlet" if row["wording"] else None
        one = not plural and wording is None and noun in lexicon.words("single_persons", "noun")
        kind: ActorKind = "person" if one else "collective"
        return Description(noun, row["name"], kind, row.many("sector"), "collective", plural, wording, rest)
    if plural and single not in _collectives() and noun in _people():
        name = f"{' '.join([*prefix, token.lower_])} {UNNAMED}"
        return Description(noun, name, "collective", (_people()[noun],), "collective", True, None, rest)
    return None


def sector_of_people(noun: str) -> tuple[str, ...]:
    """Return the sector that people of a kind act for, () where the dictionaries do not know the kind."""
    sector = _people().get(noun)
    return (sector,) if sector else ()


def _singular(token: Token, plural: bool) -> str:
    lemma = token.lemma_.lower()
    word = token.lower_
    if plural and lemma == word and word.endswith("s") and not word.endswith("ss"):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return lemma if plural or lemma in _collectives() else word


def _of_phrase(token: Token) -> str:
    """Return "of defence" after "ministry", so that both orders of a ministry's name are one."""
    doc, after = token.doc, token.i + 1
    if after + 1 >= len(doc) or doc[after].lower_ not in ("of", "for"):
        return ""
    words = [t.lower_ for t in doc[after : after + 3] if t.lower_ not in ("the", "for")]
    return " ".join(words[:2]) if words[0] == "of" else f"of {words[0]}"


def title_words(token: Token) -> frozenset[str]:
    """Return the content words of a title's phrase: {"deputy", "minister"} of "the deputy minister"."""
    return content_words(list(token.doc[syntax.left_edge(token) : token.i + 1]))


def content_words(tokens: list[Token]) -> frozenset[str]:
    """Return the words of a title without articles and possessive marks, "Minister’s" as "minister"."""
    return frozenset(titlewords.base(t) for t in tokens if t.is_alpha and t.pos_ not in ("DET", "PRON", "ADP", "CCONJ"))


def draft_of_entry(entry: names.Entry, published: str | None = None) -> Draft:
    """Return a new actor for an entry of the gazetteers; a people is its own collective, not the state.

    A state has the codes of the day of the report, `published`, where that is known.
    """
    if entry.form in ("people", "person") and entry.country:
        adjective = names.states()[entry.country].adjective
        return Draft(
            f"{adjective} people", "collective", entry.country, ("CVL",), {"plover": entry.country}, plural=True
        )
    codes = {k: v for k, v in entry.codes.items() if v}
    if entry.kind == "state" and entry.country:
        codes = statehood.dated(entry.country, codes, published)
    # A capital stands for the government, but the actor is the state and carries no sector of its own.
    sector = () if entry.kind == "state" else entry.sector
    words = {w.lower() for w in entry.name.split()}
    if is_government(entry):
        words.add("regime")
    return Draft(entry.name, entry.kind, entry.country, sector, codes, words)


def is_government(entry: names.Entry) -> bool:
    """Tell whether an entry is a state's government, so that what is its own is the state's."""
    return entry.kind == "organisation" and entry.name.startswith("Government of ")


def name_body(description: Description, country: str | None, owner: str) -> str:
    """Name a described actor: "Chadian army", "Government of Chad", "Kurdish rebels", "officials (unnamed)"."""
    if not country and not owner:
        if description.family == "collective":
            return f"{single_name(description) or description.pattern.removesuffix(f' {UNNAMED}')} {UNNAMED}"
        return f"{description.noun} {UNNAMED}"
    state = names.states().get(country) if country else None
    adjective = owner or (state.adjective if state else country or "")
    if description.family != "body":
        plain = description.pattern.removesuffix(f" {UNNAMED}")
        return f"{adjective} {plain}".strip()
    if "{state}" in description.pattern and (state is None or owner):
        return f"{adjective} {description.noun}".strip()
    name = state.name if state else ""
    known = {w.lower() for w in f"{adjective} {name}".split()} | {w.lower() for w in actor_words(country)}
    before = " ".join(w for w in description.before.split() if w not in known)
    mod = f"{before.title()} " if before else ""
    return description.pattern.format(adj=adjective, state=with_article(name), mod=mod)


def single_name(description: Description) -> str | None:
    """Name one of many by its own words, so that "the first source" and "a second source" stay two."""
    if description.plural or description.wording is not None:
        return None
    return f"{description.before} {description.noun}".strip()


@cache
def actor_words(country: str | None) -> tuple[str, ...]:
    """Return the words of all names and adjectives of a state, so that they are not said twice."""
    rows = (r for r in lexicon.table("state_names") if r["iso3"] == country)
    return tuple(w for r in rows for w in r["wording"].replace(".", "").split())


def with_article(name: str) -> str:
    """Return a state's name as it stands in a sentence, "the Netherlands"."""
    plural = name.endswith(("States", "Kingdom", "Republic", "Netherlands", "Philippines", "Emirates", "Congo"))
    return f"the {name}" if plural else name
