"""Whether a clause or a noun phrase is negated, and by which word.

In: the verb or noun that heads it. Out: the negating token, None where nothing negates.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.reading import english
from onrecord.standing import syntax


def clause_negator(verb: Token) -> Token | None:
    """Return what negates the clause: "did not send", "no boats were sent", "sent no boats", "nobody sent"."""
    own = _adverb(verb)
    if own is not None:
        return own
    for noun in syntax.subject_and_object(verb):
        found = noun_negator(noun)
        if found is not None:
            return found
    if english.is_conjunct(verb) and syntax.coordinator(verb) == "nor":
        # "neither signs nor ratifies"
        return english.first_conjunct(verb)
    if english.is_conjunct(verb) and shares_auxiliaries(verb) and syntax.coordinator(verb) in ("and", "or", "nor"):
        # "did not pay or send": the second verb stands under the negation of the first
        return clause_negator(english.first_conjunct(verb))
    return None


def noun_negator(noun: Token) -> Token | None:
    """Return what negates the noun phrase: "no boats", "few boats", "nobody", "none of the boats"."""
    if noun.lower_ in lexicon.words("negators", pos="pron"):
        return noun
    for c in noun.children:
        if c.lower_ not in lexicon.words("negators", pos="det") or not noun_modifier(c):
            continue
        if c.lower_ in ("few", "little") and any(d.lower_ in syntax.DEFINITE | {"a"} for d in noun.children):
            # "a few boats" and "the few boats" are there
            continue
        return c
    return None


def noun_modifier(token: Token) -> bool:
    """Tell whether the token stands before the noun it hangs on: "no", "few"."""
    return token.i < token.head.i and token.pos_ in ("DET", "ADJ", "NUM", "CCONJ", "PRON")


def shares_auxiliaries(verb: Token) -> bool:
    """Tell whether a coordinated verb has neither subject nor auxiliary of its own: "will visit and sign"."""
    if english.subject_children(verb) or english.auxiliaries(verb):
        return False
    return verb.tag_ in ("VB", "VBN", "VBG") and verb.tag_ == english.first_conjunct(verb).tag_


def _adverb(verb: Token) -> Token | None:
    listed = lexicon.words("negators", pos="adv")
    for c in verb.children:
        if c.lower_.endswith(("n't", "n’t")) and english.is_verb(c) and c in english.auxiliaries(verb):
            # a tokenizer that keeps "hasn't" whole
            return c
        if c.lower_ in listed and c.pos_ in ("PART", "ADV", "CCONJ", "INTJ", "DET") and not _cancelled(c):
            if c.lower_ == "neither" and english.is_subject(c):
                continue
            if c.lower_ == "nor" and c.i > verb.i:
                # "does not own boats nor hire them": it negates what follows it
                continue
            return c
        # "no longer sells"
        if c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children):
            return c
    return None


def _cancelled(negator: Token) -> bool:
    # "not only sent but", "not least"
    if negator.i + 1 >= len(negator.doc):
        return False
    return negator.nbor().lower_ in lexicon.words("negators", pos="cancel")
