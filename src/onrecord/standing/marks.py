"""What the event's own clause says of it: tense, aspect, modals, negation, adverbs, adjectives.

In: the verb or noun that heads the event, and how it hangs in the sentence. Out: a `Judgement`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.reading import english
from onrecord.records import Status
from onrecord.standing import polarity, syntax
from onrecord.standing.signatures import modals
from onrecord.standing.syntax import Link

_FIRST_PERSON = frozenset({"i", "we"})
_SOON = frozenset({"tomorrow", "tonight", "next", "soon", "shortly"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How certain it is (-3 certainly not to 3 certainly) that it happened; status None leaves it to the value."""

    value: float = 3.0
    status: Status | None = None
    presupposed: bool = False
    hedges: tuple[Token, ...] = ()
    negation: Token | None = None
    rule: str = ""


def of_clause(verb: Token, link: Link | None) -> Judgement:
    """Return what tense, aspect, modals, negation and adverbs of the verb's own clause say."""
    return _with_adverbs(_with_negation(_tense(verb, link), verb), verb)


def of_noun(noun: Token) -> Judgement:
    """Return what determiners and adjectives of an event noun say: "no attack", "the alleged attack"."""
    found = Judgement()
    negator = polarity.noun_negator(noun)
    if negator is not None:
        found = Judgement(value=-2.4, status="not_done", negation=negator, rule="negated noun")
    for word in english.premodifiers(noun):
        found = _certainty(found, word, "adj")
    return found


def _tense(verb: Token, link: Link | None) -> Judgement:
    carrier = verb
    if english.is_conjunct(verb) and polarity.shares_auxiliaries(verb):
        carrier = english.first_conjunct(verb)
    auxiliaries = english.auxiliaries(carrier)
    modal = next((a for a in auxiliaries if english.is_modal(a) and a.lower_ in modals()), None)
    if modal is not None:
        return _modal(carrier, modal, link)
    if syntax.condition(carrier) is not None and carrier.tag_ in ("VBZ", "VBP", "VB"):
        return Judgement(value=1.0, status="conditional", rule="if-clause")
    if _is_progressive(carrier, auxiliaries):
        return _progressive(carrier, auxiliaries, link)
    if carrier.tag_ == "VB" and (link is None or link.frames[0] in ("finite", "quote")):
        if syntax.has_to(carrier):
            # "Norway to Deliver Boats"
            return Judgement(value=1.9, status="planned", rule="headline infinitive")
        if not english.subject_children(carrier) and all(a.lower_ == "do" for a in auxiliaries):
            return Judgement(value=0.4, status="demanded", rule="imperative")
    if carrier.tag_ in ("VBZ", "VBP") and not auxiliaries:
        return Judgement(value=2.7, rule="present")
    return Judgement(rule="past" if carrier.tag_ == "VBD" else "")


def _modal(verb: Token, modal: Token, link: Link | None) -> Judgement:
    entry = modals()[modal.lower_]
    word, signature = modal.lower_, entry.signature
    hedges = (modal,) if "hedge" in signature.effects else ()
    perfect = any(a.lemma_ == "have" for a in english.auxiliaries(verb) if a.i > modal.i)
    if perfect and word in ("could", "should", "would", "ought", "'d", "’d"):
        # "could have stopped the sale" did not
        return Judgement(value=-1.2, status="not_done", negation=modal, rule=entry.rule)
    if perfect and word in ("must", "may", "might"):
        return Judgement(value=1.4 if word == "must" else 0.8, status="possible", hedges=(modal,), rule=entry.rule)
    if syntax.condition(verb) is not None:
        return Judgement(value=signature.affirmed / 2, status="conditional", hedges=hedges, rule=entry.rule)
    status = signature.status_affirmed
    if status == "planned":
        if word in ("would", "'d", "’d") and not _backshifted(link):
            # "it would lift the embargo" with no past report above it leaves the condition unsaid
            status = "conditional"
        elif any(s.lower_ in _FIRST_PERSON for s in english.subject_children(verb)):
            status = "promised"
    return Judgement(value=signature.affirmed, status=status, hedges=hedges, rule=entry.rule)


