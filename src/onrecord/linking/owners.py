"""Whose somebody is: "the Malian army", "the army of Mali", "its army", "forces of Mali or Niger", "the government".

In: a noun that describes somebody, and the chains so far. Out: its owners, each a state, an actor that is no state, or
only an adjective; and, for a body that nobody is said to own, the state that the report is about at that point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord import lexicon
from onrecord.linking import actors, envoys, names, spokespeople, syntax, titlewords
from onrecord.linking.actors import Description
from onrecord.linking.memory import Memory
from onrecord.reading import english

_NEAR = 60
"""How many tokens back a state is still the one that "the army" belongs to: about two sentences."""
_RULING = frozenset({"official", "authority", "leader", "lawmaker", "legislator", "policymaker", "policy maker"})
_BODIES_IN = frozenset({"GOV", "MIL", "COP", "LEG", "OPP"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is: a state's code, or an actor that is no state ("UN troops"), or only an adjective."""

    country: str | None = None
    actor: int | None = None
    adjective: str = ""
    entry: names.Entry | None = None


def owners(chains: Memory, token: Token, description: Description) -> list[Owner]:
    """Return whose the described actors are; several where the owners are coordinated, none where nobody is named."""
    if spokespeople.is_spokesperson(token) and (whom := spokespeople.spoken_for(chains, token)) is not None:
        return [] if whom.actor is None else [_body(chains, token, whom.actor)]
    before = chains.doc[_start(token) : token.i]
    found = _owners_among(chains, before) or _shared(chains, token)
    if found:
        return found
    for preposition, objects in _phrases(token):
        if preposition in ("in", "to") and envoys.is_sent(token):
            continue  # "the ambassador to Peru" is not Peruvian
        if preposition in ("of", "from", "for", "in", "to"):
            named = [o for n in objects for t in chains.sharing(n) if (o := _owner_by(chains, t)) is not None]
            named = [o for o in named if preposition in ("of", "for") or _can_be_in(o, description)]
            if named:
                return list(dict.fromkeys(named)) if preposition in ("of", "from", "in") else named[:1]
    adjective = next((t for t in before if _is_adjective(chains, t)), None)
    return [Owner(adjective=adjective.text)] if adjective is not None else []


def _owners_among(chains: Memory, before: Span) -> list[Owner]:
    return list(_coordinated(chains, [t for t in before if _owner_by(chains, t)]))


def _shared(chains: Memory, token: Token) -> list[Owner]:
    """Return the owners that a bare noun shares with whom it is coordinated with: "Kenyan police and [army]".

    Not with things: of "Kenyan missiles and intelligence" neither is somebody.
    """
    first = english.first_conjunct(token)
    bare = first != token and syntax.left_edge(token) == token.i and not any(True for _ in english.prepositions(token))
    if not bare or actors.describe(first) is None:
        return []
    return _owners_among(chains, chains.doc[_start(first) : first.i])


def _start(token: Token) -> int:
    """Return where the words before a noun begin; for "Peruvian army spokesman" all that stand before "army"."""
    start = syntax.left_edge(token)
    while spokespeople.before_spokesperson(token) and start > 0 and not token.doc[start].is_sent_start:
        before = token.doc[start - 1]
        if before.pos_ not in ("ADJ", "NOUN", "PROPN") and before.tag_ != "POS":
            break
        start -= 1
    return start


def _body(chains: Memory, token: Token, actor: int) -> Owner:
    """Return the one spoken for as the owner of "a spokesman for the ministry"."""
    draft = chains.drafts[actor]
    if draft.kind == "state":
        return Owner(draft.country)
    country = draft.country
    if country is None and set(draft.sector) & _BODIES_IN:
        # "a government spokesman in Lima" holds office there
        places = (t.i for p, t in english.prepositions(token) if p == "in")
        country = next((chains.matches[i].entry.country for i in places if i in chains.matches), None)
    return Owner(country, actor, draft.name)


def _phrases(token: Token) -> Iterator[tuple[str, list[Token]]]:
    """Yield each preposition after a noun with all that it governs: ("of", [Mali, Niger])."""
    grouped: dict[str, list[Token]] = {}
    for preposition, noun in english.prepositions(token):
        grouped.setdefault(preposition, []).append(noun)
    yield from grouped.items()


