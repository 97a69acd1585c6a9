"""The one bridge between records and a spaCy Doc.

In: plain data that a component puts under a named part. Out: the parts, and `doc._.records`, `doc._.statements`,
`doc._.actors`, `doc._.reading` as typed records, `doc._.attributions` as plain dicts. Only plain lists, dicts, strings
and numbers stay in the Doc, because a dataclass there breaks `Doc.to_bytes` and `nlp.pipe(n_process=2)`. The records
that they were made from are remembered beside the Doc, so that no component revives what the one before it had in hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Literal, TypeVar
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from onrecord.records import Actor, Note, Reading, Record, Report, Statement

Part = Literal["report", "layout", "attributions", "linking", "drafts", "statements", "records", "actors", "notes"]
Live = TypeVar("Live")
_PREFIX = "onrecord."
_alive: WeakKeyDictionary[Doc, dict[Part, tuple[Any, Any]]] = WeakKeyDictionary()
"""By Doc and part: the plain data, and the records that it tells."""


def put(doc: Doc, part: Part, value: Any, *, live: Any = None) -> None:
    """Keep plain data under a part of the layer; `live` are the records that it was made from."""
    doc.user_data[_PREFIX + part] = value
    if live is not None:
        _alive.setdefault(doc, {})[part] = value, live


def live(doc: Doc, part: Part, revive: Callable[[Any], Live], default: Live) -> Live:
    """Return the records of a part: those that its plain data was made from, or what `revive` makes of the data.

    A saved Doc has only the data; so has one that came from another process.
    """
    plain = get(doc, part)
    if plain is None:
        return default
    told, records = _alive.get(doc, {}).get(part, (None, None))
    if told is not plain:
        records = revive(plain)
        put(doc, part, plain, live=records)
    found: Live = records
    return found


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
    report = live(doc, "report", Report.from_dict, None)
    if report is None:
        digest = hashlib.sha256(doc.text.encode()).hexdigest()
        return Report(id=f"r{digest[:16]}", source="", sha256=digest, text=doc.text)
    return report


def statements_of(doc: Doc) -> tuple[Statement, ...]:
    """Return the statements alone, for components that need no more of the reading."""
    return live(doc, "statements", lambda found: tuple(map(Statement.from_dict, found)), ())


def reading_of(doc: Doc) -> Reading:
    """Return all that the components have put on record so far."""
    return Reading(
        report=report_of(doc),
        statements=statements_of(doc),
        records=live(doc, "records", lambda found: tuple(map(Record.from_dict, found)), ()),
        actors=live(doc, "actors", lambda found: tuple(map(Actor.from_dict, found)), ()),
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
