"""All spaCy factories, as entry points; wiring only, the rooms stay plain functions.

In: a Doc, in the order of the flow. Out: the same Doc with its layer filled; any of them can be
added to one's own pipeline: `nlp.add_pipe("onrecord_attribution")`.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord import layer
from onrecord.attribution.statements import Attribution, attribute
from onrecord.coding.agreements import agreements
from onrecord.coding.claims import aliases, claims, positions, relations
from onrecord.coding.coded import coded
from onrecord.coding.designations import Designations
from onrecord.coding.drafts import Draft
from onrecord.coding.folding import folded
from onrecord.coding.judges import LINEAR, judge_of
from onrecord.coding.opinion import second_opinion
from onrecord.coding.sides import with_sides
from onrecord.coding.transfers import transfers
from onrecord.linking import own
from onrecord.linking.linked import Linked
from onrecord.linking.report import link_report
from onrecord.reading.clauses import clauses
from onrecord.reading.layout import Layout, lay_out, sentence_starts
from onrecord.reading.tree import tree_of
from onrecord.records import Note, Statement
from onrecord.standing.finish import finish
from onrecord.standing.statements import stated, told_by

LOGGER = logging.getLogger("onrecord")
Component = Callable[[Doc], Doc]
UNANCHORED = "no date to count from: give the publication date to resolve it"


def _guarded(name: str, work: Callable[[Doc], None]) -> Component:
    """Let a text that defeats a rule become a note of its reading, so that one report never stops the others."""
    layer.register_extensions()

    def component(doc: Doc) -> Doc:
        try:
            with _uncollected():
                work(doc)
        except Exception as error:
            what = f"{name} gave this report up: {type(error).__name__}: {error}"
            layer.note(doc, Note(what=what, start=0, end=len(doc.text)))
            LOGGER.warning("%s: %s", layer.get(doc, "report", {}).get("source") or "text", what)
        return doc

    return component


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python's collector of cycles wait while one report is worked on.

    The many small objects that rules make go away by themselves; the collector would look for them in vain, several
    times a report, and now and then in all that spaCy has loaded.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _layout(doc: Doc) -> Layout:
    """Return the layout; found anew where the layout component did not run."""
    return lay_out(layer.text_of(doc))


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    def revive(found: list[dict[str, Any]]) -> tuple[Attribution, ...]:
        return tuple(Attribution(**{k: _tupled(v) for k, v in a.items()}) for a in found)

    return layer.live(doc, "attributions", revive, ())


def speech_cues(doc: Doc, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return the character ranges of the cues of a Doc's statements that only tell of speech, "said that"."""
    return told_by(statements, _attributions(doc))


def _tupled(value: Any) -> Any:
    """Turn lists, which a saved Doc makes of tuples, back into tuples."""
    return tuple(_tupled(v) for v in value) if isinstance(value, list | tuple) else value


def _linked(doc: Doc) -> Linked:
    return layer.live(doc, "linking", Linked.from_plain, Linked())


def _drafts(doc: Doc) -> tuple[Draft, ...]:
    return layer.live(doc, "drafts", lambda found: tuple(map(Draft.from_plain, found)), ())


@Language.factory("onrecord_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Component:
    """Start a sentence at every paragraph and after a dateline; stands before the parser, which keeps the starts."""

    def work(doc: Doc) -> None:
        for i in sentence_starts(doc, _layout(doc)):
            doc[i].is_sent_start = True

    return _guarded(name, work)


@Language.factory("onrecord_attribution", default_config={"min_confidence": 0.0}, requires=["token.dep", "token.pos"])
def make_attribution(nlp: Language, name: str, min_confidence: float) -> Component:
    """Find who says what; of less than `min_confidence` nothing is kept (0.8 is the mode of high precision)."""

    def work(doc: Doc) -> None:
        found = attribute(tree_of(doc), _layout(doc), min_confidence=min_confidence)
        layer.put(doc, "attributions", [asdict(a) for a in found], live=found)

    return _guarded(name, work)


@Language.factory("onrecord_linking", default_config={"actors": []}, requires=["token.dep", "doc.ents"])
def make_linking(nlp: Language, name: str, actors: list[str]) -> Component:
    """Resolve actors, times and places, and the speakers of statements; `actors` are the user's own tables."""
    tables = own.load(map(Path, actors))

    def work(doc: Doc) -> None:
        attributions, tree = _attributions(doc), tree_of(doc)
        with own.using(tables):
            linked = link_report(tree, _layout(doc), attributions, layer.report_of(doc))
        plain = linked.to_plain()
        layer.put(doc, "linking", plain, live=linked)
        for when in linked.whens:
            if when.basis == "none" and when.precision != "vague":
                layer.note(doc, Note(what=UNANCHORED, start=when.start, end=when.end))
        layer.put(doc, "actors", plain["actors"], live=linked.actors)
        statements = tuple(stated(tree, attributions, linked))
        layer.put(doc, "statements", [s.to_dict() for s in statements], live=statements)

    return _guarded(name, work)


@Language.factory(
    "onrecord_coding",
    default_config={"classifier": LINEAR, "designations": ""},
    requires=["token.dep", "token.pos"],
)
def make_coding(nlp: Language, name: str, classifier: str, designations: str = "") -> Component:
    """Draft events, transfers, agreements, measures, relations and claims.

    `classifier` is one of `CLASSIFIERS`; `designations` a table of weapons of one's own, which goes before the shipped
    one.
    """
    judge = judge_of(classifier)
    weapons = Designations.load(Path(designations) if designations else None)

    def work(doc: Doc) -> None:
        linked = _linked(doc)
        tree = tree_of(doc)
        view = clauses(tree)
        statements = layer.statements_of(doc)
        speech = speech_cues(doc, statements)
        events = second_opinion(tree, view, coded(tree, view, linked.names), linked.names, judge, speech=speech)
        found = transfers(tree, view, folded(tree, view, events), linked.names, designations=weapons)
        found = with_sides(tree, found)
        found = agreements(tree, view, found, linked.names)
        found += [*relations(tree, view, linked.names), *positions(linked.holdings), *aliases(tree, linked)]
        said = [(c.start, c.end) for s in statements for c in s.content]
        found += claims(tree, view, found, said, linked.names, speech=speech)
        layer.put(doc, "drafts", [d.to_plain() for d in found], live=tuple(found))

    return _guarded(name, work)


@Language.factory("onrecord_standing", requires=["token.dep", "token.pos"])
def make_standing(nlp: Language, name: str) -> Component:
    """Finish the drafts into records."""

    def work(doc: Doc) -> None:
        records = tuple(finish(tree_of(doc), _drafts(doc), layer.statements_of(doc), _linked(doc)))
        layer.put(doc, "records", [r.to_dict() for r in records], live=records)

    return _guarded(name, work)
