"""Whether the verb beside a time expression looks back or ahead: "met on Friday", "will meet on Friday".

In: tokens of the text and, where there is one, spaCy's Doc. Out: a reader of the tense at a match.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Token as DocToken

from onrecord.lexicon import words
from onrecord.linking.timegrammar import WORDS, Line, Match
from onrecord.linking.timesense import Tense
from onrecord.reading import english
from onrecord.reading.english import NEGATORS

_AS_SOON = ("as soon as", "as early as", ", effective")
"""What says of a date that it is to come: "may leave as early as Tuesday", "was named chairman, effective May 1"."""
_BACK, _AHEAD = 14, 8
"""How many words to look back and ahead for "will" where there is no parse."""


def reader(tokens: Line, doc: Doc | None) -> Callable[[Match], Tense]:
    """Return what reads the tense at a match: from the parse, or from the words around it where there is none."""
    if doc is None or not doc.has_annotation("DEP"):
        return lambda m: _from_words(tokens, m)
    return lambda m: _from_parse(doc, tokens[m.first].start, tokens[m.stop - 1].end)


def _from_parse(doc: Doc, start: int, end: int) -> Tense:
    span = doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span else None
    before = doc[span.start - 1] if span and span.start else None
    if span is not None and doc[max(span.start - 3, 0) : span.start].text.lower().endswith(_AS_SOON):
        return "future"
    put_off = before is not None and before.lower_ in ("until", "till", "to", "for", "through")
    for _ in range(12):
        if token is None or token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            # "postponed the vote until May", but not "figures for May were postponed"
            put_off = put_off and span is not None and token.i < span.start
            return "future" if put_off and token.lemma_ in words(WORDS, **{"class": "PUTOFF"}) else _verb(token)
    return _verb(token) if token is not None and token.pos_ in ("VERB", "AUX") else None


def _verb(verb: DocToken) -> Tense:
    """Read one verb: "will meet", "is due to meet", "scheduled for Friday" look ahead; "met", "was met" look back."""
    helpers = [t for t in verb.children if t.i < verb.i]
    if any(t.tag_ == "MD" for t in helpers):
        if any(t.lemma_ == "have" for t in helpers):
            return "past"  # "would have met on Friday"
        return None if _failed(verb) else "future"
    if verb.lemma_ in words(WORDS, **{"class": "PLANS"}) and _looks_ahead(verb):
        return "future"
    if verb.tag_ == "VBN" and verb.lemma_ in words(WORDS, **{"class": "LIKELY"}) and not _established(verb):
        return "future"
    if any(t.tag_ == "TO" for t in helpers):
        return _to(verb) if verb.head.lemma_ in words(WORDS, **{"class": "LIKELY"}) else None
    if verb.tag_ in ("VBD", "VBN") or any(t.tag_ == "VBD" for t in helpers):
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") or any(t.tag_ in ("VBZ", "VBP") for t in helpers) else None


def _failed(verb: DocToken) -> bool:
    """Tell "he could not be reached on Friday", "neither of them could be found": a try gone by, and none to come."""
    could = any(t.lower_ == "could" for t in english.auxiliaries(verb))
    subjects = english.subject_children(verb)
    return could and any(english.negation_of(t) or t.lower_ in NEGATORS for t in (verb, *subjects))


def _looks_ahead(verb: DocToken) -> bool:
    """Tell "plans to march on Friday" and "planned a march on Friday" from "planned on Friday to march"."""
    return verb.tag_ in ("VBZ", "VBP") or bool(english.objects(verb))


def _to(verb: DocToken) -> Tense:
    """Read "is due to expire on Friday" as coming and "had been due to expire on Friday" as gone by."""
    above = (verb.head, verb.head.head)
    return "past" if any(t.lower_ == "had" and t.tag_ == "VBD" for v in above for t in v.children) else "future"


def _established(verb: DocToken) -> bool:
    """Tell "a record set on Aug. 6" from "a trial set for Aug. 6"."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return verb.lemma_ == "set" and after is not None and after.lower_ in ("on", "in", "at")


def _from_words(tokens: Line, m: Match) -> Tense:
    """Look for the nearest "will", "due to" before the words; after them, where they open the sentence."""
    opening = True
    for i in range(m.first - 1, max(m.first - _BACK, -1), -1):
        token = tokens[i]
        opening = m.first - i <= 4
        if "SAID" in token.values:
            return "past"
        if "MODAL" in token.values or token.text.lower() in _likely():
            return "future"
        if "DOT" in token.values and token.text != tokens[i - 1].text:
            break
    if opening:
        for token in tokens[m.stop : m.stop + _AHEAD]:
            if "MODAL" in token.values:
                return "future"
            if "SAID" in token.values or "DOT" in token.values:
                break
    return None


@cache
def _likely() -> frozenset[str]:
    """Return the forms of "expect", "schedule": the words around a date are read without a lemmatizer."""
    return frozenset(w + end for w in words(WORDS, **{"class": "LIKELY"}) for end in ("", "s", "d", "ed"))
