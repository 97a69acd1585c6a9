"""Codes events: finds, for each clause, the most specific codebook pattern and who fills its roles.

In: a parsed `Doc`, its clauses (`onrecord.reading.clauses`), and a test that says of a token whether it names somebody
who can act. Out: matches as token indices; linking the tokens to actors and giving the standing is other rooms' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from onrecord import lexicon
from onrecord.codebook import Pattern, Words, codebook, reduce
from onrecord.reading import english
from onrecord.reading.clauses import Clause
from onrecord.records import Status

IsActor = Callable[[int], bool]
_DEFERRED = frozenset({"AGREE", "THREATEN"})
OF = frozenset({"of"})
# "shelled villages in Sudan", "the army's positions", "an offensive against rebels": who is hit through what is named
OWNED_BY = frozenset({"of", "in", "inside", "from", "by", "against"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A clause that a pattern codes; `actors` and `recipients` are token indices that `is_actor` accepted."""

    clause: int
    head: int
    pattern: Pattern
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    object: int | None
    confidence: float
    status: Status | None = None
    """What the predicate itself says of the standing: "pledged to send" is promised."""

    @property
    def event_type(self) -> str:
        """Return the unreduced PLOVER type, the deed itself."""
        return self.pattern.event_type

    @property
    def rule(self) -> str:
        """Return file and line of the pattern."""
        return self.pattern.rule


@dataclass(frozen=True, slots=True)
class View:
    """A clause as patterns see it; a light verb's participants are lent to its event noun ("launched an attack on")."""

    index: int
    clause: Clause
    subjects: tuple[int, ...]
    indirects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    light: bool = False


