"""What a walk through a report remembers: names and persons as actors, and who was mentioned where.

In: a parsed text with its names and persons. Out: drafts of actors, and for names and titles whom they mean; nouns and
pronouns are left to whoever walks.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from onrecord.linking import actors, columns, envoys, holders, metonyms, names, persons, syntax, titlewords
from onrecord.linking.actors import Draft, Found
from onrecord.linking.names import Name
from onrecord.linking.persons import Named, Person


class Memory(ABC):
    """The actors of one report, each mention remembered after it was asked for the first time."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        *,
        people: list[Person],
        matches: Mapping[int, Name],
        published: str | None,
        home: str | None = None,
        speakers: frozenset[int] = frozenset(),
    ) -> None:
        self.doc = doc
        self.speakers = speakers
        """The tokens that head the words of those who speak."""
        self.home = home
        """The country of the dateline or of the outlet."""
        self.drafts: list[Draft] = []
        self.found: dict[int, tuple[Found, ...]] = {}
        self.organisations = syntax.organisations(doc, text)
        self.abbreviations = syntax.abbreviations(text)
        self.sentences = list(doc.sents)
        self._starts = [s.start for s in self.sentences]
        self.trail: list[tuple[int, int]] = []
        """(token, actor) of each mention, in the order of the walk."""
        self._keys: dict[tuple[str, str | None], int] = {}
        self._entries: dict[tuple[str, str | None, names.Form], int] = {}
        self.matches = matches
        self.told = frozenset(c for c in (home, *(m.entry.country for m in matches.values())) if c)
        """The countries that the report names, and that of its dateline or outlet."""
        self.published = published
        self.named: dict[int, tuple[Person, Named]] = {
            i: (p, n) for p in people for n in p.mentions for i in range(n.start, n.end)
        }
        self.titles: dict[int, tuple[Person, Named]] = {
            i: (p, n)
            for p in people
            for n in p.mentions
            if n.title and not n.title.shared
            for i in range(*n.title.phrase)
        }
        self._persons: dict[int, int] = {}

    def walk(self, order: Iterator[Token]) -> None:
        """Resolve the tokens in the order given."""
        for token in order:
            self.resolve(token)

    def naming(self) -> list[int]:
        """Return the tokens that can name somebody: names, titles, pronouns, and words that describe people."""
        names = self.named.keys() | self.matches.keys() | self.titles.keys() | self.organisations.keys()
        words = columns.with_words(self.doc, self.words(), lemma=True)
        words += columns.relative(self.doc)
        if self.abbreviations:
            words += columns.with_words(self.doc, frozenset(a.lower() for a in self.abbreviations))
        return sorted({*names, *(t.i for t in words), *self.speakers})

    @abstractmethod
    def words(self) -> frozenset[str]:
        """Return the words in small letters that may stand for somebody."""

    def sentences_back(self, token: Token, back: int) -> list[Span]:
        """Return the sentence of a token and so many sentences before it, the nearest first."""
        here = bisect_right(self._starts, token.i)
        return self.sentences[max(here - 1 - back, 0) : here][::-1]

    def resolve(self, token: Token) -> tuple[Found, ...]:
        """Return the mentions that a token heads, remembered after the first time."""
        found = self.found.get(token.i)
        if found is None:
            self.found[token.i] = ()  # who asks for it meanwhile goes in a circle
            found = self.found[token.i] = self._resolve(token)
            if found:
                self.trail += [(token.i, f.actor) for f in found]
        return found

    @abstractmethod
    def _resolve(self, token: Token) -> tuple[Found, ...]:
        """Return the mentions that a token heads, on first asking."""

    # Names

    def part_of_other(self, token: Token) -> bool:
        """Tell whether a state's name is part of a person's, "Michael Jordan", left to the person."""
        return (
            token.ent_type_ == "PERSON"
            and token.i > 0
            and token.nbor(-1).ent_type_ == "PERSON"
            and (
                token.nbor(-1).i not in self.matches
                and not titlewords.is_title_word(token.nbor(-1))
                and self.matches[token.i].entry.form in ("name", "capital")
                and token.ent_iob_ == "I"
            )
        )

    def name(self, name: Name) -> tuple[Found, ...]:
        """Return whom a name of the gazetteers means here; a capital as a place means nobody."""
        start, end, entry = name
        if entry.form == "capital" and not metonyms.is_metonym(self.doc[start:end]):
            return ()
        actor = self.actor_of(entry)
        if start > 0 and self.doc[start - 1].lower_ == "the" and not syntax.is_modifier(self.doc[start:end].root):
            start -= 1
        return (Found(actor, start, end, entry.wording),)

    def sharing(self, token: Token) -> tuple[Token, ...]:
        """Return a name and those that leave its last word to it: the "East" of "East and West Germany" hangs on it."""
        match = self.matches.get(token.i)
        if match is None or match.entry.form != "name":
            return (token,)
        beside = [(t, self.matches[t.i]) for t in token.lefts if names.is_side(t.text) and t.i in self.matches]
        return (*(t for t, m in beside if m != match and m.entry.form == "name"), token)

    def actor_of(self, entry: names.Entry) -> int:
        """Return the actor of a gazetteer's entry, made at its first mention."""
        key = entry.name, entry.country, entry.form
        if key not in self._entries:
            self._entries[key] = self.keep(actors.draft_of_entry(entry, self.published))
        return self._entries[key]

    def keep(self, draft: Draft) -> int:
        """Return the index of the actor of that name and country, adding it where it is new."""
        key = (draft.name.lower(), draft.country)
        if key not in self._keys:
            self._keys[key] = len(self.drafts)
            self.drafts.append(draft)
        return self._keys[key]

    # Persons

    def person_mention(self, person: Person, named: Named, token: Token) -> tuple[Found, ...]:
        """Return the person at the head or the last word of a name, with the titles before it at the head."""
        actor = self.person(person)
        head = self.doc[named.start : named.end].root
        start = named.start
        if named.title is not None and named.title.end <= named.start and not named.title.shared:
            start = min(start, named.title.phrase[0])
        if start > 0 and self.doc[start - 1].lower_ in ("the", "a", "an") and start < named.start:
            start -= 1
        if token.i != head.i:
            return (Found(actor, named.start, named.end),) if token.i == named.end - 1 else ()
        return (Found(actor, start, named.end),)

    def title_noun(self, token: Token) -> tuple[Found, ...]:
        """Give the noun that the parser takes for the head of a titled name the person; other title words nobody."""
        person, named = self.titles[token.i]
        first, last = named.title.phrase if named.title else (named.start, named.end)
        first, last = min(first, named.start), max(last, named.end)
        if first <= token.head.i < last and token.head != token:
            return ()
        return (Found(self.person(person), first, last),)

    def person(self, person: Person) -> int:
        """Return the actor of a named person, with country and sector from the titles or the table of offices."""
        known = self._persons.get(id(person))
        if known is not None:
            return known
        draft = Draft(person.name, "person", None, (), {}, woman=persons.woman(person, self.doc))
        self._persons[id(person)] = actor = len(self.drafts)
        self.drafts.append(draft)
        for named in person.mentions:
            if named.title is not None:
                self._take_title(draft, named)
            if named.further is not None and named.further.heads is not None:
                self._take_headed(draft, named.further.heads)
        self._take_office(draft, person)
        return actor

    def _take_title(self, draft: Draft, named: Named) -> None:
        assert named.title is not None
        start, end = named.title.phrase
        tokens = [t for t in self.doc[start:end] if not named.start <= t.i < named.end]
        draft.words |= actors.content_words([t for t in tokens if t.i not in self.matches])
        draft.words |= {word for t in tokens if (word := titlewords.spelled_out(t)) is not None}
        # a spokesperson has the sector of the body
        sectors = [
            titlewords.sectors_of_titles().get(titlewords.base(t), "") for t in tokens if not titlewords.speaks_for(t)
        ]
        speaks = any(titlewords.speaks_for(t) for t in tokens)
        # "a UN spokesman in Lima" is not Peruvian
        apart = {t.i for t in tokens if speaks and syntax.is_locative(t)}
        apart |= {t.i for t in tokens if envoys.sent_to(tokens, t)}
        owners = [self.matches[t.i].entry for t in tokens if t.i in self.matches and t.i not in apart]
        possessor = self._possessor_before(start)
        for entry in owners:
            draft.country = draft.country or entry.country
            if entry.kind != "state":
                sectors[:0] = entry.sector
                if "plover" in entry.codes and not entry.country:
                    draft.codes = {**draft.codes, "plover": entry.codes["plover"]}
        if draft.country is None and possessor is not None:
            draft.country = self.drafts[possessor].country
        draft.sector = tuple(dict.fromkeys([*draft.sector, *(s for s in sectors if s)]))

    def _take_headed(self, draft: Draft, body: int) -> None:
        """Give somebody country and sector of what he heads: "Idris Bello, who commands the Nigerian navy"."""
        for found in self.resolve(self.doc[body]):
            headed = self.drafts[found.actor]
            if headed.kind != "person":
                draft.country = draft.country or headed.country
                draft.sector = tuple(dict.fromkeys((*draft.sector, *headed.sector)))

    def _possessor_before(self, start: int) -> int | None:
        """Return the person whose adviser the title makes one: "Ana Roe’s security adviser Bo Lee"."""
        if start >= 2 and self.doc[start - 1].tag_ == "POS" and start - 2 in self.named:
            return self.person(self.named[start - 2][0])
        return None

    def _take_office(self, draft: Draft, person: Person) -> None:
        words = person.words
        titled = any(n.title is not None for n in person.mentions)
        holder = holders.lookup(words, self.published, titled=titled, post=frozenset(draft.words), told=self.told)
        if holder is None or (draft.country and draft.country != holder.iso3):
            return
        draft.country = holder.iso3 or None
        draft.sector = draft.sector or holder.sector
        draft.posts = holder.post_words
        if holder.wikidata:
            draft.codes = {**draft.codes, "wikidata": holder.wikidata}
        if len(words) == 1 and len(holder.person.split()) > 1 and not holder.person.endswith("."):
            draft.name = holder.person
