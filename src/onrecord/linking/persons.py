"""Persons named in a text, with their titles: "Zambian Foreign Minister Mulambo Haimbe", "Ana Roe, a spokeswoman for".

In: a parsed text and the gazetteer's matches. Out: one `Person` for all mentions of one name in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from onrecord import lexicon
from onrecord.linking import columns, holders, syntax, titlewords
from onrecord.linking.names import Name

_FEMALE = frozenset({"ms.", "ms", "mrs.", "mrs", "miss", "lady", "queen", "princess", "baroness", "spokeswoman"})
_FEMALE |= {"chairwoman", "congresswoman", "businesswoman"}
_MALE = frozenset({"mr.", "mr", "sir", "lord", "king", "prince", "spokesman", "chairman", "congressman"})
_LONGEST_NAME = 6
_NAME = re.compile(r"(?:[Aa]l-|[Ee]l-|d[’'])?[^\W\d_]")
_ARTICLED = re.compile(r"(al|el|ul|as|d)[-’'][^\W\d_a-z]")


@dataclass(slots=True)
class Title:
    """The words of a title with the span of the whole phrase they stand in, by tokens."""

    start: int
    end: int
    phrase: tuple[int, int]
    shared: bool = False
    """The words stand beside another name: "Ministers" of Bo Lee in "Ministers Ana Roe and Bo Lee"."""
    past: bool = False
    """The office is one held before: "who was mayor of Izmir"."""
    heads: int | None = None
    """The token of what somebody is said to head, "who heads the bank"; such a title is a verb with its object."""


@dataclass(slots=True)
class Named:
    """One mention of a person by name: tokens of the name, and of a title beside it."""

    start: int
    end: int
    words: tuple[str, ...]
    text: str
    title: Title | None = None
    further: Title | None = None
    """An office told besides the title: "General Ana Roe, the deputy defence minister"."""

    @classmethod
    def of(cls, doc: Doc, start: int, end: int, title: Title | None = None) -> Named:
        """Cut a name out of the text; articles of Arabic names do not count among its words."""
        text = " ".join(doc[start:end].text.split())
        words = tuple(w for w in re.findall(r"[^\W\d_]+", text) if w.lower() not in ("al", "el"))
        return cls(start, end, words or (text,), text, title)


@dataclass(slots=True)
class Person:
    """All mentions of one person by name; `words` of titles serve to find "the deputy minister" again."""

    name: str
    words: tuple[str, ...]
    mentions: list[Named] = field(default_factory=list)


def find(doc: Doc, matches: Mapping[int, Name], *, published: str | None = None) -> list[Person]:
    """Find the persons named in a text; `matches` gives the gazetteer's match at a token index."""
    titles = [t.i for t in columns.with_words(doc, titlewords.title_heads(), lemma=True) if titlewords.is_title(t)]
    capitalised = columns.capitalised(doc)
    named = _titled(doc, titles, matches)
    named += _free(_untitled(doc, titles, capitalised, matches), named)
    named += _free(_again(capitalised, matches, named, published), named)
    named.sort(key=lambda n: n.start)
    return _cluster(named)


def _free(more: Iterable[Named], named: list[Named]) -> list[Named]:
    """Return the mentions that do not stand inside others."""
    taken = {i for n in named for i in range(n.start, n.end)}
    taken |= {i for n in named if n.title for i in range(*n.title.phrase)}
    free = []
    for n in more:
        if not taken & set(range(n.start, n.end)):
            free.append(n)
            taken |= set(range(n.start, n.end))
    return free


def _again(
    capitalised: Sequence[Token], matches: Mapping[int, Name], named: list[Named], published: str | None
) -> Iterator[Named]:
    """Find surnames of persons named elsewhere, and of leaders in office: "the Bongo administration"."""
    surnames = {n.words[-1] for n in named if len(n.words[-1]) > 2}
    for token in capitalised:
        if token.pos_ not in ("PROPN", "NOUN", "ADJ", "VERB") or token.i in matches or not token.text[:1].isupper():
            continue
        again = token.text in surnames and not _goes_on(token)
        if again or (_may_lead(token) and holders.lookup((token.text,), published)):
            yield Named.of(token.doc, token.i, token.i + 1)


def _goes_on(token: Token) -> bool:
    """Tell whether a word goes on with a person's name."""
    return token.ent_type_ == "PERSON" and token.i > 0 and token.nbor(-1).ent_type_ == "PERSON"


def _may_lead(token: Token) -> bool:
    return token.pos_ == "PROPN" and (syntax.before_government(token) or _alone(token))


def _alone(token: Token) -> bool:
    """Tell whether a name of one word that the model takes for an organisation or a place stands as a person."""
    if not token.ent_type_:
        return syntax.is_active_subject(token) and not any(c.pos_ == "PROPN" for c in token.lefts)
    if token.ent_type_ not in ("ORG", "GPE") or token.ent_iob_ != "B" or token.text.isupper():
        return False
    alone = token.i + 1 == len(token.doc) or token.nbor(1).ent_iob_ != "I"
    return alone and syntax.stands_as_person(token)


