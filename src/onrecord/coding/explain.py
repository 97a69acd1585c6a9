"""Why a clause is coded as it is, and why not otherwise: every codebook pattern that names its predicate.

In: a Doc that onrecord's components have read. Out: for each clause that patterns name, the pattern that fired and,
of each other one, the first thing that speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord import layer
from onrecord.codebook import Pattern, Words
from onrecord.coding.coded import coded
from onrecord.coding.events import Match, candidates, fit, fitting, match, readings
from onrecord.coding.folding import folded
from onrecord.coding.reader import IsActor, Reader, View
from onrecord.coding.transfers import transfers
from onrecord.linking.linked import Linked
from onrecord.reading.clauses import Clause, clauses

_MOST_WORDS = 5
_FITS = "it fits"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pattern that names a clause's predicate; `against` is empty where it made the clause's record."""

    pattern: Pattern
    against: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A clause by its predicate, as token index and words, and all patterns that name it, the nearest first."""

    head: int
    words: str
    patterns: tuple[Weighed, ...]


def explain(doc: Doc) -> tuple[Explained, ...]:
    """Return the clauses of a Doc that onrecord has read, in text order, each with the patterns of its predicate."""
    linked = layer.get(doc, "linking")
    names = Linked() if linked is None else Linked.from_plain(linked)
    return tuple(weigh(doc, clauses(doc), is_actor=names.names))


def weigh(doc: Doc, clauses: Sequence[Clause], *, is_actor: IsActor) -> Iterator[Explained]:
    """Do as `explain` for clauses and a test that says of a token whether it names somebody who can act."""
    reader = Reader(doc, clauses, is_actor)
    matched = {(m.head, m.rule) for m in match(doc, clauses, is_actor=is_actor)}
    made = folded(doc, clauses, coded(doc, clauses, is_actor))
    drafted = {d.head: d.rule for d in transfers(doc, clauses, made, is_actor)}
    for view in reader.views():
        named = {p.rule: (p, v) for v in readings(reader, view) for p in candidates(v.clause)}
        if not named:
            continue
        fits = fitting(reader, view)
        lost = {m.rule: _lost(m, fits[0], matched, drafted) for m in reversed(fits)}
        weighed = [Weighed(p, lost[p.rule] if p.rule in lost else _failed(reader, p, v)) for p, v in named.values()]
        words = " ".join((doc[view.clause.head].text, *view.clause.lemma.split()[1:]))
        yield Explained(view.clause.head, words, tuple(sorted(weighed, key=_nearness)))


def _nearness(weighed: Weighed) -> int:
    return 0 if not weighed.against else 1 if weighed.against.startswith(_FITS) else 2


def _lost(found: Match, best: Match, matched: set[tuple[int, str]], drafted: dict[int, str]) -> str:
    """Say why a pattern whose constraints hold made no record; nothing where it made one."""
    made = drafted.get(found.head)
    if made == found.rule:
        return ""
    if found is not best:
        return f"{_FITS} too, but {best.rule} fits better"
    if made is not None:
        return f"{_FITS}, but {made} makes the record, a transfer"
    if (found.head, found.rule) in matched:
        return f"{_FITS}, but nobody takes part"
    return f"{_FITS}, but another clause tells the same event"


def _failed(reader: Reader, pattern: Pattern, view: View) -> str:
    """Return the first constraint that fails: each is tried alone, by what tries them all together."""
    bare = replace(
        pattern,
        subject=None,
        object=None,
        not_subject=None,
        not_object=None,
        not_beside=None,
        purpose=None,
        content=None,
        with_=(),
        complement=frozenset(),
    )
    subjects, objects = view.subjects, reader.object_heads(view)
    wanted = (
        (replace(bare, subject=pattern.subject), "subject", subjects, pattern.subject),
        (replace(bare, object=pattern.object), "object", objects, pattern.object),
        (replace(bare, purpose=pattern.purpose), "purpose", _indices(reader.purposes(view)), pattern.purpose),
        (replace(bare, content=pattern.content), "content", _indices(reader.contents(view)), pattern.content),
    )
    for alone, role, heads, words in wanted:
        if words and fit(reader, alone, view) is None:
            return f"{_standing_there(reader.doc, role, heads)}; wanted: {_listed(words)}"
    unwanted = (
        (replace(bare, not_subject=pattern.not_subject), "subject", subjects),
        (replace(bare, not_object=pattern.not_object), "object", objects),
    )
    for alone, role, heads in unwanted:
        if fit(reader, alone, view) is None:
            return f"{_standing_there(reader.doc, role, heads)}, which it leaves out"
    if pattern.not_beside and fit(reader, replace(bare, not_beside=pattern.not_beside), view) is None:
        return f"the sentence names what it leaves out: {_listed(pattern.not_beside)}"
    for prepositions, words in pattern.with_:
        if fit(reader, replace(bare, with_=((prepositions, words),)), view) is None:
            heads = tuple(i for p, i in view.obliques if p in prepositions)
            where = f"phrase with “{'|'.join(prepositions)}”"
            return f"{_standing_there(reader.doc, where, heads)}; wanted: {_listed(words)}"
    if fit(reader, replace(bare, complement=pattern.complement), view) is None:
        return f"what follows is not of the form wanted: {', '.join(sorted(pattern.complement))}"
    return _unpeopled(reader, pattern, view)


def _unpeopled(reader: Reader, pattern: Pattern, view: View) -> str:
    for role, slots in (("actor", pattern.actor), ("recipient", pattern.recipient)):
        if role in pattern.requires and not reader.fill(slots, view):
            return f"nobody who can act stands where the {role} is looked for ({', '.join(slots)})"
    if "actors" in pattern.requires and len(reader.fill(pattern.actor, view)) < 2:
        return "it wants two who act, or more"
    if view.clause.kind == "verbal":
        return f"{_standing_there(reader.doc, 'subject', view.subjects)}, which cannot act"
    return "nobody takes part in it"


def _indices(tokens: Sequence[Token]) -> tuple[int, ...]:
    return tuple(t.i for t in tokens)


def _standing_there(doc: Doc, role: str, heads: Sequence[int]) -> str:
    found = ", ".join(f"“{doc[i].text}”" for i in dict.fromkeys(heads))
    return f"the {role} is {found}" if found else f"there is no {role}"


def _listed(words: Words) -> str:
    if words.none or words.any:
        return "none" if words.none else "any"
    named = [*(["somebody who can act"] if words.actor else []), *sorted(words.words)]
    more = len(named) - _MOST_WORDS
    return ", ".join(named[:_MOST_WORDS]) + (f" and {more} more" if more > 0 else "")
