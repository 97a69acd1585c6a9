"""What predicates do to the events they govern: the lexicon of signatures.

In: a governing word, its part of speech, the frame and the preposition. Out: the row that decides, and its class.

A signature tells what follows for the complement where the predicate is affirmed and where it is negated (Nairn,
Condoravdi and Karttunen 2006): "manage to" is +/-, "fail to" -/+, "refuse to" -/o, "regret that" +/+, "want to" o/o.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.reading import english
from onrecord.reading.lemmas import verb_lemma
from onrecord.records import Status
from onrecord.standing.syntax import Link, degrees, said_of_subject

_WITH_PREPOSITION = frozenset({"np", "ing"})


@dataclass(frozen=True, slots=True)
class Signature:
    """A class of predicates: factuality (-3 to 3) and status of the complement, affirmed and negated."""

    name: str
    affirmed: float
    negated: float
    status_affirmed: Status | None
    status_negated: Status | None
    effects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon with the class that it names."""

    signature: Signature
    rule: str


@cache
def signatures() -> dict[str, Signature]:
    """Return the classes of ``standing_classes.csv`` by name."""
    return {row["class"]: _signature(row, row["class"]) for row in lexicon.table("standing_classes")}


@cache
def modals() -> dict[str, Entry]:
    """Return the modal auxiliaries of ``modals.csv`` by form."""
    return {row["word"]: Entry(_signature(row, "modal"), row.rule) for row in lexicon.table("modals")}


@cache
def markers() -> dict[tuple[str, str], Entry]:
    """Return the conjunctions and prepositions of ``clause_markers.csv`` by word and ``clause`` or ``phrase``."""
    found = {}
    for row in lexicon.table("clause_markers"):
        for opens in ("clause", "phrase") if row["opens"] == "any" else (row["opens"],):
            found[row["word"], opens] = Entry(signatures()[row["class"]], row.rule)
    return found


def _signature(row: lexicon.Row, name: str) -> Signature:
    return Signature(
        name=name,
        affirmed=float(row["affirmed"]),
        negated=float(row["negated"]),
        status_affirmed=cast("Status | None", row["status_affirmed"] or None),
        status_negated=cast("Status | None", row["status_negated"] or None),
        effects=frozenset(row.many("effects")),
    )


@cache
def _predicates() -> dict[tuple[str, str, str, str], Entry]:
    found: dict[tuple[str, str, str, str], Entry] = {}
    for row in (*lexicon.table("predicates"), *lexicon.table("predicates_verbnet")):
        entry = Entry(signatures()[row["class"]], row.rule)
        for frame in row.many("frames"):
            prepositions = row.many("prepositions") if frame in _WITH_PREPOSITION else ()
            for preposition in prepositions or ("-",):
                found.setdefault((row["word"], row["pos"], frame, preposition), entry)
    return found


def phrase(link: Link) -> tuple[Entry, Token] | None:
    """Return the row of a verb with its noun, and the verb: "took | the opportunity | to leave" (Karttunen 2012).

    A degree does the same to an adjective: "too weak to leave".
    """
    if "inf" not in link.frames:
        return None
    head = link.head
    # "launched an operation to arrest": the infinitive hangs on the noun, or by the parser's choice on the verb
    nouns = english.objects(head) if english.is_verb(head) else [head] if english.is_object(head) else []
    for noun in nouns:
        found = _phrases().get((verb_lemma(noun.head), str(noun.lemma_.lower())))
        if found is not None:
            return found, noun.head
    if not english.is_verb(head) and any(a.lower_ == "too" and a.i == head.i - 1 for a in degrees(head)):
        return Entry(signatures()["refusal"], "too … to"), head
    return None


@cache
def _phrases() -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for row in lexicon.table("implicative_phrases"):
        for noun in row.many("nouns"):
            found.setdefault((row["word"], noun), Entry(signatures()[row["class"]], row.rule))
    return found


def entry(link: Link) -> Entry | None:
    """Return the row for the governor of the link, None where the lexicon has none."""
    for frame in link.frames:
        preposition = link.preposition or "-" if frame in _WITH_PREPOSITION else "-"
        for word, pos in _readings(link.head):
            found = _predicates().get((word, pos, frame, preposition))
            if found is not None:
                return found
    return None


def content_of(noun: Token) -> str:
    """Return ``word`` for an act of speech ("claim"), ``will`` for one of will ("request", "plan"), or nothing."""
    lemma = str(noun.lemma_.lower())
    for frame in ("that", "inf"):
        found = _predicates().get((lemma, "n", frame, "-"))
        if found is not None and found.signature.name in ("report", "claim"):
            return "word"
        if found is not None and found.signature.name in ("demand", "promise", "plan", "attempt", "permission"):
            return "will"
    return ""


def _readings(head: Token) -> list[tuple[str, str]]:
    lemma = str(head.lemma_.lower())
    if english.is_verb(head):
        whole = english.lemma(head)
        # a participle may be listed as an adjective: "is determined to sail"
        readings = [(whole, "v"), (lemma, "v"), (head.lower_, "a")]
        readings += [(word, "a") for word in said_of_subject(head)]
        # "has yet to sail" is another thing than "has to sail"
        return [(f"{lemma} yet", "v"), *readings] if any(a.lower_ == "yet" for a in degrees(head)) else readings
    if english.is_noun(head):
        return [(lemma, "n"), (head.lower_, "n")]
    # a participle tagged as an adjective: "committed to helping"
    return [(lemma, "a"), (head.lower_, "a"), (lemma.removesuffix("ed"), "v")]
