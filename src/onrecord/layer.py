"""The one bridge between records and a spaCy Doc.

In: plain data that a component puts under a named part. Out: the parts, and `doc._.records`, `doc._.statements`,
`doc._.actors`, `doc._.reading` as typed records, `doc._.attributions` as plain dicts. Only plain lists, dicts, strings
and numbers stay in the Doc, because a dataclass there breaks `Doc.to_bytes` and `nlp.pipe(n_process=2)`.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

from spacy.tokens import Doc

from onrecord.records import Actor, Note, Reading, Record, Report, Statement

Part = Literal["report", "layout", "attributions", "linking", "drafts", "statements", "records", "actors", "notes"]
_PREFIX = "onrecord."


def put(doc: Doc, part: Part, value: Any) -> None:
    """Keep plain data under a part of the layer."""
    doc.user_data[_PREFIX + part] = value


def get(doc: Doc, part: Part, default: Any = None) -> Any:
    """Return the plain data of a part, or the default where no component has written it."""
    return doc.user_data.get(_PREFIX + part, default)


def note(doc: Doc, note: Note) -> None:
    """Add a note on text that defeated a rule."""
    put(doc, "notes", [*get(doc, "notes", []), note.to_dict()])


def text_of(doc: Doc) -> str:
    """Return the report's text: the original, of the same length as the parser's text with its line breaks."""
    report = get(doc, "report")
    return report["text"] if report is not None else doc.text


def report_of(doc: Doc) -> Report:
    """Return the report that the Doc was made from; a bare text becomes a report without source or metadata."""
    data = get(doc, "report")
    if data is not None:
        return Report.from_dict(data)
    digest = hashlib.sha256(doc.text.encode()).hexdigest()
    return Report(id=f"r{digest[:16]}", source="", sha256=digest, text=doc.text)


def statements_of(doc: Doc) -> tuple[Statement, ...]:
    """Return the statements alone, for components that need no more of the reading."""
    return tuple(Statement.from_dict(s) for s in get(doc, "statements", []))


def reading_of(doc: Doc) -> Reading:
    """Return all that the components have put on record so far."""
    return Reading(
        report=report_of(doc),
        statements=statements_of(doc),
        records=tuple(Record.from_dict(r) for r in get(doc, "records", [])),
        actors=tuple(Actor.from_dict(a) for a in get(doc, "actors", [])),
        notes=tuple(Note.from_dict(n) for n in get(doc, "notes", [])),
    )


def attributions_of(doc: Doc) -> tuple[dict[str, Any], ...]:
    """Return all attributions, attitudes and plans included, as plain dicts with character offsets."""
    return tuple(get(doc, "attributions", ()))


def register_extensions() -> None:
    """Make the getters known to spaCy; called once by the components, harmless when called again."""
    getters = {
        "reading": reading_of,
        "records": lambda doc: reading_of(doc).records,
        "statements": statements_of,
        "actors": lambda doc: reading_of(doc).actors,
        "attributions": attributions_of,
    }
    for name, getter in getters.items():
        Doc.set_extension(name, getter=getter, force=True)
