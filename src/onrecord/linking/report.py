"""Links one report: the door of the room, from a Doc to who, when and where.

In: the Doc, its layout and attributions, the report's metadata. Out: `Linked`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc

from onrecord.attribution.statements import Attribution
from onrecord.attribution.wordings import Wording, find_wordings
from onrecord.layer import text_of
from onrecord.linking import names, pronouns
from onrecord.linking.issuer import FIRST_PERSON, country_of, issuing_state
from onrecord.linking.link import OWN_VOICE, Linking, Position, Voice, link
from onrecord.linking.linked import Holding, Linked
from onrecord.linking.places import places
from onrecord.linking.statehood import dated
from onrecord.linking.times import times
from onrecord.reading import english
from onrecord.reading.layout import Layout
from onrecord.records import Actor, Mention, Report, When

_OPEN = pronouns.HE | pronouns.SHE | pronouns.IT | pronouns.THEY | pronouns.WE | pronouns.ME
_OPEN |= {"you", "who", "which", "that", "this", "these", "those"}
"""Words that name a source only through somebody else; where linking found nobody they stay unknown."""


def link_report(doc: Doc, layout: Layout, attributions: Sequence[Attribution], report: Report) -> Linked:
    """Resolve who, when and where for one report; what cannot be resolved is left out."""
    text = text_of(doc)
    place = _dateline_place(text, layout)
    outlet = country_of(report.outlet)
    home = country_of(place) or outlet
    parsed = doc.text  # spaCy joins it anew each time
    linking = link(doc, attributions, text=parsed, published=report.published, headline=layout.headline, home=home)
    dated = _dateline_date(text, layout, report)
    actors, issuer = _issued(linking, report, doc)
    wordings = find_wordings(doc, parsed, layout, attributions)
    held = [(h, p) for p in linking.positions if (h := _holding(doc, text, linking, p)) is not None]
    return Linked(
        actors=actors,
        mentions=_at_a_distance(doc, _with_issuer(doc, linking.by_token, issuer), wordings),
        wordings=wordings,
        issuer=issuer,
        speakers=tuple(_speaker(text, linking, a) for a in attributions),
        places=places(doc, published_country=outlet, dateline_place=place),
        whens=tuple(w for w in times(text, published=report.published, dateline=dated, doc=doc) if _is_told(w, layout)),
        holdings=(
            *(h for h, _ in held),
            *(h for v in linking.voices if (h := _speaks_for(doc, text, linking, v)) is not None),
        ),
        spoken_for={v.actor: v.body for v in linking.voices},
        served={h.person: m for h, p in held if h.body is None and (m := _served(actors, p)) is not None},
    )


def _at_a_distance(
    doc: Doc, mentions: Mapping[int, tuple[Mention, ...]], wordings: Sequence[Wording]
) -> Mapping[int, tuple[Mention, ...]]:
    """Mark the mentions whose name the outlet keeps at a distance: "the so-called council", "the “council”"."""
    nouns = [doc[w.noun].idx for w in wordings if w.loaded]
    marked = {
        i: tuple(replace(m, wording="outlet") if any(m.start <= n < m.end for n in nouns) else m for m in found)
        for i, found in mentions.items()
        if nouns
    }
    return {**mentions, **marked}


def _speaks_for(doc: Doc, text: str, linking: Linking, voice: Voice) -> Holding | None:
    """The relation of an unnamed spokesperson to the body; a named one holds a position."""
    if voice.body.actor is None or any(p.person == voice.actor for p in linking.positions):
        return None
    noun = doc[voice.noun]
    low, high = english.noun_phrase(noun)
    words = doc.char_span(
        min(doc[low].idx, voice.body.start), max(doc[high - 1].idx + 1, voice.body.end), alignment_mode="expand"
    )
    if words is None or not linking.who(noun):
        return None
    return Holding(
        person=voice.noun,
        body=voice.head,
        title=text[noun.idx : noun.idx + len(noun)],
        start=words.start,
        end=words.end,
        rule="linking/spokespeople:noun",
        relation="speaks for",
    )


def _speaker(text: str, linking: Linking, attribution: Attribution) -> Mention | None:
    """Who speaks; a source that is nobody ("the inquiry", "a published report") keeps its words and no actor."""
    if attribution.speaker is None:
        return None
    start, end = attribution.speaker
    linked, words = linking.speaker(start, end), text[start:end]
    if linked is not None or words.lower() in _OPEN:
        return linked
    return Mention(start=start, end=end, quote=words)


def _with_issuer(
    doc: Doc, mentions: Mapping[int, tuple[Mention, ...]], issuer: Mention | None
) -> Mapping[int, tuple[Mention, ...]]:
    """Let "we" outside quotation name the state that issues the report."""
    if issuer is None:
        return mentions
    ours = [t for t in doc if t.lower_ in FIRST_PERSON and t.text != "US" and t.i not in mentions]
    said = {t.i: (replace(issuer, start=t.idx, end=t.idx + len(t), quote=t.text),) for t in ours}
    return {**mentions, **said}


def _issued(linking: Linking, report: Report, doc: Doc) -> tuple[tuple[Actor, ...], Mention | None]:
    """The actors with the state that issues the report, and a mention of it; its own words are "we" in the text."""
    iso3 = issuing_state(report.outlet)
    ours = iso3 and next((t for t in doc if t.lower_ in FIRST_PERSON and t.text != "US"), None)
    if not iso3 or not ours:
        return linking.actors, None
    state = names.state_entry(iso3)
    actor = next((a for a in linking.actors if a.kind == "state" and a.country == iso3), None)
    actors = linking.actors
    if actor is None:
        codes = dated(iso3, state.codes, report.published)
        actor = Actor(id=f"a{len(actors) + 1}", name=state.name, kind="state", country=iso3, codes=codes)
        actors = (*actors, actor)
    return actors, Mention(start=ours.idx, end=ours.idx + len(ours), quote=ours.text, actor=actor.id, country=iso3)


def _served(actors: Sequence[Actor], position: Position) -> Mention | None:
    """The state that a post belongs to, in the words by which the report names it last before the post."""
    state = next((a for a in actors if a.kind == "state" and a.country == position.country is not None), None)
    holder = next((a for a in actors if a.id == position.person), None)
    if state is None or holder is None or not OWN_VOICE & set(holder.sector):
        return None
    before = [m for m in state.mentions if m.start < position.title[0]] or list(state.mentions[:1])
    if not before:
        return None
    return Mention(
        start=before[-1].start, end=before[-1].end, quote=before[-1].quote, actor=state.id, country=state.country
    )


def _is_told(when: When, layout: Layout) -> bool:
    """Tell whether the time is part of the story; the dateline's date is when it was filed."""
    return layout.dateline is None or not layout.dateline.start <= when.start < layout.dateline.end