def _titled(doc: Doc, titles: Sequence[int], matches: Mapping[int, Name]) -> list[Named]:
    """Find names after a title: "General Hasan Turki", "Deputy Secretary of State Ana Roe"."""
    found, i = list[Named](), 0
    for start in titles:
        if start < i:
            continue
        i = start + 1
        head = start
        while head + 1 < len(doc) and titlewords.is_title_word(doc[head + 1]) and doc[head + 1].text[:1].isupper():
            head += 1
        after = _past_topics(doc, head + 1)
        end = _name_end(doc, after, matches)
        if end > after and not (end - after == 1 and doc[after].lower_ in titlewords.parts()):
            title = _title_before(doc, start, after, matches)
            title.phrase = (title.phrase[0], max(title.phrase[1], _past_state(doc, end, matches)))
            found.append(Named.of(doc, after, end, title))
            i = end
            if doc[head].tag_ in ("NNS", "NNPS"):
                found += _sharing(doc, end, title, matches)
    return found


def _past_state(doc: Doc, end: int, matches: Mapping[int, Name]) -> int:
    """Step over the state behind a titled name, "President Ana Roe of Ghana"; 0 where none stands there."""
    i = end
    for word in ("of", "the"):
        i += i < len(doc) and doc[i].lower_ == word
    if (
        i == end
        or doc[end].lower_ != "of"
        or i not in matches
        or matches[i].entry.kind != "state"
        or matches[i].entry.form != "name"
    ):
        return 0
    while i < len(doc) and i in matches:
        i += 1
    return i


def _sharing(doc: Doc, at: int, title: Title, matches: Mapping[int, Name]) -> Iterator[Named]:
    """Yield the names that share a title in the plural: "Ministers Ana Roe and Bo Lee"."""
    while at + 1 < len(doc) and doc[at].lower_ in (",", "and", "&"):
        start = at + 1 if doc[at + 1].lower_ not in ("and", "&") else at + 2
        end = _name_end(doc, start, matches) if start < len(doc) else start
        if end <= start or titlewords.is_title_word(doc[start]):
            return
        yield Named.of(doc, start, end, Title(title.start, title.end, (title.phrase[0], title.end), shared=True))
        at = end


def _past_topics(doc: Doc, i: int) -> int:
    """Step over "of State", "for Foreign Affairs", "of the General Staff" between a title and a name."""
    while i + 1 < len(doc) and doc[i].lower_ in ("of", "for"):
        j = i + 1
        while j < len(doc) and titlewords.is_topic(doc[j]):
            j += 1
        office = j < len(doc) and titlewords.is_title(doc[j]) and not titlewords.is_rank(doc[j])
        if j == i + 1 or titlewords.is_title(doc[j - 1]) or office or doc[j - 1].lower_ == "the":
            # "director of the Baobab Fund" names no person
            return i  # "a spokesman for General Hasan Turki", "a lawyer for Foreign Minister Bo Lee": another's title
        i = j
    return i


def _name_end(doc: Doc, start: int, matches: Mapping[int, Name]) -> int:
    """Return where the name that begins at a token ends; `start` itself where none begins."""
    i = start
    while i < len(doc) and i - start < _LONGEST_NAME and _in_name(doc, i, start, matches):
        i += 1
    while i > start and (doc[i - 1].text == "-" or _is_particle(doc[i - 1])):
        i -= 1
    return i


def _is_particle(token: Token) -> bool:
    return token.lower_.rstrip("-") in lexicon.words("name_particles")


def _in_name(doc: Doc, i: int, start: int, matches: Mapping[int, Name]) -> bool:
    token, before = doc[i], doc[i - 1] if i > start else None
    if before is not None and (before.text == "-" or token.text == "-"):
        near = doc[i + 1] if token.text == "-" and i + 1 < len(doc) else token
        return near.text[:1].isalpha() and (token.text != "-" or not token.whitespace_ or before.lower_ == "al")
    if _is_particle(token):
        return i + 1 < len(doc) and (doc[i + 1].text[:1].isupper() or doc[i + 1].text == "-")
    if i in matches or token.text[:1].islower() or not _NAME.match(token.text):
        return i not in matches and _ARTICLED.match(token.text) is not None
    # the first word of the next sentence or line is no part of the name, nor is a word in a title-case headline
    if before is not None:
        return token.pos_ == "PROPN" and (not token.is_sent_start or _is_particle(before))
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "INTJ")


def _title_before(doc: Doc, head: int, end: int, matches: Mapping[int, Name]) -> Title:
    """Take in what stands before the head: "Ghanaian Trade Minister’s Deputy for Foreign Affairs General"."""
    start = head
    while start > 0 and not doc[start].is_sent_start and _before_title(doc, start - 1, head, matches):
        start -= 1
    while start < head and (doc[start].lower_ in ("of", "for", "and") or doc[start].tag_ == "POS"):
        start += 1
    first = next((i for i in range(start, head + 1) if titlewords.is_title_word(doc[i]) and i not in matches), head)
    return Title(first, end, (start, end))


