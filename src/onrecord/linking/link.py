"""The door for actors: who is named, described or meant by a pronoun, in one report.

In: a parsed text and its attributions. Out: `Linking`: the actors, and for every token whom it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpanOfTokens

from onrecord import layer
from onrecord.linking import columns, groups, names, offices, persons, pronouns, spokespeople, syntax, titlewords
from onrecord.linking.actors import Found
from onrecord.linking.chains import Chains
from onrecord.linking.names import Match, Name
from onrecord.linking.persons import Named, Person, Title
from onrecord.linking.spokespeople import Speaking
from onrecord.reading import english
from onrecord.records import Actor, Mention, Span

_REMEMBERED = 60
"""Years after its end in which a state's name still means the state."""
OWN_VOICE = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "IGO"})
"""Sectors whose people speak and act for their state or union."""


class Attributed(Protocol):
    """What linking needs of an attribution: whose words stand where, by character offsets."""

    @property
    def speaker(self) -> tuple[int, int] | None:
        """The words of the source."""

    @property
    def content(self) -> tuple[tuple[int, int], ...]:
        """What the source says."""


@dataclass(frozen=True, slots=True)
class Position:
    """A person's office as the text tells it; offsets in characters, `rule` names the pattern."""

    person: str
    title: tuple[int, int]
    organisation: str | None
    country: str | None
    evidence: tuple[int, int]
    rule: str
    past: bool = False
    """The office is one held before, "a former minister"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks for another, "a spokesman for the ministry": the noun's token, and whom by mention and head."""

    actor: str
    noun: int
    body: Mention
    head: int


@dataclass(frozen=True, slots=True)
class Linking:
    """The actors of a report in order of first mention, and who each token stands for."""

    actors: tuple[Actor, ...]
    positions: tuple[Position, ...] = ()
    by_token: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)
    by_source: Mapping[tuple[int, int], Mention] = field(default_factory=dict)
    voices: tuple[Voice, ...] = ()

    def who(self, token: Token) -> tuple[Mention, ...]:
        """Return whom the phrase headed by a token names; () where nobody or nobody known."""
        return self.by_token.get(token.i, ())

    def speaker(self, start: int, end: int) -> Mention | None:
        """Return who the words of a source mean, by the character offsets of an attribution's speaker."""
        return self.by_source.get((start, end))

    def actor(self, mention: Mention) -> Actor | None:
        """Return the actor of a mention."""
        return next((a for a in self.actors if a.id == mention.actor), None)


def link(
    doc: Doc,
    attributions: Sequence[Attributed] = (),
    *,
    text: str | None = None,
    published: str | None = None,
    headline: tuple[int, int] | None = None,
    home: str | None = None,
) -> Linking:
    """Resolve the actors of a report.

    `text` is that of the Doc, where it is at hand. `published` is an ISO date and decides who held an office;
    `headline` gives the title's character offsets, so that it is read after the body, whose full names it shortens;
    `home` is the country of the dateline or of the outlet, whose "the government" is where the text names no state.
    """
    text = doc.text if text is None else text
    alive = [m for m in names.find(text, published) if not _is_past(m.entry.until, published)]
    matches = _by_token(doc, alive)
    people = persons.find(doc, matches, published=published)
    offices.give(doc, people)
    speakers = _speaking(doc, attributions)
    chains = Chains(doc, text, people=people, matches=matches, published=published, home=home, speakers=speakers)
    chains.walk(_order(doc, chains.naming(), headline))
    speaking = spokespeople.settle(chains)
    _first_person(chains, attributions)
    return _finish(chains, people, _sources(chains, attributions), speaking)


def _is_past(until: str, published: str | None) -> bool:
    """Tell whether a state ended so long ago that its name is a region's now: "Saxony", but not "the Soviet Union"."""
    today = published[:4] if published and published[:4].isdigit() else "9999"
    return until[:4].isdigit() and int(until[:4]) + _REMEMBERED < int(today)


def _by_token(doc: Doc, found: Sequence[Match]) -> dict[int, Name]:
    by_token = {}
    for match in found:
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        for token in span or ():
            # "U.S.-led" is one token, and no name
            if span is not None and token.idx >= match.start and token.idx + len(token.text) <= match.end + 1:
                by_token[token.i] = Name(span.start, span.end, match.entry)
    return by_token


def _speaking(doc: Doc, attributions: Sequence[Attributed]) -> frozenset[int]:
    """Return the tokens that head the words of a source, and what is coordinated with them."""
    spans = (doc.char_span(*a.speaker, alignment_mode="expand") for a in attributions if a.speaker is not None)
    return frozenset(t.i for words in spans if words is not None for t in _heads(words))


