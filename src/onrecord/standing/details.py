"""What a record's kind adds: items and stage of a transfer, parties of an agreement, who a measure is by and on.

In: a draft's details in tokens, its participants, time and status. Out: the contract's ``details`` in plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.coding.drafts import Draft
from onrecord.coding.transfers import graded
from onrecord.records import Mention, Span, Status, When

Cut = Callable[[int, int], Span]
"""Cuts a token span out of the text."""


def details_of(
    draft: Draft, parties: tuple[Sequence[Mention], Sequence[Mention]], status: Status, when: When | None, cut: Cut
) -> dict[str, Any]:
    """Return the details of a draft; `parties` are actors and recipients."""
    actors, recipients = ([m.to_dict() for m in side] for side in parties)
    match draft.kind:
        case "transfer":
            return {"supplier": actors, "recipient": recipients, **_transfer(draft.details, status, when, cut)}
        case "agreement":
            subject = draft.details.get("subject")
            words = None if subject is None else cut(*subject).to_dict()
            return draft.details | {"parties": [*actors, *recipients], "subject": words, "signed": _signed(draft, when)}
        case "measure":
            return draft.details | {"by": actors, "on": recipients}
        case _:
            return dict(draft.details)


def _transfer(details: dict[str, Any], status: Status, when: When | None, cut: Cut) -> dict[str, Any]:
    items = [i | {"quote": cut(*i["quote"]).to_dict()} for i in details["items"]]
    grade = graded(details, status)
    first = items[0] if items else None
    year = None if when is None or when.earliest is None else when.earliest[:4]
    return {
        "items": items,
        "item": None if first is None else first["quote"],
        "category": None if first is None else {k: first[k] for k in ("sipri", "unroca", "rule")},
        "numbers": [i["number"] for i in items if i["number"]],
        "years": {stage: year if grade["stage"] == stage else None for stage in ("ordered", "delivered")},
        **grade,
    }


def _signed(draft: Draft, when: When | None) -> str | None:
    """The time of a signing, in EDTF."""
    return when.edtf if when is not None and draft.act == "SUPPORT" else None