class Reader:
    """Fills slots and tests word constraints within one document."""

    def __init__(self, doc: Doc, clauses: Sequence[Clause], is_actor: IsActor) -> None:
        self.doc, self.clauses, self.is_actor = doc, clauses, is_actor
        self.by_head = {c.head: i for i, c in reversed(list(enumerate(clauses)))}
        self.verbs_over: dict[int, list[int]] = {}
        for i, c in enumerate(clauses):
            for o in c.objects if c.kind == "verbal" else ():
                self.verbs_over.setdefault(o, []).append(i)

    def views(self) -> list[View]:
        """Return the clauses with light verbs resolved."""
        # "war games", "attack helicopters": a noun before a noun names no event of its own
        tokens = (self.doc[c.head] for c in self.clauses)
        heads = [
            c.kind != "nominal" or t not in english.premodifiers(t.head)
            for c, t in zip(self.clauses, tokens, strict=True)
        ]
        return [self._view(i, c) for i, c in enumerate(self.clauses) if heads[i]]

    def _view(self, index: int, clause: Clause) -> View:
        plain = View(index, clause, clause.subjects, clause.indirects, clause.obliques)
        if clause.kind != "nominal":
            return plain
        for i in self.verbs_over.get(clause.head, ()):
            verb = self.clauses[i]
            if verb.lemma in lexicon.words("light_verbs"):
                subjects = tuple(s for s in verb.subjects if s != clause.head) or clause.subjects
                obliques = tuple(dict.fromkeys((*clause.obliques, *verb.obliques)))
                return View(i, clause, subjects, verb.indirects, obliques, light=True)
            if clause.subjects == verb.subjects:
                # "demanded a withdrawal": who demands it is not who withdraws
                return replace(plain, subjects=())
        return plain

    def satisfies(self, words: Words, head: int) -> bool:
        """Tell whether a token may stand where the words are asked for."""
        if words.any or (words.actor and self.is_actor(head)):
            return True
        token = self.doc[head]
        return not words.words.isdisjoint(_names(token)) or not words.words.isdisjoint(_contents(token))

    def object_heads(self, view: View) -> tuple[int, ...]:
        """Return the logical objects; of a noun also what stands before it: "arms deliveries"."""
        objects = view.clause.objects
        if view.clause.kind == "nominal":
            objects += tuple(t.i for t in english.premodifiers(self.doc[view.clause.head]))
        return objects

    def complements(self, view: View) -> list[Token]:
        """Return the heads of complement clauses, those after nouns and adjectives included."""
        head = self.doc[view.clause.head]
        found = [*view.clause.complements, *(t.i for t in english.complement_clauses(head))]
        # "pressed for Chad to leave" is parsed as an adverbial clause
        found += [
            t.i for t in head.children if english.is_adverbial(t) and any(m.lower_ == "for" for m in english.markers(t))
        ]
        return [self.doc[i] for i in sorted(set(found))]

    def fill(self, slots: tuple[str, ...], view: View) -> tuple[int, ...]:
        """Return who fills the first slot in which somebody stands."""
        for slot in slots:
            heads = self._slot(slot, view)
            if found := tuple(dict.fromkeys(a for h in heads for a in self._agents(h) if a != view.clause.head)):
                return found
        return ()

    def _slot(self, slot: str, view: View) -> tuple[int, ...]:
        first, _, rest = slot.partition(".")
        if rest:
            return self._nested(first, rest, view)
        if slot == "subject":
            return view.subjects
        if slot == "object":
            return view.clause.objects
        if slot == "indirect":
            return view.indirects
        if slot == "governor":
            return self._governor(view.clause.head)
        # the parser may hang the phrase on the object: "recalled its ambassador from Chile"
        return tuple(i for preposition, i in self.phrases(view) if preposition == slot)

    def phrases(self, view: View) -> tuple[tuple[str, int], ...]:
        """Return the phrases of the clause, for a verb those behind its objects: "sent [tonnes of maize to Chad]"."""
        if view.clause.kind != "verbal":
            return view.obliques
        return (*view.obliques, *self._behind(view))

    def _behind(self, view: View) -> Iterator[tuple[str, int]]:
        for o in view.clause.objects:
            for preposition, token in english.prepositions(self.doc[o]):
                yield preposition, token.i
                inner = english.prepositions(token) if preposition in OF else ()
                yield from ((p, t.i) for p, t in inner)

    def _nested(self, first: str, rest: str, view: View) -> tuple[int, ...]:
        if first == "complement":
            inner = [self.clauses[self.by_head[t.i]] for t in self.complements(view) if t.i in self.by_head]
            if rest == "subject":
                return tuple(i for c in inner for i in c.subjects)
            if rest == "object":
                return tuple(i for c in inner for i in c.objects)
            return tuple(i for c in inner for preposition, i in c.obliques if preposition == rest)
        if rest == "poss":
            return tuple(i for o in view.clause.objects for i in self._owners_before(o))
        return tuple(i for preposition, i in self._behind(view) if preposition == rest)

    def _owners_before(self, head: int) -> tuple[int, ...]:
        """Return whose the thing is: "Mali's decision", "Malian policy", and the doer of an event noun."""
        token = self.doc[head]
        inner = self.clauses[self.by_head[head]].subjects if head in self.by_head else ()
        return (*inner, *(t.i for t in english.owners(token)))

    def _governor(self, head: int) -> tuple[int, ...]:
        """Return the subjects of the clause that a phrase hangs on: "arrived in Cairo for talks"."""
        preposition = english.governing_preposition(self.doc[head])
        token = preposition.head if preposition is not None else None
        while token is not None and token.i not in self.by_head and token.head != token:
            token = token.head
        if token is None or token.i not in self.by_head:
            return ()
        return self.clauses[self.by_head[token.i]].subjects

    def _agents(self, head: int) -> tuple[int, ...]:
        """Return the head if it can act, or else who stands in its phrase: "Malian positions", "villages in Mali"."""
        if self.is_actor(head):
            return (head,)
        before = self._owners_before(head)
        behind = (t.i for preposition, t in english.prepositions(self.doc[head]) if preposition in OWNED_BY)
        return tuple(i for i in dict.fromkeys((*before, *behind)) if self.is_actor(i))


def match(doc: Doc, clauses: Sequence[Clause], *, is_actor: IsActor) -> tuple[Match, ...]:
    """Return the events that the codebook finds, at most one a clause, in the order of the clauses."""
    reader = Reader(doc, clauses, is_actor)
    found: dict[int, Match] = {}
    for view in reader.views():
        if best := fitting(reader, view):
            found[view.clause.head] = best[0]
    _drop_consumed(reader, found)
    _carry(reader, found)
    _lend_status(reader, found)
    _fuse(reader, found)
    return tuple(sorted(found.values(), key=lambda m: (m.clause, m.head)))


