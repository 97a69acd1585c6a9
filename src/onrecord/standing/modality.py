"""How firm an event is: done, under way, promised, planned, possible, conditional, demanded, denied, not done.

In: the token that heads an event (verb, event noun, predicate adjective) in its parsed sentence. Out: `factuality`, a
number from -3 (certainly did not happen) over 0 (unknown) to 3 (certainly happened), and `Firmness`, the status with
the words that decide it. Both come from one walk from the event up to the main clause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.reading import english
from onrecord.records import Status
from onrecord.standing import marks, signatures, syntax
from onrecord.standing.marks import Judgement
from onrecord.standing.signatures import Entry, Signature
from onrecord.standing.syntax import Link

# From firm to open: of two statuses that meet, the later one wins. "Promised to consider selling" is possible.
_OPENNESS: tuple[Status, ...] = ("done", "under_way", "promised", "planned", "demanded", "possible", "conditional")
_REJECTING = frozenset({"refusal", "denial", "prevention"})
_NEGATIVE: tuple[Status, ...] = ("not_done", "denied")
# A sentence deeper than this is a parsing accident.
_DEPTH = 24


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm an event is, and the words that say so; all offsets are characters of the text."""

    status: Status
    presupposed: bool
    hedges: tuple[tuple[int, int], ...]
    negation: tuple[int, int] | None
    rule: str
    """The lexicon row (``lexicons/en/predicates.csv:12``) or the mark of the clause that decided; may be empty."""


def factuality(token: Token) -> float:
    """Return how certain it is that the event happened, from -3.0 (certainly not) to 3.0 (certainly)."""
    return max(-3.0, min(3.0, _judge(token, 0).value))


def firmness(token: Token) -> Firmness:
    """Return the status of the event headed by the token, with the hedging and negating words."""
    found = _judge(token, 0)
    negated = found.negation is not None and (found.value < 0 or found.status in _NEGATIVE)
    return Firmness(
        status=found.status or _plain_status(found.value),
        presupposed=found.presupposed,
        hedges=tuple(sorted({_span(t) for t in found.hedges})),
        negation=_span(found.negation) if found.negation is not None and (negated or found.status) else None,
        rule=found.rule,
    )


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token.text)


def _plain_status(value: float) -> Status:
    if value <= -0.5:
        return "not_done"
    return "done" if value >= 0.9 else "possible"


def _judge(token: Token, depth: int) -> Judgement:
    if depth > _DEPTH:
        return Judgement()
    if syntax.is_auxiliary(token):
        return _judge(token.head, depth + 1)
    carrier = syntax.copula(token)
    hold = syntax.link(token)
    if english.is_noun(token) and not english.is_verb(token):
        own = marks.of_noun(token)
        if carrier != token:
            own = _meet(marks.of_clause(carrier, hold), own)
    else:
        own = marks.of_clause(carrier, hold)
    around = _context(token, hold, depth)
    if around.presupposed and own.negation is None and english.is_noun(token):
        own = replace(own, status=None)
    return _meet(around, own)


def _context(token: Token, hold: Link | None, depth: int) -> Judgement:
    """Return what the surroundings make of the event."""
    if hold is None:
        return _main_clause(token)
    if (phrase := signatures.phrase(hold)) is not None:
        return _embed(phrase[0], phrase[1], _judge(phrase[1], depth + 1))
    if hold.marker is not None and hold.frames in (("clause",), ("inf", "npinf", "clause")):
        return _adverbial(token, hold, depth)
    entry = signatures.entry(hold)
    if entry is None and hold.preposition:
        entry, hold = _over_the_object(hold)
    if entry is not None:
        return _listed(entry, token, hold, depth)
    if hold.preposition:
        return _prepositional(token, hold, depth)
    return _unlisted(token, hold, depth)


def _listed(entry: Entry, token: Token, hold: Link, depth: int) -> Judgement:
    """Return what a governor makes of the event by its row in the lexicon."""
    governor = _judge(hold.head, depth + 1)
    name = entry.signature.name
    content = signatures.content_of(token) if hold.frames == ("np",) and name in _REJECTING else ""
    if content and depth == 0:
        # "rejected the request": the request was made
        return Judgement(value=2.4, presupposed=True, rule=entry.rule)
    if content and governor.value > 0:
        # "rejected claims that it had armed the rebels", but "denied a request to free the crew"
        status: Status = "denied" if content == "word" else "not_done"
        return Judgement(value=-2.2, status=status, negation=hold.head, rule=entry.rule)
    if name in ("factive", "ended") and hold.frames == ("np",) and governor.value < 0 and not syntax.is_definite(token):
        # "did not see an attack" presupposes none
        return governor
    return _embed(entry, hold.head, governor)


