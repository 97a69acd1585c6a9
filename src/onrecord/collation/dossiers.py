"""The ladder: transfers of many reports with the same supplier, recipient and item as one dossier.

In: rows of a register. Out: dossiers with their stages in time, each stage with its accounts; whether a promise was
followed up; the embargoes that stood beside it.

An account without a time of its own is put where its report was published, which says no more than "told by then":
the day of a report never becomes the day of a delivery.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.collation.embargoes import Held, Party, held_against
from onrecord.records import Mention
from onrecord.register.base import Row, folded

RANKS = ("interest", "talks", "promised", "agreed", "ordered", "delivered", "in_use", "cancelled", "denied")
_PROMISES = frozenset({"promised", "agreed"})
_FOLLOWS = frozenset({"ordered", "delivered", "in_use", "cancelled", "denied"})
_UNKNOWN = Party(code=None, name=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One record of a transfer: what it tells of one supplier, recipient and item, and on whose word."""

    report: str
    record: str
    source: str
    outlet: str | None
    published: str | None
    speaker: str | None
    """On whose word; None is the outlet's own voice."""
    status: str
    grade: str
    stage: str
    when: str | None
    """The time of the happening in EDTF; None where the report leaves it open."""
    earliest: str | None
    latest: str | None
    item: dict[str, Any]
    details: dict[str, Any]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage of a dossier with all accounts that tell it; `since` is the first day told of, `told` published."""

    stage: str
    since: str | None
    told: str | None
    accounts: tuple[Account, ...]


def _is_later(step: Step, promise: Step) -> bool:
    """Tell whether a step is known to come after a promise: one report may plan to send what was sent before, too."""
    days = ((step.told, promise.told), (step.since, promise.since), (step.since, promise.told))
    return any(day is not None and before is not None and day > before for day, before in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One transfer as all reports tell it; supplier and recipient may be unknown."""

    supplier: Party
    recipient: Party
    kind: str | None
    designation: str | None
    description: str | None
    sipri: str | None
    unroca: str | None
    steps: tuple[Step, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Return all accounts, stage by stage."""
        return tuple(a for step in self.steps for a in step.accounts)

    @property
    def grade(self) -> str:
        """``deal`` where one account states an order or a delivery of a named item; else ``lead``."""
        return "deal" if any(a.grade == "deal" for a in self.accounts) else "lead"

    @property
    def reason(self) -> str:
        """Why it has its grade, in the words of the first account that has it."""
        return next((str(a.details["reason"]) for a in self.accounts if a.grade == self.grade), "")

    @property
    def stage(self) -> str:
        """The last stage in time."""
        return self.steps[-1].stage

    @property
    def promise(self) -> Step | None:
        """The first step that promises; None where nothing was promised."""
        return next((s for s in self.steps if s.stage in _PROMISES), None)

    @property
    def follow_up(self) -> Step | None:
        """What became of it: the first step known to be later that orders, delivers, uses, cancels or denies."""
        promise = self.promise
        if promise is None:
            return None
        return next((s for s in self.steps if s.stage in _FOLLOWS and _is_later(s, promise)), None)

    @property
    def open_since(self) -> str | None:
        """The day since when a promise is open: its own time, or else when it was told; None without an open one."""
        promise = self.promise
        if promise is None or self.follow_up is not None:
            return None
        return promise.told or promise.since or "unknown"

    def embargoes(self) -> tuple[Held, ...]:
        """Return the embargoes beside the firmest step.

        Without a time of its own, what is told as done was done by the day of the report, and what is still ahead then
        comes after it.
        """
        firm = max(self.steps, key=lambda s: RANKS.index(s.stage) if s.stage in _FOLLOWS else -1)
        dated = [a for a in firm.accounts if a.earliest or a.latest]
        earliest = min((a.earliest for a in dated if a.earliest), default=None)
        latest = max((a.latest for a in dated if a.latest), default=None)
        if not dated:
            earliest, latest = (None, firm.told) if firm.stage in _FOLLOWS else (firm.told, None)
        return held_against([self.supplier], [self.recipient], earliest=earliest, latest=latest)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, what is derived included."""
        promise = None if self.promise is None else {"since": self.promise.since, "told": self.promise.told}
        follow = self.follow_up
        return {
            "supplier": asdict(self.supplier),
            "recipient": asdict(self.recipient),
            "kind": self.kind,
            "designation": self.designation,
            "description": self.description,
            "sipri": self.sipri,
            "unroca": self.unroca,
            "grade": self.grade,
            "reason": self.reason,
            "stage": self.stage,
            "promise": promise,
            "open_since": self.open_since,
            "followed_up": None
            if follow is None
            else {"stage": follow.stage, "since": follow.since, "told": follow.told},
            "steps": [asdict(s) for s in self.steps],
            "embargoes": [h.to_dict() for h in self.embargoes()],
        }


@dataclass(frozen=True, slots=True)
class _Told:
    """One account with whom and what it is about."""

    supplier: Party
    recipient: Party
    account: Account

    @property
    def pair(self) -> tuple[str, str]:
        return _key(self.supplier), _key(self.recipient)

    @property
    def designation(self) -> str:
        return folded(self.account.item.get("normalised"))

    @property
    def description(self) -> str:
        return folded(self.account.item.get("description"))


def dossiers(rows: Iterable[Row]) -> list[Dossier]:
    """Return the dossiers of all transfers among the rows, by supplier, recipient and item.

    What only a description names joins the one designation of that description between the same two: "the jets" are the
    Gripens, unless Mirages went the same way.
    """
    told = _completed([t for row in rows if row.record.kind == "transfer" for t in _accounts(row)])
    named: dict[tuple[str, str, str], set[str]] = {}
    for t in told:
        if t.designation:
            named.setdefault((*t.pair, t.description), set()).add(t.designation)
    groups: dict[tuple[str, str, str], list[_Told]] = {}
    for t in told:
        only = named.get((*t.pair, t.description), set())
        item = t.designation or (next(iter(only)) if len(only) == 1 else t.description)
        groups.setdefault((*t.pair, item), []).append(t)
    return [_dossier(groups[key]) for key in sorted(groups)]


def _completed(told: Sequence[_Told]) -> list[_Told]:
    """Fill an unknown side where the same report names it once for the same item: the headline "Chile gets jets"."""
    known = [t for t in told if _UNKNOWN not in (t.supplier, t.recipient)]
    found = []
    for t in told:
        same = {o.pair: o for o in known if _may_be(t, o)} if _UNKNOWN in (t.supplier, t.recipient) else {}
        one = next(iter(same.values())) if len(same) == 1 else t
        found.append(_Told(one.supplier, one.recipient, t.account))
    return found


def _may_be(t: _Told, other: _Told) -> bool:
    """Tell whether another account of the report tells the same item and the same known sides."""
    sides = ((t.supplier, other.supplier), (t.recipient, other.recipient))
    agree = all(mine == _UNKNOWN or _key(mine) == _key(theirs) for mine, theirs in sides)
    item = t.description == other.description and t.designation in ("", other.designation)
    return t.account.report == other.account.report and agree and item and bool(t.description)


def _dossier(told: Sequence[_Told]) -> Dossier:
    first = next((t for t in told if t.designation), told[0])
    item = first.account.item
    stages: dict[str, list[Account]] = {}
    for t in told:
        stages.setdefault(t.account.stage, []).append(t.account)
    steps = sorted((_step(stage, accounts) for stage, accounts in stages.items()), key=_in_time)
    return Dossier(
        supplier=first.supplier,
        recipient=first.recipient,
        kind=item.get("kind"),
        designation=item.get("normalised"),
        description=item.get("description"),
        sipri=item.get("sipri"),
        unroca=item.get("unroca"),
        steps=tuple(steps),
    )


def _step(stage: str, accounts: Sequence[Account]) -> Step:
    ordered = sorted(accounts, key=lambda a: (a.earliest or a.published or "9999", a.report, a.record))
    return Step(
        stage=stage,
        since=min((a.earliest for a in accounts if a.earliest), default=None),
        told=min((a.published for a in accounts if a.published), default=None),
        accounts=tuple(ordered),
    )


def _in_time(step: Step) -> tuple[str, int]:
    # what is promised for next year stands where it was promised
    ahead = step.stage in ("interest", "talks", "promised", "agreed")
    day = (step.told or step.since) if ahead else (step.since or step.told)
    return day or "9999", RANKS.index(step.stage) if step.stage in RANKS else len(RANKS)


def _accounts(row: Row) -> Iterator[_Told]:
    details = row.record.details
    items = [i for i in details.get("items", ()) if i["kind"] != "goods"] or ([] if details.get("items") else [{}])
    for supplier in _parties(row, row.record.actor):
        for recipient in _parties(row, row.record.recipient):
            for item in items:
                yield _Told(supplier, recipient, _account(row, item))


def _account(row: Row, item: dict[str, Any]) -> Account:
    record, when = row.record, row.record.when
    speaker = row.statement.speaker if row.statement else None
    return Account(
        report=row.report,
        record=record.id,
        source=row.source,
        outlet=row.outlet,
        published=row.published,
        speaker=None if speaker is None else row.name(speaker.actor) or speaker.quote,
        status=record.standing.status,
        grade=record.details["grade"],
        stage=record.details["stage"],
        when=when.edtf if when else None,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        item=item,
        details=record.details,
        quote=" … ".join(e.quote for e in record.evidence),
    )


def _parties(row: Row, mentions: Sequence[Mention]) -> tuple[Party, ...]:
    """Return the sides; somebody of a state's own bodies stands for the state, "the Chadian army" for Chad."""
    found: dict[str, Party] = {}
    for mention in mentions:
        actor = next((a for a in row.actors if a.id == mention.actor), None)
        kind = None if actor is None else actor.kind
        code = mention.country if kind in ("state", None) or set(mention.sector) & {"GOV", "MIL"} else None
        name = (actor.name if actor else None) or mention.quote
        party = Party(code=code, name=name)
        found.setdefault(_key(party), party)
    return tuple(found.values()) or (_UNKNOWN,)


def _key(party: Party) -> str:
    return party.code or folded(party.name)


def standing_promises(found: Iterable[Dossier]) -> list[Dossier]:
    """Return the dossiers with a promise, the longest open first, then those that were followed up."""
    promised = [d for d in found if d.promise is not None]
    return sorted(promised, key=lambda d: (d.open_since is None, d.open_since or "", _key(d.supplier)))


def without_details(dossier: Dossier) -> dict[str, Any]:
    """Return a dossier as plain values without the details of each record, which its register keeps."""
    plain = dossier.to_dict()
    for step in plain["steps"]:
        for account in step["accounts"]:
            del account["details"]
    return plain


def by_party(found: Iterable[Dossier], *, supplier: str | None, recipient: str | None) -> list[Dossier]:
    """Return the dossiers of a supplier and a recipient, by code or words of a name."""
    return [d for d in found if _is(d.supplier, supplier) and _is(d.recipient, recipient)]


def _is(party: Party, wanted: str | None) -> bool:
    return wanted is None or party.code == wanted or folded(wanted) in folded(party.name)
