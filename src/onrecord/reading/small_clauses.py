"""Small clauses: what somebody is said to be, given or made to do after a verb, whatever the parser makes of it.

In: a verb. Out: tokens of its logical objects, with what is said of them.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading import english as en


def small_clause(verb: Token, *, passive: bool) -> list[tuple[Token, Token]]:
    """Return who or what the verb's object is said to be, with the words that say it.

    "found [the trader] [guilty]", "called [the minister] [a liar]", "let [the activist] [free]"; of a passive verb the
    subject is what it is said of: "[the trader] was found [guilty]".
    """
    said_of = [c for c in verb.children if c.dep_ in en.COMPLEMENTS and c.pos_ in ("ADJ", "NOUN", "PROPN")]
    found = [(s, said) for said in said_of for c in en.subject_children(said) for s in en.conjuncts(c)]
    themes = en.subject_children(verb) if passive else en.children(verb, *en.OBJECTS)
    said_beside = en.attributes(verb) if passive else en.children(verb, "oprd")
    # "set the hostages free" is parsed as if freedom went along with the setting
    said_beside += [c for c in verb.rights if c.dep_ == "advcl" and c.pos_ == "ADJ" and not list(c.children)]
    return found + [(t, said) for said in said_beside for theme in themes[:1] for t in en.conjuncts(theme)]


def before_adjectives(verb: Token) -> list[Token]:
    """Whom something is given, parsed as subject of its adjective: "allowed [the envoy] unhindered access"."""
    described = [m for o in en.objects(verb) for m in o.lefts if m.n_lefts and m.pos_ == "ADJ"]
    return [s for m in described for c in en.subject_children(m) for s in en.conjuncts(c)]


def told_to_act(verb: Token) -> list[Token]:
    """Whom the verb makes do something, where they are parsed as subject of the doing: "forced [the plane] to land"."""
    bound = [c for c in en.complement_clauses(verb) if en.is_infinitive(c)]
    return [s for c in bound for own in en.subject_children(c) for s in en.conjuncts(own) if own.dep_ != "expl"]


def said_as(said: list[tuple[Token, Token]]) -> tuple[tuple[str, int], ...]:
    """What an object is said to be stands as if behind "as": "branded them (as) traitors", "found him (as) guilty"."""
    return tuple(dict.fromkeys(("as" if en.negation_of(word) is None else "as not", word.i) for _, word in said))
