"""The room's door: who says what in a text.

In: a parsed `Doc` and its `Layout`. Out: `Attribution`s with character offsets, in text order of their cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.adjuncts import find_adjuncts
from onrecord.attribution.binding import bind, forget_the_quoted, mend_speakers
from onrecord.attribution.contents import keep_inside, leave_out, leave_the_frame, leave_the_others, settle
from onrecord.attribution.credits import find_credits
from onrecord.attribution.cues import Cue, Sense, Stance, find_cues, stance_of
from onrecord.attribution.drafts import Draft, Range, characters, overlap, within
from onrecord.attribution.indirect import Content, content_of
from onrecord.attribution.labels import add_blocks, find_colons, find_labels
from onrecord.attribution.nearby import Nearby
from onrecord.attribution.quotes import Quote, find_quotes, is_title, top_level
from onrecord.attribution.speakers import (
    FIRST_PERSON,
    SECOND_PERSON,
    implied_holder,
    implied_speaker,
    is_agent,
    is_mute,
    source_span,
    speaker_of,
)
from onrecord.attribution.strays import claim_strays
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


def attribute(doc: Doc, layout: Layout, *, min_confidence: float = 0.0) -> tuple[Attribution, ...]:
    """Return the attributions of a text, nested ones included.

    Args:
        doc: a tagged and parsed text.
        layout: its paragraphs and headline.
        min_confidence: 0 to 1; what is less sure is left out before the chains are built. 0.8 is the high-precision
            mode.
    """
    text = doc.text
    quotes = _placed(top_level(find_quotes(text, layout.paragraphs)))
    drafts = [d for cue in find_cues(doc) if (d := _draft(doc, cue)) is not None]
    drafts += find_adjuncts(doc, text)
    drafts += find_labels(doc, text, layout)
    drafts += list(find_colons(doc, text, quotes.things, drafts))
    drafts += find_credits(doc, text, layout, quotes.things)
    drafts.sort(key=lambda d: d.at)
    keep_inside(text, quotes, drafts)
    _borrowed_from_content(text, [d for d in drafts if d.cue is not None and not _quoted(d.cue, quotes)])
    if layout.dateline is not None:
        leave_out(drafts, (layout.dateline.start, layout.dateline.end), text)
    forget_the_quoted(quotes, drafts)
    spoken = _placed(q for q in quotes.things if not is_title(text, q))
    bind(text, layout.paragraphs, spoken, drafts)
    claim_strays(doc, text, spoken.things, drafts)
    bind(text, layout.paragraphs, spoken, drafts)  # what follows a stray is of the same speaker
    mend_speakers(text, quotes, drafts)
    leave_the_frame(text, drafts)
    leave_the_others(drafts)
    add_blocks(text, layout, quotes, drafts)
    whole = [settle(quotes, d) for d in drafts]
    return _finish(text, quotes, [d for d in whole if d.pieces], min_confidence)


def _placed(quotes: Iterable[Quote]) -> Nearby[Quote]:
    return Nearby(quotes, lambda q: [(q.start, q.end)])


def _draft(doc: Doc, cue: Cue) -> Draft | None:
    """Return what grammar says of a cue; a cue without content is kept where it may still carry a quotation."""
    content = content_of(cue)
    quotable = "quote" in cue.frames
    if content is None and not quotable:
        return None
    head = None if content is not None and content.frame == "raising" else speaker_of(cue)
    loose = False
    if content is not None and (reason := _looseness(cue, content, head)) is not None:
        loose = True
        if reason == "implied":
            head = implied_speaker(cue.head, cue.sense)
        elif reason == "none" and english.is_noun(cue.head):
            head = implied_holder(cue.head, cue.sense)
        if content.frame not in _LOOSELY[reason] or (reason in ("implied", "none") and head is None):
            content = None
            head = head if quotable and head is not None and is_agent(head) else None
    if content is None and not quotable:
        return None
    return Draft(
        cue=characters(doc, cue.start, _cue_end(cue, content)),
        speaker=None if head is None else characters(doc, *source_span(head)),
        pieces=[] if content is None else [characters(doc, s, e) for s, e in content.pieces if e > s],
        sense=cue.sense,
        stance=stance_of(cue),
        rule=cue.row.rule,
        frame=content.frame if content else "quote",
        quotable=quotable,
        hearer=None if content is None or content.hearer is None else characters(doc, *source_span(content.hearer)),
        participle=head is not None and syntax.is_participle_adjunct(cue.head) and not syntax.active_subject(cue.head),
        first_person=head is not None and head.lower_ in FIRST_PERSON,
        addressee=head is not None and head.lower_ in SECOND_PERSON,
        passive=english.is_verb(cue.head) and english.is_passive(cue.head),
        tense=cue.head.tag_,
        joined=syntax.is_joined(cue.head),
        naming="as" in cue.frames and english.is_verb(cue.head) and not english.is_passive(cue.head),
        loose=loose,
        shaky=english.negation_of(cue.head) is not None,
    )


def _looseness(cue: Cue, content: Content, head: Token | None) -> str | None:
    """Return why the source is no sure one, or None: a key of `_LOOSELY`."""
    if head is None:
        if (
            content.frame == "raising"
            or (english.is_passive(cue.head) and english.is_verb(cue.head))
            or _of_nobody(cue)
        ):
            return None if content.frame in ("that", "to-infinitive") else "unnamed"
        return "implied" if english.is_verb(cue.head) else "none"
    if content.bare:
        return "bare"
    if is_mute(head):
        return "mute"
    return "thing" if content.frame in _OF_AGENTS and not is_agent(head) else None


def _of_nobody(cue: Cue) -> bool:
    """Tell whether nobody is named as the one who holds it: "it is clear that", "it seems that"."""
    verb = cue.head if english.is_verb(cue.head) else syntax.predicate_of(cue.head)
    return verb is not None and syntax.expletive(verb)


_LOOSELY: dict[str, frozenset[str]] = {
    "unnamed": frozenset({"object", "preposition", "raising", "topic", "deed"}),
    "implied": frozenset({"that", "object", "preposition"}),
    "bare": frozenset({"object"}),
    "mute": frozenset({"that"}),
    "thing": frozenset({"object", "preposition", "to-infinitive", "deed", "ing"}),
    "none": frozenset({"that"}),
}
"""The frames in which an unsure source is still worth a loose attribution: "the ads attacked Roe"."""


_OF_AGENTS = frozenset({"object", "topic", "deed", "preposition", "to-infinitive", "ing"})


def _cue_end(cue: Cue, content: Content | None) -> int:
    if content is not None and content.extra_cue is not None:
        return max(cue.end, content.extra_cue + 1)
    return cue.end


def _quoted(span: Range, quotes: Nearby[Quote]) -> bool:
    return any(within(span, (q.start, q.end)) for q in quotes.touching(span))


def _borrowed_from_content(text: str, drafts: Sequence[Draft]) -> None:
    """Give ", adding that …" and "and warned that …" to whoever speaks, not to the subject of what is reported.

    "The minister said the army had left, accusing Chad of delay": the parser hangs "accusing" on "left".
    "The minister said the army had left and warned that …": and "warned" too.
    """
    for draft in drafts:
        if draft.cue is None or draft.speaker is None or draft.sense != "speech":
            continue
        end = _own_clause(text, draft)
        if end is None:
            continue
        for outer in drafts:
            if outer is draft or outer.sense != "speech" or outer.speaker is None or outer.participle:
                continue
            if outer.frame not in ("that", "object") or (draft.joined and outer.tense != draft.tense):
                continue
            held = [n for n, p in enumerate(outer.pieces) if within(draft.cue, p) and within(draft.speaker, p)]
            if held:
                draft.speaker = outer.speaker
                outer.pieces[held[0]] = (outer.pieces[held[0]][0], end)
                break


_JOINT = re.compile(r"[\s,]*\b(?:and|but|or)(?:\s+(?:also|then|later))?\s*$")


def _own_clause(text: str, draft: Draft) -> int | None:
    """Return where the reported clause before a free participle or a coordinated verb ends."""
    assert draft.cue is not None
    start = draft.cue[0]
    if draft.participle and draft.frame not in ("topic", "deed"):
        # not "said the council had met, banning boats": the council bans
        comma = text.rfind(",", max(0, start - 3), start)
        return comma if comma >= 0 else None
    if draft.joined and draft.frame in ("that", "quote"):
        m = _JOINT.search(text, max(0, start - 20), start)
        return m.start() if m else None
    return None


def _finish(
    text: str, quotes: Nearby[Quote], drafts: Sequence[Draft], min_confidence: float
) -> tuple[Attribution, ...]:
    drafts = [d for d in drafts if d.pieces and d.cue is not None and not d.addressee and not _own_thought(d, quotes)]
    told = Nearby(drafts, lambda d: d.pieces)
    drafts = [d for d in drafts if not _in_words_of_nobody(text, d, quotes, told)]
    cues = Nearby([d for d in drafts if not d.loose], lambda d: [d.cue] if d.cue else [])
    drafts = [d for d in drafts if not (d.loose and _holds_a_firm_one(d, cues))]
    drafts = [d for d in drafts if _confidence(d, _type(text, quotes, d.pieces)) >= min_confidence]
    told = Nearby(drafts, lambda d: d.pieces)
    places = {id(d): i for i, d in enumerate(drafts)}
    parents = [None if (p := _parent(d, told)) is None else places[id(p)] for d in drafts]
    kept = [i for i, d in enumerate(drafts) if not (d.first_person and parents[i] is not None)]
    index = {old: new for new, old in enumerate(kept)}
    out = []
    for i in kept:
        draft, parent = drafts[i], parents[i]
        while parent is not None and parent not in index:
            parent = parents[parent]
        out.append(_attribution(text, quotes, draft, None if parent is None else index[parent]))
    return tuple(out)


def _holds_a_firm_one(outer: Draft, firm: Nearby[Draft]) -> bool:
    """Tell whether a loose attribution would swallow a firm one: better none than the wrong frame."""
    return any(d.cue is not None and within(d.cue, p) for p in outer.pieces for d in firm.touching(p))


def _own_thought(draft: Draft, quotes: Nearby[Quote]) -> bool:
    """Tell whether a speaker speaks of himself: "“I think it is open,” she said" is one statement, hers."""
    return draft.first_person and draft.cue is not None and _quoted(draft.cue, quotes)


_WORDS = 8
"""Words from which on a quotation is speech, and not a name or a phrase."""


def _in_words_of_nobody(text: str, draft: Draft, quotes: Nearby[Quote], told: Nearby[Draft]) -> bool:
    """Tell whether the cue stands in a quotation that nobody is known to speak: who reports there stays unknown."""
    assert draft.cue is not None
    for quote in quotes.touching(draft.cue):
        span = (quote.start, quote.end)
        long = quote.closed and len(text[quote.start : quote.end].split()) >= _WORDS
        if long and within(draft.cue, span):
            around = [d for d in told.touching(span) if d.cue is not None and not within(d.cue, span)]
            return not any(overlap(p, span) > (span[1] - span[0]) / 2 for d in around for p in d.pieces)
    return False


def _parent(draft: Draft, told: Nearby[Draft]) -> Draft | None:
    """Return the draft whose content holds this one's cue, the smallest such."""
    assert draft.cue is not None
    best: tuple[int, Draft] | None = None
    for other in told.touching(draft.cue):
        if other is draft or other.cue is None or other.cue == draft.cue:
            continue
        if any(within(draft.cue, p) for p in other.pieces) and not any(within(other.cue, p) for p in draft.pieces):
            size = sum(p[1] - p[0] for p in other.pieces)
            if best is None or size < best[0]:
                best = (size, other)
    return best[1] if best else None


