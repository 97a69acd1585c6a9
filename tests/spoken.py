"""Whole readings of frozen parses, told in few words: who says what inside whose statement, and who acts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from spacy.tokens import Doc

from onrecord import components, layer
from onrecord.coding.judges import LINEAR
from onrecord.reading.layout import lay_out
from onrecord.records import Mention, Reading, Report, Statement

Parse = Callable[[str], Doc]
Told = tuple[str | None, str | None, str, str | None]
"""Speaker, cue, content and the speaker of the statement around it, in the words of the text."""


def read(parse: Parse, text: str, *, outlet: str | None = None, published: str | None = None) -> Reading:
    """Read a text through all rooms after the parser."""
    doc = parse(text)
    layout = lay_out(text)
    dateline = None if layout.dateline is None else text[layout.dateline.start : layout.dateline.end]
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id="r1",
        source="",
        sha256=digest,
        outlet=outlet,
        published=published,
        dateline=dateline,
        text=text,
        credits=layout.credits,
    )
    layer.put(doc, "report", report.to_dict())
    rooms = (
        components.make_attribution(None, "", 0.0),
        components.make_linking(None, "", []),
        components.make_coding(None, "", LINEAR),
        components.make_standing(None, ""),
    )
    for room in rooms:
        doc = room(doc)
    return layer.reading_of(doc)


def told(reading: Reading) -> list[Told]:
    """Return the statements in the words of the text."""
    by_id = {s.id: s for s in reading.statements}
    return [
        (
            _words(s),
            None if s.cue is None else s.cue.quote,
            " … ".join(c.quote for c in s.content),
            _words(by_id.get(s.inside or "")),
        )
        for s in reading.statements
    ]


def _words(statement: Statement | None) -> str | None:
    return None if statement is None or statement.speaker is None else statement.speaker.quote


def named(reading: Reading, mention: Mention | None) -> str | None:
    """Return the standard name of whom a mention names."""
    actor = None if mention is None else reading.actor(mention)
    return None if actor is None else actor.name