def _heads(words: SpanOfTokens) -> list[Token]:
    return [t for t in english.conjuncts(words.root) if words.start <= t.i < words.end]


def _order(doc: Doc, tokens: Sequence[int], headline: tuple[int, int] | None) -> Iterator[Token]:
    """Yield the tokens of the body, then of the headline: "Official:" means somebody whom the body names."""
    title = doc.char_span(*headline, alignment_mode="expand") if headline else None
    start, end = (title.start, title.end) if title is not None else (0, 0)
    yield from (doc[i] for i in tokens if not start <= i < end)
    yield from (doc[i] for i in tokens if start <= i < end)


def _first_person(chains: Chains, attributions: Sequence[Attributed]) -> None:
    """Give "I" the speaker, and "we" the state or body spoken for; outside of speech they stay open."""
    for token in columns.with_words(chains.doc, pronouns.WE | pronouns.ME):
        if token.text == "US" or chains.found.get(token.i):
            continue
        speaker = _speaker_at(chains, attributions, token)
        if speaker is None:
            continue
        actor = speaker if token.lower_ in pronouns.ME else _spoken_for(chains, speaker)
        chains.found[token.i] = (Found(actor, token.i, token.i + 1),)


def _speaker_at(chains: Chains, attributions: Sequence[Attributed], token: Token) -> int | None:
    around = [
        (end - start, a)
        for a in attributions
        for start, end in a.content
        if start <= token.idx < end and a.speaker is not None
    ]
    for _, a in sorted(around, key=lambda pair: pair[0]):
        assert a.speaker is not None
        words = chains.doc.char_span(*a.speaker, alignment_mode="expand")
        found = chains.resolve(words.root) if words is not None else ()
        if found:
            return found[0].actor
    return None


def _spoken_for(chains: Chains, speaker: int) -> int:
    draft = chains.drafts[speaker]
    if draft.kind == "person" and draft.country in names.states() and set(draft.sector) & OWN_VOICE:
        assert draft.country is not None
        return chains.actor_of(names.state_entry(draft.country))
    return speaker


def _source(chains: Chains, span: tuple[int, int]) -> Found | None:
    """Return who the words of a source mean: their head, else the first name among them ("a Kremlin statement")."""
    words = chains.doc.char_span(*span, alignment_mode="expand")
    if words is None or _is_part(root := words.root):
        return None
    several = [chains.resolve(t) for t in _heads(words)]
    actors = list(dict.fromkeys(f.actor for found in several for f in found))
    if len(actors) > 1 and all(several):
        return Found(groups.together(chains, actors), words.start, words.end)
    for token in (root, *syntax.authors(root)):
        found = chains.resolve(token)
        if found:
            return found[0]
    return None


def _is_part(root: Token) -> bool:
    """Tell whether the words name some of a group, who are nobody known: "one of the officials", "most of them"."""
    return root.pos_ in ("NUM", "DET", "ADJ", "PRON") and any(p == "of" for p, _ in english.prepositions(root))


def _part(chains: Chains, span: tuple[int, int], text: str) -> Mention | None:
    """Return a mention of some of a group, with the country and the sector of the group."""
    words = chains.doc.char_span(*span, alignment_mode="expand")
    if words is None or not _is_part(words.root):
        return None
    whole = next((f for p, t in english.prepositions(words.root) if p == "of" for f in chains.resolve(t)), None)
    if whole is None:
        return None
    draft = chains.drafts[whole.actor]
    return Mention(start=span[0], end=span[1], quote=text[slice(*span)], country=draft.country, sector=draft.sector)


def _sources(chains: Chains, attributions: Sequence[Attributed]) -> dict[tuple[int, int], Found | None]:
    """Return by the words of each source whom they mean; several who speak together are mentioned there."""
    sources = {a.speaker: _source(chains, a.speaker) for a in attributions if a.speaker is not None}
    for source in sources.values():
        if source is not None and chains.drafts[source.actor].members:
            chains.drafts[source.actor].spans.add(_characters(chains.doc, source))
    return sources


