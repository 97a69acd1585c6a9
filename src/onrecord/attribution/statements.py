"""The room's door: who says what in a text.

In: a parsed `Doc` and its `Layout`. Out: `Attribution`s with character offsets, in text order of their cues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from onrecord.attribution import syntax
from onrecord.attribution.adjuncts import find_adjuncts
from onrecord.attribution.binding import bind, mend_speakers
from onrecord.attribution.cues import Cue, Sense, Stance, find_cues
from onrecord.attribution.drafts import Draft, Range, characters, merge, trim, within
from onrecord.attribution.indirect import Content, content_of
from onrecord.attribution.labels import add_blocks, find_colons, find_labels
from onrecord.attribution.quotes import Quote, find_quotes, top_level
from onrecord.attribution.speakers import FIRST_PERSON, SECOND_PERSON, is_agent, source_span, speaker_of
from onrecord.reading import english
from onrecord.reading.layout import Layout

Type = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: offsets of source, cue and content in the text, quotation marks kept as written.

    `inside` is the index, in the tuple returned, of the attribution whose content this one stands in.
    """

    speaker: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    type: Type
    inside: int | None
    hearer: Range | None
    stance: Stance
    sense: Sense
    frame: str
    """How the content hangs on the cue: ``that``, ``object``, ``quote``, ``label`` …"""
    rule: str
    confidence: float


def attribute(doc: Doc, layout: Layout) -> tuple[Attribution, ...]:
    """Return the attributions of a text, nested ones included."""
    text = doc.text
    quotes = top_level(find_quotes(text, layout.paragraphs))
    drafts = [d for cue in find_cues(doc) if (d := _draft(doc, cue)) is not None]
    drafts += find_adjuncts(doc, text)
    drafts += find_labels(doc, text, layout)
    drafts += list(find_colons(doc, text, quotes, drafts))
    drafts.sort(key=lambda d: d.at)
    _free_participles(text, drafts)
    if layout.dateline is not None:
        _leave_out(drafts, (layout.dateline.start, layout.dateline.end), text)
    bind(text, layout.paragraphs, quotes, drafts)
    mend_speakers(text, quotes, drafts)
    add_blocks(text, layout, quotes, drafts)
    whole = [_settle(quotes, d) for d in drafts]
    return _finish(text, quotes, [d for d in whole if d.pieces])


def _draft(doc: Doc, cue: Cue) -> Draft | None:
    """Return what grammar says of a cue; a cue without content is kept where it may still carry a quotation."""
    content = content_of(cue)
    quotable = "quote" in cue.frames
    if content is None and not quotable:
        return None
    head = speaker_of(cue)
    if head is not None and content is not None and content.frame in _OF_AGENTS and not is_agent(head):
        content = None
        head = head if quotable else None
    if head is None and content is not None and content.frame not in ("that", "to-infinitive"):
        content = None
    if head is None and not english.is_passive(cue.head):
        content = None
    if content is None and not quotable:
        return None
    return Draft(
        cue=characters(doc, cue.start, _cue_end(cue, content)),
        speaker=None if head is None else characters(doc, *source_span(head)),
        pieces=[] if content is None else [characters(doc, s, e) for s, e in content.pieces if e > s],
        sense=cue.sense,
        stance=cue.stance,
        rule=cue.row.rule,
        frame=content.frame if content else "quote",
        quotable=quotable,
        hearer=None if content is None or content.hearer is None else characters(doc, *source_span(content.hearer)),
        participle=head is not None and syntax.is_participle_adjunct(cue.head) and not syntax.active_subject(cue.head),
        first_person=head is not None and head.lower_ in FIRST_PERSON,
        addressee=head is not None and head.lower_ in SECOND_PERSON,
        shaky=english.negation_of(cue.head) is not None,
    )


_OF_AGENTS = frozenset({"object", "topic", "deed", "preposition", "to-infinitive", "ing"})


def _cue_end(cue: Cue, content: Content | None) -> int:
    if content is not None and content.extra_cue is not None:
        return max(cue.end, content.extra_cue + 1)
    return cue.end


def _free_participles(text: str, drafts: Sequence[Draft]) -> None:
    """Give ", adding that …" to whoever speaks in the sentence, not to the subject of what is reported.

    "The minister said the army had left, accusing Chad of delay": the parser hangs "accusing" on "left".
    """
    for draft in drafts:
        if not draft.participle or draft.cue is None or draft.speaker is None or draft.sense != "speech":
            continue
        if draft.frame in ("topic", "deed"):
            continue  # "said the council had met, banning boats": the council bans
        comma = text.rfind(",", max(0, draft.cue[0] - 3), draft.cue[0])
        if comma < 0:
            continue
        for outer in drafts:
            if (
                outer is draft
                or outer.sense != "speech"
                or outer.speaker is None
                or outer.frame not in ("that", "object")
            ):
                continue
            for n, piece in enumerate(outer.pieces):
                if within(draft.cue, piece) and within(draft.speaker, piece) and not outer.participle:
                    draft.speaker = outer.speaker
                    outer.pieces[n] = (piece[0], comma)
                    break