def _coordinated(chains: Memory, named: list[Token]) -> Iterator[Owner]:
    """Yield the first owner before a noun and those coordinated with it: "Malian and Nigerien troops"."""
    first = _owner_by(chains, named[0]) if named else None
    if first is None:
        return
    yield first
    for token in named[1:]:
        owner = _owner_by(chains, token) if syntax.coordinated_words(named[0], token) else None
        if owner is not None and owner.country not in (None, first.country):
            yield owner


def _is_adjective(chains: Memory, token: Token) -> bool:
    """Tell whether a capital marks whose somebody is: "Kurdish", "Sunni", "Baobab"."""
    opens = token.is_sent_start and token.ent_type_ != "NORP"
    if token.pos_ not in ("ADJ", "PROPN") or not token.text[:1].isupper() or opens:
        return False
    return not titlewords.is_title_word(token) and actors.describe(token) is None and not regional(token)


def _owner_by(chains: Memory, token: Token) -> Owner | None:
    if token.i in chains.matches:
        entry = chains.matches[token.i].entry
        if entry.country and (entry.kind in ("state", "collective") or actors.is_government(entry)):
            return Owner(entry.country, entry=entry)
        return Owner(entry.country, chains.actor_of(entry), entry.name, entry)
    if token.i in chains.named:
        draft = chains.drafts[chains.person(chains.named[token.i][0])]
        return Owner(draft.country) if draft.country else Owner(adjective=draft.name)
    if token.tag_ == "PRP$" or (english.is_possessor(token) and actors.describe(token)):
        found = chains.resolve(token)
        country = chains.drafts[found[0].actor].country if found else None
        return Owner(country) if country else None
    return None


def _can_be_in(owner: Owner, description: Description) -> bool:
    """Tell whether "in Mali" says whose somebody is: rebels and ministries, not reporters; no city does."""
    if owner.entry is None or owner.country is None:
        return False
    if owner.entry.form == "capital":  # "officials in Lima" hold office there, an ambassador in Lima is a guest
        return description.family == "collective" and description.noun in _RULING
    return bool(set(description.sector) & (_BODIES_IN | {"REB", "PRM"}))


def regional(token: Token) -> tuple[str, ...]:
    """Return the states that an adjective of a region may mean: "Arab"."""
    return next((r.many("iso3") for r in lexicon.table("regions") if r["word"] == token.text), ())


def state_meant(chains: Memory, token: Token) -> str | None:
    """Return the state whose "the government" or "the army" is meant where no owner is named.

    First the place that the sentence is set in ("In Brasilia, a senator said the government …"), then the state named
    last, if it is near, then the one that the report names most, then the country of the dateline or the outlet.
    """
    framed = _frame(chains, token)
    if framed is not None:
        return framed
    near = last_states(chains, token, 1, reach=_NEAR)
    if near:
        return chains.drafts[near[0]].country
    named = Counter(chains.drafts[a].country for i, a in chains.trail if chains.drafts[a].country in names.states())
    most = named.most_common(2)
    if most and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    last = last_states(chains, token, 1)
    return chains.drafts[last[0]].country if last else chains.home


def only_state(chains: Memory, token: Token) -> str | None:
    """Return the one state that the report has named so far, whose "the defence ministry" is where no other can be."""
    named = {chains.drafts[a].country for i, a in chains.trail if i < token.i}
    named = {c for c in named if c in names.states()} | ({chains.home} if chains.home else set())
    return next(iter(named)) if len(named) == 1 else None


def _frame(chains: Memory, token: Token) -> str | None:
    """Return the country of "In Brasilia, …" at the head of the token's sentence."""
    start = chains.sentences_back(token, 0)[0].start
    if start >= token.i or chains.doc[start].text not in ("In", "At"):
        return None
    for i in range(start + 1, min(start + 5, token.i)):
        if i in chains.matches:
            entry = chains.matches[i].entry
            return entry.country if entry.kind == "state" else None
    return None


def last_states(chains: Memory, token: Token, number: int, *, reach: int | None = None) -> list[int]:
    """Return the states named last before a token, in text order, none twice; `reach` is in tokens."""
    found = list[int]()
    for i, actor in reversed(chains.trail):
        country = chains.drafts[actor].country
        if i >= token.i or (reach is not None and i < token.i - reach) or syntax.is_locative(chains.doc[i]):
            continue
        if country and country in names.states() and len(found) < number:
            state = chains.actor_of(names.state_entry(country))
            if state not in found:
                found.append(state)
    return found[::-1]
