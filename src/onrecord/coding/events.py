"""Codes events: finds, for each clause, the most specific codebook pattern and who fills its roles.

In: a parsed `Doc`, its clauses (`onrecord.reading.clauses`), and a test that says of a token whether it names somebody
who can act. Out: matches as token indices; linking the tokens to actors and giving the standing is other rooms' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.codebook import Pattern, Words, codebook, content_mode, reduce
from onrecord.coding.phrasal import phrasal
from onrecord.coding.reader import IsActor, Reader, View
from onrecord.reading import english
from onrecord.reading.clauses import Clause
from onrecord.records import Status

NAMED = 0.9
"""What a constraint counts that anybody who can act satisfies; a listed word counts 1."""
_AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
_YIELDS: dict[str, frozenset[str]] = {
    # "pledged to send aid" is that aid, promised; "vowed to attack" a threat; "promised to withdraw" a concession
    "defer": frozenset({"AGREE", "CONCEDE", "THREATEN"}),
    # "agreed with Chad to deport traders" stays an agreement beside it: between the two nobody is threatened
    "accord": frozenset({"AGREE", "CONCEDE"}),
}
"""What a pledge gives way to, by the PLOVER view of what is pledged."""


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
    content: str | None = None
    """The mode by what is threatened, asked for or refused; None where the pattern names the mode itself."""
    swallowed: tuple[int, ...] = ()
    """Heads of what is threatened or refused, which is no event of its own."""

    @property
    def event_type(self) -> str:
        """Return the unreduced PLOVER type, the deed itself."""
        return self.pattern.event_type

    @property
    def rule(self) -> str:
        """Return file and line of the pattern."""
        return self.pattern.rule


def match(doc: Doc, clauses: Sequence[Clause], *, is_actor: IsActor) -> tuple[Match, ...]:
    """Return the events that the codebook finds, at most one a clause, in the order of the clauses."""
    reader = Reader(doc, clauses, is_actor)
    found: dict[int, Match] = {}
    for view in reader.views():
        if best := fitting(reader, view):
            found[view.clause.head] = best[0]
    _drop_consumed(reader, found)
    _enact(reader, found)
    _carry(reader, found)
    _lend_status(reader, found)
    _fuse(reader, found)
    return tuple(sorted(found.values(), key=lambda m: (m.clause, m.head)))


def fitting(reader: Reader, view: View) -> list[Match]:
    """Return the matches of all patterns that fit a clause, the best first."""
    found = (_try(reader, p, v) for v in readings(reader, view) for p in candidates(v.clause))
    return sorted((m for m in found if m is not None), key=_rank, reverse=True)


def _try(reader: Reader, pattern: Pattern, view: View) -> Match | None:
    constraints = fit(reader, pattern, view)
    if constraints is None:
        return None
    actors = reader.fill(pattern.actor, view)
    heads = reader.object_heads(view)
    wanted = next((o for o in heads if pattern.object and reader.satisfies(pattern.object, o)), None)
    # "sent engineers" goes to nobody named, least of all to the engineers
    given = () if wanted is None or _takes_object(pattern) else (wanted,)
    recipients = reader.fill(pattern.recipient, view, beside=(*actors, *given))
    if not _peopled(pattern, view, actors, recipients, constraints):
        return None
    nominal = view.clause.kind == "nominal" and not view.light
    # "took to court" says more than "took"
    phrasal = view.clause.lemma != reader.clauses[view.index].lemma and not nominal
    # "Chad and Niger held drills" says more than "Chad held drills"
    sides = bool(actors) + bool(recipients) + ("actors" in pattern.requires)
    score = 0.45 + 0.1 * (min(constraints, 3) + sides + phrasal - nominal)
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


def _takes_object(pattern: Pattern) -> bool:
    """Tell whether the object of a pattern is whom the deed meets, and no thing that is given or said."""
    return pattern.object is None or pattern.object.actor or "object" in pattern.recipient


def _peopled(
    pattern: Pattern, view: View, actors: tuple[int, ...], recipients: tuple[int, ...], constraints: float
) -> bool:
    """Tell whether enough roles are filled: "shares retreated" has a subject that cannot act, so it is no event."""
    needed = (("actor", len(actors) > 0), ("actors", len(actors) > 1), ("recipient", len(recipients) > 0))
    if not all(there for role, there in needed if role in pattern.requires):
        return False
    if pattern.bare or actors:
        return True
    if view.clause.kind != "verbal":
        return bool(recipients)
    if (
        recipients and constraints >= NAMED
    ):  # "a court lifted the ban on Chad": the word asked for and the other side stand
        return True
    return pattern.subject is not None or not view.subjects or "subject" not in pattern.actor


def fit(reader: Reader, pattern: Pattern, view: View) -> float | None:
    """Return how many constraints hold (a listed word counts twice ``any``), or None where one fails."""
    score = 0.0
    objects = reader.object_heads(view) if pattern.object or pattern.not_object else ()
    for words, heads in ((pattern.subject, view.subjects), (pattern.object, objects)):
        if words is None:
            continue
        if words.none:
            if view.subjects if words is pattern.subject else view.clause.objects:
                return None
        elif not any(reader.satisfies(words, h) for h in heads):
            return None
        score += _weight(reader, words, heads)
    for words, heads in ((pattern.not_subject, view.subjects), (pattern.not_object, objects)):
        if words and any(reader.lists(words, h) for h in heads):
            return None
    for prepositions, words in pattern.with_:
        standing = [i for p, i in reader.phrases(view) if p in prepositions and reader.satisfies(words, i)]
        if not standing:
            return None
        score += _weight(reader, words, standing)
    if pattern.purpose is not None:
        if not any(reader.aims_at(pattern.purpose, t) for t in reader.purposes(view)):
            return None
        score += 1.0
    if pattern.content is not None:
        if not any(reader.tells(pattern.content, t) for t in reader.contents(view)):
            return None
        score += 1.0
    if pattern.complement:
        kinds = {k for t in reader.complements(view) for k in _kinds(t)} or {"none"}
        if pattern.complement.isdisjoint(kinds):
            return None
        score += 0.5
    return None if pattern.not_beside is not None and reader.stands_beside(pattern.not_beside, view) else score


def _weight(reader: Reader, words: Words, heads: Sequence[int]) -> float:
    """Return what a constraint that holds counts: a listed word is nearer than anybody, anybody than anything."""
    if words.any or words.none:
        return 0.5
    return 1.0 if any(reader.lists(words, h) for h in heads) else NAMED


def _kinds(verb: Token) -> set[str]:
    """Return the kinds of a complement clause by its verb: "to leave", "leaving", "that he left", "that he leave"."""
    if english.is_infinitive(verb):
        return {"infinitive"}
    if verb.tag_ == "VBG" and not english.subject_children(verb):
        return {"gerund"}
    auxiliaries = english.auxiliaries(verb)
    if any(a.lower_ in _AHEAD for a in auxiliaries):
        return {"clause", "future"}
    return {"clause", "subjunctive"} if _is_subjunctive(verb, auxiliaries) else {"clause"}


def _is_subjunctive(verb: Token, auxiliaries: Sequence[Token]) -> bool:
    """Tell whether a clause says what is to be: "that Chad leave", "that it be heard", "that it should leave"."""
    first = auxiliaries[0] if auxiliaries else verb
    singular = any(s.tag_ in ("NN", "NNP") for s in english.subject_children(verb))  # a plural word tagged as a fact
    return first.tag_ == "VB" or first.lower_ == "should" or (first.tag_ == "VBP" and singular)


def _rank(found: Match) -> tuple[float, bool]:
    # of equals the one that names a mode, then (sorting keeps the order) the earlier line of the earlier file
    return (found.confidence, found.pattern.mode is not None)


def _drop_consumed(reader: Reader, found: dict[int, Match]) -> None:
    """Drop the event nouns that a verb's pattern has used up: "suspended aid" is no AID.

    What somebody else does stays: "repelled the air strikes launched by Chad"; and so does the other side of a phrase
    that tells more of the same: "left for Rabat for talks [with Chad]".
    """
    for head in list(found):
        for used in _used(reader, found[head]) if head in found else ():
            _use_up(reader, found, head, used)


def _use_up(reader: Reader, found: dict[int, Match], head: int, used: int) -> None:
    verb, noun = found[head], found.get(used)
    if noun is None or used == head:
        return
    # "reinforced its commitment": the verb's own
    named = {i for i in noun.actors if not english.is_possessive_pronoun(reader.doc[i])}
    if named and named.isdisjoint(verb.actors):
        return
    more = set(noun.recipients) - set(verb.recipients)
    if used != verb.object and noun.event_type == verb.event_type and more:
        return
    found.pop(used)
    if not verb.recipients:  # "reneged on the accord [with Chad]"
        found[head] = replace(verb, recipients=_others(noun.recipients, verb))


def _used(reader: Reader, verb: Match) -> list[int]:
    """Return the nouns that a pattern names: its object, and its phrases: "agreed on the [text] of a [deal]"."""
    pattern = verb.pattern
    used = [verb.object] if pattern.object is not None and not pattern.object.any and verb.object is not None else []
    phrases = reader.phrases(View.of(verb.clause, reader.clauses[verb.clause])) if pattern.with_ else ()
    for prepositions, words in pattern.with_:
        if not words.any:
            named = [i for p, i in phrases if p in prepositions and reader.satisfies(words, i)]
            used += [*named, *(t.i for i in named for p, t in english.prepositions(reader.doc[i]) if p == "of")]
    return used


def _enact(reader: Reader, found: dict[int, Match]) -> None:
    """Let a paper that is passed give way to what it does: "passed a law banning the party" is that ban."""
    for head, outer in list(found.items()):
        if outer.pattern.carries != "enact" or outer.object is None:
            continue
        provided = [m for t in reader.provisions(outer.object) if (m := found.get(t.i))]
        for does in provided:
            found[does.head] = replace(does, actors=outer.actors, swallowed=(*does.swallowed, head))
        if provided:
            found.pop(head)


def _carry(reader: Reader, found: dict[int, Match]) -> None:
    """Let a pledge give way to what is pledged, and a threat or refusal swallow what it is about.

    A decision is no event of its own: it lends its status to what is decided.
    """
    for head in list(found):
        if (outer := found.get(head)) is None:
            continue
        view = View.of(outer.clause, reader.clauses[reader.by_head[head]])
        bound = reader.complements(view)
        if outer.pattern.carries == "absorb" and outer.pattern.object is not None and outer.object is not None:
            bound += reader.content(view, outer.object)
        if outer.pattern.purpose is not None:
            bound += [t for t in reader.purposes(view) if reader.aims_at(outer.pattern.purpose, t)]
        inner = [m for i in sorted({t.i for t in bound}) if (m := found.get(i))]
        found[head] = outer = _with_content(outer, inner)
        if outer.pattern.carries in ("keep", "enact"):
            continue
        if outer.pattern.carries == "lend":
            found.pop(head)
            found.update({m.head: _promised(outer, m) for m in inner})
            continue
        deferred = [m for m in inner if _defers(outer, m)]
        for carried in deferred:
            found[carried.head] = _promised(outer, carried)
        for carried in (m for m in inner if m not in deferred):
            if outer.pattern.carries == "accord":
                found[carried.head] = _promised(outer, carried)
                continue
            found.pop(carried.head)
            lent = outer.recipients or _others(carried.recipients, outer)
            found[head] = outer = replace(outer, recipients=lent, swallowed=(*outer.swallowed, carried.head))
        if deferred:
            found.pop(head)


def _with_content(outer: Match, inner: Sequence[Match]) -> Match:
    """Return a threat, request or refusal with the mode that it has by its content: "threatened to arrest"."""
    if outer.pattern.mode is not None:
        return outer
    told = ((outer.event_type, m.event_type, (m.pattern.cameo, m.pattern.mode, *m.pattern.contexts)) for m in inner)
    return replace(outer, content=next((mode for about in told if (mode := content_mode(*about))), None))


def _defers(outer: Match, carried: Match) -> bool:
    view = reduce(carried.event_type, outer.status or "promised")
    return view in _YIELDS.get(outer.pattern.carries, ())


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


def readings(reader: Reader, view: View) -> list[View]:
    """Return a view and the same with each predicate of several words that patterns name: "looked [into]"."""
    if " " not in view.clause.lemma and view.clause.lemma not in _openers():
        return [view]
    phrases = phrasal(reader.doc, view.clause, lambda lemma: ("verbal", lemma) in _index())
    return [view, *(replace(view, clause=c, obliques=c.obliques) for c in phrases)]


@cache
def _openers() -> frozenset[str]:
    """Return the verbs that a known predicate of several words begins with."""
    return frozenset(lemma.partition(" ")[0] for kind, lemma in _index() if kind == "verbal" and " " in lemma)


def candidates(clause: Clause) -> tuple[Pattern, ...]:
    """Return the patterns that name the clause's predicate, by file and line."""
    return _index().get((clause.kind, clause.lemma), ())
