"""Pronouns: who "he", "they", "its", "which", and in a quotation "we" and "I", stand for.

In: a pronoun and the chains so far. Out: the mentions it stands for, () where nobody fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.linking import syntax
from onrecord.linking.actors import Draft, Found
from onrecord.linking.memory import Memory
from onrecord.linking.parties import parties
from onrecord.reading import english

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
ME = frozenset({"i", "me", "my", "mine", "myself"})
BOTH = frozenset({"two", "both"})
_SENTENCES_BACK = 3
_GROUPS = frozenset({"state", "organisation", "armed_group", "collective"})
_SEVERAL = frozenset({"organisation", "armed_group", "collective"})

Fits = Callable[[Draft], bool]


def resolve(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Return whom a pronoun of the third person or a relative pronoun stands for."""
    word = token.lower_
    if word in HE or word in SHE:
        return _pick(chains, token, lambda d: d.kind == "person" and d.woman is not (word in HE))
    if word in IT:
        if syntax.is_expletive(token):
            return ()
        return _pick(chains, token, lambda d: d.kind in _GROUPS and not d.plural)
    if word in THEY:
        several = parties(chains, token) or _listed_with(
            chains, token, _pick(chains, token, lambda d: d.plural or d.kind in _SEVERAL)
        )
        return tuple(_at(chains, token, a) for a in several)
    noun = syntax.antecedent(token)
    if noun is not None and noun.i < token.i:
        return tuple(_at(chains, token, f.actor) for f in chains.resolve(noun))
    return ()


def _listed_with(chains: Memory, token: Token, found: tuple[Found, ...]) -> list[int]:
    """Return whom "they" means, with those on one list: "asked [Peru and the rebels] to keep the truce they made"."""
    actors = [f.actor for f in found]
    names = [chains.doc[i] for i, a in chains.trail if a in actors and i < token.i]
    beside = syntax.listed(names[-1]) if names and syntax.stands_alone(names[-1]) else []
    others = [f.actor for t in beside for f in chains.resolve(t) if t.i < token.i]
    return list(dict.fromkeys(others + actors if others else actors))


def is_pair(token: Token) -> bool:
    """Tell whether "the two", "both" stands for two actors by itself: "The two signed", not "the two men"."""
    alone = syntax.is_subject(token) or english.governing_preposition(token) is not None
    bare = not any(True for _ in english.prepositions(token))
    return alone and bare and (token.lower_ == "both" or english.determiner(token) is not None)


def pair(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Return the two that "the two" or "both" takes up."""
    several = parties(chains, token)
    return tuple(_at(chains, token, a) for a in several) if len(several) == 2 else ()


def _at(chains: Memory, token: Token, actor: int) -> Found:
    return Found(actor, token.i, token.i + 1)


def _pick(chains: Memory, token: Token, fits: Fits) -> tuple[Found, ...]:
    """Take who is judged for the deed, then the subject of a clause around, then the most salient of each sentence.

    Salient is a subject before others, and who was named last; "they" prefers a plural.
    """
    beside = syntax.coordinated_before(token)
    if beside is not None and not chains.resolve(beside) and beside.pos_ == "NOUN":
        return ()  # "the deals and their terms"
    for group in ([beside] if beside is not None else [], _judged(token), _subjects_around(token)):
        for name in group:
            found = [f for f in chains.resolve(name) if fits(chains.drafts[f.actor])]
            if found and not (name.i < token.i and _beside(chains, name.i, token)):
                return (_at(chains, token, found[0].actor),)
    if token.lower_ == "it" and _goes_on_about_a_thing(chains, token):
        return ()
    for sentence in chains.sentences_back(token, _SENTENCES_BACK):
        found_here = [
            (i, a)
            for i, a in chains.trail
            if sentence.start <= i < min(sentence.end, token.i)
            and fits(chains.drafts[a])
            and not _beside(chains, i, token)
            and not ("JRN" in chains.drafts[a].sector and not syntax.is_subject(chains.doc[i]))
        ]
        if found_here:
            best, *others = sorted(found_here, key=lambda c: _order(chains, token, *c))
            if any(_is_rival(chains, token, best, other) for other in others):
                return ()
            return (_at(chains, token, best[1]),)
    return ()


def _is_rival(chains: Memory, token: Token, best: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether "he" may as well be the other: of two men who open a bridge together it is nobody for sure."""
    if other[1] == best[1] or token.lower_ not in HE | SHE:
        return False
    return _order(chains, token, *best)[:-1] == _order(chains, token, *other)[:-1]


def _goes_on_about_a_thing(chains: Memory, token: Token) -> bool:
    """Tell whether a sentence goes on about a thing: "The pact was signed in Lima. It bars missiles"."""
    here, *before = chains.sentences_back(token, 1)
    if not before or token.head != here.root or not syntax.is_subject(token):
        return False
    thing = syntax.topic(before[0])
    return thing is not None and thing.tag_ == "NN" and not chains.resolve(thing)


def _order(chains: Memory, token: Token, i: int, actor: int) -> tuple[bool | int, ...]:
    draft, name = chains.drafts[actor], chains.doc[i]
    subject = syntax.is_subject(name) or syntax.opens_sentence(name)
    # few are called a woman: one who is goes before those of whom nothing is said
    unsaid = token.lower_ in SHE and draft.woman is None
    plural = token.lower_ in THEY and not draft.plural
    # "freed Roe, a nephew of Lee": he is rather the one whom the verb is about
    beside = token.lower_ in HE | SHE and not subject and not english.is_object(english.first_conjunct(name))
    depth = syntax.depth(syntax.first_of_list(name)) if subject else 0
    return plural, "JRN" in draft.sector, unsaid, not subject, beside, depth, -i


def _judged(token: Token) -> Iterator[Token]:
    """Yield who is judged or punished for what the pronoun did: "The UN imposed sanctions on Iraq after it invaded"."""
    verb = token.head
    if not (english.is_subject(token) and english.is_adverbial(verb)) or verb.head.i > verb.i:
        return
    judge = verb.head
    thing = english.objects(judge)
    words = lexicon.words("judging_verbs")
    if english.lemma(judge) in words or any(t.lemma_.lower() in words for t in thing):
        parts = [o for t in (*thing, judge) for p, o in english.prepositions(t) if p in ("on", "against", "at", "to")]
        yield from (t for t in (*thing, *english.indirect_objects(judge), *parts) if t.i < token.i)


def _subjects_around(token: Token) -> Iterator[Token]:
    """Yield the subjects of the clauses around a pronoun, the nearest first: "Lima said Quito knew what it did"."""
    node, steps = token, 0
    while node.head != node and steps < 30:
        before, node, steps = node, node.head, steps + 1
        if not english.is_verb(node):
            continue
        for subject in english.subject_children(node):
            # "After it invaded, Peru …": the subject follows the clause
            ahead = subject.i > token.i and english.is_adverbial(before) and before.i < subject.i
            if (subject.i < token.i or ahead) and token != subject and not subject.is_ancestor(token):
                yield from english.conjuncts(subject)[:1]


def _beside(chains: Memory, i: int, token: Token) -> bool:
    """Tell whether a name stands in one clause with a pronoun that cannot mean it: "Ana Roe praised her"."""
    name = chains.doc[i]
    if token.tag_ == "PRP$" or syntax.first_of_list(name).head != token.head:
        # "Roe’s ally praised him": a possessor before another noun is open; its own head noun is not
        return False
    return syntax.is_subject(name) or syntax.is_subject(token)
