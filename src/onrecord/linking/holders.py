"""Who held which office when: leaders and ministers of the world.

In: a person's name and, where known, the day of publication. Out: the country and the standard name, if unambiguous.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from onrecord.linking import names

_LEADER = re.compile(r"effective leader|^president\b|prime minister|premier|chancellor|supreme leader|king|emir", re.I)
# A leader stays in the news for some time after the office.
_AFTER_YEARS = 2
_ALIKE = 0.7
"""From which likeness on two spellings are of one given name: "Mohamed" and "Muhamad"."""
_OWN_OFFICES = frozenset({"governor", "ambassador", "envoy", "justice", "judge", "mayor", "senator", "commissioner"})
"""Offices that no leader or minister is called by."""
_ANY_MINISTER = frozenset(
    {"minister", "secretary", "deputy", "vice", "assistant", "state", "former", "acting", "interim"}
)
"""Words of a title that do not tell which minister it is."""
_BRITISH = {"defense": "defence", "labor": "labour"}
_FOREIGN_OR_DEFENCE = frozenset({"foreign", "external", "defence", "defense"})
"""Words of the posts whose holders reports call by surname alone, beside leaders."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of one person in one post; dates are ISO or shortened, an empty end is open."""

    person: str
    iso3: str
    start: str
    end: str
    wikidata: str
    leader: bool
    words: tuple[str, ...]
    post_words: frozenset[str]
    """The words of the post: "the foreign secretary" may take its holder up again."""
    sector: tuple[str, ...] = ("GOV",)


Terms = Mapping[str, tuple[Holder, ...]]
"""Terms of office by the folded words that a name opens or ends with."""


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a name's word without accents, case and doubled letters: "Asad" and "Assad" are one."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"(.)\1+", r"\1", re.sub(r"y\b", "i", re.sub(r"[^a-z]", "", plain)))


_OWN: ContextVar[Terms | None] = ContextVar("own_terms", default=None)


@contextmanager
def outranked_by(own: Terms) -> Iterator[None]:
    """Let a user's terms of office go before the shipped ones within the block."""
    token = _OWN.set(own)
    try:
        yield
    finally:
        _OWN.reset(token)


def term(cells: Mapping[str, str]) -> Holder:
    """Return the term of office of a row; only person and post must be there."""
    person, post = cells["person"], cells["post"]
    folded = cells.get("folded", "").split() or [w for w in map(fold, re.findall(r"[^\W\d_]+", person)) if w]
    return Holder(
        person=person,
        iso3=cells.get("iso3", ""),
        start=cells.get("start", ""),
        end=cells.get("end", ""),
        wikidata=cells.get("wikidata", ""),
        leader=bool(_LEADER.search(post)),
        words=tuple(folded),
        post_words=_post(post),
        sector=tuple(s.strip() for s in cells.get("sector", "").split("|") if s.strip()) or ("GOV",),
    )


def by_word(terms: Iterable[Holder]) -> Terms:
    """Sort terms by the first and the last word of the name."""
    found: dict[str, list[Holder]] = {}
    for holder in terms:
        for word in dict.fromkeys((holder.words[-1], holder.words[0])):
            found.setdefault(word, []).append(holder)
    return {k: tuple(v) for k, v in found.items()}


@cache
def shipped() -> Terms:
    """Return the terms of the shipped table."""
    return by_word(map(term, names.gazetteer("actors_holders.csv.gz")))


@cache
def _post(post: str) -> frozenset[str]:
    words = frozenset(w.lower() for w in re.findall(r"[^\W\d_]+", post))
    return frozenset({"president", "leader"}) if "effective" in words else words - {"of", "the", "for", "and"}


