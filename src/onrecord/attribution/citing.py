"""Sources whom another source cites: "AFP reported the army had left, citing a minister", "quoted her as saying".

In: the cues of citing and the drafts so far. Out: the drafts, changed: the cited one has a draft of its own, with the
content of the one that cites, and inside it. A reason that is cited, "citing the heat", is nobody's word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.cues import Cue, frames_of, verb_rows
from onrecord.attribution.drafts import Draft, Range, characters, cut, trim, within
from onrecord.attribution.speakers import antecedent, is_agent, source_span, verb_speaker
from onrecord.lexicon import table, words
from onrecord.reading import english

_AFTER_SOURCE = re.compile(r"[\s,(–—-]*(?:(?:which|who|that|and)\s+)?(?:(?:had|has|have|also|then|in turn)\s+)*")
_RELAYED = re.compile(r"\s*,\s*(?:as\s+|was\s+)?")
_MARKS = re.compile(r"[\s,–—-]*")
_OPENING = re.compile(r"(?:[,;(–—-]|\b(?:and|which|who|that))\s*$")
_PIECE = 3
"""Letters that what is left of a content must have to be more than a scrap."""


def is_citing(cue: Cue) -> bool:
    """Tell whether the cue's verb can name another's source: "cite", "quote"."""
    return english.is_verb(cue.head) and cue.row["word"] in words("citing_verbs")


def cite(doc: Doc, text: str, cues: Sequence[Cue], drafts: list[Draft]) -> None:
    """Give those who are cited drafts of their own; `cues` are those of `is_citing`, `drafts` holds all so far."""
    rules = {row["word"]: row.rule for row in table("citing_verbs")}
    for cue in cues:
        own = next((d for d in drafts if d.cue is not None and within(_words(cue), d.cue)), None)
        saying = _saying(cue.head)
        if saying is not None:
            made = _relay(doc, text, cue, saying, drafts)
        elif cue.head.tag_ == "VBN" and syntax.agents(cue.head):
            made = _quoted_by(doc, text, cue, drafts)
        else:
            made = _cited(doc, text, cue, [d for d in drafts if d is not own], rules[cue.row["word"]])
        if made is not None:
            drafts[:] = [d for d in drafts if d is not own] + made


def take_over(drafts: Sequence[Draft]) -> None:
    """Copy the content of those whose words are cited, once it is settled."""
    for draft in drafts:
        if draft.echoes is not None:
            draft.pieces = list(draft.echoes.pieces)


def _words(cue: Cue) -> Range:
    return cue.head.idx, cue.head.idx + len(cue.head)


# "quoted the minister as saying"


def _saying(verb: Token) -> Token | None:
    """Return the verb of "as saying", "as telling reporters"."""
    for preposition in syntax.prepositions(verb):
        for word in syntax.preposition_objects(preposition) if preposition.lower_ == "as" else ():
            row = verb_rows().get(english.lemma(word))
            if word.tag_ == "VBG" and row is not None and "quote" in frames_of(row):
                return word
    return None


def _relay(doc: Doc, text: str, cue: Cue, saying: Token, drafts: Sequence[Draft]) -> list[Draft] | None:
    """Let the one who is quoted speak inside the statement of the one who quotes, where the text names that one."""
    verb = cue.head
    inner = next((d for d in drafts if d.cue is not None and d.cue[0] <= saying.idx < d.cue[1]), None)
    quoted = _who_is_quoted(verb)
    if inner is None or quoted is None:
        return None
    inner.speaker, inner.loose = characters(doc, *source_span(quoted)), False
    clauses = syntax.finite_clauses(verb)
    if not inner.pieces and clauses:
        inner.pieces, inner.frame = [characters(doc, *english.subtree_span(c)) for c in clauses], "that"
    quoting = verb_speaker(verb)
    if quoting is None:
        quoting = next((o for name, o in english.prepositions(saying) if name == "by"), None)
    whole = characters(doc, cue.start, cue.end)
    outer = None if quoting is None else _draft(whole, characters(doc, *source_span(quoting)), cue.row.rule)
    if outer is None:
        inner.cue = (min(whole[0], inner.cue[0]), inner.cue[1]) if inner.cue is not None else whole
    else:
        outer.echoes, inner.host, inner.opens = inner, outer, outer.low
    if not inner.pieces and (before := _clause_before(doc, text, verb, inner.low)) is not None:
        inner.pieces, inner.frame = [before], "that"
    return [] if outer is None else [outer]


def _clause_before(doc: Doc, text: str, verb: Token, low: int) -> Range | None:
    """Return the clause that a comma parts from the frame: "The road is open, the mayor was quoted as saying"."""
    start, end = english.sentence_span(verb)
    before = [t for t in doc[start:end] if t.idx < low]
    if len(before) < 4 or before[-1].text != "," or not any(english.is_verb(t) for t in before):
        return None
    return trim(text, (before[0].idx, before[-1].idx))


def _quoted_by(doc: Doc, text: str, cue: Cue, drafts: Sequence[Draft]) -> list[Draft] | None:
    """Put a statement inside that of who relays it: "“We agree,” the envoy said, quoted by the agency"."""
    agent = syntax.agents(cue.head)[0]
    start = cue.head.idx
    for inner in drafts:
        near = inner.cue is not None and _reports(inner) and inner.high <= start
        if near and _RELAYED.fullmatch(text, inner.high, start) and _can_be_cited(agent):
            outer = _draft(characters(doc, cue.start, cue.end), characters(doc, *source_span(agent)), cue.row.rule)
            outer.echoes, inner.host = inner, outer
            return [outer]
    return None


def _who_is_quoted(verb: Token) -> Token | None:
    if english.is_passive(verb):
        subject = syntax.passive_subject(verb)
        if subject is None and english.is_participle_modifier(verb):
            subject = verb.head
        return None if subject is None else antecedent(subject)
    return next(iter(english.objects(verb)), None)


# "reported, citing a minister, that"


def _cited(doc: Doc, text: str, cue: Cue, drafts: Sequence[Draft], rule: str) -> list[Draft] | None:
    """Return a draft of the cited source, inside the report that it is cited for; None where it is none of both."""
    verb = cue.head
    source = next(iter(english.objects(verb)), None)
    if source is None and english.is_attributive(verb) and verb.head.i > verb.i and english.is_noun(verb.head):
        source = verb.head  # "Quoting unnamed sources, the website said": the parser takes it for "quoting sources"
    if source is None or english.is_passive(verb) or not _can_be_cited(source):
        return None
    first, last = source_span(source)
    speaker = characters(doc, max(first, verb.i + 1) if verb.i < source.i else first, last)
    phrase = (_words(cue)[0], speaker[1])
    host = _host(doc, text, cue, phrase, drafts)
    if host is None:
        return None
    _mend(doc, text, verb, phrase, host)
    hole = (phrase[0] - len(_opening(text, phrase[0])), phrase[1])
    for draft in drafts:
        if draft.cue is not None and not within(draft.cue, hole):
            left = [trim(text, p) for piece in draft.pieces for p in cut(piece, [hole])]
            draft.pieces = [p for p in left if sum(c.isalnum() for c in text[p[0] : p[1]]) > _PIECE]
    return [_draft(_words(cue), speaker, rule, echoes=host, host=host)]


def _opening(text: str, at: int) -> str:
    """Return the mark or word that ties the phrase to what stands before it: ", ", ", which "."""
    found = ""
    while m := _OPENING.search(text, 0, at - len(found)):
        found = text[m.start() : at]
    return found


def _can_be_cited(noun: Token) -> bool:
    """Tell whether the noun is somebody or a paper that tells, and no reason: no "concerns", no "Clean Air Act"."""
    lemma = noun.lemma_.lower()
    if lemma in words("speaking_things") or noun.lower_ in words("label_sources"):
        return True
    return is_agent(noun) and lemma not in words("not_organisations")


def _host(doc: Doc, text: str, cue: Cue, phrase: Range, drafts: Sequence[Draft]) -> Draft | None:
    """Return the report that the source is cited for: of whose source the phrase hangs, else of whose cue."""
    start, end = english.sentence_span(cue.head)
    low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    here = [d for d in drafts if _reports(d) and d.cue is not None and low <= d.cue[0] < high]
    for draft in here:
        near = draft.speaker is not None and draft.speaker[1] <= phrase[0]
        if near and draft.speaker is not None and _AFTER_SOURCE.fullmatch(text, draft.speaker[1], phrase[0]):
            return draft
    if not _hangs_loose(cue.head, text, here):
        return _report_before(cue.head, low, drafts)
    after = [d for d in here if _MARKS.fullmatch(text, phrase[1], max(d.low, phrase[1])) and d.low >= phrase[1]]
    outer = [d for d in here if not any(within(d.cue, p) for o in here for p in o.pieces if d.cue is not None)]
    return next(iter([*after, *outer]), None)


def _reports(draft: Draft) -> bool:
    return draft.sense == "speech" and draft.quotable and draft.host is None and not draft.first_person


def _hangs_loose(verb: Token, text: str, here: Sequence[Draft]) -> bool:
    """Tell whether the verb is a free participle or a second verb of who reports: ", citing", "reported … and cited".

    "It had a letter citing two drivers" is the letter's.
    """
    before = text[: verb.idx].rstrip()
    if verb.tag_ == "VBG":
        return not before or before[-1] in ',.”"–—\n'
    tied = english.is_conjunct(verb) and not syntax.active_subject(verb)
    return tied and any(d.tense == verb.tag_ and d.cue is not None and d.cue[1] <= verb.idx for d in here)


def _report_before(verb: Token, low: int, drafts: Sequence[Draft]) -> Draft | None:
    """Return the report of the sentence before, for "It cited two officials.", which says for what."""
    subject = syntax.active_subject(verb)
    if subject is None or subject.lower_ != "it" or syntax.root_of(verb) != verb:
        return None
    start = english.sentence_span(verb.doc[subject.i - 1])[0] if subject.i else 0
    opens = verb.doc[start].idx
    before = [d for d in drafts if _reports(d) and d.cue is not None and opens <= d.cue[0] < low]
    outer = [d for d in before if not any(within(d.cue, p) for o in before for p in o.pieces if d.cue is not None)]
    return outer[-1] if outer else None


def _mend(doc: Doc, text: str, verb: Token, phrase: Range, host: Draft) -> None:
    """Give the host what the parser hung on the citing: "reported, citing two officials, that the port had closed"."""
    if host.cue is None:
        return
    clauses = syntax.finite_clauses(verb)
    if not host.pieces and not host.quoted:
        said = doc.char_span(*host.cue, alignment_mode="expand")
        head = None if said is None else next((t for t in said if english.is_verb(t)), None)
        clauses = clauses or ([c for c in syntax.finite_clauses(head) if c.i > head.i] if head is not None else [])
        if clauses:
            host.pieces, host.frame = [characters(doc, *english.subtree_span(c)) for c in clauses], "that"
    if host.speaker is None and host.cue[0] > phrase[1]:
        start = doc[english.sentence_span(verb)[0]].idx
        before = trim(text, (start, phrase[0]))
        tokens = doc.char_span(*before, alignment_mode="expand")
        # "State agency SANA, quoting a source, said": the parser may take the name for a verb
        if (
            tokens is not None
            and 0 < len(tokens) <= 8
            and (tokens[-1].text[:1].isupper() or english.is_noun(tokens[-1]))
        ):
            host.speaker, host.loose = before, False


def _draft(cue: Range, speaker: Range, rule: str, *, echoes: Draft | None = None, host: Draft | None = None) -> Draft:
    return Draft(
        cue=cue,
        speaker=speaker,
        pieces=[],
        sense="speech",
        stance="neutral",
        rule=rule,
        frame="cited",
        quotable=False,
        echoes=echoes,
        host=host,
    )
