"""Finds the words of a report that name places; which place they mean is `places`' business.

In: spaCy's Doc. Out: `Toponym`s: the words, the places that bear the name, and what the words beside them say.

The model's entities are one witness and the gazetteer the other. What both call a place is one; a name that only the
gazetteer knows needs a cue ("in Idlib", "Idlib, Syria"), for towns bear the names of people and of everything else.
What a report has named so once, it names again without a cue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.lexicon import table
from onrecord.linking import columns
from onrecord.linking.gazetteer import Entry, dotted, fold, lookup
from onrecord.reading.lemmas import common_words

WORDS = "places_words"
_LONGEST = 5
DIVIDED = 100_000
"""People of a large town, whose parts are named by the compass ("North Dallas") and which needs less of a cue."""
_JOINING = frozenset(
    {
        "of",
        "the",
        "and",
        "al",
        "el",
        "ad",
        "as",
        "ar",
        "es",
        "ez",
        "de",
        "del",
        "la",
        "le",
        "do",
        "da",
        "dos",
        "das",
        "des",
        "du",
        "di",
        "sur",
        "am",
        "upon",
        "-",
        "'",
        "’",
        "'s",
        "’s",
        ".",
    }
)
"""Small words and marks inside names: "Deir ez-Zor", "Port of Spain"."""
_LYING = ("located", "situated")
"""What says outright that a place lies in the next, as a comma does: "a mill in Milton, located in Vermont"."""


class Toponym(NamedTuple):
    """One mention.

    `within` names what the words beside it say it lies in, "Athens, Ohio"; `area` is the kind of place that they call
    it, "A1" for "Idlib province"; `part` tells that only a part of it is meant, "northern Syria"; `entries` is empty
    for a place that the gazetteer does not know.
    """

    start: int
    end: int
    text: str
    key: str
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    area: str = ""
    part: bool = False
    near: bool = False
    """The words before it put the thing beside it, "near Goma", "south of Dakar"."""
    listed: str = ""
    """What the list that it stands in is of: "C" for countries, a country's code for its provinces."""


