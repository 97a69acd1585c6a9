"""Event drafts: what the codebook's patterns matched, with the words that tell it.

In: clauses and who can act. Out: drafts of kind event, agreement or measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.confidence import Form, confidence
from onrecord.coding.drafts import Draft
from onrecord.coding.events import Match, match
from onrecord.lexicon import words
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
_TOWARDS = ("with", "to", "against", "on", "from", "toward", "towards", "for", "of", "in")
"""Prepositions that lead to the other party, the surest first: "ties with", "aid to", "sanctions against"."""

_FORMS: dict[str, Form] = {"verbal": "verb", "nominal": "noun", "adjectival": "adjective"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def coded(doc: Doc, clauses: Sequence[Clause], is_actor: IsActor) -> list[Draft]:
    """Return a draft for each clause that a codebook pattern codes, in text order."""
    found = [_draft(doc, clauses, m, is_actor) for m in match(doc, clauses, is_actor=is_actor)]
    told = with_antecedents(doc, found)
    return [d for d in told if d.actors or d.recipients or _is_single(doc[d.head])]


def _is_single(head: Token) -> bool:
    """Tell whether a noun without participants names one happening: "an attack in Kano", not "murder and fear"."""
    if en.is_verb(head):
        return True
    return en.determiner(head) is not None or bool(en.numbers(head)) or any(True for _ in en.prepositions(head))


def _draft(doc: Doc, clauses: Sequence[Clause], found: Match, is_actor: IsActor) -> Draft:
    pattern = found.pattern
    told_by = clauses[found.clause]
    clause = next((c for c in clauses if c.head == found.head), told_by)
    actors = found.actors
    recipients = found.recipients or _other_party(doc, clauses, clause, actors, is_actor, both=pattern.symmetric)
    given = {found.object} if pattern.object is not None and not pattern.object.actor else set()
    # "their cooperation" has one side; "sent engineers" goes to nobody named, least of all to the engineers
    recipients = tuple(i for i in recipients if i not in actors and (i in found.recipients or i not in given))
    if pattern.kind == "measure" and not actors:
        # "the removal of a UN embargo", "lifted EU sanctions": who imposed it stands before it
        actors = tuple(i for i in _owners(doc, clause.objects) if is_actor(i))
        recipients = tuple(i for i in recipients if i not in actors)
    thing = None if found.object is None else en.noun_phrase(doc[found.object])
    return Draft(
        kind=pattern.kind,
        act=pattern.event_type,
        mode=found.content or pattern.mode,
        contexts=pattern.contexts,
        cameo=None if found.content else pattern.cameo,  # the crosswalk has a finer one for the mode
        head=found.head,
        # "Chad and Niger met", "Chad met Niger": all who take part act, and who stands on the other side receives
        actors=tuple(dict.fromkeys((*actors, *recipients))) if pattern.symmetric else actors,
        recipients=recipients,
        object=thing,
        start=min(clause.start, told_by.start),
        end=max(clause.end, told_by.end),
        status=found.status,
        swallowed=found.swallowed,
        rule=found.rule,
        confidence=confidence(pattern, _FORMS[told_by.kind], sides=bool(actors) + bool(recipients)),
    )


def _other_party(
    doc: Doc, clauses: Sequence[Clause], clause: Clause, actors: tuple[int, ...], is_actor: IsActor, *, both: bool
) -> tuple[int, ...]:
    """Who stands in the predicate's own phrase where no role slot named a recipient.

    "opposes close ties with [Chad]", "committed to helping [Chad]'s navy", "[Chad] repelled the air strikes"; of what
    both sides do the other side is not looked for in what they say: "agreed that Chad should pay".
    """
    inner = [c for c in clauses if c.head in clause.complements]
    objects = [o for c in (clause, *inner) for o in c.objects if c.kind == "verbal"]
    others = (
        _towards(doc, objects or [clause.head]),
        _owners(doc, objects),
        _asked(doc, clauses, objects),
        _undergoers(doc, clause, clauses),
        [] if both else [t.i for c in inner for t in doc[c.head].subtree if t.i > c.head],
    )
    for tokens in others:
        parties = tuple(dict.fromkeys(i for i in tokens if is_actor(i) and i not in actors))
        if parties:
            return parties
    return ()


def _towards(doc: Doc, heads: Iterable[int]) -> list[int]:
    """The other party after the surest of the prepositions that hang on the heads."""
    inside = [pair for h in heads for pair in en.prepositions(doc[h])]
    return [t.i for preposition in _TOWARDS for p, t in inside if p == preposition]


def _owners(doc: Doc, heads: Iterable[int]) -> list[int]:
    return [t.i for h in heads for t in en.owners(doc[h])]


def _asked(doc: Doc, clauses: Sequence[Clause], objects: Sequence[int]) -> list[int]:
    """Who is to do what a noun asks for: "stressed the need for [Chad] to withdraw"."""
    asked = (c for c in clauses if doc[c.head].head.i in objects)
    return [i for c in asked if any(m.lower_ == "for" for m in en.markers(doc[c.head])) for i in c.subjects]


def _undergoers(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> list[int]:
    """Who has to bear an event: the subject of "repel", "suffer", of "in the face of"; the verbs are a lexicon."""
    if clause.kind != "nominal":
        return []
    borne = words("undergone_events")
    for governor in clauses:
        if clause.head in (*governor.objects, *governor.oblique("on", "from")) and governor.lemma in borne:
            return list(governor.subjects or _bearer(doc, governor, clauses))
    return []


def _bearer(doc: Doc, face: Clause, clauses: Sequence[Clause]) -> list[int]:
    """Who is "in the face of" something: the subject of the clause that the phrase hangs on."""
    token = doc[face.head]
    while token.head != token:
        token = token.head
        for clause in clauses:
            if clause.kind != "nominal" and token.i == clause.head and clause.subjects:
                return list(clause.subjects)
    return []


def with_antecedents(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Fill what a definite event noun leaves open from the event that it takes up again.

    "Chad bombed the port. … The bombing went on": Chad bombs; what is taken up stands earlier with the same noun.
    """
    done: list[Draft] = []
    for open_ in sorted(drafts, key=lambda d: d.head):
        draft = open_
        noun = doc[draft.head]
        determiner = en.determiner(noun)
        definite = not en.is_verb(noun) and determiner is not None and determiner.lower_ in _DEFINITE
        definite = definite and not en.is_superlative(noun)
        earlier = next((d for d in reversed(done) if _told_before(doc, d, draft)), None) if definite else None
        if earlier is not None:
            draft = replace(
                draft, actors=draft.actors or earlier.actors, recipients=draft.recipients or earlier.recipients
            )
        if draft.kind == "measure" and not draft.recipients:  # "The sanctions are to be lifted": those told before
            on = next((d.recipients for d in reversed(done) if d.kind == "measure" and d.recipients), ())
            draft = replace(draft, recipients=on)
        done.append(draft)
    return done


def _told_before(doc: Doc, earlier: Draft, draft: Draft) -> bool:
    """Tell whether an earlier draft is of the same deed with participants, by the same or a kindred noun."""
    same_noun = doc[earlier.head].lemma_.lower() == doc[draft.head].lemma_.lower()
    both_nouns = earlier.act == draft.act and not en.is_verb(doc[earlier.head])
    return earlier.act is not None and bool(earlier.actors) and earlier.act == draft.act and (same_noun or both_nouns)
