"""What the event classifier sees of a predicate and its participants: words, classes and grammar as plain strings.

In: a parsed Doc with the tokens that head predicate, actor and recipient. Out: features, in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.codebook import classes, codebook
from onrecord.lexicon import GAZETTEERS, rows
from onrecord.reading import english as en

WINDOW = 4
"""How many words on either side of the predicate are looked at."""


@cache
def _verb_classes() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(r["word"], r["pos"]): r.many("classes") for r in rows(GAZETTEERS / "verb_classes.csv")}


@cache
def _word_classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in sorted(classes().items()):
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def _named() -> dict[tuple[str, str], tuple[str, ...]]:
    """The event types whose patterns name a word, fit or not: "return" is RETREAT's, SANCTION's and others'."""
    found: dict[tuple[str, str], set[str]] = {}
    for event_type in codebook():
        for pattern in event_type.patterns:
            for pos, words in (("verb", pattern.verbs), ("noun", pattern.nouns)):
                for word in words:
                    found.setdefault((word, pos), set()).add(event_type.event_type)
    return {key: tuple(sorted(types)) for key, types in found.items()}


@dataclass(frozen=True, slots=True)
class _Arguments:
    """What hangs on a predicate by its grammar."""

    objects: list[Token]
    phrases: list[tuple[str, Token]]
    complements: list[Token]

    @classmethod
    def of(cls, predicate: Token) -> _Arguments:
        return cls(en.objects(predicate), list(en.prepositions(predicate)), en.complement_clauses(predicate))


def features(predicate: Token, actor: Token | None, recipient: Token | None) -> list[str]:
    """Return the features of a candidate; participants count by their grammar, never by their name.

    What a codebook pattern makes of the candidate is none of them: `onrecord.coding.trust` weighs it against these.
    """
    arguments = _Arguments.of(predicate)
    found = [*_of_predicate(predicate), *_of_arguments(predicate, arguments), *_of_surroundings(predicate)]
    found += _of_codebook(predicate, arguments)
    found.append(f"a:{_slot(predicate, actor)}")
    received = _slot(predicate, recipient)
    found.append(f"r:{received}")
    found.append(f"p+r:{en.lemma(predicate)}:{received}")
    return list(dict.fromkeys(found))


def _of_predicate(predicate: Token) -> Iterator[str]:
    lemma = en.lemma(predicate)
    pos = "verb" if en.is_verb(predicate) else "noun"
    yield f"p:{lemma}"
    yield f"pos:{pos}"
    for name in _verb_classes().get((lemma, pos), ()):
        yield f"vn:{name}"
    for name in _word_classes().get(lemma, ()):
        yield f"wc:{name}"
    for aux in en.auxiliaries(predicate):
        yield f"aux:{aux.lower_}"
    if en.negation_of(predicate) is not None:
        yield "negated"
    if pos == "verb" and en.is_passive(predicate):
        yield "passive"


def _of_arguments(predicate: Token, arguments: _Arguments) -> Iterator[str]:
    lemma = en.lemma(predicate)
    for o in arguments.objects:
        yield from _argument("o", lemma, o)
    for before in en.premodifiers(predicate):
        yield from _argument("m", lemma, before)
    for preposition, o in arguments.phrases:
        yield f"prep:{preposition}"
        yield f"p+prep:{lemma}:{preposition}"
        yield from _argument(f"i.{preposition}", lemma, o)
    for clause in arguments.complements:
        yield from _argument("x", lemma, clause)


def _argument(role: str, lemma: str, head: Token) -> Iterator[str]:
    """What fills a role, by word and by class; names only by their kind."""
    if head.ent_type_:
        yield f"{role}=ent"
        return
    word = en.lemma(head)
    yield f"{role}={word}"
    yield f"p+{role}:{lemma}:{word}"
    for name in _word_classes().get(word, ()):
        yield f"{role}@{name}"
        yield f"p+{role}@:{lemma}:{name}"
    pos = "verb" if en.is_verb(head) else "noun"
    for name in _verb_classes().get((word, pos), ()):
        yield f"{role}~{name}"


def _of_surroundings(predicate: Token) -> Iterator[str]:
    """What governs the predicate, and the words around it."""
    governor = predicate.head
    if governor != predicate:
        above = en.lemma(governor)
        yield f"g:{above}"
        yield f"g+p:{above}:{en.lemma(predicate)}"
        yield f"dep:{en.function(predicate)}"
        for name in _word_classes().get(above, ()):
            yield f"g@{name}"
    doc = predicate.doc
    start, end = en.sentence_span(predicate)
    for token in doc[max(start, predicate.i - WINDOW) : min(end, predicate.i + WINDOW + 1)]:
        if token.i != predicate.i and not token.ent_type_ and token.is_alpha and not token.is_stop:
            word = en.lemma(token)
            yield f"w:{word}"
            for name in _word_classes().get(word, ()):
                yield f"w@{name}"


def _of_codebook(predicate: Token, arguments: _Arguments) -> Iterator[str]:
    """Which types' patterns name the predicate and the words beside it."""
    own = _types(predicate)
    yield f"named={len(own)}"
    for name in own:
        yield f"named:{name}"
    for o in arguments.objects:
        for name in _types(o):
            yield f"o.named:{name}"
            yield from (f"named+o:{mine}:{name}" for mine in own)
    for preposition, o in arguments.phrases:
        yield from (f"i.{preposition}.named:{name}" for name in _types(o))
    for clause in arguments.complements:
        yield from (f"x.named:{name}" for name in _types(clause))
    if predicate.head != predicate:
        yield from (f"g.named:{name}" for name in _types(predicate.head))


def _types(token: Token) -> tuple[str, ...]:
    return _named().get((en.lemma(token), "verb" if en.is_verb(token) else "noun"), ())


def _slot(predicate: Token, token: Token | None) -> str:
    """The way from the predicate to a participant: functions and prepositions, up to the common governor and down."""
    if token is None:
        return "none"
    up = [predicate, *predicate.ancestors]
    indices = [t.i for t in up]
    down = [token]
    while down[-1].i not in indices and down[-1].head != down[-1]:
        down.append(down[-1].head)
    if down[-1].i not in indices:
        return "far"
    rise = up[: indices.index(down[-1].i)]
    steps = [f"^{en.function(t)}" for t in rise[:3]]
    steps += [t.lower_ if en.function(t) == "prep" else en.function(t) for t in reversed(down[:-1])][:4]
    return ".".join(steps) or "self"
