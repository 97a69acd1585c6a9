"""Cues: the verbs, nouns, adjectives and prepositions that tell whose words or thoughts these are.

In: a parsed `Doc`. Out: `Cue`s, each with its lexicon row and the frames that the row allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from spacy.tokens import Doc, Token

from onrecord.attribution import syntax
from onrecord.attribution.idioms import idiom
from onrecord.lexicon import Row, table, words
from onrecord.reading import english
from onrecord.reading.lemmas import verb_lemma

Sense = Literal["speech", "thought", "perception", "intention"]
Stance = Literal["neutral", "endorsing", "doubting"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: `head` is its token, `start` and `end` the tokens of its phrase, end exclusive."""

    head: Token
    start: int
    end: int
    row: Row
    frames: frozenset[str]

    @property
    def sense(self) -> Sense:
        """What the source does: says, thinks, perceives, intends."""
        return cast(Sense, self.row["sense"])

    @property
    def stance(self) -> Stance:
        """How the writer's choice of the word stands to the content."""
        return cast(Stance, self.row["stance"])


@cache
def _lexicon(*names: str) -> dict[str, Row]:
    """Return rows by word; a word of an earlier table wins, so that own rows outrank generated ones."""
    found: dict[str, Row] = {}
    for name in names:
        for row in table(name):
            found.setdefault(row["word"], row)
    return found


def verb_rows() -> dict[str, Row]:
    """Return the reporting verbs by lemma, particles with a space."""
    return _lexicon("reporting_verbs", "reporting_verbs_verbnet")


def frames_of(row: Row) -> frozenset[str]:
    """Return the frames that a row allows."""
    return _frames_by_rule(row.path.name, row.line, row["frames"])


@cache
def _frames_by_rule(_name: str, _line: int, cell: str) -> frozenset[str]:
    return frozenset(v.strip() for v in cell.split("|"))


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the cues of a text in order; whether they have content is for others to find out."""
    verbs, nouns = verb_rows(), _lexicon("reporting_nouns")
    adjectives = _lexicon("reporting_adjectives")
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            if any(
                issuing_verb(c) == token and verb_lemma(c) in verbs for o in english.objects(token) for c in o.rights
            ):
                continue  # "issued a statement saying that …": one cue, that of "saying"
            if (found := idiom(token)) is not None:
                yield _idiom_cue(token, *found)
                continue
            row = verbs.get(english.lemma(token)) or verbs.get(verb_lemma(token))
            if row is not None:
                yield _verb_cue(token, row)
                continue
        if token.pos_ in ("NOUN", "PROPN") and (row := nouns.get(token.lemma_.lower())) is not None:
            yield Cue(token, token.i, token.i + 1, row, frames_of(row))
        elif token.pos_ in ("ADJ", "VERB") and (row := adjectives.get(token.lower_)) is not None:
            yield _adjective_cue(token, row)


def issuing_verb(participle: Token) -> Token | None:
    """Return the verb that sends out the words of a participle: "issued a statement saying", "emailed voters saying".

    Whoever issues the statement says what it says; whoever meets protesters chanting does not chant.
    """
    noun = syntax.bearer(participle)
    if noun is None:
        return None
    row = verb_rows().get(verb_lemma(noun.head))
    is_message = noun.lemma_.lower() in words("speaking_media")
    return noun.head if is_message or (row is not None and "hearer" in frames_of(row)) else None


def _verb_cue(verb: Token, row: Row) -> Cue:
    start, end = (issuing_verb(verb) or verb).i, verb.i + 1
    helpers = {t.i for t in [*english.auxiliaries(verb), *syntax.adverbs_before(verb)]}
    while start > 0 and start - 1 in helpers:
        start -= 1
    particle = english.particle(verb)
    if particle is not None and particle.i == end:
        end += 1
    if syntax.governs_as_complement(verb) and english.is_verb(verb.head) and 0 < verb.i - verb.head.i <= 4:
        governor = verb_rows().get(verb_lemma(verb.head))
        if governor is None or "to-infinitive" not in frames_of(governor):
            # "went on to say": the cue is the whole chain; "declined to say" is a cue of its own
            start = min(start, verb.head.i)
    return Cue(verb, start, end, row, frames_of(row))


def _idiom_cue(verb: Token, row: Row, last: Token) -> Cue:
    """The cue runs from the verb's helpers to the last word of the idiom: "has often taken aim"."""
    return replace(_verb_cue(verb, row), end=last.i + 1)


def _adjective_cue(word: Token, row: Row) -> Cue:
    verb = syntax.predicate_of(word)
    if verb == word:
        return replace(_verb_cue(word, row), end=word.i + 1)  # "were dismayed"
    start = verb.i if verb is not None and 0 < word.i - verb.i <= 4 else word.i
    return Cue(word, start, word.i + 1, row, frames_of(row))


def stance_of(cue: Cue) -> Stance:
    """Return how the writer stands to what is said: an adverb outranks the verb, "falsely stated"."""
    rows = _lexicon("stance_adverbs")
    for child in cue.head.children:
        if child.lower_ in rows:
            return cast(Stance, rows[child.lower_]["stance"])
    proofs = words("stance_proofs")
    if any(name == "without" and o.lemma_.lower() in proofs for name, o in english.prepositions(cue.head)):
        return "doubting"
    return cue.stance
