"""Which happening came before which: what "after", "until", "then" and "followed by" say of two records.

In: a parsed Doc, its drafts, and the report's times. Out: `Order`s between drafts, or to words that are no record.

An order is read from the draft that it belongs to: "shelled the port two days after the truce ended" is of the
shelling, `after` the ending, with the gap ``P2D``. Words and their order stand in ``order_words.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.lexicon import table, words
from onrecord.linking import columns
from onrecord.linking.syntax import introduced
from onrecord.linking.timegrammar import WORDS
from onrecord.linking.times import times
from onrecord.reading import english as en
from onrecord.reading.clauses import verbal
from onrecord.records import Record, When
from onrecord.standing.details import Cut

TABLE = "order_words"


@dataclass(frozen=True, slots=True)
class Order:
    """What the draft `of` stands to `other` in; `start` to `end` are the token span of the words that say so."""

    of: Draft
    order: str
    other: Draft | None
    start: int
    end: int
    gap: str | None = None
    """The time between them as a TIMEX3 length."""


def orders(doc: Doc, drafts: Sequence[Draft], whens: Sequence[When]) -> list[Order]:
    """Return what the text says of the order of its happenings, in text order."""
    happenings = [d for d in drafts if d.kind != "relation"]
    if len(doc) == 0 or not happenings:
        return []
    finder = _Finder(doc, happenings, {_tokens(doc, w): w for w in whens})
    return sorted([*finder.linked(), *finder.adverbs(), *finder.verbs()], key=lambda o: (o.start, o.end, o.of.start))


def _tokens(doc: Doc, when: When) -> tuple[int, int]:
    """The tokens that a time covers."""
    span = doc.char_span(when.start, when.end, alignment_mode="expand")
    return (-1, -1) if span is None else (span.start, span.end)


def in_order(
    records: Sequence[Record], told: Sequence[tuple[Draft, Record]], found: Sequence[Order], cut: Cut
) -> list[Record]:
    """Return the records, those that words put in order with it under ``details["order"]``.

    Each entry holds the order, the id of the other record or None where the words name no happening that is on record,
    the gap, and the words.
    """
    ids = [(d, next((r for r in records if _tells(r, made)), None)) for d, made in told]
    by_record: dict[str, list[dict[str, Any]]] = {}
    for o in found:
        of, other = (next((r for d, r in ids if d is side), None) for side in (o.of, o.other))
        if of is not None and (other is None or other.id != of.id):
            quote = cut(o.start, o.end).to_dict()
            entry = {"order": o.order, "record": None if other is None else other.id, "gap": o.gap, **quote}
            by_record.setdefault(of.id, []).append(entry)
    return [replace(r, details=r.details | {"order": by_record[r.id]}) if r.id in by_record else r for r in records]


def _tells(record: Record, made: Record) -> bool:
    """Tell whether a record holds what was made of one draft, alone or merged with others."""
    return record.kind == made.kind and record.plover == made.plover and made.evidence[0] in record.evidence


@cache
def _rows(kind: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the wordings of a class in words, the longest first, each with its order."""
    found = [(tuple(r["wording"].split()), r["order"]) for r in table(TABLE) if r["class"] == kind]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row[0])))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for words of order in one report."""

    doc: Doc
    drafts: Sequence[Draft]
    whens: dict[tuple[int, int], When]

    def linked(self) -> Iterator[Order]:
        """Yield what conjunctions and prepositions say: "after the rebels left", "ahead of the summit"."""
        for first, last, order in self._hits("link"):
            inner = introduced(last)
            if inner is None:
                continue
            outer = _verb_over(inner if inner == last.head else first)
            low, high = en.subtree_span(inner)
            if outer is None or outer == inner or low <= outer.i < high or self._is_time(inner):
                continue
            ours = [d for d in self._at(outer) if not min(low, first.i) <= d.head < high]
            other = next(iter(self._at(inner)), None) or self._within(inner)
            gap, start = self._gap(first)
            yield from (Order(d, order, other, start, high, gap) for d in ours if d != other)

    def adverbs(self) -> Iterator[Order]:
        """Yield what adverbs say of the happening told just before: "Then they seized the airport"."""
        for first, last, order in self._hits("adverb"):
            verb = _verb_over(first)
            if verb is None or _is_conditional(first):
                continue
            over = next(((span, w) for span, w in self.whens.items() if span[0] <= first.i < span[1]), None)
            gap, start, end = None, first.i, last.i + 1
            if over is not None:
                (start, end), when = over
                if end != last.i + 1 or when.basis not in ("none", "previous"):
                    continue  # "later this year"
                gap = _length(self.doc[start : first.i].text)
            before = self._before(verb, first)
            if before is not None:
                yield from (Order(d, order, before, start, end, gap) for d in self._at(verb) if d != before)

    def verbs(self) -> Iterator[Order]:
        """Yield what a verb says of its two sides: "protests followed the arrest", "was preceded by talks"."""
        known = {wording[0]: order for wording, order in _rows("verb")}
        verbs = columns.with_words(self.doc, frozenset(known), lemma=True)
        for clause in (verbal(v) for v in verbs if v.pos_ == "VERB" and not en.is_attributive(v)):
            if clause.lemma not in known:
                continue
            for d in self._headed(clause.subjects):
                for other in self._headed(clause.objects):
                    yield Order(d, known[clause.lemma], other, clause.head, clause.head + 1)

    def _hits(self, kind: str) -> Iterator[tuple[Token, Token, str]]:
        """Yield the first and the last token of each wording of a class, and its order."""
        rows, done = _rows(kind), -1
        for token in columns.with_words(self.doc, frozenset(wording[0] for wording, _ in rows)):
            for wording, order in rows:
                here = self.doc[token.i : token.i + len(wording)]
                if token.i > done and tuple(t.lower_ for t in here) == wording:
                    done = token.i + len(wording) - 1
                    yield token, self.doc[done], order
                    break

    def _at(self, predicate: Token) -> list[Draft]:
        """Return the drafts of a predicate: its own, else those of what it acts on, "launched an attack"."""
        return self._headed([predicate.i]) or self._headed([o.i for o in en.objects(predicate)])

    def _headed(self, heads: Sequence[int]) -> list[Draft]:
        return [d for i in heads for d in self.drafts if d.head == i]

    def _within(self, noun: Token) -> Draft | None:
        """Return the happening that a phrase counts or measures: "weeks of protests", but not one told of it."""
        return next((d for d in self.drafts if _nouns_up_to(self.doc[d.head], noun)), None)

    def _is_time(self, inner: Token) -> bool:
        """Tell whether the words name a day or a length of time alone: "since 2011", "until the morning of May 3"."""
        named = any(start <= inner.i < end for start, end in self.whens) or inner.lower_ in _time_nouns()
        return named and not self._at(inner) and self._within(inner) is None

    def _gap(self, first: Token) -> tuple[str | None, int]:
        """Return the length of time that stands before a word, and where it begins: "two days after"."""
        for (start, end), when in self.whens.items():
            lasting = start > 0 and self.doc[start - 1].lower_ == "for"  # "ruled for 17 years after seizing power"
            gap = None if end != first.i or lasting else _length(when.quote)  # its timex may be the day it comes to
            if gap is not None:
                return gap, start
        return None, first.i

    def _before(self, verb: Token, adverb: Token) -> Draft | None:
        """Return what is told just before: by a verb coordinated with this one, else by the sentence before."""
        sentence, low = verb.sent, verb.sent.start
        start = en.first_conjunct(verb)
        joined = [t for t in en.conjuncts(start) if t.i < verb.i] if start != verb else []
        # "seized the airport, then left": the parser hangs one on the other
        over = [] if en.is_complement(verb) else [verb.head]
        joined = joined or [t for t in (*over, *verb.lefts) if en.is_verb(t) and t.i < adverb.i]
        for token in reversed(joined):
            if self._at(token):
                return self._at(token)[0]
        if joined or low == 0 or sentence.root != verb:
            return None
        last = self.doc[low - 1].sent.root
        told = [d for t in reversed(en.conjuncts(last)) for d in self._at(t)]
        return told[0] if told else None


def _verb_over(token: Token) -> Token | None:
    """Return the verb that a phrase or a clause hangs on."""
    node = token.head
    while node.head != node and not en.is_verb(node):
        node = node.head
    return node if en.is_verb(node) and node != token else None


def _nouns_up_to(token: Token, noun: Token) -> bool:
    """Tell whether a token lies in a noun's phrase with no clause between them."""
    node = token
    while node.head != node and not (node == noun or en.is_verb(node)):
        node = node.head
    return node == noun


def _is_conditional(adverb: Token) -> bool:
    """Tell the "then" of "if …, then …", which orders nothing in time."""
    return adverb.lower_ == "then" and any(t.lower_ == "if" for t in adverb.sent)


def _length(wording: str) -> str | None:
    """Return the length of time that words name: "two days" is ``P2D``."""
    return next((w.timex for w in times(wording) if _is_length(w.timex)), None)


def _is_length(timex: str | None) -> bool:
    return timex is not None and timex.startswith("P") and not timex.endswith("_REF")


@cache
def _time_nouns() -> frozenset[str]:
    """The nouns that measure or name a time: "until the morning of May 3", "after all these years"."""
    kinds = ("UNIT", "UNITS", "DAYPART", "NOON", "WEEKEND")
    return frozenset(w for kind in kinds for w in words(WORDS, **{"class": kind}))
