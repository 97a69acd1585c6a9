"""A capital as its government or as a place: "Lima’s pledge" and "talks with Lima", but "in Lima" and "visited Lima".

In: the tokens of a capital's name. Out: whether they name an actor.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from onrecord import lexicon
from onrecord.linking import syntax
from onrecord.reading import english


@cache
def _words(part: str, reading: str) -> frozenset[str]:
    return lexicon.words("capital_contexts", part=part, reading=reading)


def is_metonym(span: Span) -> bool:
    """Tell whether a capital's name stands for its state."""
    root = english.first_conjunct(span.root)
    if _opens_dateline(span) or _before_country(span):
        return False
    if english.is_possessor(span.root):
        return _noun(span.root.head) not in _words("noun", "place")
    if syntax.is_modifier(span.root):
        return _noun(span.root.head) in _words("noun", "government")
    preposition = english.governing_preposition(root)
    if preposition is not None:
        return _after(preposition)
    if english.is_object(root):
        return root.head.lemma_.lower() not in _words("verb", "place")
    return syntax.is_subject(root)


def _noun(token: Token) -> str:
    return str(token.lemma_.lower())


def _after(preposition: Token) -> bool:
    word, head = preposition.lower_, preposition.head
    if word in _words("preposition", "place"):
        return False
    if word in _words("preposition", "actor"):
        return True
    if word in ("of", "for"):
        return _noun(head) in _words("noun", "actor") | _words("noun", "government")
    if word == "from":  # "awaits an answer from Lima", but "fled from Lima", "a report from Lima"
        return _noun(head) in _words("noun", "sender")
    if word in ("to", "on"):
        motion = _words("verb", "motion") | _words("verb", "place")
        return _noun(head) not in motion and _noun(head) not in _words("noun", "place")
    return False


def _opens_dateline(span: Span) -> bool:
    """Tell whether the name stands before "–", "(Agency)" or ", May 3" at the start of a paragraph."""
    doc, before = span.doc, span.start - 1
    opens = before < 0 or doc[before].is_space
    after = doc[span.end].text if span.end < len(doc) else ""
    if span.text.isupper() and len(span.text) > 3 and after in ("–", "—", "-", "--", "(", ",", "/"):
        return True
    return opens and after in ("–", "—", "-", "--", "(", ",")


def _before_country(span: Span) -> bool:
    """Tell whether a country follows: "Lima, Peru" is a place."""
    doc, end = span.doc, span.end
    return (
        end + 1 < len(doc)
        and doc[end].text == ","
        and doc[end + 1].ent_type_ == "GPE"
        and end + 2 < len(doc)
        and (doc[end + 2].text in (",", ".") or doc[end + 2].is_space)
    )
