"""Pronouns: who "he", "they", "its", "which", and in a quotation "we" and "I", stand for.

In: a pronoun and the chains so far. Out: the mentions it stands for, () where nobody fits.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span, Token

from onrecord.linking import syntax
from onrecord.linking.actors import Draft, Found
from onrecord.linking.memory import Memory

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
ME = frozenset({"i", "me", "my", "mine", "myself"})
_SENTENCES_BACK = 3
_GROUPS = frozenset({"state", "organisation", "armed_group", "collective"})


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
        several = _coordinated(chains, token)
        return several or _pick(chains, token, lambda d: d.kind in _GROUPS and (d.plural or d.kind != "state"))
    noun = syntax.antecedent(token)
    if noun is not None and noun.i < token.i:
        return tuple(_at(chains, token, f.actor) for f in chains.resolve(noun))
    return ()


def _at(chains: Memory, token: Token, actor: int) -> Found:
    return Found(actor, token.i, token.i + 1)


def _pick(chains: Memory, token: Token, fits: Callable[[Draft], bool]) -> tuple[Found, ...]:
    """Take the subject of the same clause or sentence, then that of the sentence before, then who was named last."""
    beside = syntax.coordinated_before(token)
    if beside is not None:
        found = [f for f in chains.resolve(beside) if fits(chains.drafts[f.actor])]
        if found:
            return (_at(chains, token, found[0].actor),)
    for sentence in _sentences_back(token):
        candidates = [
            (i, a)
            for i, a in chains.trail
            if sentence.start <= i < min(sentence.end, token.i)
            and fits(chains.drafts[a])
            and not _beside(chains, i, token)
            and (token.lower_ not in THEY or chains.drafts[a].plural or _is_subject(chains, i))
        ]
        if candidates:
            plural = token.lower_ in THEY
            best = min(
                candidates,
                key=lambda c: (
                    plural and not chains.drafts[c[1]].plural,
                    "JRN" in chains.drafts[c[1]].sector,
                    not _is_subject(chains, c[0]),
                    _depth(chains, c[0]),
                    -c[0],
                ),
            )
            return (_at(chains, token, best[1]),)
    return ()


def _is_subject(chains: Memory, i: int) -> bool:
    return syntax.is_subject(chains.doc[i])


def _depth(chains: Memory, i: int) -> int:
    token = chains.doc[i]
    return syntax.depth(token) if syntax.is_subject(token) else 0


def _beside(chains: Memory, i: int, token: Token) -> bool:
    """Tell whether a name stands in one clause with a pronoun that cannot mean it: "Ana Roe praised her"."""
    name = chains.doc[i]
    if token.tag_ == "PRP$" or name.head != token.head:
        # "Roe’s ally praised him": a possessor before another noun is open; its own head noun is not
        return False
    return syntax.is_subject(name) or syntax.is_subject(token)


def _sentences_back(token: Token) -> list[Span]:
    found, sentence = [token.sent], token.sent
    while len(found) <= _SENTENCES_BACK and sentence.start > 0:
        sentence = token.doc[sentence.start - 1].sent
        found.append(sentence)
    return found


def _coordinated(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Return the coordinated subjects of "Peru and Chile met. They signed", unless a plural is nearer."""
    for sentence in _sentences_back(token)[:2]:
        mentioned = [(i, a) for i, a in chains.trail if sentence.start <= i < min(sentence.end, token.i)]
        by_head: dict[int, list[int]] = {}
        for i, a in mentioned:
            if _is_subject(chains, i) and chains.drafts[a].kind in _GROUPS:
                by_head.setdefault(syntax.first_of_list(chains.doc[i]).i, []).append(a)
        for members in by_head.values():
            if len(set(members)) > 1:
                return tuple(_at(chains, token, a) for a in dict.fromkeys(members))
        if any(chains.drafts[a].plural for _, a in mentioned):
            return ()
    return ()
