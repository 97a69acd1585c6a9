"""Sources that stand as labels: "Minister: Road Is Open", "…: ministry", "The Foreign Secretary said:" before a text.

In: a text, its layout, quotations and the drafts so far. Out: further drafts, and drafts whose block of words is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.drafts import Draft, Range, characters, spoken, trim
from onrecord.attribution.nearby import Nearby
from onrecord.attribution.quotes import Quote
from onrecord.attribution.speakers import is_agent, source_span, verb_speaker
from onrecord.lexicon import Row, table, words
from onrecord.reading import english
from onrecord.reading.layout import Layout

_FRONT = re.compile(r"(?P<source>[A-Z][^:\"“”\n]{1,60}?)\s*(?P<cue>:)\s+(?=\S)")
_BACK = re.compile(r"(?P<cue>:|\s[–—―-])\s+(?P<source>[^:\"“”\n]{2,40})$")
_SPEAKER_LINE = re.compile(r"(?P<source>[A-Z][A-Z.'’\-]+(?:\s[A-Z][A-Z.'’\-]+){0,3})(?P<cue>:)\s+(?=\S)")
_TURN = re.compile(r"[“\"]?(?P<source>[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3})(?P<cue>:)\s+(?=\S)")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My|us)\b")
_QUOTE_LINE = re.compile(r"(?P<source>[A-Z][^:\"“”\n.!?]{1,50}?)(?P<cue>:)\s+(?=[“\"])")
_LABEL_WORDS = 6
_HEADLINE_LENGTH = 160


def find_labels(doc: Doc, text: str, layout: Layout) -> Iterator[Draft]:
    """Yield the drafts of the headline and of a transcript's lines."""
    rows = {row["word"]: row for row in table("reporting_marks")}
    headline = layout.headline or next((p for p in layout.paragraphs[:1] if p[1] - p[0] < _HEADLINE_LENGTH), None)
    if headline is not None:
        yield from _headline(doc, text, headline, rows)
    turns = [m for p in layout.paragraphs if (m := _TURN.match(text, *p)) and p != headline]
    names = {m["source"].split()[-1] for m in turns}
    transcript = len(turns) > 2 and len(names) > 1 and len(names) < len(turns)
    for start, end in layout.paragraphs:
        turn = _TURN.match(text, start, end) if transcript else None
        if turn is not None:
            yield _draft(text, turn, (turn.end(), end), rows["NAME:"])
            continue
        m = _SPEAKER_LINE.match(text, start, end) or _QUOTE_LINE.match(text, start, end)
        if m and (start, end) != headline and _names_a_source(doc, m.span("source")):
            yield _draft(text, m, (m.end(), end), rows["NAME:"])


def _headline(doc: Doc, text: str, headline: Range, rows: dict[str, Row]) -> Iterator[Draft]:
    start, end = headline
    m = _FRONT.match(text, start, end)
    if m and _names_a_source(doc, m.span("source")):
        yield _draft(text, m, (m.end(), end), rows["Source:"])
        return
    back = _BACK.search(text, start, end)
    if back and _names_a_source(doc, back.span("source")) and len(text[start : back.start()].split()) > 2:
        yield _draft(text, back, (start, back.start()), rows[": source"])


