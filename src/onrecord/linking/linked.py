"""What linking hands on: who each token names, and the times and places of the report.

In: what `link`, `times` and `places` found. Out: a frozen view that turns into plain data for the Doc and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from operator import attrgetter
from typing import Any, Self

from onrecord.attribution.wordings import Wording
from onrecord.records import Actor, Mention, Place, When

_OF_MENTION = tuple(f.name for f in fields(Mention))
_row = attrgetter(*_OF_MENTION)
"""A mention as the values of its fields: there are so many of them that their names would be most of the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A person in a position, "Ana Roe, a spokeswoman for the ministry", in token indices, end exclusive."""

    person: int
    body: int | None
    """What names the state or organisation that the position belongs to."""
    title: str
    start: int
    end: int
    rule: str
    relation: str = "holds the position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Who, when and where of one report; `mentions` is keyed by the token that heads the naming phrase."""

    actors: tuple[Actor, ...] = ()
    mentions: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)
    speakers: tuple[Mention | None, ...] = ()
    """The source of each attribution, in their order."""
    issuer: Mention | None = None
    """The state whose own statement the report is, where the outlet is one of its bodies."""
    whens: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    holdings: tuple[Holding, ...] = ()
    wordings: tuple[Wording, ...] = ()
    spoken_for: Mapping[str, Mention] = field(default_factory=dict)
    """Whom a spokesperson speaks for, by the actor's id."""
    served: Mapping[int, Mention] = field(default_factory=dict)
    """The state of a post that is told without its name, "Foreign Minister Ana Roe", by the person's token."""

    def names(self, token: int) -> bool:
        """Tell whether the token heads a phrase that names somebody."""
        return token in self.mentions

    def to_plain(self) -> dict[str, Any]:
        """Return plain values that a Doc can be saved with."""
        return {
            "actors": [a.to_dict() for a in self.actors],
            "mentions": {str(i): [_row(m) for m in found] for i, found in self.mentions.items()},
            "speakers": [None if m is None else m.to_dict() for m in self.speakers],
            "issuer": None if self.issuer is None else self.issuer.to_dict(),
            "whens": [w.to_dict() for w in self.whens],
            "places": [p.to_dict() for p in self.places],
            "holdings": [asdict(h) for h in self.holdings],
            "wordings": [asdict(w) for w in self.wordings],
            "spoken_for": {actor: m.to_dict() for actor, m in self.spoken_for.items()},
            "served": {str(i): m.to_dict() for i, m in self.served.items()},
        }

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Self:
        """Build the view from what `to_plain` gave."""
        return cls(
            actors=tuple(Actor.from_dict(a) for a in data["actors"]),
            mentions={int(i): tuple(map(_mention, found)) for i, found in data["mentions"].items()},
            speakers=tuple(None if m is None else Mention.from_dict(m) for m in data["speakers"]),
            issuer=None if data["issuer"] is None else Mention.from_dict(data["issuer"]),
            whens=tuple(When.from_dict(w) for w in data["whens"]),
            places=tuple(Place.from_dict(p) for p in data["places"]),
            holdings=tuple(Holding(**h) for h in data["holdings"]),
            wordings=tuple(Wording(**w) for w in data["wordings"]),
            spoken_for={actor: Mention.from_dict(m) for actor, m in data["spoken_for"].items()},
            served={int(i): Mention.from_dict(m) for i, m in data["served"].items()},
        )


def _mention(row: Sequence[Any]) -> Mention:
    return Mention.from_dict(dict(zip(_OF_MENTION, row, strict=True)))
