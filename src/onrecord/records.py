"""The data model: what a reading of a report holds.

In: nothing; this module imports nothing of ours. Out: frozen records that turn into the JSON contract and back.

All offsets are Unicode code points into ``Report.text``, end exclusive; ``text[start:end] == quote``.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
import types
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

Kind = Literal["event", "transfer", "agreement", "measure", "claim", "relation"]
Status = Literal[
    "done", "under_way", "promised", "planned", "possible", "conditional", "demanded", "denied", "not_done"
]
ActorKind = Literal["state", "person", "organisation", "armed_group", "collective"]
StatementType = Literal["direct", "indirect", "mixed"]
Known = Literal["given", "found", "unknown"]
Holder = Literal["speaker", "outlet"]
LoggedOutcome = Literal["added", "again", "same", "foreign", "empty", "failed", "opened"]
"""What became of an input: a report was added, read again, there already, not in English (kept and marked, not read);
there was no text; it failed; or it is an archive or an export, whose members have lines of their own."""


_SCALARS = frozenset({str, int, float, bool})


class _Plain:
    """Turns a record into plain JSON values and back; fields keep their declared order."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, strings and numbers, in the contract's field order."""
        names, values, nested = _shape(type(self))  # type: ignore[arg-type]
        plain: dict[str, Any] = dict(zip(names, values(self), strict=True))
        for name, flatten in nested:
            if plain[name] is not None:
                plain[name] = flatten(plain[name])
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the record from what `to_dict` gave.

        Raises:
            KeyError: a field without a default is missing.
        """
        values = {}
        for name, revive, needed in _fields(typing.cast(Hashable, cls)):
            if name in data:
                value = data[name]
                values[name] = value if revive is None or value is None else revive(value)
            elif needed:
                raise KeyError(f"{cls.__name__}.{name}")
        return cls(**values)


class _Shape(typing.NamedTuple):
    """The fields of a class of records, how to read all their values, and what makes those plain that are not."""

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    nested: tuple[tuple[str, Callable[[Any], Any]], ...]


@functools.cache
def _shape(cls: Hashable) -> _Shape:
    hints = typing.get_type_hints(cls)
    names = tuple(f.name for f in dataclasses.fields(cls))  # type: ignore[arg-type]
    flatteners = ((name, _flattener(hints[name])) for name in names)
    return _Shape(names, operator.attrgetter(*names), tuple((n, f) for n, f in flatteners if f is not None))


def _flattener(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a field's value plain; None where the value is plain as it stands."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _flattener(next(a for a in typing.get_args(hint) if a is not types.NoneType))
    if hint in _SCALARS or typing.get_origin(hint) is Literal:
        return None
    if typing.get_origin(hint) is tuple:
        return list if _flattener(typing.get_args(hint)[0]) is None else _plain_each
    return _plain


@functools.cache
def _fields(cls: Hashable) -> tuple[tuple[str, Callable[[Any], Any] | None, bool], ...]:
    """Each field with what makes its plain value a record again, if anything must, and whether it must be given."""
    hints = typing.get_type_hints(cls)
    return tuple(
        (f.name, _reviver(hints[f.name]), f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
        for f in dataclasses.fields(cls)  # type: ignore[arg-type]
    )


def _plain_each(records: Sequence[_Plain]) -> list[dict[str, Any]]:
    return [r.to_dict() for r in records]


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):  # most values, so they are asked first
        return value
    if isinstance(value, _Plain):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value


def _reviver(hint: Any) -> Callable[[Any], Any] | None:
    """Return what makes a record or a tuple of a field's plain value; None where the plain value is the value."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _reviver(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        inner = _reviver(typing.get_args(hint)[0])
        return tuple if inner is None else lambda values: tuple(inner(v) for v in values)
    if isinstance(hint, type) and issubclass(hint, _Plain):
        return hint.from_dict
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(_Plain):
    """A stretch of ``Report.text`` with its exact words: the evidence of everything else."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span out of the text, so that the quote cannot be wrong."""
        return cls(start=start, end=end, quote=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(_Plain):
    """A stretch of text that names somebody; `actor` is the id of an `Actor` of the same reading."""

    start: int
    end: int
    quote: str
    actor: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    wording: Literal["outlet"] | None = None
    """``"outlet"`` where the words are the outlet's loaded or diplomatic name for the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(_Plain):
    """Who somebody is: standard name and codes, never an outlet's wording."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    """Any of ``iso3``, ``cow``, ``gw``, ``plover``, ``wikidata``."""
    mentions: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()
    """The actors that stand together as this collective: Peru and Chile of "the two sides"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When(_Plain):
    """A time expression: TIMEX3 value, EDTF, bounds, and what it was resolved against."""

    quote: str
    start: int
    end: int
    timex: str | None = None
    edtf: str | None = None
    """``None`` where nothing anchors the expression: a weekday without a publication date stays open."""
    earliest: str | None = None
    latest: str | None = None
    precision: Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "vague"] = "vague"
    basis: Literal["text", "published", "dateline", "previous", "none"] = "none"
    """``text``: absolute as written; ``previous``: another date of the text; ``none``: left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(_Plain):
    """A place of the world named in the text; `precision` is UCDP's ``where_prec`` (1 exact to 7 international)."""

    quote: str
    start: int
    end: int
    name: str
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(_Plain):
    """The attribution relation: source (speaker), cue and content; it may sit inside another statement.

    `hearer`, `medium`, `when` and `where` tell of the speaking itself, never of what is said.
    """

    id: str
    speaker: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    type: StatementType
    inside: str | None = None
    rule: str
    confidence: float
    hearer: Mention | None = None
    behalf: Mention | None = None
    """Whom the speaker speaks for: the ministry of "a spokesman for the ministry", "on behalf of the union"."""
    medium: str | None = None
    """Interview, statement, letter, social media post, telephone, news conference, speech …"""
    when: When | None = None
    where: Place | None = None
    stance: Literal["neutral", "endorsing", "doubting"] = "neutral"
    """How the outlet's wording stands to what is said: "admitted" endorses, "falsely claimed" doubts."""
    sense: Literal["speech", "thought", "perception", "intention"] = "speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(_Plain):
    """How firm a record is, and whose commitment it is."""

    status: Status
    holder: Holder
    presupposed: bool = False
    hedges: tuple[Span, ...] = ()
    negation: Span | None = None
    distance: tuple[Span, ...] = ()
    """Words that keep at a distance who or what takes part: “volunteers”, so-called, alleged; the deed may be firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover(_Plain):
    """The PLOVER view of a record and the deed itself: a promise of aid is event type AGREE, act AID."""

    event_type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(_Plain):
    """One thing put on record, with its evidence, standing, statement and the rule that made it."""

    id: str
    kind: Kind
    plover: Plover = Plover()
    cameo: str | None = None
    actor: tuple[Mention, ...] = ()
    recipient: tuple[Mention, ...] = ()
    object: Span | None = None
    when: When | None = None
    where: Place | None = None
    standing: Standing
    statement: str | None = None
    """The id of the statement that carries it; ``None`` is the outlet's own voice."""
    evidence: tuple[Span, ...]
    details: dict[str, Any] = field(default_factory=dict)
    rule: str
    confidence: float


METADATA = ("outlet", "published", "title", "author", "language")
"""What is known of a report beside its text; `Report.known` says of each how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(_Plain):
    """A news agency that the report names as where it comes from, and the characters from `low` to `high` that do."""

    start: int
    end: int
    quote: str
    name: str
    """The agency's standard name: AP and "The Associated Press" are one."""
    low: int
    high: int
    share: Literal["whole", "part"] = "whole"
    """``"part"`` where the outlet's own people worked on it too: "With inputs from PTI"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(_Plain):
    """One news report; `known` says of each piece of metadata whether it is given, found, or unknown."""

    id: str
    source: str
    sha256: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    dateline: str | None = None
    language: str = "en"
    address: str | None = None
    text: str
    known: dict[str, Known] = field(default_factory=lambda: dict.fromkeys(METADATA, "unknown"))
    credits: tuple[Credit, ...] = ()
    """The outlet's own voice is theirs, where they are credited with the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(_Plain):
    """Text that defeated a rule; noted, never raised."""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(_Plain):
    """All that one report says: the object that ``onrecord read --json`` prints."""

    report: Report
    statements: tuple[Statement, ...] = ()
    records: tuple[Record, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[Note, ...] = ()

    def actor(self, mention: Mention) -> Actor | None:
        """Return the actor a mention names, or None where it stays unknown."""
        return next((a for a in self.actors if a.id == mention.actor), None)

    def members(self, mention: Mention) -> tuple[Mention, ...]:
        """Return those who stand together as the collective that a mention names, () where it names no such one."""
        group = self.actor(mention)
        among = [a for a in self.actors if group is not None and a.id in group.members]
        return tuple(dataclasses.replace(mention, actor=a.id, country=a.country, sector=a.sector) for a in among)

    def statement(self, record: Record) -> Statement | None:
        """Return the statement that carries a record, or None for the outlet's own voice."""
        return next((s for s in self.statements if s.id == record.statement), None)

    def chain(self, record: Record) -> tuple[Statement, ...]:
        """Return the statement that carries a record and those around it, from the inside to the outside."""
        by_id = {s.id: s for s in self.statements}
        chain: list[Statement] = []
        statement = by_id.get(record.statement or "")
        while statement is not None and statement not in chain:
            chain.append(statement)
            statement = by_id.get(statement.inside or "")
        return tuple(chain)

    def agencies(self, record: Record) -> tuple[str, ...]:
        """Return the agencies whose words the outlet prints where the record stands; () where they are its own."""
        at = min(e.start for e in record.evidence)
        whole = [c.name for c in self.report.credits if c.share == "whole" and c.low <= at < c.high]
        return tuple(dict.fromkeys(whole))

    def voices(self, record: Record) -> tuple[str | None, ...]:
        """Return on whose word a record stands, from who says it to who prints it: official, agency, outlet.

        A speaker whom nobody names is None; so is an outlet that is not known.
        """
        speakers = [None if s.speaker is None else self._name(s.speaker) for s in self.chain(record)]
        agencies = " / ".join(self.agencies(record))
        told = [*speakers, *([agencies] if agencies and agencies not in speakers[-1:] else [])]
        return (*told, self.report.outlet)

    def _name(self, mention: Mention) -> str:
        actor = self.actor(mention)
        return mention.quote if actor is None else actor.name
