"""Event drafts: what the codebook's patterns matched, with the words that tell it.

In: clauses and who can act. Out: drafts of kind event, agreement or measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.confidence import Form, confidence
from onrecord.coding.drafts import Draft
from onrecord.coding.events import Match, match
from onrecord.coding.others import other_party, owners
from onrecord.coding.reader import stacked
from onrecord.lexicon import table
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause, logical_subjects

IsActor = Callable[[int], bool]
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
    recipients = found.recipients or other_party(
        doc, clauses, clause, actors, is_actor, act=pattern.event_type, both=pattern.symmetric
    )
    given = {found.object} if pattern.object is not None and not pattern.object.actor else set()
    # "their cooperation" has one side; "sent engineers" goes to nobody named, least of all to the engineers
    recipients = tuple(i for i in recipients if i not in actors and (i in found.recipients or i not in given))
    recipients = with_members(doc, recipients, is_actor)
    if clause.kind == "nominal" and not (recipients or pattern.symmetric or pattern.kind == "agreement"):
        actors, recipients = _of_stack(doc[clause.head], pattern.event_type, actors, is_actor)
    if pattern.kind == "measure" and not actors:
        # "the removal of a UN embargo", "lifted EU sanctions": who imposed it stands before it
        # of "Peru's Chad embargo" Peru did
        whose = [t.i for o in clause.objects for t in en.possessors(doc[o])]
        actors = tuple(i for i in whose or owners(doc, clause.objects) if is_actor(i))
        recipients = tuple(i for i in recipients if i not in actors)
    if pattern.kind == "agreement":
        actors = tuple(dict.fromkeys((*actors, *(i for i in _parties(doc, clauses, found.head) if is_actor(i)))))
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


def with_members(doc: Doc, heads: tuple[int, ...], is_actor: IsActor) -> tuple[int, ...]:
    """Put who is said to be one of a number beside them: "[Ana Roe] was among [the teachers] who were arrested"."""
    found: list[int] = []
    for i in heads:
        preposition = en.governing_preposition(doc[i])
        if preposition is not None and preposition.lower_ == "among" and preposition.head.lemma_ == "be":
            found += [t.i for t in logical_subjects(preposition.head) if is_actor(t.i)]
        found.append(i)
    return tuple(dict.fromkeys(found))


def _of_stack(
    noun: Token, act: str, actors: tuple[int, ...], is_actor: IsActor
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return who does it to whom by the names stacked before an event noun: "EU Chad sanctions", "Peru's Chad policy".

    The first does it, the second bears it; of an attack a place in front is where it was: "Chad aid convoy attack".
    """
    named = [t for t in stacked(noun) if is_actor(t.i)]
    owned = [i for i in actors if i in {t.i for t in en.possessors(noun)}]
    behind = [t for t in named if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "NORP"]
    if owned and actors == tuple(owned):
        return actors, tuple(t.i for t in behind)
    if len(named) < 2 or named[-1] not in behind or not set(actors) <= {t.i for t in named}:
        return actors, ()
    placed = act == "ASSAULT" and named[0].ent_type_ in ("GPE", "LOC") and named[-1].pos_ == "NOUN"
    return () if placed else (named[0].i,), (named[-1].i,)


def _parties(doc: Doc, clauses: Sequence[Clause], head: int) -> list[int]:
    """Who is a party to an agreement by what is said around it: who has duties under it, who approves or breaks it.

    "[Chad's] obligations under the accord with Niger", "[Chad's parliament] ratified an accord signed in May".
    """
    token = doc[head]
    preposition = en.governing_preposition(token)
    if preposition is not None and preposition.lower_ == "under":
        return [t.i for t in en.possessors(preposition.head)]
    if not en.is_participle_modifier(token):
        return []
    binding = {lemma for r in table("agreement_stages") if r["pos"] == "verb" for lemma in r.many("lemma")}
    over = (c for c in clauses if token.head.i in c.objects and c.head != head and c.lemma in binding)
    return [i for c in over for i in c.subjects]


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
        definite = definite and not _is_superlative(noun)
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


def _is_superlative(noun: Token) -> bool:
    """Tell whether the noun is one singled out: "the worst attack", "the latest raid", "the first visit"."""
    return any(
        m.tag_ == "JJS" or m.lower_ in ("latest", "first", "new", "next", "second", "same")
        for m in en.premodifiers(noun)
    )
