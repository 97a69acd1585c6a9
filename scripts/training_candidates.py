"""The candidates of the training sentences, as a reading finds them, with what is marked about them.

In: the training sentences, read by the packaged pipeline up to the linking. Out: candidates with their Doc and label:
all that a reading finds in a whole sentence, and the marked event of every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord import layer
from onrecord.coding.candidates import Candidate, candidates
from onrecord.coding.coded import coded
from onrecord.coding.trust import NONE
from onrecord.components import speech_cues
from onrecord.linking.linked import Linked
from onrecord.pipeline import MODEL
from onrecord.reading.clauses import clauses
from training_sentences import OPEN, Event, Range, Sentence, sentences


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate to learn from."""

    doc: Doc
    candidate: Candidate
    label: str
    sentence: int
    """Its number among the whole sentences, by which folds are made; -1 for a sentence with one marked event."""
    found: bool
    """Whether a reading finds it, so that it may also tell how far classifiers and patterns are right."""
    actor_right: bool | None = None
    """Whether its actor is a marked one; None where nobody is marked."""


def examples() -> Iterator[Example]:
    """Yield the candidates of all training sentences, in their order."""
    found = sentences()
    nlp = spacy.load(MODEL)
    for sentence, doc in _docs(nlp, [s for s in found if not s.whole]):
        yield from _marked(sentence, doc, -1)
    nlp.add_pipe("onrecord_layout", before="parser")
    for component in ("attribution", "linking"):  # the coding itself is what is to be trained
        nlp.add_pipe(f"onrecord_{component}")
    for number, (sentence, doc) in enumerate(_docs(nlp, [s for s in found if s.whole])):
        yield from _read(sentence, doc, number)
        yield from _marked(sentence, doc, number)


def _docs(nlp: Language, found: list[Sentence]) -> Iterator[tuple[Sentence, Doc]]:
    return zip(found, nlp.pipe([s.text for s in found]), strict=True)


def _read(sentence: Sentence, doc: Doc, number: int) -> Iterator[Example]:
    told = {i: event for event in sentence.events for span in event.spans["p"] for i in _tokens(doc, span)}
    names = Linked.from_plain(layer.get(doc, "linking")).names
    view = clauses(doc)
    for candidate in candidates(doc, view, coded(doc, view, names), names, speech=speech_cues(doc, doc._.statements)):
        event = told.get(candidate.head, Event(NONE))
        if event.root != OPEN:
            right = _actor_right(doc, candidate, event)
            yield Example(doc, candidate, event.root, number, found=True, actor_right=right)


def _marked(sentence: Sentence, doc: Doc, number: int) -> Iterator[Example]:
    for event in sentence.events:
        heads = {role: tuple(_root(doc, span) for span in spans) for role, spans in event.spans.items()}
        if event.root != OPEN:
            start, end = _tokens(doc, event.spans["p"][0])[0], _tokens(doc, event.spans["p"][-1])[-1] + 1
            candidate = Candidate(heads["p"][0], heads["a"], heads["r"], start, end)
            yield Example(doc, candidate, event.root, number, found=False)


def _actor_right(doc: Doc, candidate: Candidate, event: Event) -> bool | None:
    """Tell whether an actor is a marked one; an event of which only the other side is marked has none."""
    if event.spans["a"]:
        return any(start <= doc[i].idx < end for i in candidate.actors for start, end in event.spans["a"])
    return not candidate.actors if event.spans["r"] else None


def _tokens(doc: Doc, span: Range) -> range:
    words = _words(doc, span)
    return range(words.start, words.end)


def _root(doc: Doc, span: Range) -> int:
    return _words(doc, span).root.i


def _words(doc: Doc, span: Range) -> Span:
    words = doc.char_span(*span, alignment_mode="expand")
    if words is None:
        raise SystemExit(f"{span} holds no words of: {doc.text}")
    return words