class _Named(NamedTuple):
    """Tokens `start` up to `end` that bear a name; `inner` is where the gazetteer's name begins: "North | Dallas"."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    inner: int


def toponyms(doc: Doc, exclude: Collection[tuple[int, int]] = ()) -> list[Toponym]:
    """Return the mentions of places, in order, none over another and none over an excluded stretch of characters."""
    closed = [doc.char_span(*span, alignment_mode="expand") for span in exclude]
    taken = {i for span in closed if span is not None for i in range(span.start, span.end)}
    names = list(_names(doc, taken))
    sure = [n for n in names if _is_place(doc, n)]
    keys = {n.key for n in sure}
    people = _surnames(doc)
    again = [n for n in names if n.key in keys and n not in sure and _is_again(doc, n, people)]
    found = [_toponym(doc, n) for n in (*sure, *again)]
    covered = taken | {i for n in (*sure, *again) for i in range(n.start, n.end)}
    found += [_toponym(doc, n) for n in _unknown(doc, covered)]
    return sorted(found, key=lambda t: t.start)


def _names(doc: Doc, taken: Collection[int]) -> Iterator[_Named]:
    """Yield the names of the gazetteer, left to right, the longest first."""
    done = 0
    for token in columns.capitalised(doc):
        if token.i < done or token.i in taken or not token.text[:1].isupper():
            continue
        named = _named(doc, token.i)
        if named is not None and all(k not in taken for k in range(named.start, named.end)):
            yield named
            done = named.end


def _named(doc: Doc, i: int) -> _Named | None:
    """Return the longest name of the gazetteer that begins at a token, "North" and the like before it or not."""
    sharing = _sharing(doc, i) if doc[i].text in _class("direction") else None
    found = sharing or _longest(doc, i)
    if found is not None or doc[i].text not in _class("direction") or i + 1 >= len(doc):
        return found
    inner = _longest(doc, i + 1) if doc[i + 1].text[:1].isupper() else None
    if inner is None or _common(inner.key):
        return None  # "East Bank" is no eastern part of "Bank"
    parted = tuple(e for e in inner.entries if e.kind[0] != "P" or e.population >= DIVIDED)
    if not parted or doc[i + 1].text in _class("direction"):
        # "Eastern Creek" is a name of its own, and no part of a small town; "North Eastern Province" is one, too
        return _Named(i, inner.end, fold(doc[i : inner.end].text), (), i)
    return _Named(i, inner.end, inner.key, parted, i + 1)


def _sharing(doc: Doc, i: int) -> _Named | None:
    """Return what the "Upper" of "Upper and Lower Austria" names, which leaves the rest of its name to the last one."""
    last = i
    while last + 2 < len(doc) and doc[last].text in _class("direction") and doc[last + 1].lower_ in (",", "and", "or"):
        last += 3 if doc[last + 1].text == "," and doc[last + 2].lower_ in ("and", "or") else 2
    if last == i or last >= len(doc) or doc[last].text not in _class("direction"):
        return None
    whole = _longest(doc, last)
    if whole is None or whole.end - whole.start < 2:
        return None
    key = fold(f"{doc[i].text} {doc[last + 1 : whole.end].text}")
    entries = tuple(e for e in lookup(key) if e.kind in ("C", "R", "A1"))
    return _Named(i, i + 1, key, entries, i) if entries else None


def _longest(doc: Doc, i: int) -> _Named | None:
    ends, before = list[tuple[int, str]](), ""
    last = ""
    for end in range(i + 1, min(i + _LONGEST, len(doc)) + 1):
        token = doc[end - 1]
        word = token.text
        if word[:1].isupper():
            ends.append((end, before + word))
        elif token.lower_ not in _JOINING:
            break
        if word == "." and token.whitespace_ and len(last) > 2:
            break
        before, last = before + word + token.whitespace_, word
    for end, text in reversed(ends):
        key = fold(text)
        if len(key) < 2 or not _spelled(text, key, doc, end):
            continue
        entries = lookup(key)
        if entries:
            return _Named(i, end, key, entries, i)
    return None


def _spelled(text: str, key: str, doc: Doc, end: int) -> bool:
    """Tell "US" and "U.S." from "Us", "Wash." from "Wash"."""
    if key in dotted():
        return "." in text or (end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_)
    return len(key) > 3 or "." in text or text.isupper()


def _is_place(doc: Doc, named: _Named) -> bool:
    """Tell a place by itself: by label, or by gazetteer and cue."""
    after = doc[named.end].text.rstrip(".") if named.end < len(doc) else ""
    wide = any(e.kind in ("C", "R") for e in named.entries)
    if after in _class("never") or (after in _class("house") and not wide) or _titled(doc, named.start):
        return False
    label, whole = _label(doc, named)
    if not wide and _letters(doc, named):
        return False
    struck = _before(doc, named.start) in _class("struck") and _is_large(named) and not _goes_on(doc, named)
    if label in ("NORP", "LANGUAGE"):  # "arrested in Tunis": the model takes rarer towns for peoples
        return whole and (struck or (_is_large(named) and _cued(doc, named.start) and not _goes_on(doc, named)))
    if not wide and _common(named.key) and not (label == "GPE" and whole and _cued(doc, named.start)):
        return False  # "Center", "Mission", "Police" are towns, too
    if label in ("GPE", "LOC") and (whole or wide or not _goes_on(doc, named)):
        return True
    cued = _cued(doc, named.start) or bool(_within(doc, named)) or _dateline(doc, named)
    if wide and label == "ORG":
        return whole or doc[named.start].ent_iob_ == "B" or _before(doc, named.start) == "the"
    if label == "" or whole:
        return (wide and label != "PERSON") or (cued and not _goes_on(doc, named)) or struck
    return False


def _is_large(named: _Named) -> bool:
    """Tell a name that a large town bears, spelled so."""
    return any(e.kind[0] == "P" and e.population >= DIVIDED and fold(e.name) == named.key for e in named.entries)


def _letters(doc: Doc, named: _Named) -> bool:
    """Tell initials, which happen to be towns as well: "EU", "E.U.", "HIV"; a dateline is written in capitals, too."""
    text = doc[named.start : named.end].text.replace(".", "")
    return named.end - named.start == 1 and text.isupper() and len(text) < 6 and not _dateline(doc, named)


def _is_again(doc: Doc, named: _Named, people: Collection[str]) -> bool:
    """Tell a name that is surely a place elsewhere in the report: "Athens police", but not "Mr Athens"."""
    after = doc[named.end].text.rstrip(".") if named.end < len(doc) else ""
    if after in _class("never") or _titled(doc, named.start) or (_common(named.key) and not _cued(doc, named.start)):
        return False
    label, whole = _label(doc, named)
    if label == "PERSON":
        return whole and named.key not in people
    return label not in ("NORP", "LANGUAGE") and named.key not in people


def _surnames(doc: Doc) -> frozenset[str]:
    """Return the last names of the people whom the report gives by two names: "Anna Jackson" makes Jackson a person."""
    return frozenset(fold(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1)


def _unknown(doc: Doc, covered: Collection[int]) -> Iterator[_Named]:
    """Yield what the model calls a town and the gazetteer does not know, if a cue agrees: "in Urem, northern Syria"."""
    for entity in doc.ents:
        name = [t for t in entity if t.lower_ != "the" and t.text not in ("'s", "’s")]
        if entity.label_ != "GPE" or not name or any(t.i in covered for t in entity):
            continue
        start, end = name[0].i, name[-1].i + 1
        after = doc[end].text.rstrip(".") if end < len(doc) else ""
        proper = all(t.text[:1].isupper() or t.lower_ in _JOINING for t in name) and not doc[start:end].text.isupper()
        if proper and _cued(doc, start) and after not in _class("never"):
            yield _Named(start, end, fold(doc[start:end].text), (), start)


def _label(doc: Doc, named: _Named) -> tuple[str, bool]:
    """Return the label of the entity in which a name lies, and whether the name is the whole of it."""
    first, last = doc[named.start], doc[named.end - 1]
    begins = first.ent_iob_ != "I" or _before(doc, named.start) == "the"
    ends = named.end == len(doc) or doc[named.end].ent_iob_ != "I" or doc[named.end].text in ("'s", "’s", ".", ",")
    return first.ent_type_ or last.ent_type_, begins and ends


def _goes_on(doc: Doc, named: _Named) -> bool:
    """Tell a name that is only the beginning of one: "Jackson" of "Jackson Hole", "Fraser" of "Fraser Valley"."""
    after = doc[named.end] if named.end < len(doc) else None
    if after is None or not after.text[:1].isupper() or after.text in _class("area"):
        return False
    return after.ent_iob_ == "I" or (after.pos_ == "PROPN" and after.ent_type_ == "")


def _before(doc: Doc, i: int) -> str:
    return doc[i - 1].lower_ if i else ""


def _cued(doc: Doc, i: int) -> bool:
    before = i - 2 if _before(doc, i) == "the" else i - 1
    return before >= 0 and doc[before].lower_ in _class("cue")


def _titled(doc: Doc, i: int) -> bool:
    """Tell a name by the word before it: "Mr Athens", "Camp Lincoln", "Hurricane Florence"."""
    before = doc[i - 1].text.rstrip(".") if i else ""
    opens = _class("person") | _class("feature")
    return before in opens or (before == "" and i > 1 and doc[i - 2].text in opens)


def _dateline(doc: Doc, named: _Named) -> bool:
    """Tell the place that opens a dispatch: "TEHRAN – …", "GOMA (Agency) …"."""
    opens = named.start == 0 or doc[named.start - 1].is_space
    after = doc[named.end].text if named.end < len(doc) else ""
    return opens and after in ("-", "–", "—", "--", "(", "_", ",", ":")


def _toponym(doc: Doc, named: _Named) -> Toponym:
    area = _area(doc, named.end) or _area_before(doc, named.start)
    entries = named.entries
    if area == "A2" and not named.key.endswith("county"):
        entries = tuple(dict.fromkeys((*lookup(f"{named.key} county"), *entries)))
    return Toponym(
        start=doc[named.start].idx,
        end=doc[named.end - 1].idx + len(doc[named.end - 1].text),
        text=doc[named.start : named.end].text,
        key=named.key if area != "A2" else f"{named.key} (district)",
        entries=entries,
        within=_within(doc, named),
        area=area,
        near=_is_near(doc, named.start),
        part=named.inner > named.start or _before(doc, named.start).capitalize() in _class("direction"),
    )


def _area(doc: Doc, end: int) -> str:
    """Return the kind of place the next word calls it, also at the end of a list: "Kitui, Embu and Meru counties"."""
    for i in range(end, min(end + 12, len(doc))):
        token = doc[i]
        if token.lower_ in _class("area") and (i == end or token.lower_.endswith("s")):
            return _class("area")[token.lower_]
        if not (token.text[:1].isupper() or token.lower_ in (",", "and", "or")):
            break
    return ""


def _area_before(doc: Doc, start: int) -> str:
    """Return the kind of place that the words before it call it: "the state of Para", "the City of Santa Ana"."""
    at = start - 2 if _before(doc, start) == "the" else start - 1
    return _class("area").get(_before(doc, at), "") if at > 0 and doc[at].lower_ == "of" else ""


def _is_near(doc: Doc, start: int) -> bool:
    """Tell "near Goma", "outside Goma", "south of Dakar", "5 kilometers from Kidal"."""
    at = start - 2 if _before(doc, start) == "the" else start - 1
    if at < 0 or doc[at].lower_ in _class("near"):
        return at >= 0
    before = _before(doc, at)
    return (doc[at].lower_ == "of" and before in _class("compass")) or (
        doc[at].lower_ == "from" and before in _class("distance")
    )


def _within(doc: Doc, named: _Named) -> tuple[Entry, ...]:
    """Return what the next words say the place lies in: "Athens, Ohio", "Goma, in eastern Congo", "Kobane in Syria"."""
    i, comma, end = named.end, False, named.end
    while i < min(end + 5, len(doc)) and _linking(doc[i]):
        comma = comma or doc[i].text in (",", "(") or doc[i].lower_ in _LYING
        i += 1
    if i == end or i >= len(doc):
        return ()
    if comma and doc[i].text in _class("postal") and i == end + 1:
        return tuple(e for e in lookup(fold(_class("postal")[doc[i].text])) if e.country == "USA")
    container = _longest(doc, i) if doc[i].text[:1].isupper() else None
    if container is None or (container.key == named.key and doc[i - 1].lower_ == "the"):
        return ()  # "the City of Athens, the Athens schools and others"
    called = container.end < len(doc) and doc[container.end].lower_ in _class("area")  # "Sucre in Cauca province"
    wide = ("C", "R", "A1", "A2") if comma or called else ("C", "R")
    return tuple(e for e in container.entries if e.kind in wide)


def _linking(token: Token) -> bool:
    if token.text[:1].isupper():
        return False
    joins = token.lower_ in (",", "(", "in", "the", "of", "province", "city", *_LYING)
    return joins or token.lower_.capitalize() in _class("direction")


@cache
def _class(name: str) -> dict[str, str]:
    return {r["word"]: r["value"] for r in table(WORDS) if r["class"] == name}


def _common(key: str) -> bool:
    """Tell a name that is an everyday word, such as the towns "Police", "Most" and "Hurricane"."""
    return key in common_words()
