"""The other side of an event, where no slot of its pattern names one.

In: the clause of an event in its parsed text, and who can act. Out: the heads of whom it is done to or with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.lexicon import table, words
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause, logical_subjects

IsActor = Callable[[int], bool]
_TOWARDS = ("with", "to", "against", "on", "from", "toward", "towards", "for", "of", "in")
"""Prepositions that lead to the other party, the surest first: "ties with", "aid to", "sanctions against"."""
_WITH = ("with", "to")
_CONDITIONS = frozenset({"if", "unless", "until"})
_INSIDE = frozenset({"in", "inside", "within", "at", "under"})


def other_party(
    doc: Doc,
    clauses: Sequence[Clause],
    clause: Clause,
    actors: tuple[int, ...],
    is_actor: IsActor,
    *,
    act: str,
    both: bool = False,
    inside: bool = True,
) -> tuple[int, ...]:
    """Who stands in the predicate's own phrase where no role slot named a recipient.

    "opposes close ties with [Chad]", "committed to helping [Chad]'s navy", "[Chad] repelled the air strikes".

    Args:
        both: whether both sides do it; then it is not looked for in what they say: "agreed that Chad should pay".
        inside: whether to look in the complement, "is determined to help Chad", which may be an event of its own.
    """
    view = _View(doc, clauses, clause, is_actor)
    for tokens in view.tiers(act, both=both, inside=inside):
        parties = tuple(dict.fromkeys(i for i in tokens if is_actor(i) and i not in actors))
        if parties:
            return parties
    return ()


@dataclass(frozen=True, slots=True)
class _View:
    """The places where the other side of one clause may stand."""

    doc: Doc
    clauses: Sequence[Clause]
    clause: Clause
    is_actor: IsActor

    def tiers(self, act: str, *, both: bool, inside: bool) -> Iterator[Iterable[int]]:
        """Yield who stands in each place, the surest first."""
        doc, clause = self.doc, self.clause
        inner = [c for c in self.clauses if c.head in clause.complements]
        objects = [o for c in (clause, *inner) for o in c.objects if c.kind == "verbal"]
        yield clause.indirects
        yield _towards(doc, objects or [clause.head], _WITH if both else _TOWARDS)
        if not both:  # "discussed the Chad crisis" names no side
            yield owners(doc, objects)
            yield _asked(doc, self.clauses, objects)
            yield _authors(doc, clause)
            yield _within(doc, clause)
        yield _undergoers(doc, clause, self.clauses, act, self.is_actor)
        if inside and not both:
            yield [t.i for c in inner for t in doc[c.head].subtree if t.i > c.head]
            yield [t.i for o in clause.objects for c in en.complement_clauses(doc[o]) for t in c.subtree]
        if not both:
            yield _on_condition(doc, clause, self.clauses)


def _towards(doc: Doc, heads: Iterable[int], prepositions: Sequence[str]) -> list[int]:
    """The other party after the surest of the prepositions that hang on the heads."""
    inside = [pair for h in heads for pair in en.prepositions(doc[h])]
    return [t.i for preposition in prepositions for p, t in inside if p == preposition]


def owners(doc: Doc, heads: Iterable[int]) -> list[int]:
    """Return whose the things may be, by what stands before them: "Chad's", "Chadian"."""
    return [t.i for h in heads for t in en.owners(doc[h])]


def _asked(doc: Doc, clauses: Sequence[Clause], objects: Sequence[int]) -> list[int]:
    """Who is to do what a noun asks for: "stressed the need for [Chad] to withdraw"."""
    bound = {c.i for o in objects for c in doc[o].children}
    asked = (c for c in clauses if c.head in bound)
    return [i for c in asked if any(m.lower_ == "for" for m in en.markers(doc[c.head])) for i in c.subjects]


def _authors(doc: Doc, clause: Clause) -> list[int]:
    """Whose the thing is that a verb answers: "responded to an invitation by [Chad]", "replied to [Chad]'s letter"."""
    if clause.kind != "verbal":
        return []
    things = [doc[i] for i in (*clause.objects, *clause.oblique("to"))]
    return [t.i for o in things for t in (*en.owners(o), *(n for p, n in en.prepositions(o) if p == "by"))]


def _undergoers(doc: Doc, clause: Clause, clauses: Sequence[Clause], act: str, is_actor: IsActor) -> list[int]:
    """Who has to bear an event, by a lexicon: "[Chad] repelled the raid", "[Chad] signed despite criticism"."""
    if clause.kind != "nominal":
        return []
    borne = words("undergone_events", part="verb")
    for governor in clauses:
        if clause.head in (*governor.objects, *governor.oblique("on", "from", "to")) and governor.lemma in borne:
            return list(governor.subjects or _bearer(doc[governor.head], clauses))
    preposition = en.governing_preposition(doc[clause.head])
    if preposition is None:
        return []
    opener = preposition.head if preposition.lower_ == "of" else preposition
    rows = (r for r in table("undergone_events") if r["part"] == "phrase" and act in r.many("acts"))
    if opener.lower_ not in {r["word"] for r in rows}:
        return []
    if is_actor(opener.head.i):  # "[Chad], with aid from Niger, built a bridge"
        return [opener.head.i]
    return _bearer(opener, clauses)


def _on_condition(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> list[int]:
    """Who is to meet a condition: "will not sign until [Niger] withdraws", "will march unless [the mayor] goes"."""
    if clause.kind != "verbal":
        return []
    adverbial = (t for t in doc[clause.head].children if en.is_adverbial(t))
    conditions = {t.i for t in adverbial if any(m.lower_ in _CONDITIONS for m in en.markers(t))}
    return [i for c in clauses if c.head in conditions for i in c.subjects]


def _within(doc: Doc, clause: Clause) -> list[int]:
    """Who is where an event befalls the place: "[ten families] live in a village shelled by rebels"."""
    verb = doc[clause.head]
    if not (en.is_participle_modifier(verb) or en.is_relative(verb)):
        return []
    around = [p for i in clause.objects if (p := en.governing_preposition(doc[i])) is not None]
    inside = [p.head for p in around if p.lower_ in _INSIDE and en.is_verb(p.head)]
    being = words("undergone_events", part="within")
    return [s.i for v in inside if en.lemma(v) in being for s in logical_subjects(v)]


def _bearer(token: Token, clauses: Sequence[Clause]) -> list[int]:
    """Who is "in the face of" something: the subject of the clause that the phrase hangs on."""
    told = {c.head: c.subjects for c in clauses if c.kind != "nominal" and c.subjects}
    while token.head != token:
        token = token.head
        if token.i in told:
            return list(told[token.i])
    return []
