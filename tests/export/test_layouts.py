"""Dossiers in the layouts of SIPRI's trade register and of the UN Register."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from spacy.tokens import Doc

from onrecord.collation import Dossier, dossiers
from onrecord.export import ladder, sipri, unroca
from onrecord.register import Row
from spoken import read

Parse = Callable[[str], Doc]
DEAL = "Norway delivered about 30 second-hand M113 armoured personnel carriers to Chile in March 2022."


def found(parse: Parse, text: str) -> list[Dossier]:
    reading = read(parse, text, outlet="The Example", published="2022-04-02")
    return dossiers(Row.of(reading, r) for r in reading.records)


def test_sipri_columns(parse: Parse) -> None:
    stream = io.StringIO(newline="")
    assert sipri(found(parse, DEAL), stream) == 1
    [row] = csv.DictReader(io.StringIO(stream.getvalue()))
    assert list(row)[:6] == [
        *("SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category"),
    ]
    told = {k: v for k, v in row.items() if v and k not in ("Comments", "Reports")}
    assert told == {
        "Supplier": "Norway",
        "Recipient": "Chile",
        "Designation": "M-113",
        "Description": "armoured personnel carrier",
        "Armament category": "Armoured vehicles",
        "Numbers delivered": "30",
        "Numbers delivered is estimate": "Yes",
        "Delivery year": "2022",
        "Status": "Second hand",
        "Stage": "delivered",
        "Grade": "deal",
        "Reason": "delivered, with a named item",
    }


def test_what_is_sipris_own_stays_empty(parse: Parse) -> None:
    stream = io.StringIO(newline="")
    sipri(found(parse, DEAL), stream)
    [row] = csv.DictReader(io.StringIO(stream.getvalue()))
    assert {row[c] for c in ("SIPRI AT Database ID", "SIPRI estimate", "TIV deal unit", "TIV delivery values")} == {""}


def test_unroca_has_only_what_its_categories_hold(parse: Parse) -> None:
    stream = io.StringIO(newline="")
    both = [*found(parse, DEAL), *found(parse, "Norway delivered radars to Chile.")]
    assert unroca(both, stream) == 1
    [row] = csv.DictReader(io.StringIO(stream.getvalue()))
    assert (row["Category"], row["Exporter State"], row["Importer State"], row["Number of items"]) == (
        *("II", "Norway", "Chile", "30"),
    )


def test_training_is_in_the_ladder_and_not_in_sipris_layout(parse: Parse) -> None:
    stream, lines = io.StringIO(newline=""), io.StringIO()
    training = found(parse, "Belgium provided military training to the army of Niger.")
    assert sipri(training, stream) == 0
    assert ladder(training, lines) == 1
    assert json.loads(lines.getvalue())["kind"] == "training"
