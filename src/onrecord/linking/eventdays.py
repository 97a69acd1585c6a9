"""When a report says that an event was: "the ceasefire of May 3", "the vote on Tuesday", "was shot on April 20".

In: a parsed report, its tokens, and the stretches of it that are dates. Out: for "two days after the vote", what date
the report gives for the vote: beside the very words, else at the nearest mention before, else at the nearest after.

A noun and its verbs are one event (``event_nouns.csv``): "was shot on May 3 … a day after the shooting". Two that are
named differently are two: "the Oslo raid" has no date from "the raid in Lima on Friday".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Token as DocToken

from onrecord.lexicon import table, words
from onrecord.linking import syntax
from onrecord.linking.calendar import Period
from onrecord.linking.timegrammar import WORDS, Line, Match
from onrecord.linking.timesense import Beside
from onrecord.reading import english as en

Dated = tuple[int, int, Period]
"""First and last offset of the words of a date, and the date."""

_INDEFINITE = frozenset({"a", "an", "another", "any", "each", "every", "no", "some"})
"""What names no event that was told of before: "two days after a raid"."""


def asked(line: Line, every: Iterable[list[Match]]) -> bool:
    """Tell whether any match is told by an event, "days after", "eve of", so that the events are worth a look."""
    return any(_side(m, line) is not None for found in every for m in found)


def finder(doc: Doc, line: Line, dated: Sequence[Dated]) -> Callable[[Match], Beside | None]:
    """Return what finds the event beside a match, and its date."""
    mentions = [m for start, end, period in dated for m in _mentions(doc, start, end, period)]

    def beside(m: Match) -> Beside | None:
        direction = _side(m, line)
        if direction is None:
            return None
        link = line[m.stop]
        span = doc.char_span(link.start, link.end, alignment_mode="expand")
        event = syntax.introduced(span[-1]) if span else None
        return None if event is None else Beside(direction, _date(event, dated, mentions))

    return beside


def _side(m: Match, line: Line) -> int | None:
    """Return the side of the event that a time lies on, -1 for "two days before" and "the eve of"; None without one."""
    if m.stop >= len(line):
        return None
    link = line[m.stop]
    if "eve" in m.slots:
        return int(m.value("eve", "EVE")) if link.text.lower() == "of" else None
    return int(link.values["BESIDE"]) if "BESIDE" in link.values else None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A word for an event, and the date that hangs on it."""

    head: DocToken
    period: Period


def _mentions(doc: Doc, start: int, end: int, period: Period) -> Iterator[_Mention]:
    """Yield the nouns that a date hangs on, and the verb, with the nouns that the verb says have happened."""
    span = doc.char_span(start, end, alignment_mode="expand")
    node = span.root if span else None
    while node is not None and node.head != node:
        node = node.head
        if en.is_verb(node) and not en.is_preposition_like(node):
            if en.negation_of(node) is None:
                yield from (_Mention(head, period) for head in (node, *_happening(node)))
            return
        if en.is_noun(node):
            yield _Mention(node, period)


def _happening(verb: DocToken) -> Iterator[DocToken]:
    """Yield the nouns whose event a verb tells: "the vote was held on Tuesday", "the ceasefire signed on May 3"."""
    subjects = [o for s in en.subject_children(verb) for o in en.conjuncts(s)]
    if en.is_relative(verb) or en.is_participle_modifier(verb):
        subjects.append(verb.head)  # "the raid that killed six on Friday"
    if verb.lemma_ in words(WORDS, **{"class": "HAPPENS", "value": "object"}):
        yield from subjects if en.is_passive(verb) else en.objects(verb)
    elif verb.lemma_ in words(WORDS, **{"class": "HAPPENS", "value": "subject"}) and not en.is_passive(verb):
        yield from subjects


def _date(event: DocToken, dated: Sequence[Dated], mentions: Sequence[_Mention]) -> Period | None:
    own = next((p for start, end, p in dated if start <= event.idx < end), None)
    if own is not None:
        return own  # "two days after Friday"
    here = next((m.period for m in mentions if m.head == event), None)
    if here is not None:
        return here
    determiner = en.determiner(event)
    if determiner is not None and determiner.lower_ in _INDEFINITE:
        return None
    same = [m for m in mentions if _key(m.head) in _family(event) and not _named_apart(m.head, event)]
    nearest = min(same, key=lambda m: (m.head.i > event.i, abs(m.head.i - event.i)), default=None)
    return nearest.period if nearest else None


def _named_apart(one: DocToken, other: DocToken) -> bool:
    """Tell whether two mentions name different places or people: "the Oslo raid", "the raid in Lima"."""
    ours, theirs = _names(one), _names(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _names(event: DocToken) -> set[str]:
    heads = [event] if not en.is_verb(event) else [*en.subject_children(event), *en.objects(event)]
    return {t.lower_ for h in heads for t in h.subtree if t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME")}


def _key(word: DocToken) -> str:
    return f"{'verb' if en.is_verb(word) else 'noun'} {word.lemma_.lower()}"


def _family(event: DocToken) -> frozenset[str]:
    """Return the words for the same event: the noun, its verbs, and the nouns of those; for a verb its nouns."""
    return frozenset({_key(event)}) | _relatives().get(_key(event), frozenset())


@cache
def _relatives() -> dict[str, frozenset[str]]:
    nouns = {r["noun"]: r.many("verbs") for r in table("event_nouns")}
    found: dict[str, set[str]] = {}
    for noun, verbs in nouns.items():
        found[f"noun {noun}"] = {f"verb {v}" for v in verbs}
        found[f"noun {noun}"] |= {f"noun {n}" for n, own in nouns.items() if own and own[0] in verbs}
        for verb in verbs[:1]:
            found.setdefault(f"verb {verb}", set()).add(f"noun {noun}")
    return {word: frozenset(others) for word, others in found.items()}