def _over_the_object(hold: Link) -> tuple[Entry | None, Link]:
    # "accused Chad of arming rebels": the parser hangs "of" on Chad, the row belongs to the verb
    head = hold.head
    if english.is_noun(head) and (english.is_object(head) or english.is_prepositional_object(head)):
        verb = head.head if english.is_object(head) else head.head.head
        above = replace(hold, head=verb)
        entry = signatures.entry(above)
        if entry is not None:
            return entry, above
    return None, hold


def _main_clause(token: Token) -> Judgement:
    root = english.first_conjunct(syntax.copula(token))
    if english.is_verb(root) and english.is_question(root):
        if english.has_question_word(root):
            return Judgement(value=2.2, rule="question about a circumstance")
        return Judgement(value=0.5, status="possible", rule="question")
    return Judgement()


def _adverbial(token: Token, hold: Link, depth: int) -> Judgement:
    entry = signatures.entry(hold) if "inf" in hold.frames else None
    if entry is None and hold.marker is not None:
        word = hold.marker.lower_
        before = hold.marker.nbor(-1).lower_ if hold.marker.i > 0 else ""
        entry = signatures.markers().get((f"{before} {word}", "clause")) or signatures.markers().get((word, "clause"))
        if entry is not None and marks.is_counterfactual(token, hold.head):
            return Judgement(value=-1.2, status="not_done", negation=hold.marker, rule=entry.rule)
        if entry is not None:
            return _marked(entry, token, hold.marker, _judge(hold.head, depth + 1))
    if entry is None:
        return Judgement()
    return _embed(entry, hold.head, _judge(hold.head, depth + 1))


def _marked(entry: Entry, token: Token, marker: Token, governor: Judgement) -> Judgement:
    """Return what a conjunction or preposition makes of the clause or noun that it opens."""
    name = entry.signature.name
    if name == "same":
        return governor if token.tag_ == "VBG" else Judgement(rule=entry.rule)
    if name == "later":
        if governor.status in (None, "done", "under_way") or english.is_noun(token):
            return Judgement(value=2.8, rule=entry.rule)
        # "refused to see him when he came" tells of a visit; "would see him when he came" may be said of one to come
        if governor.status in ("not_done", "denied") and syntax.is_past(token):
            return Judgement(value=2.8, rule=entry.rule)
        if marker.lower_ in ("once", "when"):
            return Judgement(value=1.2, status="conditional", rule=entry.rule)
        return Judgement(value=1.8, status="planned", rule=entry.rule)
    if name == "given":
        return Judgement(value=2.9, presupposed=True, rule=entry.rule)
    return _embed(entry, marker, governor if name == "purpose" else Judgement())


def _prepositional(token: Token, hold: Link, depth: int) -> Judgement:
    opens = "clause" if hold.frames[0] == "ing" else "phrase"
    entry = signatures.markers().get((hold.preposition, opens))
    purpose = entry is not None and entry.signature.name == "purpose"
    if entry is not None and hold.marker is not None and not (purpose and opens == "phrase"):
        return _marked(entry, token, hold.marker, _judge(hold.head, depth + 1))
    if opens == "clause":
        # "in rebuilding the port", "of selling it": as firm as what it goes with
        governor = _judge(hold.head, depth + 1)
        return replace(governor, value=governor.value * 0.8)
    return _noun_phrase(token, hold, depth)