def fitting(reader: Reader, view: View) -> list[Match]:
    """Return the matches of all patterns that fit a clause, the best first."""
    found = (_try(reader, p, view) for p in candidates(view.clause))
    return sorted((m for m in found if m is not None), key=_rank, reverse=True)


def _try(reader: Reader, pattern: Pattern, view: View) -> Match | None:
    constraints = fit(reader, pattern, view)
    if constraints is None:
        return None
    actors = reader.fill(pattern.actor, view)
    recipients = tuple(i for i in reader.fill(pattern.recipient, view) if i not in actors)
    if not _peopled(pattern, view, actors, recipients, constraints):
        return None
    nominal = view.clause.kind == "nominal" and not view.light
    score = 0.45 + 0.1 * min(constraints, 3) + 0.1 * bool(actors) + 0.1 * bool(recipients) - 0.1 * nominal
    heads = reader.object_heads(view)
    wanted = next((o for o in heads if pattern.object and reader.satisfies(pattern.object, o)), None)
    return Match(
        clause=view.index,
        head=view.clause.head,
        pattern=pattern,
        actors=actors,
        recipients=recipients,
        object=wanted if wanted is not None else next(iter(view.clause.objects), None),
        confidence=round(min(score, 0.95), 2),
        status=pattern.status,
    )


def _peopled(
    pattern: Pattern, view: View, actors: tuple[int, ...], recipients: tuple[int, ...], constraints: float
) -> bool:
    """Tell whether enough roles are filled: "shares retreated" has a subject that cannot act, so it is no event."""
    if ("actor" in pattern.requires and not actors) or ("recipient" in pattern.requires and not recipients):
        return False
    if pattern.bare or actors:
        return True
    if view.clause.kind != "verbal":
        return bool(recipients)
    if recipients and constraints >= 1:  # "a court lifted the ban on Chad": the word asked for and the other side stand
        return True
    return pattern.subject is not None or not view.subjects or "subject" not in pattern.actor


def fit(reader: Reader, pattern: Pattern, view: View) -> float | None:
    """Return how many constraints hold (a listed word counts twice ``any``), or None where one fails."""
    score = 0.0
    for words, heads in ((pattern.subject, view.subjects), (pattern.object, reader.object_heads(view))):
        if words is None:
            continue
        if words.none:
            if view.subjects if words is pattern.subject else view.clause.objects:
                return None
        elif not any(reader.satisfies(words, h) for h in heads):
            return None
        score += 0.5 if words.any or words.none else 1.0
    for words, heads in ((pattern.not_subject, view.subjects), (pattern.not_object, reader.object_heads(view))):
        if words and any(not words.words.isdisjoint(_names(reader.doc[h])) for h in heads):
            return None
    for prepositions, words in pattern.with_:
        if not any(p in prepositions and reader.satisfies(words, i) for p, i in reader.phrases(view)):
            return None
        score += 0.5 if words.any else 1.0
    if pattern.complement:
        kinds = {_kind(t) for t in reader.complements(view)} or {"none"}
        if pattern.complement.isdisjoint(kinds):
            return None
        score += 0.5
    return score


def _kind(verb: Token) -> str:
    """Return the kind of a complement clause by its verb: "to leave", "leaving", "that they leave"."""
    if any(a.lower_ == "to" for a in english.auxiliaries(verb)):
        return "infinitive"
    return "gerund" if verb.tag_ == "VBG" and not english.subject_children(verb) else "clause"


def _names(token: Token) -> set[str]:
    """Return the lemmas that name a thing: head, what stands before it, and both together ("air strike")."""
    before = english.premodifiers(token)
    head = english.lemma(token)
    words = {head, token.lower_, *(t.lower_ for t in before), *(english.lemma(t) for t in before)}
    return words | {f"{t.lower_} {head}" for t in before}


def _contents(token: Token) -> set[str]:
    """Return what a quantity is of: "ten tonnes of grain", "a shipment of rifles"."""
    return {n for preposition, t in english.prepositions(token) if preposition in OF for n in _names(t)}


def _rank(found: Match) -> tuple[float, bool]:
    # of equals the one that names a mode, then (sorting keeps the order) the earlier line of the earlier file
    return (found.confidence, found.pattern.mode is not None)


