"""Quotations bound to cues: before, after and around them, in following sentences and paragraphs.

In: quotations, drafts and paragraphs. Out: the drafts, each with the quotations that are its content.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribution.drafts import SENTENCE_END, Draft, Range, overlap, trim, within
from onrecord.attribution.nearby import Nearby
from onrecord.attribution.quotes import Quote

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$|[:\n]\s*$|^\s*$")
_LINK = re.compile(r"\s*[,:–—―-]*\s*(?:that|and|but|as)?\s*", re.IGNORECASE)
_NAME = r"(?:[A-Z][\w.’'\-]*|van|von|de|al|bin)(?:\s+(?:[A-Z][\w.’'\-]*|van|von|de|al|bin))*"
_SOURCE = rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne)\s+[\w’'\- ]{{2,40}}|[Hh]e|[Ss]he|[Tt]hey|{_NAME})"
_SOURCE_BEFORE = re.compile(rf"[\s,–—―]*({_SOURCE})(?:,[^\n.!?“”\"]{{2,90}},)?\s+")
_SOURCE_AFTER = re.compile(
    rf"\s+((?:the|a|an)\s+[\w’'\- ]{{2,40}}|he|she|they|{_NAME})(?=[,.;]|\s+(?:in|on|at|after|of)\b)"
)
_SOURCE_OPENING = re.compile(rf"(?:^|[\n.!?”\"]\s*)({_SOURCE})\s+(?:also|then|later|has|had)?\s*$")
_NAMED = re.compile(r"(?!\s+(?:on|for|upon)\b)[^;:]*")
"""What stands between a naming verb and the name, "called the chief “a hero”"; not "called for", "called on"."""
_FAR = 600
_LABEL = 40
"""Characters that the name of a transcript's speaker takes."""
_NEAR = 90
"""Characters that may stand between a cue and its quotation: "told reporters in the capital on Monday: “…”"."""


@dataclass(slots=True)
class _Scene:
    """What binding looks at: the text, its parts, and who owns which quotation so far."""

    text: str
    paragraphs: Sequence[Range]
    quotes: Sequence[Quote]
    carriers: Sequence[Draft]
    """In the order of the text."""
    places: Sequence[int]
    """Where each carrier stands."""
    owner: dict[int, Draft] = field(default_factory=dict)


def bind(text: str, paragraphs: Sequence[Range], quotes: Nearby[Quote], drafts: Sequence[Draft]) -> None:
    """Give each top-level quotation to the draft whose words it is; what fits none is left alone."""
    carriers = [d for d in drafts if d.quotable and d.cue is not None and not _inside(d.cue, quotes)]
    carriers.sort(key=lambda d: d.at)
    owned = {q: d for d in drafts for q in d.quoted}
    owner = {i: owned[q.start, q.end] for i, q in enumerate(quotes.things) if (q.start, q.end) in owned}
    scene = _Scene(text, paragraphs, quotes.things, carriers, [d.at for d in carriers], owner)
    labels = [d.cue[0] for d in drafts if d.frame == "label" and d.cue is not None]
    # a transcript whose turns open with a mark, "“MODERATOR: When does it open?", is nobody else's quotation
    turns = {i for i, q in enumerate(quotes.things) if any(q.start < at < q.start + _LABEL for at in labels)}
    for find in (_beside, _carried_on):
        for i, quote in enumerate(quotes.things):
            if i not in scene.owner and i not in turns and (chosen := find(scene, i)) is not None:
                scene.owner[i] = chosen
                chosen.quoted.append((quote.start, quote.end))
                _take_the_named(scene.text, chosen, quote)


def _take_the_named(text: str, draft: Draft, quote: Quote) -> None:
    """Let the content of a naming verb open with whom it names: "called | Ana Roe, the chief, “a hero”"."""
    if not draft.naming or draft.cue is None or draft.pieces or quote.start < draft.cue[1]:
        return
    if _NAMED.fullmatch(text, draft.cue[1], quote.start):
        draft.pieces.append(trim(text, (draft.cue[1], quote.end)))


def forget_the_quoted(quotes: Nearby[Quote], drafts: Sequence[Draft]) -> None:
    """Forget a source that the parser found inside a quotation whose cue stands outside: “Rain, all that,” said Roe."""
    for draft in drafts:
        if draft.cue is None or draft.speaker is None or _inside(draft.cue, quotes):
            continue
        if _inside(draft.speaker, quotes):
            draft.speaker = None


def mend_speakers(text: str, quotes: Nearby[Quote], drafts: Sequence[Draft]) -> None:
    """Read the source off the words beside the cue, where the parse of a quotation's frame gives none.

    “The road is open,” Ana Roe said: what stands between the mark and the cue is the source.
    """
    for draft in drafts:
        if draft.cue is None or not draft.quoted or draft.sense != "speech":
            continue
        if draft.speaker is None and not draft.passive and not _inside(draft.cue, quotes):
            draft.speaker = _beside_cue(text, draft)
            draft.loose = draft.loose and draft.speaker is None