def _unlisted(token: Token, hold: Link, depth: int) -> Judgement:
    """Return the default for a frame whose governor stands in no lexicon."""
    match hold.frames[0]:
        case "that":
            return Judgement(value=2.6, rule="clause under an unlisted word")
        case "inf" | "npinf":
            if hold.frames == ("inf", "same"):
                return Judgement(value=2.3, rule="noun before a noun")
            prospective = english.is_noun(hold.head) or english.is_passive(token)
            name = "purpose" if prospective else "unlisted"
            return _embed(Entry(signatures.signatures()[name], "infinitive"), hold.head, _judge(hold.head, depth + 1))
        case "part" if english.is_adverbial(token):
            # "did not hesitate, blaming Chad for the raid": told beside, not under, what is not done
            governor = _judge(hold.head, depth + 1)
            return governor if governor.status in (None, "done", "under_way") else Judgement(value=2.4)
        case "ing" | "part" | "same":
            return _judge(hold.head, depth + 1)
        case "topic":
            governor = _judge(hold.head, depth + 1)
            if governor.status is None:
                return Judgement(value=2.4)
            return Judgement(value=1.4, status=governor.status if governor.value > 0 else "possible")
        case "whether":
            entry = Entry(signatures.signatures()["question"], "indirect question")
            return _embed(entry, hold.head, Judgement())
        case "np" | "subj":
            return _noun_phrase(token, hold, depth)
        case _:
            return Judgement()


def _noun_phrase(token: Token, hold: Link, depth: int) -> Judgement:
    """Return how firm an event noun is that no row speaks about: "discussed the attack", "will suffer an attack"."""
    governor = _judge(hold.head, depth + 1)
    asserted = governor.status in (None, "done", "under_way") and governor.value > 0
    if asserted or syntax.is_definite(token) or (governor.value < 0 and hold.frames == ("subj",)):
        return Judgement(value=min(2.7, 2.3 + 0.1 * abs(governor.value)))
    return replace(governor, value=governor.value * 0.9)


def _embed(entry: Entry, head: Token, governor: Judgement) -> Judgement:
    """Apply the signature of a governing word, itself as firm as `governor`, to what it governs."""
    signature = entry.signature
    affirmed = governor.value >= 0
    hedges = (head,) if "hedge" in signature.effects else ()
    if "presupposed" in signature.effects and signature.name in ("factive", "given", "ended"):
        value = signature.affirmed if affirmed else signature.negated
        return Judgement(value=value, presupposed=True, rule=entry.rule)
    if "transparent" in signature.effects:
        if governor.status == "denied":
            return replace(governor, value=-1.4, rule=governor.rule)
        return Judgement(value=signature.affirmed if affirmed else signature.negated, hedges=hedges, rule=entry.rule)
    strength = governor.value / 3
    value = signature.affirmed * strength if affirmed else signature.negated * -strength
    status = signature.status_affirmed if affirmed else signature.status_negated
    negation = governor.negation
    if affirmed and "negation" in signature.effects:
        negation = head
    return Judgement(
        value=value,
        status=_passed_on(signature, status, governor),
        presupposed="presupposed" in signature.effects,
        hedges=(*governor.hedges, *hedges),
        negation=negation,
        rule=entry.rule,
    )


def _passed_on(signature: Signature, status: Status | None, governor: Judgement) -> Status | None:
    """Return the status of the complement where its governor has a status of its own."""
    outer = governor.status
    if outer == "denied":
        return "denied"
    if outer == "not_done" or outer is None:
        return status
    if outer == "under_way" and status is not None:
        # the planning is under way, the sale is planned
        return status
    return _more_open(outer, status)


def _more_open(one: Status, other: Status | None) -> Status:
    if other is None:
        return one
    if one in _NEGATIVE or other in _NEGATIVE:
        return one if one in _NEGATIVE else other
    return max(one, other, key=_OPENNESS.index)


def _meet(around: Judgement, own: Judgement) -> Judgement:
    """Join what the surroundings say with what the event's own clause says."""
    if own.negation is not None and own.negation == around.negation:
        # "no decision was made": one word negates verb and noun
        around = replace(around, value=abs(around.value), status=None)
    value = around.value * own.value / 3
    return Judgement(
        value=value,
        status=_joint_status(around.status, own.status, value),
        presupposed=around.presupposed,
        hedges=(*around.hedges, *own.hedges),
        negation=own.negation or around.negation,
        rule=around.rule if around.status or not own.rule or around.presupposed else own.rule,
    )


def _joint_status(around: Status | None, own: Status | None, value: float) -> Status | None:
    if around == "denied":
        return "denied"
    if around == "not_done":
        return "not_done" if value < 0 else None
    if own == "not_done":
        # "promised not to attack" stays a promise, with its negation; "plans not to attack" is not done
        return around if around in ("promised", "demanded", "possible", "conditional") else own
    if around is None or own is None:
        return around or own
    return _more_open(around, own)
