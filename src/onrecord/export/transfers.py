"""Dossiers of arms transfers in the layouts of SIPRI's trade register and of the UN Register of Conventional Arms.

In: dossiers. Out: CSV. SIPRI's own cells, its database id and its trend-indicator values, stay empty: they are SIPRI's
to give and are never computed. Stage, grade, reason and accounts stand in columns of our own behind them.

The *Status* of SIPRI's register is the condition of the item (new, second hand), not how far the transfer has come.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from onrecord.collation.dossiers import Account, Dossier, without_details
from onrecord.collation.embargoes import Party
from onrecord.export.tables import safe

Cells = dict[str, Callable[[Dossier], object]]
_YES, _UNKNOWN = "Yes", "unknown"
_PARTED = " | "


def sipri(found: Iterable[Dossier], stream: TextIO) -> int:
    """Write the dossiers of arms in the columns of SIPRI's trade register; return how many."""
    return _write([d for d in found if d.kind in ("arms", None)], SIPRI_COLUMNS, stream)


def unroca(found: Iterable[Dossier], stream: TextIO) -> int:
    """Write the dossiers whose item has a category of the UN Register in the columns of its forms; return how many."""
    return _write([d for d in found if d.unroca], UNROCA_COLUMNS, stream)


def ladder(found: Iterable[Dossier], stream: TextIO) -> int:
    """Write each dossier as a JSON line: its steps with their accounts, its promise, the embargoes beside it."""
    count = 0
    for count, dossier in enumerate(found, start=1):  # noqa: B007 -- the count of the last is the count of all
        stream.write(json.dumps(without_details(dossier), ensure_ascii=False) + "\n")
    return count


def _write(found: list[Dossier], columns: Cells, stream: TextIO) -> int:
    writer = csv.writer(stream)
    writer.writerow(columns)
    for dossier in found:
        writer.writerow([safe(cell(dossier)) for cell in columns.values()])
    return len(found)


def _party(party: Party) -> str:
    return party.name or party.code or _UNKNOWN


def _told(dossier: Dossier, name: str, *inside: str) -> Any:
    """Return the first value that an account tells of a detail."""
    for account in dossier.accounts:
        value: Any = account.details.get(name)
        for key in inside:
            value = (value or {}).get(key)
        if value:
            return value
    return None


def _number(dossier: Dossier, name: str) -> object:
    low, high = _told(dossier, name, "low"), _told(dossier, name, "high")
    return low if low == high else f"{low or ''}-{high or ''}"


def _estimate(dossier: Dossier, name: str) -> str:
    return _YES if _told(dossier, name, "estimate") else ""


def _word(account: Account) -> str:
    by = account.speaker or account.outlet or account.source
    return f"{account.stage} ({account.published or 'undated'}, {by}): {account.quote}"


SIPRI_COLUMNS: Cells = {
    "SIPRI AT Database ID": lambda d: None,
    "Supplier": lambda d: _party(d.supplier),
    "Recipient": lambda d: _party(d.recipient),
    "Designation": lambda d: d.designation,
    "Description": lambda d: d.description,
    "Armament category": lambda d: d.sipri,
    "Order date": lambda d: _told(d, "years", "ordered"),
    "Order date is estimate": lambda d: None,
    "Numbers delivered": lambda d: _number(d, "number_delivered"),
    "Numbers delivered is estimate": lambda d: _estimate(d, "number_delivered"),
    "Delivery year": lambda d: _told(d, "years", "delivered"),
    "Delivery year is estimate": lambda d: None,
    "Status": lambda d: (_told(d, "condition", "value") or "").capitalize(),
    "SIPRI estimate": lambda d: None,
    "TIV deal unit": lambda d: None,
    "TIV delivery values": lambda d: None,
    "Local production": lambda d: _YES if _told(d, "local_production") else "",
    "Number ordered": lambda d: _number(d, "number_ordered"),
    "Number ordered is estimate": lambda d: _estimate(d, "number_ordered"),
    "Comments": lambda d: _PARTED.join(map(_word, d.accounts)),
    "Stage": lambda d: d.stage,
    "Grade": lambda d: d.grade,
    "Reason": lambda d: d.reason,
    "Value": lambda d: _told(d, "value", "quote", "quote"),
    "Currency": lambda d: _told(d, "value", "currency"),
    "Open since": lambda d: d.open_since,
    "Embargoes beside it": lambda d: _PARTED.join(
        f"{h.embargo.issuer} on {h.embargo.target} ({h.side}), {h.state}" for h in d.embargoes()
    ),
    "Reports": lambda d: _PARTED.join(dict.fromkeys(a.source for a in d.accounts)),
}
"""SIPRI's columns in its order, then number ordered and comments of its register's form, then our own."""

UNROCA_COLUMNS: Cells = {
    "Category": lambda d: d.unroca,
    "Exporter State": lambda d: _party(d.supplier),
    "Importer State": lambda d: _party(d.recipient),
    "Number of items": lambda d: _number(d, "number_delivered"),
    "State of origin (if not exporter)": lambda d: None,
    "Intermediate location (if any)": lambda d: None,
    "Description of item": lambda d: " ".join(filter(None, (d.designation, d.description))),
    "Comments on the transfer": lambda d: _PARTED.join(map(_word, d.accounts)),
    "Year": lambda d: _told(d, "years", "delivered"),
    "Stage": lambda d: d.stage,
    "Grade": lambda d: d.grade,
}
"""The columns of the Register's forms for exports and imports; behind them our own."""

LAYOUTS: dict[str, Callable[[Iterable[Dossier], TextIO], int]] = {"sipri": sipri, "unroca": unroca, "ladder": ladder}
"""Layouts of transfers by the name that ``--as`` knows."""
