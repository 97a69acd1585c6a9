"""What the trained classifiers are asked about: predicates with those who take part, coded by a pattern or not.

In: clauses, the drafts that patterns made, and who can act. Out: candidates in text order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.coding.drafts import Draft
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
Range = tuple[int, int]
_COMMITTING = frozenset({"AGREE", "THREATEN", "REJECT"})
_TOWARDS = ("with", "to", "on", "against", "from", "at", "into", "for", "over", "toward", "towards", "of", "in")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate that may tell an event; numbers are token indices."""

    head: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    start: int
    end: int
    draft: Draft | None = None
    """What a codebook pattern made of it."""


def candidates(
    doc: Doc,
    clauses: Sequence[Clause],
    drafts: Iterable[Draft],
    is_actor: IsActor,
    *,
    speech: Sequence[Range] = (),
) -> list[Candidate]:
    """Return the drafts of events, and the verbal clauses without one in which somebody who can act takes part.

    Args:
        speech: character ranges of the cues of statements, which tell no event of their own.
    """
    found = [Candidate(d.head, d.actors, d.recipients, d.start, d.end, d) for d in drafts if d.act is not None]
    # "committed to [helping] Chad" is one event
    told = {c.head for c in found} | {i for c in found if c.draft for i in _matter(doc, c.draft)}
    cues = {i for start, end in speech for i in range(start, end)}
    for clause in clauses:
        # what is said tells the event, and patterns ask for it: "said that Chad was guilty"
        if clause.kind != "verbal" or clause.lemma == "say":
            continue
        if clause.head in told or doc[clause.head].idx in cues:
            continue
        actors = tuple(i for i in clause.subjects if is_actor(i))
        recipients = _recipients(doc, clause, actors, is_actor)
        if actors or recipients:
            found.append(Candidate(clause.head, actors, recipients, clause.start, clause.end))
    return sorted(found, key=lambda c: c.head)


def _matter(doc: Doc, draft: Draft) -> Iterator[int]:
    """Yield the predicates that a draft's own tells of: what it has swallowed, and what it commits itself to."""
    yield from draft.swallowed
    if draft.act in _COMMITTING:
        yield from (t.i for t in en.complement_clauses(doc[draft.head]))


def _recipients(doc: Doc, clause: Clause, actors: Sequence[int], is_actor: IsActor) -> tuple[int, ...]:
    """Who stands on the other side: the object, else who stands after a preposition, else whose the object is."""
    named = [i for i in (*clause.objects, *clause.indirects) if is_actor(i)]
    named = named or [i for i in clause.oblique(*_TOWARDS) if is_actor(i)]
    owners = (t.i for o in clause.objects for t in en.owners(doc[o]))
    return tuple(dict.fromkeys(i for i in named or owners if is_actor(i) and i not in actors))