def _finish(
    chains: Chains,
    people: list[Person],
    sources: Mapping[tuple[int, int], Found | None],
    speaking: Mapping[int, Speaking],
) -> Linking:
    text = layer.text_of(chains.doc)
    spans = {i: [_characters(chains.doc, f) for f in found] for i, found in sorted(chains.found.items()) if found}
    for i, told in spans.items():
        for f, span in zip(chains.found[i], told, strict=True):
            chains.drafts[f.actor].spans.add(span)
    mentioned = [n for n, d in enumerate(chains.drafts) if d.spans]
    order = sorted(mentioned, key=lambda n: (min(chains.drafts[n].spans), n))
    ids = {n: f"a{rank}" for rank, n in enumerate(order, 1)}
    actors = tuple(_actor(chains, n, ids, text) for n in order)
    by_token = {
        i: tuple(_mention(chains, f, span, ids, text) for f, span in zip(chains.found[i], told, strict=True))
        for i, told in spans.items()
    }
    by_source = {}
    for span, source in sources.items():
        if source is not None:
            by_source[span] = _mention(chains, source, span, ids, text)
        elif (part := _part(chains, span, text)) is not None:
            by_source[span] = part
    voices = (_voice(chains, ids, actor, spoken, text) for actor, spoken in speaking.items() if actor in ids)
    return Linking(actors, tuple(_positions(chains, people, ids)), by_token, by_source, tuple(voices))


def _voice(chains: Chains, ids: Mapping[int, str], actor: int, speaking: Speaking, text: str) -> Voice:
    said, noun = speaking
    found = Found(-1 if said.actor is None else said.actor, said.start, said.end)
    start, end = _characters(chains.doc, found)
    if said.actor is not None:
        body = _mention(chains, found, (start, end), ids, text)
    else:
        body = Mention(start=start, end=end, quote=text[start:end])
    return Voice(ids[actor], noun.i, body, said.head)


def _characters(doc: Doc, found: Found) -> tuple[int, int]:
    last = doc[found.end - 1]
    return doc[found.start].idx, last.idx + len(last)


def _actor(chains: Chains, n: int, ids: Mapping[int, str], text: str) -> Actor:
    draft = chains.drafts[n]
    return Actor(
        id=ids[n],
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        sector=draft.sector,
        codes={k: v for k, v in draft.codes.items() if v},
        mentions=tuple(Span.of(text, *s) for s in sorted(draft.spans)),
        members=tuple(ids[m] for m in draft.members if m in ids),
    )


def _mention(chains: Chains, found: Found, span: tuple[int, int], ids: Mapping[int, str], text: str) -> Mention:
    """Return a mention in the words of the span: its own, or those of a source as the attribution has them."""
    draft = chains.drafts[found.actor]
    start, end = span
    return Mention(
        start=start,
        end=end,
        quote=text[start:end],
        actor=ids[found.actor],
        country=draft.country,
        sector=draft.sector,
        wording=found.wording,
    )


def _positions(chains: Chains, people: list[Person], ids: Mapping[int, str]) -> Iterator[Position]:
    for person in people:
        actor = chains.person(person)
        for named in person.mentions:
            for title in _offices(chains.doc, named) if actor in ids else ():
                position = _position(chains, named, title, actor, ids)
                if position is not None:
                    yield position


def _offices(doc: Doc, named: Named) -> list[Title]:
    """Return the offices told of somebody beside one mention; a rank, "Gen. Ana Roe", is none."""
    told = [t for t in (named.title, named.further) if t is not None and t.start < t.end]
    return [t for t in told if not offices.is_rank(doc, t)]


def _position(chains: Chains, named: Named, title: Title, actor: int, ids: Mapping[int, str]) -> Position | None:
    doc = chains.doc
    words = [t for t in doc[title.phrase[0] : title.phrase[1]] if not named.start <= t.i < named.end]
    bodies = [f.actor for t in words for f in chains.resolve(t) if chains.drafts[f.actor].kind != "person"]
    if title.heads is not None:
        # who "runs a bakery" holds no position, who "runs the central bank" does
        bodies = [f.actor for f in chains.resolve(doc[title.heads]) if chains.drafts[f.actor].kind != "person"]
        if not bodies:
            return None
    # "Mr." and a rank alone hold no position
    elif not any(titlewords.is_title(t) and titlewords.sectors_of_titles().get(titlewords.base(t)) for t in words):
        return None
    first, last = min(title.phrase[0], named.start), max(title.phrase[1], named.end)
    return Position(
        person=ids[actor],
        title=(doc[title.start].idx, doc[title.end - 1].idx + len(doc[title.end - 1])),
        organisation=next((ids[b] for b in bodies if b in ids), None),
        country=chains.drafts[actor].country,
        evidence=(doc[first].idx, doc[last - 1].idx + len(doc[last - 1])),
        rule=_rule(chains, named, title),
        past=title.past or any(titlewords.is_past(t) for t in doc[title.start : title.end]),
    )


def _rule(chains: Chains, named: Named, title: Title) -> str:
    if title.end <= named.start:
        return "title-before-name"
    between = chains.doc[named.end : title.start]
    return "relative-clause" if title.heads is not None or any(t.lower_ == "who" for t in between) else "apposition"