def _beside_cue(text: str, draft: Draft) -> Range | None:
    assert draft.cue is not None
    start, end = draft.cue
    for low, high in draft.quoted:
        if high <= start and (m := _SOURCE_BEFORE.fullmatch(text, high, start)):
            return m.span(1)
        if high <= start and text[high:start].strip(" ,") == "" and (m := _SOURCE_AFTER.match(text, end)):
            return m.span(1)
        if (
            end <= low
            and text[end:low].strip() in (",", ":", "")
            and (m := _SOURCE_OPENING.search(text, max(0, start - 120), start))
        ):
            return m.span(1)
    return None


def _inside(span: Range, quotes: Nearby[Quote]) -> bool:
    return any(within(span, (q.start, q.end)) for q in quotes.touching(span))


def _beside(scene: _Scene, i: int) -> Draft | None:
    """Return the nearest draft whose cue stands beside the quotation, or whose clause holds it."""
    quote = scene.quotes[i]
    best: tuple[float, int, Draft] | None = None
    first, last = (bisect_left(scene.places, at) for at in (quote.start - _FAR, quote.end + _FAR))
    for n, draft in enumerate(scene.carriers[first:last]):
        cost = _distance(scene.text, quote, draft)
        if cost is not None and (best is None or (cost, n) < best[:2]):
            best = (cost, n, draft)
    return best[2] if best else None


def _distance(text: str, quote: Quote, draft: Draft) -> float | None:
    assert draft.cue is not None
    if draft.low >= quote.end:
        gap = text[quote.end : draft.low]
        return _after(text, quote, gap, draft)
    if draft.cue[1] <= quote.start:
        gap = text[draft.high : quote.start] if draft.high <= quote.start else text[draft.cue[1] : quote.start]
        held = any(overlap(p, (quote.start, quote.end)) for p in draft.pieces)
        return _before(gap, held, naming=draft.naming)
    return None


def _after(text: str, quote: Quote, gap: str, draft: Draft) -> float | None:
    """“…,” she said: nothing but a mark may stand between."""
    if "\n" in gap or not re.fullmatch(r"\s*[,–—―-]*\s*(?:(?:as|the|and)\s)?\s*", gap, re.IGNORECASE):
        return None
    body = text[quote.start : quote.end].rstrip("\"”'’ ")
    if body[-1:] == "." and text[quote.end - 1] != "." and text[quote.end : quote.end + 1].isspace():
        follows = text[quote.end :].lstrip()[:1]
        if follows.isupper():
            return 2.5 if draft.cue is not None and draft.cue[0] == draft.low else None  # “Go.” He called on them …
    ends_open = body[-1:] in ",?!—–-" or gap.strip()[:1] in (",", "—", "–")
    return 0.5 if ends_open else 2.5


def _before(gap: str, held: bool, *, naming: bool) -> float | None:
    """She said: “…” or she said the bridge would “…”."""
    if "\n" in gap:
        return 3.0 if re.fullmatch(r"[^.!?]{0,60}:\s*", gap) else None
    if _LINK.fullmatch(gap):
        return 0.0 if gap.strip() else 1.0
    if held:
        return 1.0 + len(gap) / 1000
    if SENTENCE_END.search(gap) or len(gap) > _NEAR:
        return None
    named = naming and _NAMED.fullmatch(gap) is not None
    return 1.5 + len(gap) / 1000 if gap.rstrip()[-1:] in ":," or named else None


def _carried_on(scene: _Scene, i: int) -> Draft | None:
    """Return the draft of the sentences or paragraphs before, for a quotation that stands as a sentence of its own."""
    quote = scene.quotes[i]
    if quote.resumes is not None and i - 1 in scene.owner and not scene.quotes[i - 1].closed:
        return scene.owner[i - 1]
    paragraph = next((p for p in scene.paragraphs if within((quote.start, quote.end), p)), None)
    if paragraph is None or not _stands_alone(scene.text, quote, paragraph):
        return None
    first, last = (bisect_left(scene.places, at) for at in (paragraph[0], quote.start))
    here = [d for d in scene.carriers[first:last] if d.sense == "speech"]
    before = [d for d in here if d.speaker or d.quoted]
    if before:
        return before[-1]
    if i - 1 in scene.owner and scene.quotes[i - 1].start >= paragraph[0]:
        return scene.owner[i - 1]
    return _previous_paragraph(scene, i, paragraph)


def _previous_paragraph(scene: _Scene, i: int, paragraph: Range) -> Draft | None:
    """A paragraph that is one quotation goes on from the paragraph before, where that ends in a quotation."""
    quote = scene.quotes[i]
    at = scene.paragraphs.index(paragraph)
    if at == 0 or i - 1 not in scene.owner or quote.start > paragraph[0] + 1 or quote.end < paragraph[1] - 2:
        return None
    return scene.owner[i - 1] if scene.quotes[i - 1].end >= scene.paragraphs[at - 1][0] else None


def _stands_alone(text: str, quote: Quote, paragraph: Range) -> bool:
    words = len(text[quote.start : quote.end].split())
    return words >= 3 and bool(_SENTENCE_END.search(text[paragraph[0] : quote.start]))