def find_colons(doc: Doc, text: str, quotes: Sequence[Quote], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each quotation after a colon that no cue introduces: "Ana Roe put it bluntly: “…”"."""
    rows = {row["word"]: row for row in table("reporting_marks")}
    row = rows["verb: “…”"]
    for quote in quotes:
        before = text[max(0, quote.start - 12) : quote.start].rstrip()
        if not before.endswith((":", "put it,", "puts it,")):
            continue
        colon = text.rindex(before[-1], 0, quote.start)
        if any(_introduces(text, d, colon) for d in drafts):
            continue
        verb = _verb_before(doc, colon)
        if verb is None and (label := _label_before(doc, colon)) is not None:
            yield _label(doc, label, (colon, colon + 1), rows["LABEL: “…”"])
            continue
        head = verb_speaker(verb) if verb is not None else None
        if verb is not None and head is not None and is_agent(head) and head.idx < colon:
            yield spoken((verb.idx, verb.idx + len(verb)), characters(doc, *source_span(head)), [], row.rule, "quote")


def _introduces(text: str, draft: Draft, colon: int) -> bool:
    """Tell whether a cue of the same sentence stands before the colon."""
    if draft.cue is None or not draft.quotable or not colon - 90 < draft.cue[0] <= colon:
        return False
    return re.search(r"[.!?”\"]", text[draft.cue[1] : colon]) is None


def _verb_before(doc: Doc, colon: int) -> Token | None:
    """Return the main verb of the clause that a colon closes: the first with a subject, relative clauses left out."""
    span = doc.char_span(colon, colon + 1, alignment_mode="expand")
    if span is None:
        return None
    found = None
    for i in range(span.start - 1, max(span.start - 40, -1), -1):
        token = doc[i]
        if "\n" in token.text or token.text in (".", "?", "!", "”", '"', ";", "-", "–", "—"):
            break
        if english.is_verb(token) and not english.is_relative(token) and syntax.active_subject(token) is not None:
            found = token
    return found


def _label_before(doc: Doc, colon: int) -> Token | None:
    """Return who is named in a label without a verb: "More from the report: “…”", "Here’s Roe in May: “…”"."""
    span = doc.char_span(colon, colon + 1, alignment_mode="expand")
    if span is None:
        return None
    label: list[Token] = []
    for i in range(span.start - 1, max(span.start - 12, -1), -1):
        token = doc[i]
        if "\n" in token.text or token.text in (".", "?", "!", "”", '"', ";", "-", "–", "—"):
            break
        label.insert(0, token)
    if any(t.pos_ in ("VERB", "AUX") and t.lower_ not in ("’s", "'s") for t in label):
        return None
    for token in label:
        if token.ent_type_ in ("PERSON", "ORG") or token.lower_ in words("label_sources"):
            head = syntax.compound_head(token, label[-1].i)
            return head if english.is_noun(head) else None
    return None


def _label(doc: Doc, head: Token, cue: Range, row: Row) -> Draft:
    return spoken(cue, characters(doc, *english.noun_phrase(head)), [], row.rule, "quote")


def _names_a_source(doc: Doc, span: Range) -> bool:
    """Tell whether a label is somebody who can speak: a name, an office, "report", not "Live" or "Opinion"."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    if tokens is None or not 0 < len(tokens) <= _LABEL_WORDS or any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    last = tokens[-1].lemma_.lower()
    if last in words("label_sources") or tokens[-1].lower_ in words("label_sources"):
        return True
    # "Roe: Bridge Open": the body of the report calls Roe a person, or a body that can speak
    return any(e[-1].lower_ == tokens[-1].lower_ for e in doc.ents if e.label_ in ("PERSON", "ORG"))


def _draft(text: str, m: re.Match[str], content: Range, row: Row) -> Draft:
    cue = m.span("cue")
    if not text[cue[0]].strip():
        cue = (cue[0] + 1, cue[1])
    return spoken(cue, trim(text, m.span("source")), [trim(text, content)], row.rule, "label")


def add_blocks(text: str, layout: Layout, quotes: Nearby[Quote], drafts: Sequence[Draft]) -> list[Range]:
    """Give the unquoted words that follow "The Foreign Secretary said:" to that draft; return the ranges given.

    A government's statement runs to the end, or to its notes for editors; in other texts only paragraphs in the first
    person go on.
    """
    given: list[Range] = []
    cues = Nearby(drafts, lambda d: [d.cue] if d.cue else [])
    for n, paragraph in enumerate(layout.paragraphs):
        opener = _opener(text, paragraph, quotes, cues.touching(paragraph))
        if opener is None or any(r[0] <= paragraph[0] < r[1] for r in given):
            continue
        draft, at = opener
        following = layout.paragraphs[n + 1 :]
        block = [trim(text, (at, paragraph[1]))] if text[at : paragraph[1]].strip() else []
        block += _block(text, following, quotes, cues, begun=bool(block))
        if block:
            draft.pieces = [p for p in draft.pieces if p[1] <= at] + block
            draft.frame = "label"
            given.append((at, block[-1][1]))
    return given


def _opener(text: str, paragraph: Range, quotes: Nearby[Quote], drafts: Sequence[Draft]) -> tuple[Draft, int] | None:
    """Return the speech draft of the paragraph that a colon follows, and where its words begin."""
    for draft in drafts:
        if draft.cue is None or not draft.quotable or draft.speaker is None or draft.quoted or draft.frame == "label":
            continue
        if not paragraph[0] <= draft.cue[0] < paragraph[1] or any(
            q.start < draft.cue[0] < q.end for q in quotes.touching(draft.cue)
        ):
            continue
        colon = text.find(":", draft.cue[1], paragraph[1])
        if colon < 0 or re.search(r"[.!?]\s", text[draft.cue[1] : colon]) or colon - draft.cue[1] > 80:
            continue
        rest = text[colon + 1 : paragraph[1]].strip()
        if rest and not (rest[0].isupper() and colon - draft.cue[1] < 2):
            continue
        return draft, colon + 1
    return None


def _block(
    text: str, following: Sequence[Range], quotes: Nearby[Quote], cues: Nearby[Draft], *, begun: bool
) -> list[Range]:
    """Return the paragraphs that go on with the speaker's words."""
    taken: list[Range] = []
    last = 0
    for start, end in following:
        words_here = text[start:end].strip()
        if words_here.rstrip(":").lower() in words("statement_ends") or any(
            q.start == start for q in quotes.touching((start, end))
        ):
            break
        if _reported_by_another(text, (start, end), cues.touching((start, end))):
            break
        taken.append((start, end))
        if _FIRST_PERSON.search(words_here) or (len(taken) == 1 and not begun):
            last = len(taken)
    return taken[:last] if last < len(taken) and not _whole_text(text, following, taken) else taken


def _whole_text(text: str, following: Sequence[Range], taken: Sequence[Range]) -> bool:
    """Tell whether the block runs to the text's end and holds the first person: a statement as it was issued."""
    joined = " ".join(text[s:e] for s, e in taken)
    return len(taken) == len(following) and bool(_FIRST_PERSON.search(joined))


def _reported_by_another(text: str, paragraph: Range, drafts: Sequence[Draft]) -> bool:
    """Tell whether the paragraph quotes or reports somebody in the outlet's voice again: "The minister added: “…”"."""
    for draft in drafts:
        if draft.cue is None or not paragraph[0] <= draft.cue[0] < paragraph[1] or draft.first_person:
            continue
        if draft.speaker is not None and (draft.quoted or draft.frame == "label"):
            return True
        colon = text[draft.cue[1] : draft.cue[1] + 2].lstrip().startswith(":")
        if colon and draft.quotable:
            return True
    return False