def lookup(
    words: tuple[str, ...],
    published: str | None,
    *,
    titled: bool = False,
    post: frozenset[str] = frozenset(),
    told: frozenset[str] = frozenset(),
) -> Holder | None:
    """Return the office holder that a name means, or None where that is open.

    A full name ("Ellen Johnson Sirleaf") needs one country among all terms; so does a given name of the same initial
    with a surname that only one country has. A surname alone must be a leader's, or on the day of publication that of a
    foreign or defence minister, with a title in the report (`titled`) that of any minister. `post` are the words of
    that title: "Justice Minister Rojas" is no holder of another post. A name shared by persons of two countries stays
    unknown. `told` are the countries that the report names: a namesake of another one by initial only, "Amos Diop" in a
    report from Kenya, is not meant. Of a user's own table every post counts, and it goes first.
    """
    own = _OWN.get()
    found = _lookup(words, published, own, post, titled=True, own=True) if own else None
    found = found or _lookup(words, published, shipped(), post, titled=titled)
    return None if found is not None and told and found.iso3 not in told and _by_initial_only(words, found) else found


def _by_initial_only(words: tuple[str, ...], holder: Holder) -> bool:
    """Tell whether a given name is another one than the holder's: neither short for the other nor spelled alike."""
    if len(words) < 2 or len(holder.words) < 2:
        return False
    given, known = fold(words[0]), holder.words[0]
    alike = SequenceMatcher(None, given, known, autojunk=False).ratio() >= _ALIKE
    return not (given.startswith(known) or known.startswith(given) or alike)


def _lookup(
    words: tuple[str, ...],
    published: str | None,
    terms: Terms,
    post: frozenset[str],
    *,
    titled: bool,
    own: bool = False,
) -> Holder | None:
    if not words:
        return None
    wanted = [fold(w) for w in words]
    rows = [h for h in terms.get(wanted[-1], ()) if h.words[-1] == wanted[-1] or len(wanted) == 1]
    if len(words) > 1:
        whole = [h for h in rows if len(h.words) > 1 and h.words[0] == wanted[0]]
        if whole:
            return _single([h for h in whole if published and _about(h, published, 0)] or whole)
        rows = [h for h in rows if _fits(h, post)]
        return _by_initial(rows, wanted, published) or _by_initial(rows, wanted, None)
    rows = [h for h in rows if h.words[-1] == wanted[0] or (len(h.words) == 3 and h.words[0] == wanted[0])]
    rows = [h for h in rows if _fits(h, post)]
    if not published:
        return _single([h for h in rows if h.leader or own])
    return _single([h for h in rows if h.leader and _about(h, published, _AFTER_YEARS)]) or _single(
        [h for h in rows if _about(h, published, 0) and (titled or h.post_words & _FOREIGN_OR_DEFENCE)]
    )


def _fits(holder: Holder, post: frozenset[str]) -> bool:
    """Tell whether the words of a title can be those of a post: "Governor Rojas" is no minister.

    Of a leader the table often knows no more than that he leads, so that any minister may be one.
    """
    if apart := post & _OWN_OFFICES:
        return not apart.isdisjoint(holder.post_words)
    of = {_BRITISH.get(w, w) for w in post - _ANY_MINISTER}
    ministers = not post.isdisjoint({"minister", "secretary"})
    return holder.leader or not ministers or not of or not of.isdisjoint(_BRITISH.get(w, w) for w in holder.post_words)


def _by_initial(rows: list[Holder], wanted: list[str], published: str | None) -> Holder | None:
    """Return "James Turki" for "Jim Turki", and the leader whom the table knows by surname only, at that day."""
    if published:
        rows = [h for h in rows if _about(h, published, _AFTER_YEARS)]
    elif len({h.iso3 for h in rows}) != 1:
        return None
    return _single([h for h in rows if (h.words[0][:1] == wanted[0][:1] if len(h.words) > 1 else h.leader)])


def _about(holder: Holder, published: str, after: int) -> bool:
    """Tell whether a term began before the publication and ended at most some years before it."""
    until = holder.end[:4] or "9999"
    year = published[:4]
    return year.isdigit() and holder.start[:4] <= year and int(until) + after >= int(year)


def _single(rows: list[Holder]) -> Holder | None:
    if not rows or len({h.iso3 for h in rows}) != 1:
        return None
    best = max(rows, key=lambda h: (bool(h.wikidata), len(h.person.split()) > 1, h.leader, h.start, h.person))
    return replace(best, post_words=frozenset().union(*(h.post_words for h in rows)))