def _attribution(text: str, quotes: Nearby[Quote], draft: Draft, inside: int | None) -> Attribution:
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


def _type(text: str, quotes: Nearby[Quote], pieces: Sequence[Range]) -> Type:
    """All words inside quotation marks: direct; none: indirect; some: mixed."""
    total = inside = 0
    for start, end in pieces:
        total += sum(c.isalnum() for c in text[start:end])
        for quote in quotes.touching((start, end)):
            low, high = max(start, quote.start), min(end, quote.end)
            inside += sum(c.isalnum() for c in text[low:high]) if high > low else 0
    return "indirect" if not inside else "direct" if inside == total else "mixed"


_BASE = {
    "that": 0.9,
    "adjunct": 0.85,
    "label": 0.85,
    "quote": 0.8,
    "to-infinitive": 0.7,
    "object": 0.65,
    "ing": 0.65,
    "topic": 0.55,
    "deed": 0.55,
}
"""How often a frame of speech is right, measured on news text; frames not named are right every other time."""
LOOSE = 0.3
"""The confidence of an attribution whose source is a guess, a thing or unnamed."""
_UNSPOKEN = 0.8
"""What thoughts, perceptions and plans keep of it: they are read off wider frames."""


def _confidence(draft: Draft, kind: Type) -> float:
    base = 0.95 if kind == "direct" and draft.frame != "quote" else _BASE.get(draft.frame, 0.5)
    if draft.sense != "speech":
        base *= _UNSPOKEN
    if draft.speaker is None:
        base -= 0.3
    if draft.shaky:
        base *= 0.7
    # the firm ones stay above the loose ones, whatever is taken off
    return round(min(base, LOOSE) if draft.loose else max(base, LOOSE + 0.05), 2)
