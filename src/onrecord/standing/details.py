"""What a record's kind adds: items and stage of a transfer, parties of an agreement, who a measure is by and on.

In: a draft's details in tokens, its participants, time and status. Out: the contract's ``details`` in plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.coding.drafts import Draft
from onrecord.coding.transfers import graded
from onrecord.records import Mention, Place, Span, Status, When

Cut = Callable[[int, int], Span]
"""Cuts a token span out of the text."""
_CATEGORY = ("sipri", "sipri_rule", "unroca", "unroca_rule", "rule")
_SLOTS = {"ordered": ("ordered", "agreed"), "delivered": ("delivered", "in_use")}
"""Which stages tell when, and how many, were ordered or delivered."""
_HAPPENED = ("done", "under_way")
_BEFORE_FORCE = ("talks", "agreed", "initialled", "signed", "ratified", "in_force")
_COUNTED = {"ordered": "number_ordered", "delivered": "number_delivered"}


def details_of(
    draft: Draft,
    parties: tuple[Sequence[Mention], Sequence[Mention]],
    status: Status,
    circumstances: tuple[When | None, Place | None],
    cut: Cut,
) -> dict[str, Any]:
    """Return the details of a draft; `parties` are actors and recipients, `circumstances` its time and place."""
    actors, recipients = ([m.to_dict() for m in side] for side in parties)
    when = circumstances[0]
    match draft.kind:
        case "transfer":
            return {"supplier": actors, "recipient": recipients, **_transfer(draft.details, status, when, cut)}
        case "agreement":
            both = {m.actor or m.quote: m.to_dict() for side in parties for m in side}
            return {"parties": list(both.values()), **_agreement(draft.details, actors, status, circumstances, cut)}
        case "measure":
            return {"by": actors, "on": recipients, **_measure(draft.details, status, when, cut)}
        case _:
            return dict(draft.details)


def _transfer(details: dict[str, Any], status: Status, when: When | None, cut: Cut) -> dict[str, Any]:
    items = [_quoted(i, cut) | {"amount": _quoted(i["amount"], cut)} for i in details["items"]]
    grade = graded(details, status)
    first = items[0] if items else None
    year = None if when is None or when.earliest is None else when.earliest[:4]
    counts = None if first is None else first["amount"]
    return {
        "items": items,
        "item": None if first is None else first["quote"],
        "category": None if first is None else {k: first[k] for k in _CATEGORY},
        "kinds": list(dict.fromkeys(i["kind"] for i in items)),
        "numbers": [i["number"] for i in items if i["number"]],
        **{_COUNTED[slot]: counts if grade["stage"] in stages else None for slot, stages in _SLOTS.items()},
        "value": _sum(_quoted(details["value"], cut)),
        "years": {slot: year if grade["stage"] in stages else None for slot, stages in _SLOTS.items()},
        "local_production": _quoted(details["local_production"], cut),
        "condition": _quoted(details["condition"], cut),
        **grade,
        "stage_rule": details["stage_rule"],
    }


def _quoted(told: dict[str, Any] | None, cut: Cut) -> Any:
    """Put the words in the place of their tokens."""
    return None if told is None else told | {"quote": cut(*told["quote"]).to_dict()}


def _sum(value: Any) -> Any:
    """Take the full stop off a sum that ends its sentence: "worth $40m."."""
    if value is None or not value["quote"]["quote"].endswith("."):
        return value
    span = value["quote"]
    return value | {"quote": {"start": span["start"], "end": span["end"] - 1, "quote": span["quote"][:-1]}}


def _agreement(
    details: dict[str, Any],
    actors: list[dict[str, Any]],
    status: Status,
    circumstances: tuple[When | None, Place | None],
    cut: Cut,
) -> dict[str, Any]:
    when, where = circumstances
    stage, subject = details["stage_said"], details["subject"]
    # "suspended the accord": that the accord is no more is what the verb tells of it
    undone = details["stage_governed"] and stage in ("suspended", "ended") and status == "not_done"
    if stage is not None and status not in _HAPPENED and not undone:
        # who is to sign, or did not sign, is still talking; who threatens to leave has not left
        stage = "talks" if stage in _BEFORE_FORCE else None
    concluded = stage in ("initialled", "signed")
    return {
        "instrument": details["instrument"],
        "instrument_rule": details["instrument_rule"],
        "subject": None if subject is None else cut(*subject).to_dict(),
        "stage": stage,
        "stage_rule": details["stage_rule"],
        "signatories": actors if concluded else [],
        "signed": when.edtf if when is not None and stage == "signed" else None,
        "place": where.to_dict() if where is not None and concluded else None,
    }


def _measure(details: dict[str, Any], status: Status, when: When | None, cut: Cut) -> dict[str, Any]:
    paper, change = details["instrument"], details["change"]
    dated = when.edtf if when is not None and status in _HAPPENED else None
    return details | {
        "instrument": None if paper is None else cut(*paper).to_dict(),
        "dates": {} if change is None else {change: dated},
    }