def is_counterfactual(condition: Token, main: Token) -> bool:
    """Tell whether both clauses say that it did not come about: "if the dam had held, the town would have lived"."""
    past = condition.tag_ == "VBN" and any(a.lower_ in ("had", "'d", "’d") for a in english.auxiliaries(condition))
    auxiliaries = english.auxiliaries(main)
    return past and any(english.is_modal(a) for a in auxiliaries) and any(a.lower_ == "have" for a in auxiliaries)


def _backshifted(link: Link | None) -> bool:
    # "the minister said it would sell"; a relative clause or a clause of its own after such a report counts too
    return link is not None and ("that" in link.frames or "mod" in link.frames)


def _is_progressive(verb: Token, auxiliaries: list[Token]) -> bool:
    if verb.tag_ != "VBG" and not any(a.tag_ == "VBG" for a in auxiliaries):
        return False
    return any(a.lemma_ in ("be", "'s", "’s") for a in auxiliaries) or any(a.tag_ == "VBG" for a in auxiliaries)


def _progressive(verb: Token, auxiliaries: list[Token], link: Link | None) -> Judgement:
    if any(w.lower_ in _SOON for a in syntax.adverbs(verb) for w in (a, *a.children)):
        # "is leaving tomorrow"
        return Judgement(value=2.0, status="planned", rule="progressive with a future time")
    past = any(a.lower_ in ("was", "were") for a in auxiliaries)
    if past and not (link is not None and "that" in link.frames):
        return Judgement(value=2.8, rule="past progressive")
    return Judgement(value=2.7, status="under_way", rule="progressive")


def _with_negation(found: Judgement, verb: Token) -> Judgement:
    negator = polarity.clause_negator(verb)
    if negator is None:
        return found
    if found.status == "not_done":
        return replace(found, value=-found.value, status=None, negation=None)
    modal = modals().get(_modal_word(verb))
    if modal is not None:
        value, status = modal.signature.negated, modal.signature.status_negated
        return replace(found, value=value, status=status, negation=negator)
    if found.status == "demanded":
        return replace(found, value=-1.0, negation=negator)
    # "has no doubt": whether the verb or only its object is denied stays open, so the number is near the middle
    value = -0.8 if english.is_object(negator.head) else -2.2
    return replace(found, value=value, status="not_done", negation=negator, rule=found.rule or "negation")


def _modal_word(verb: Token) -> str:
    carrier = english.first_conjunct(verb) if polarity.shares_auxiliaries(verb) else verb
    return next((a.lower_ for a in english.auxiliaries(carrier) if english.is_modal(a)), "")


def _with_adverbs(found: Judgement, verb: Token) -> Judgement:
    for adverb in syntax.adverbs(verb):
        found = _certainty(found, adverb, "adv")
    return found


def _certainty(found: Judgement, word: Token, pos: str) -> Judgement:
    row = next((r for r in lexicon.table("certainty") if r["word"] == word.lower_ and r["pos"] == pos), None)
    if row is None or found.value < 0:
        return found
    hedged = replace(found, hedges=(*found.hedges, word), rule=row.rule)
    match row["class"]:
        case "hearsay":
            return replace(hedged, value=min(found.value, 1.6))
        case "maybe":
            return replace(hedged, value=min(found.value, 0.8), status="possible")
        case "likely":
            return replace(hedged, value=min(found.value, 1.6), status="possible")
        case "planned":
            return replace(found, value=min(found.value, 1.9), status="planned", rule=row.rule)
        case "promised":
            return replace(found, value=min(found.value, 1.8), status="promised", rule=row.rule)
        case "ongoing":
            return replace(found, value=min(found.value, 2.8), status=found.status or "under_way", rule=row.rule)
        case "almost" | "failed":
            return replace(found, value=-1.4, status="not_done", negation=word, rule=row.rule)
        case _:
            return found