def _before_title(doc: Doc, i: int, head: int, matches: Mapping[int, Name]) -> bool:
    token = doc[i]
    if token.lower_ in ("of", "for") and i > 0 and _of_another(doc, i, head):
        return False
    if token.lower_ in ("of", "for", "the", "and"):
        return (
            i > 0
            and (titlewords.is_title_word(doc[i - 1]) or titlewords.is_topic(doc[i - 1]))
            and token.lower_ != "the"
        )
    if token.text == "-":
        return titlewords.joined(doc[i + 1]) is not None
    if token.tag_ == "POS" or i in matches or titlewords.is_title_word(token):
        return True
    # "Syrian Kurdish leader", "Catalonia’s former leader"
    return token.text[:1].isupper() and (titlewords.is_topic(token) or token.ent_type_ in ("NORP", "GPE"))


def _of_another(doc: Doc, i: int, head: int) -> bool:
    """Tell whether a preposition parts two people: "a spokesman for President Ana Roe", "a lawyer for Minister Bo Lee".

    "Deputy for Foreign Affairs General Hasan Turki" is one, whose rank follows his office.
    """
    if titlewords.speaks_for(doc[i - 1]) or i + 1 == head:
        return True
    return not titlewords.is_rank(doc[head])


def _untitled(
    doc: Doc, titles: Sequence[int], capitalised: Sequence[Token], matches: Mapping[int, Name]
) -> Iterator[Named]:
    """Find names without a title, by the model's entities or because an office holder has the name."""
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end and (titlewords.is_title_word(doc[start]) or not doc[start].text[:1].isalpha()):
            start += 1
        end = min(_name_end(doc, start, matches), max(ent.end, start)) if start < ent.end else start
        end = _name_end(doc, start, matches) if end == ent.end else end
        if end > start and (end - start > 1 or syntax.stands_as_person(doc[start])):
            yield Named.of(doc, start, end)
    yield from _known(doc, capitalised, matches)
    # "Ana Roe, a spokeswoman": the model may take the name for anything
    for i in titles:
        name = syntax.apposed_name(doc[i])
        if name is not None and not any(t.i in matches or titlewords.is_title_word(t) for t in name):
            yield Named.of(doc, name.start, name.end)


def _known(doc: Doc, capitalised: Sequence[Token], matches: Mapping[int, Name]) -> Iterator[Named]:
    done = 0
    for token in capitalised:
        i = token.i
        if i < done or token.pos_ != "PROPN" or token.ent_type_ == "PERSON":
            continue
        if i + 1 == len(doc) or not _in_name(doc, i + 1, i, matches):
            continue  # most names are one word
        end = _name_end(doc, i, matches)
        named = Named.of(doc, i, end) if end - i > 1 else None
        if named is not None and holders.lookup(named.words, None):
            yield named
        done = end


def _cluster(named: list[Named]) -> list[Person]:
    """Bring the mentions of one person together; full names first, then surnames and given initials."""
    persons: list[Person] = []
    for n in sorted(named, key=lambda n: (-len(n.words), n.start)):
        person = _owner(persons, n)
        if person is None:
            person = Person(n.text, n.words)
            persons.append(person)
        person.mentions.append(n)
    for person in persons:
        person.mentions.sort(key=lambda n: n.start)
    return sorted(persons, key=lambda p: p.mentions[0].start)


def _owner(persons: list[Person], n: Named) -> Person | None:
    """Return whom a name means among those known: the one of that name, else the last one named before it."""
    words = [holders.fold(w) for w in n.words]
    fitting = [p for p in persons if _same([holders.fold(w) for w in p.words], words)]
    if not fitting:
        return None
    before = [p for p in fitting if p.mentions and min(m.start for m in p.mentions) <= n.start]
    return max(before or fitting, key=lambda p: max((m.start for m in p.mentions if m.start < n.start), default=-1))


def _same(full: list[str], short: list[str]) -> bool:
    """Tell whether the shorter name can be the fuller one's: surname, given name and surname, or Korean order."""
    if not full or not short or not all((*full, *short)):
        return full == short
    if len(short) == 1:
        return full[-1] == short[0] or (len(full) == 3 and full[0] == short[0] and len(full[0]) <= 4)
    if full[-1] != short[-1]:
        return False
    return full[0] == short[0] or full[0][0] == short[0] or full[0] == short[0][0] or short[0] in full


def woman(person: Person, doc: Doc) -> bool | None:
    """Tell whether a person is a woman, by title or given name; None where neither tells."""
    words = {t.lower_ for n in person.mentions if n.title for t in doc[n.title.start : n.title.end]}
    if words & _FEMALE or person.words[0] in lexicon.words("women_names"):
        return True
    return False if words & _MALE else None