def _drop_consumed(reader: Reader, found: dict[int, Match]) -> None:
    """Drop the event noun that a verb's pattern has used up: "suspended aid" is no AID.

    What somebody else does stays: "repelled the air strikes launched by Chad".
    """
    for head, verb in list(found.items()):
        consumed = verb.pattern.object is not None and not verb.pattern.object.any and verb.object not in (None, head)
        noun = found.get(verb.object or -1)
        if consumed and noun is not None and not (noun.actors and set(noun.actors).isdisjoint(verb.actors)):
            found.pop(noun.head)


def _carry(reader: Reader, found: dict[int, Match]) -> None:
    """Let a pledge give way to what is pledged, and a threat or refusal swallow what it is about."""
    for head in list(found):
        outer = found.get(head)
        if outer is None or outer.pattern.carries == "keep":
            continue
        view = View(outer.clause, reader.clauses[reader.by_head[head]], (), (), ())
        inner = [m for t in reader.complements(view) if (m := found.get(t.i))]
        deferred = [m for m in inner if _defers(outer, m)]
        for carried in deferred:
            found[carried.head] = _promised(outer, carried)
        for carried in (m for m in inner if m not in deferred):
            found.pop(carried.head)
            lent = outer.recipients or _others(carried.recipients, outer)
            found[head] = outer = replace(outer, recipients=lent)
        if deferred:
            found.pop(head)


def _defers(outer: Match, carried: Match) -> bool:
    # "agreed to send aid" is that aid, promised; "agreed to withdraw" stays AGREE, for a retreat to come is no retreat
    view = reduce(carried.event_type, outer.status or "promised")
    return outer.pattern.carries == "defer" and view in _DEFERRED


def _promised(outer: Match, carried: Match) -> Match:
    """Return the carried event as the outer one tells it: its status, and its people where the inner has none."""
    actors = carried.actors or outer.actors
    recipients = tuple(i for i in carried.recipients or outer.recipients if i not in actors)
    return replace(carried, actors=actors, recipients=recipients, status=outer.status or "promised")


def _lend_status(reader: Reader, found: dict[int, Match]) -> None:
    """Give event nouns the status of what governs them: the talks of "appealed for talks" are demanded, not held."""
    for head, outer in list(found.items()):
        if outer.status is None or outer.status == "done":
            continue
        clause = reader.clauses[reader.by_head[head]]
        for noun in (*clause.objects, *(i for preposition, i in clause.obliques if preposition in ("for", "on", "of"))):
            inner = found.get(noun)
            if inner is not None and inner is not outer and inner.status is None:
                found[noun] = replace(inner, status=outer.status)


def _others(indices: tuple[int, ...], than: Match) -> tuple[int, ...]:
    return tuple(i for i in indices if i not in than.actors)


def _fuse(reader: Reader, found: dict[int, Match]) -> None:
    """Make one event of a noun and the verb that tells its effect: "the air strikes killed ten people"."""
    for head, verb in list(found.items()):
        for subject in reader.clauses[reader.by_head[head]].subjects:
            noun = found.get(subject)
            if noun is not None and noun.event_type == verb.event_type and subject != head:
                found.pop(subject)
                actors = noun.actors or verb.actors
                recipients = tuple(dict.fromkeys((*verb.recipients, *noun.recipients)))
                mode = noun.pattern if noun.pattern.mode and not verb.pattern.mode else verb.pattern
                found[head] = replace(
                    verb, actors=actors, recipients=tuple(i for i in recipients if i not in actors), pattern=mode
                )


@cache
def _index() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    found: dict[tuple[str, str], list[Pattern]] = {}
    for pattern in (p for t in codebook() for p in t.patterns):
        kinds = (("verbal", pattern.verbs), ("nominal", pattern.nouns), ("adjectival", pattern.adjectives))
        for kind, lemmas in kinds:
            for lemma in sorted(lemmas):
                found.setdefault((kind, lemma), []).append(pattern)
    return {key: tuple(patterns) for key, patterns in found.items()}


def candidates(clause: Clause) -> tuple[Pattern, ...]:
    """Return the patterns that name the clause's predicate, by file and line."""
    return _index().get((clause.kind, clause.lemma), ())
