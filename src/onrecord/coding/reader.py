"""What a codebook pattern sees of a clause: who stands in its slots, and whether the words it asks for are there.

In: a parsed `Doc`, its clauses (`onrecord.reading.clauses`), and a test that says of a token whether it names somebody
who can act. Out: views of the clauses, and a `Reader` that fills slots and tests words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from spacy.tokens import Doc, Token

from onrecord import lexicon
from onrecord.codebook import Words
from onrecord.reading import english
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
OF = frozenset({"of"})
# "shelled villages in Sudan", "the army's positions", "an offensive against rebels": who is hit through what is named
OWNED_BY = frozenset({"of", "in", "inside", "from", "by", "against"})
# "roads leading into Sudan", "a post located near Mali"
LEADING = frozenset({"into", "to", "at", "near", "across"})


@dataclass(frozen=True, slots=True)
class View:
    """A clause as patterns see it; a light verb's participants are lent to its event noun ("launched an attack on")."""

    index: int
    clause: Clause
    subjects: tuple[int, ...]
    indirects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    light: bool = False

    @classmethod
    def of(cls, index: int, clause: Clause) -> View:
        """Return a clause as it stands."""
        return cls(index, clause, clause.subjects, clause.indirects, clause.obliques)


def stacked(noun: Token) -> list[Token]:
    """Return the words stacked before a noun: "UN", "Chad" and "arms" of "UN Chad arms ban"."""
    return [t for m in english.premodifiers(noun) for t in (*stacked(m), m)]


def counted(noun: Token) -> list[Token]:
    """Return what a quantity is of: "a handful of [envoys]", "a number of [ships]"."""
    if english.lemma(noun) not in lexicon.words("quantity_nouns"):
        return []
    return [t for p, t in english.prepositions(noun) if p in OF]


def _next_to(noun: Token, verb: Token) -> list[Token]:
    """Return what the parser hung on the verb right behind the noun it tells of: "signed a decree [freeing] them"."""
    end = english.subtree_span(noun)[1]
    return [t for t in verb.children if english.is_adverbial(t) and english.subtree_span(t)[0] == end]