def _dateline_place(text: str, layout: Layout) -> str | None:
    return None if layout.dateline is None else text[slice(*layout.dateline.place)].title()


def _dateline_date(text: str, layout: Layout, report: Report) -> str | None:
    """The full date of the dateline, "NICOSIA, April 28, 1997 (AFP)"; never invented, never from the clock."""
    dateline = layout.dateline
    if dateline is None or dateline.date is None:
        return None
    return _day(text[slice(*dateline.date)], report.published)


@lru_cache(maxsize=64)
def _day(words: str, published: str | None) -> str | None:
    """Return the first day that some words name; the reports of one day, which stand together, have it alike."""
    return next(
        (w.edtf for w in times(words, published=published) if w.precision == "day" and w.edtf is not None), None
    )


def _holding(doc: Doc, text: str, linking: Linking, position: Position) -> Holding | None:
    words = doc.char_span(*position.evidence, alignment_mode="expand")
    if words is None:
        return None
    named = [(t.i, m) for t in words for m in linking.who(t)]
    person = next((i for i, m in named if m.actor == position.person), None)
    if person is None:
        return None
    others = [(i, m) for i, m in named if m.actor != position.person]
    body = next((i for i, m in others if m.actor == position.organisation), None)
    voice = next((v for v in linking.voices if v.actor == position.person and words.start <= v.noun < words.end), None)
    if voice is not None and linking.who(doc[voice.head]):
        # "Chinese foreign ministry spokesman": the body stands before the title
        body = voice.head
        low, high = min(words.start_char, voice.body.start), max(words.end_char, voice.body.end)
        words = doc.char_span(low, high, alignment_mode="expand") or words
    if body is None:
        body = next((i for i, m in others if position.country is not None and m.country == position.country), None)
    return Holding(
        person=person,
        body=body,
        title=text[slice(*position.title)],
        start=words.start,
        end=words.end,
        rule=f"linking/persons:{position.rule}",
        relation="held the position" if position.past else "holds the position",
    )
