"""The second layer: a trained classifier beside the codebook's patterns, each a check on the other.

In: event drafts that patterns made, the clauses that none coded, and a classifier. Out: drafts with the type that both
layers together find likeliest where it is far likelier than the pattern's, with events of verbs that no pattern knows,
and with a confidence that says how likely type and actor are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc

from onrecord.codebook import codebook
from onrecord.coding.candidates import Candidate, candidates
from onrecord.coding.drafts import Draft
from onrecord.coding.others import other_party
from onrecord.coding.trust import NONE, Trust
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause
from onrecord.records import Status

IsActor = Callable[[int], bool]
Range = tuple[int, int]
OTHER = 0.8
"""From this probability on, another type takes the place of the pattern's."""
NEW = 0.5
"""From this probability on, a clause that no pattern knows is an event."""


class Judge(Protocol):
    """What every classifier of events can do."""

    @property
    def name(self) -> str:
        """Names model and version, as the rule of what it codes."""

    @property
    def trust(self) -> Trust:
        """How far it and the patterns are trusted."""

    def judge(self, doc: Doc, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Return the probability of each event type, and of none, for each candidate."""


def second_opinion(
    doc: Doc,
    clauses: Sequence[Clause],
    drafts: Iterable[Draft],
    is_actor: IsActor,
    judge: Judge,
    *,
    speech: Sequence[Range] = (),
) -> list[Draft]:
    """Return the drafts with the classifier's opinion taken in, and those that it adds, in text order.

    Args:
        speech: character ranges of the cues of statements: a speech act that is a deed, "accused", is a pattern's, and
            "told TASS that" is none.
    """
    given = list(drafts)
    asked = candidates(doc, clauses, given, is_actor, speech=speech)
    judged = [d for d in given if d.act is None]

    def sided(draft: Draft) -> Draft:
        clause = next(c for c in clauses if c.head == draft.head and c.kind == "verbal")
        others = other_party(doc, clauses, clause, draft.actors, is_actor, act=draft.act or NONE, inside=False)
        return replace(draft, recipients=draft.recipients or others)

    for candidate, words in zip(asked, judge.judge(doc, asked), strict=True):
        if candidate.draft is None:
            judged += map(sided, _added(doc, judge, candidate, words, given))
        else:
            judged.append(_judged(judge, candidate, candidate.draft, words))
    return sorted(judged, key=lambda d: (d.head, d.kind))


def _judged(judge: Judge, candidate: Candidate, draft: Draft, words: Mapping[str, float]) -> Draft:
    act = draft.act or NONE
    both = judge.trust.weigh(words, act, draft.confidence)
    other, probability = _likeliest(both)
    if other != act and probability >= OTHER:
        draft = replace(
            draft,
            act=other,
            mode=None,
            contexts=(),
            cameo=None,
            # "carried out [air strikes]" for "asked": a demand's standing goes with the demand, a promise's stays
            status=usual_status(other) or (None if usual_status(act) else draft.status),
            rule=f"{judge.name} for {draft.rule}",
        )
    sure = _sure(judge, candidate, both[other if other == draft.act else act], draft.confidence)
    return replace(draft, confidence=sure)


def _added(
    doc: Doc, judge: Judge, candidate: Candidate, words: Mapping[str, float], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield the event of a clause that no pattern coded, where it is likely one."""
    both = judge.trust.weigh(words, None, 0.0)
    label, probability = _likeliest(both)
    if probability < NEW or not candidate.actors or _is_told(doc, candidate, label, drafts):
        return
    things = [t for t in en.objects(doc[candidate.head]) if t.i not in candidate.recipients]
    yield Draft(
        kind="event",
        act=label,
        head=candidate.head,
        actors=candidate.actors,
        recipients=candidate.recipients,
        object=en.noun_phrase(things[0]) if things else None,
        start=candidate.start,
        end=candidate.end,
        status=usual_status(label),
        rule=judge.name,
        confidence=_sure(judge, candidate, probability, None),
    )


def _is_told(doc: Doc, candidate: Candidate, label: str, drafts: Sequence[Draft]) -> bool:
    """Tell whether a word of the clause tells the event by a pattern: "launched an [attack]".

    It is of the same type, or it is what the actor does by the verb: "announced [the deployment]".
    """
    inside = [d for d in drafts if d.act is not None and candidate.start <= d.head < candidate.end]
    objects = {t.i for t in en.objects(doc[candidate.head])}
    lent = (d for d in inside if d.head in objects and set(d.actors) & set(candidate.actors))
    return any(d.act == label for d in inside) or any(lent)


def _likeliest(both: Mapping[str, float]) -> tuple[str, float]:
    """Return the likeliest event type with its probability; of equals the first by name."""
    return max(((name, p) for name, p in sorted(both.items()) if name != NONE), key=lambda pair: pair[1])


def _sure(judge: Judge, candidate: Candidate, probability: float, structure: float | None) -> float:
    named = {"actor": bool(candidate.actors), "recipient": bool(candidate.recipients)}
    return round(min(max(judge.trust.confidence(probability, structure, **named), 0.01), 0.99), 2)


@cache
def usual_status(event_type: str) -> Status | None:
    """Return the standing that most patterns of a type give by themselves: *demanded* for REQUEST, None for ASSAULT."""
    found = Counter(p.status for t in codebook() if t.event_type == event_type for p in t.patterns)
    return found.most_common(1)[0][0]