class Reader:
    """Fills slots and tests word constraints within one document."""

    def __init__(self, doc: Doc, clauses: Sequence[Clause], is_actor: IsActor) -> None:
        self.doc, self.clauses, self.is_actor = doc, clauses, is_actor
        self._words: dict[int, set[str]] = {}
        self._inside: dict[int, set[str]] = {}
        self.by_head = {c.head: i for i, c in reversed(list(enumerate(clauses)))}
        for i, c in enumerate(clauses):  # "said that Chad was to blame": the clause stands under its copula too
            if c.kind == "adjectival":
                self.by_head.setdefault(doc[c.head].head.i, i)
        self.verbs_over: dict[int, list[int]] = {}
        for i, c in enumerate(clauses):
            for o in c.objects if c.kind == "verbal" else ():
                self.verbs_over.setdefault(o, []).append(i)

    def views(self) -> list[View]:
        """Return the clauses with light verbs resolved."""
        # "war games", "attack helicopters": a noun before a noun names no event of its own
        tokens = (self.doc[c.head] for c in self.clauses)
        heads = [
            c.kind != "nominal" or t not in english.premodifiers(t.head)
            for c, t in zip(self.clauses, tokens, strict=True)
        ]
        return [self._view(i, c) for i, c in enumerate(self.clauses) if heads[i]]

    def _view(self, index: int, clause: Clause) -> View:
        plain = View.of(index, clause)
        if clause.kind != "nominal":
            return plain
        for i in self.verbs_over.get(clause.head, ()):
            verb = self.clauses[i]
            if verb.lemma in lexicon.words("light_verbs"):
                subjects = tuple(s for s in verb.subjects if s != clause.head) or clause.subjects
                obliques = tuple(dict.fromkeys((*clause.obliques, *verb.obliques)))
                return View(i, clause, subjects, verb.indirects, obliques, light=True)
            if clause.subjects == verb.subjects:
                # "demanded a withdrawal": who demands it is not who withdraws
                return replace(plain, subjects=())
        return plain

    def satisfies(self, words: Words, head: int) -> bool:
        """Tell whether a token may stand where the words are asked for."""
        if words.any or (words.actor and self._acts(head)) or self.lists(words, head):
            return True
        return words.place and english.is_place_name(self.doc[head])

    def _acts(self, head: int) -> bool:
        """Tell whether somebody is named, if only as many: "Chad", "a handful of [envoys]"."""
        if self.is_actor(head):
            return True
        return any(self.is_actor(t.i) for t in counted(self.doc[head]))

    def lists(self, words: Words, head: int) -> bool:
        """Tell whether one of the listed words names the token, or what a quantity is of."""
        return not words.words.isdisjoint(self.names(head)) or not words.words.isdisjoint(self._contents(head))

    def names(self, head: int) -> set[str]:
        """Return the lemmas that name a thing: head, what stands before it, and both together ("air strike")."""
        if head not in self._words:
            token = self.doc[head]
            before = english.premodifiers(token)
            lemma = english.lemma(token)
            single = {lemma, token.lower_, *(t.lower_ for t in before), *(english.lemma(t) for t in before)}
            self._words[head] = single | {f"{t.lower_} {lemma}" for t in before}
        return self._words[head]

    def _contents(self, head: int) -> set[str]:
        """Return what a quantity is of: "ten tonnes of grain", "a shipment of rifles"."""
        if head not in self._inside:
            inside = english.prepositions(self.doc[head])
            self._inside[head] = {name for preposition, t in inside if preposition in OF for name in self.names(t.i)}
        return self._inside[head]

    def object_heads(self, view: View) -> tuple[int, ...]:
        """Return the logical objects; of a noun also what stands before it: "arms deliveries"."""
        objects = view.clause.objects
        if view.clause.kind == "nominal":
            objects += tuple(t.i for t in english.premodifiers(self.doc[view.clause.head]))
        return objects

    def complements(self, view: View) -> list[Token]:
        """Return the heads of complement clauses, those after nouns and adjectives included."""
        head = self.doc[view.clause.head]
        found = [*view.clause.complements, *(t.i for t in english.complement_clauses(head))]
        # "pressed for Chad to leave" is parsed as an adverbial clause
        found += [
            t.i for t in head.children if english.is_adverbial(t) and any(m.lower_ == "for" for m in english.markers(t))
        ]
        return [self.doc[i] for i in sorted(set(found))]

    def purposes(self, view: View) -> list[Token]:
        """Return the infinitives that say what a deed, or what it is done with, is for: "sent a team [to inspect]"."""
        clause = view.clause
        # the parser may hang it on any of them
        governors = sorted({clause.head, *clause.objects, *(i for _, i in clause.obliques)})
        hung = (t for i in governors for first in self.doc[i].rights for t in english.conjuncts(first))
        return [t for t in hung if english.is_infinitive(t)]

    def aims_at(self, words: Words, verb: Token) -> bool:
        """Tell whether a purpose names one of the words: "to [inspect] it", "to serve as a [peacekeeping] force"."""
        about = [*english.objects(verb), *(t for _, t in english.prepositions(verb))]
        return any(self.lists(words, t.i) for t in (verb, *about))

    def contents(self, view: View) -> list[Token]:
        """Return the heads of what is said or ordered: "said that it [was] guilty", "had the traders [jailed]"."""
        objects = (self.doc[o] for o in view.clause.objects)
        done_to = [t for o in objects for t in o.rights if english.is_participle_modifier(t) and t.tag_ == "VBN"]
        return [*self.complements(view), *self.purposes(view), *done_to]

    def tells(self, words: Words, head: Token) -> bool:
        """Tell whether a clause has one of the words as its predicate and does not deny it: "was [guilty]"."""
        if head.i not in self.by_head or english.negation_of(head) is not None:
            return False
        clause = self.clauses[self.by_head[head.i]]
        # "was [behind] the raid", "was to [blame]"
        under = (c for c in clause.complements if clause.lemma == "be")
        said = {clause.lemma, *(english.lemma(self.doc[c]) for c in under)}
        said |= {p for p, _ in clause.obliques} if clause.lemma == "be" else set()
        return not words.words.isdisjoint(said)

    def stands_beside(self, words: Words, view: View) -> bool:
        """Tell whether one of the words stands in the sentence: "an emergency was declared after the [storm]"."""
        sentence = self.doc[view.clause.head].sent
        return any(english.lemma(t) in words.words or t.lower_ in words.words for t in sentence)

    def provisions(self, paper: int) -> list[Token]:
        """Return the verbs that say what a paper does: "a law [banning] the party", "a decree that [frees] monks"."""
        noun = self.doc[paper]
        does = [t for t in (*noun.rights, *_next_to(noun, noun.head)) if t.tag_ == "VBG" and not english.is_relative(t)]
        does += [t for t in noun.rights if english.relative_pronoun(t) in english.subject_children(t)]
        return [v for t in does for v in english.conjuncts(t)]

    def content(self, view: View, noun: int) -> list[Token]:
        """Return the infinitives that say what a noun is about: "rejected a plea [to free the monk]"."""
        after = _next_to(self.doc[noun], self.doc[view.clause.head])
        return [*english.complement_clauses(self.doc[noun]), *(t for t in after if english.is_infinitive(t))]

    def fill(self, slots: tuple[str, ...], view: View, *, beside: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Return who fills the first slot in which somebody stands that is not in `beside`, the other side.

        "Chad welcomed its talks with Niger": *its* most likely means Chad, so a slot with another name comes first.
        """
        pronouns: tuple[int, ...] = ()
        near = (self._slot(slot, view) for slot in slots)
        for standing in chain(near, (self._farther(slot, view) for slot in slots)):
            heads = (a for h in standing for a in self._agents(h))
            found = tuple(dict.fromkeys(a for a in heads if a != view.clause.head and a not in beside))
            named = tuple(a for a in found if not (beside and english.is_possessive_pronoun(self.doc[a])))
            if named:
                return named
            pronouns = pronouns or found
        return pronouns

    def _slot(self, slot: str, view: View) -> tuple[int, ...]:
        first, _, rest = slot.partition(".")
        if rest:
            return self._nested(first, rest, view)
        if slot == "subject":
            return view.subjects
        if slot == "object":
            return view.clause.objects
        if slot == "indirect":
            return view.indirects
        if slot == "governor":
            return self._governor(view.clause.head)
        own = tuple(i for preposition, i in view.obliques if preposition == slot)
        # the parser may hang the phrase on the object: "recalled its ambassador from Chile"
        return own or self._led_by(slot, view.clause.objects)

    def _farther(self, slot: str, view: View) -> tuple[int, ...]:
        """Return who stands behind the noun of a phrase: "was in touch [with officials]"; what it is for is apart."""
        return self._led_by(
            slot, [i for preposition, i in view.obliques if preposition != "for" and not self.is_actor(i)]
        )

    def _led_by(self, preposition: str, heads: Iterable[int]) -> tuple[int, ...]:
        return tuple(i for p, i in self._behind(heads) if p == preposition)

    def phrases(self, view: View) -> tuple[tuple[str, int], ...]:
        """Return the phrases of the clause and those behind its objects: "sent [tonnes of maize to Chad]"."""
        return (*view.obliques, *self._behind(view.clause.objects))

    def _behind(self, heads: Iterable[int]) -> Iterator[tuple[str, int]]:
        for o in heads:
            for preposition, token in english.prepositions(self.doc[o]):
                yield preposition, token.i
                # "offers of talks with Chad", "offers for talks by Chad", "a call for aid from Chad": who stands last
                inner = english.prepositions(token)
                yield from ((p, t.i) for p, t in inner if preposition in OF or p == "by")

    def _nested(self, first: str, rest: str, view: View) -> tuple[int, ...]:
        if first in ("complement", "purpose"):
            bound = self.complements(view) if first == "complement" else self.purposes(view)
            inner = [self.clauses[self.by_head[t.i]] for t in bound if t.i in self.by_head]
            if rest in ("subject", "named"):  # "said that he was robbed": a pronoun may well be the speaker
                subjects = (i for c in inner for i in c.subjects)
                return tuple(i for i in subjects if rest == "subject" or self.doc[i].tag_ != "PRP")
            if rest == "object":
                return tuple(i for c in inner for i in c.objects)
            return tuple(i for c in inner for preposition, i in c.obliques if preposition == rest)
        roles = {"subject": view.subjects, "object": view.clause.objects}
        heads = roles[first] if first in roles else view.clause.oblique(first)
        if rest == "poss":
            return tuple(i for o in heads for i in self._owners_before(o))
        return tuple(i for preposition, i in self._behind(heads) if preposition == rest)

    def _owners_before(self, head: int) -> tuple[int, ...]:
        """Return whose the thing is: "Mali's decision", "Malian policy", and the doer of an event noun."""
        token = self.doc[head]
        inner = self.clauses[self.by_head[head]].subjects if head in self.by_head else ()
        if whose := tuple(t.i for t in english.possessors(token) if self.is_actor(t.i)):
            return (*inner, *whose)  # "Peru's Chad embargo" is Peru's
        before = (*inner, *(t.i for t in english.owners(token)))
        names = [t for t in stacked(token) if self.is_actor(t.i)]
        if len(names) > 1 and names[0].head == names[1] and names[1].pos_ == "PROPN":
            return (names[0].i,)  # "UN Chad sanctions" are the UN's
        return before if any(map(self.is_actor, before)) else (*before, *(t.i for t in names[:1]))

    def _governor(self, head: int) -> tuple[int, ...]:
        """Return the subjects of the clause that a phrase hangs on: "arrived in Cairo for talks"."""
        preposition = english.governing_preposition(self.doc[head])
        token = preposition.head if preposition is not None else None
        while token is not None and token.i not in self.by_head and token.head != token:
            token = token.head
        if token is None or token.i not in self.by_head:
            return ()
        return self.clauses[self.by_head[token.i]].subjects

    def _agents(self, head: int) -> tuple[int, ...]:
        """Return the head if it can act, or else who stands in its phrase: "Malian positions", "villages in Mali"."""
        if self.is_actor(head):
            return (head,)
        token = self.doc[head]
        if english.is_apposition(token) and self.is_actor(token.head.i):
            return (token.head.i,)  # "Ana Roe, a [pilot] wanted for smuggling"
        before = self._owners_before(head)
        behind = (t.i for preposition, t in english.prepositions(token) if preposition in OWNED_BY)
        near = (*before, *(t.i for t in english.close_apposition(token)), *behind)
        if owners := tuple(i for i in dict.fromkeys(near) if self.is_actor(i)):
            return owners
        if token.pos_ == "PRON":
            return ()
        placed = dict.fromkeys(t.i for p, t in english.participle_phrases(token) if p in OWNED_BY | LEADING)
        return tuple(i for i in placed if self.is_actor(i))