def _leave_out(drafts: Sequence[Draft], dateline: Range, text: str) -> None:
    """Keep the dateline out of what a source says: "TUNIS – The road is open, the mayor said"."""
    for draft in drafts:
        for n, piece in enumerate(draft.pieces):
            if piece[0] < dateline[1] < piece[1]:
                draft.pieces[n] = trim(text, (dateline[1], piece[1]))


def _settle(quotes: Sequence[Quote], draft: Draft) -> Draft:
    """Unite what grammar and quotation marks say is the content; the words of source and cue are never in it."""
    if draft.speaker is None and not draft.quoted and draft.frame == "quote":
        draft.pieces = []
        return draft
    quoted = merge(draft.quoted)
    pieces = []
    for piece in draft.pieces:
        if any(within(piece, q) for q in quoted):
            continue
        pieces.append(_grown(piece, quotes, quoted))
    draft.pieces = merge([p for p in pieces if p[1] > p[0]] + quoted)
    return draft


def _grown(piece: Range, quotes: Sequence[Quote], quoted: Sequence[Range]) -> Range:
    """Stretch a piece to the end of a quotation that it holds the beginning of, and to its closing mark."""
    start, end = piece
    for quote in quotes:
        if start <= quote.start < end < quote.end or (quote.end - 2 <= end < quote.end and quote.start >= start):
            end = quote.end
        if quote.start < start < quote.end <= end and start - quote.start <= 2:
            start = quote.start
    return start, end


def _finish(text: str, quotes: Sequence[Quote], drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    drafts = [d for d in drafts if d.pieces and d.cue is not None and not d.addressee and not _own_thought(d, quotes)]
    parents = [_parent(d, i, drafts) for i, d in enumerate(drafts)]
    kept = [i for i, d in enumerate(drafts) if not (d.first_person and parents[i] is not None)]
    index = {old: new for new, old in enumerate(kept)}
    out = []
    for i in kept:
        draft, parent = drafts[i], parents[i]
        while parent is not None and parent not in index:
            parent = parents[parent]
        out.append(_attribution(text, quotes, draft, None if parent is None else index[parent]))
    return tuple(out)


def _own_thought(draft: Draft, quotes: Sequence[Quote]) -> bool:
    """Tell whether a speaker speaks of himself: "“I think it is open,” she said" is one statement, hers."""
    return draft.first_person and draft.cue is not None and any(within(draft.cue, (q.start, q.end)) for q in quotes)


def _parent(draft: Draft, i: int, drafts: Sequence[Draft]) -> int | None:
    """Return the draft whose content holds this one's cue, the smallest such."""
    assert draft.cue is not None
    best: tuple[int, int] | None = None
    for k, other in enumerate(drafts):
        if k == i or other.cue is None or other.cue == draft.cue:
            continue
        if any(within(draft.cue, p) for p in other.pieces) and not any(within(other.cue, p) for p in draft.pieces):
            size = sum(p[1] - p[0] for p in other.pieces)
            if best is None or size < best[0]:
                best = (size, k)
    return best[1] if best else None


def _attribution(text: str, quotes: Sequence[Quote], draft: Draft, inside: int | None) -> Attribution:
    kind = _type(text, quotes, draft.pieces)
    return Attribution(
        speaker=draft.speaker,
        cue=draft.cue,
        content=tuple(draft.pieces),
        type=kind,
        inside=inside,
        hearer=draft.hearer,
        stance=draft.stance,
        sense=draft.sense,
        frame=draft.frame,
        rule=draft.rule,
        confidence=_confidence(draft, kind),
    )


def _type(text: str, quotes: Sequence[Quote], pieces: Sequence[Range]) -> Type:
    """All words inside quotation marks: direct; none: indirect; some: mixed."""
    total = inside = 0
    for start, end in pieces:
        total += sum(c.isalnum() for c in text[start:end])
        for quote in quotes:
            low, high = max(start, quote.start), min(end, quote.end)
            inside += sum(c.isalnum() for c in text[low:high]) if high > low else 0
    return "indirect" if not inside else "direct" if inside == total else "mixed"


_BASE = {
    "label": 0.85,
    "that": 0.85,
    "adjunct": 0.85,
    "quote": 0.85,
    "to-infinitive": 0.6,
    "object": 0.7,
    "topic": 0.45,
    "deed": 0.4,
}


def _confidence(draft: Draft, kind: Type) -> float:
    base = 0.9 if kind == "direct" else _BASE.get(draft.frame, 0.5)
    if draft.speaker is None:
        base -= 0.3
    return round(base * (0.7 if draft.shaky else 1.0), 2)
