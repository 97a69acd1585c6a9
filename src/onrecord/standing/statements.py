"""Statements: attributions with their speakers resolved, as the contract shows them.

In: attributions and who their sources are. Out: statements of speech and thought, with ids "s1", "s2", …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from onrecord.attribution.circumstances import Circumstances, circumstances, is_located
from onrecord.attribution.statements import LOOSE, Attribution
from onrecord.attribution.wordings import CLAUSAL, Wording
from onrecord.layer import text_of
from onrecord.lexicon import table, words
from onrecord.linking.issuer import first_person_sentences
from onrecord.linking.linked import Linked
from onrecord.records import Mention, Span, Statement

_MARKS = '"“”„«»'


def stated(doc: Doc, attributions: Sequence[Attribution], linked: Linked) -> list[Statement]:
    """Return the statements in text order; an enclosing attribution that is none is passed over in the chain."""
    text = text_of(doc)
    speakers = [linked.speakers[n] if n < len(linked.speakers) else None for n in range(len(attributions))]
    kept = [
        n
        for n, a in enumerate(attributions)
        if a.confidence > LOOSE and is_spoken(text, a, linked.wordings) and a.content and can_speak(speakers[n])
    ]
    ids = {n: f"s{k}" for k, n in enumerate(kept, 1)}
    found = [
        _statement(doc, attributions[n], speakers[n], linked, ids[n], inside=_enclosing(n, attributions, ids))
        for n in kept
    ]
    return [*found, *_issued(doc, text, found, linked)]


def told_by(statements: Sequence[Statement], attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Return the cues that tell a clause or a quotation, "said that"; "urged a truce" is a deed of its own."""
    cues = {(s.cue.start, s.cue.end) for s in statements if s.cue is not None}
    return sorted(a.cue for a in attributions if a.cue is not None and a.cue in cues and a.frame in CLAUSAL)


def _statement(
    doc: Doc, attribution: Attribution, speaker: Mention | None, linked: Linked, number: str, *, inside: str | None
) -> Statement:
    """Return the statement of an attribution; `number` is its id, and `inside` that of the one around it."""
    text = text_of(doc)
    around = circumstances(doc, attribution)
    cue = attribution.cue
    return Statement(
        id=number,
        speaker=speaker,
        cue=None if cue is None else Span.of(text, *cue),
        content=tuple(Span.of(text, s, e) for s, e in attribution.content),
        type=attribution.type,
        rule=attribution.rule,
        confidence=attribution.confidence,
        hearer=None if around.hearer is None else _hearer(doc, text, around.hearer, linked),
        behalf=_behalf(doc, around, speaker, linked),
        medium=around.medium,
        when=next(around.among(linked.whens), None),
        where=next((p for p in around.among(linked.places) if is_located(text, (p.start, p.end))), None),
        stance=attribution.stance,
        sense=attribution.sense,
        inside=inside,
    )


def _behalf(doc: Doc, around: Circumstances, speaker: Mention | None, linked: Linked) -> Mention | None:
    """Whom the speaker speaks for: as the sentence says, else as the report says of the one who speaks."""
    if around.behalf is not None:
        return _hearer(doc, text_of(doc), around.behalf, linked)
    return None if speaker is None else linked.spoken_for.get(speaker.actor or "")


def _hearer(doc: Doc, text: str, span: tuple[int, int], linked: Linked) -> Mention:
    """Who is spoken to: an actor where linking knows the words, else the words alone."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    known = linked.mentions.get(tokens.root.i, ()) if tokens is not None else ()
    start, end = span
    if len(known) == 1:
        return replace(known[0], start=start, end=end, quote=text[start:end])
    return Mention(start=start, end=end, quote=text[start:end])


def _issued(doc: Doc, text: str, found: Sequence[Statement], linked: Linked) -> Iterator[Statement]:
    """A government's own statement speaks where it says "we": "We call on Chad to withdraw"."""
    if linked.issuer is None:
        return
    said = [(c.start, c.end) for s in found for c in s.content]
    for n, (sentence, token) in enumerate(first_person_sentences(doc, said), len(found) + 1):
        word = doc[token]
        yield Statement(
            id=f"s{n}",
            speaker=replace(linked.issuer, start=word.idx, end=word.idx + len(word), quote=word.text),
            cue=None,
            content=(Span.of(text, sentence.start_char, sentence.end_char),),
            type="indirect",
            rule="linking/issuer:first-person",
            confidence=0.7,
        )


def is_spoken(text: str, attribution: Attribution, wordings: Sequence[Wording] = ()) -> bool:
    """Tell whether somebody speaks, rather than has an attitude that the outlet reports in its own voice.

    "Chad said it would leave", "Chad denied the report"; but not "Chad hopes to trade", "Chad supports the rebels", and
    not "Chad attacked the “terrorists”", where the marks are the outlet's.
    """
    quoted = attribution.type != "indirect" and attribution.inside is None
    quoted = quoted and not _only_scare_quotes(text, attribution, wordings)
    if quoted or attribution.frame in CLAUSAL:
        return attribution.sense in ("speech", "thought")
    return attribution.sense == "speech" and attribution.rule in _spoken_objects()


def _only_scare_quotes(text: str, attribution: Attribution, wordings: Sequence[Wording]) -> bool:
    marks = [w for w in wordings if w.kind == "quoted" and any(s <= w.start < e for s, e in attribution.content)]
    inside = sum(sum(text[w.start : w.end].count(mark) for mark in _MARKS) for w in marks)
    return bool(marks) and inside >= sum(text[s:e].count(mark) for s, e in attribution.content for mark in _MARKS)


def can_speak(speaker: Mention | None) -> bool:
    """Tell whether the source is unknown, an actor, a name, or what can speak: a general, a report, no guarantee."""
    if speaker is None or speaker.actor is not None:
        return True
    last = speaker.quote.split(" of ")[0].split()[-1].lower()
    named = any(w[:1].isupper() for w in speaker.quote.split()[1:])
    singular = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")
    return named or bool({last, singular} & (words("speaking_things") | words("speaker_nouns")))


@cache
def _spoken_objects() -> frozenset[str]:
    """The rules of reporting verbs whose noun or infinitive object is something said."""
    spoken = words("spoken_objects")
    return frozenset(r.rule for r in table("reporting_verbs") if r["word"] in spoken)


def _enclosing(n: int, attributions: Sequence[Attribution], ids: dict[int, str]) -> str | None:
    """The id of the nearest enclosing attribution that is a statement."""
    outer = attributions[n].inside
    seen = {n}
    while outer is not None and outer not in seen:
        if outer in ids:
            return ids[outer]
        seen.add(outer)
        outer = attributions[outer].inside
    return None
