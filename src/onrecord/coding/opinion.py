"""The second layer: a trained classifier beside the codebook's patterns, each a check on the other.

In: event drafts that patterns made, and the clauses that none coded. Out: drafts whose confidence says how far the two
agree, and events of verbs that no pattern knows. A pattern's type stands: on sentences of other hands the codebook is
right more often than the classifier is where the two differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.classifier import NONE, Classifier, classifier
from onrecord.coding.drafts import Draft
from onrecord.coding.features import features
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
Range = tuple[int, int]
NEW = 0.7
"""From this probability on, a clause that no pattern knows is an event."""
TOWARDS = ("with", "to", "on", "against", "from", "at", "into", "for", "over", "toward", "towards", "of")


def second_opinion(
    doc: Doc, clauses: Sequence[Clause], drafts: Iterable[Draft], is_actor: IsActor, *, speech: Sequence[Range] = ()
) -> list[Draft]:
    """Return the drafts with the classifier's opinion taken in, and those that it adds, in text order.

    Args:
        speech: character ranges of the cues of statements: a speech act that is a deed, "accused", is a pattern's, and
            "told TASS that" is none.
    """
    model = classifier()
    judged = [_judged(doc, model, d) if d.act is not None else d for d in drafts]
    told = {c.head for c in clauses if any(start <= doc[c.head].idx < end for start, end in speech)}
    known = told | {i for d in judged for i in (d.head, *d.swallowed)}
    added = _added(doc, model, clauses, known, is_actor)
    return sorted([*judged, *added], key=lambda d: (d.head, d.kind))


def _judged(doc: Doc, model: Classifier, draft: Draft) -> Draft:
    found = model.probabilities(_features(doc, draft.head, draft.actors, draft.recipients, draft.act))
    return replace(draft, confidence=_rounded((draft.confidence + found.get(draft.act or NONE, 0.0)) / 2))


def _added(
    doc: Doc, model: Classifier, clauses: Sequence[Clause], coded: set[int], is_actor: IsActor
) -> Iterator[Draft]:
    """Yield events of verbs between two actors that no pattern coded; `coded` are the heads to leave alone."""
    for clause in clauses:
        actors = tuple(i for i in clause.subjects if is_actor(i))
        if clause.kind != "verbal" or clause.head in coded or not actors:
            continue
        recipients = _recipients(doc, clause, actors, is_actor)
        if not recipients:
            continue
        label, probability = model.best(_features(doc, clause.head, actors, recipients, None))
        if label != NONE and probability >= NEW:
            yield Draft(
                kind="event",
                act=label,
                head=clause.head,
                actors=actors,
                recipients=recipients,
                start=clause.start,
                end=clause.end,
                rule=model.name,
                confidence=_rounded(probability / 2),
            )


def _recipients(doc: Doc, clause: Clause, actors: Sequence[int], is_actor: IsActor) -> tuple[int, ...]:
    """Who stands on the other side: the object, whose it is, or after a preposition."""
    named = [i for i in (*clause.objects, *clause.indirects) if is_actor(i)]
    named = named or [i for i in clause.oblique(*TOWARDS) if is_actor(i)]
    owners = (t.i for o in clause.objects for t in en.owners(doc[o]))
    return tuple(dict.fromkeys(i for i in named or owners if is_actor(i) and i not in actors))


def _features(doc: Doc, head: int, actors: Sequence[int], recipients: Sequence[int], coded: str | None) -> list[str]:
    def first(heads: Sequence[int]) -> Token | None:
        return doc[heads[0]] if heads else None

    return features(doc[head], first(actors), first(recipients), coded)


def _rounded(confidence: float) -> float:
    return round(min(max(confidence, 0.05), 0.98), 2)
