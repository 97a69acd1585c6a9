"""Transfers, agreements and measures of single sentences, field by field.

In: JSON lines with ``text``, ``published``, ``why`` (what makes the sentence hard) and ``expect``, the records of these
three kinds that it tells, each with the fields below; what is null or false the sentence leaves open.
Out: records found and invented, and of each field precision, recall and F1 over the values told.

A record answers an expectation of its kind; where several may, the one with most fields right. Parties are ISO codes,
or words of a name; ``?`` is somebody whom no name tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, Tally, ratio
from onrecord.evaluation.model import Model, report

Json = Mapping[str, Any]
_KINDS = ("transfer", "agreement", "measure")


def gold(path: Path) -> list[Json]:
    """Read the sentences.

    Raises:
        MissingGold: no line has a text and what is expected of it.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not lines or not all("text" in line and "expect" in line for line in lines):
        raise MissingGold(f"{path}: no JSON lines with text and expect")
    return lines


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read each sentence as a report of its own; the objects are our JSON contract."""
    reports = [report(str(i), s["text"], published=s.get("published")) for i, s in enumerate(gold(path))]
    return [reading.to_dict() for reading in model.read(reports, f"transfers {path.stem}")]


def score(path: Path, predictions: Sequence[Json]) -> Figures:
    """Compare; what a sentence without prediction tells counts as not found."""
    tallies: dict[str, Tally] = {}
    found = expected = made = 0
    for sentence, reading in zip(gold(path), predictions, strict=True):
        pairs, records = paired(sentence["expect"], reading)
        made += len(records)
        expected += len(pairs)
        found += sum(record is not None for _, record in pairs)
        for want, record in pairs:
            _count(want, record or {}, tallies)
    fields = {f"{name} {what}": value for name, t in sorted(tallies.items()) for what, value in _rates(t).items()}
    return {"found": ratio(found, expected), "precision": ratio(found, made), "sentences": len(predictions), **fields}


def paired(expect: Sequence[Json], reading: Json) -> tuple[list[tuple[Json, Json | None]], list[Json]]:
    """Return each expectation with the fields of the record that answers it, and the fields of all records."""
    actors = {a["id"]: a for a in reading.get("actors", ())}
    records: list[Json] = [_fields(r, actors) for r in reading.get("records", ()) if r["kind"] in _KINDS]
    left = list(records)
    pairs: list[tuple[Json, Json | None]] = []
    for want in expect:
        able = [r for r in left if r["kind"] == want["kind"]]
        best = max(able, key=lambda r: sum(same(want[k], r.get(k)) for k in want), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((want, best))
    return pairs, records


def wrong(want: Json, record: Json | None) -> dict[str, tuple[Any, Any]]:
    """Return the fields that a record has otherwise than expected, with both values."""
    if record is None:
        return {"kind": (want["kind"], None)}
    return {k: (want[k], record.get(k)) for k in want if not same(want[k], record.get(k))}


def same(want: Any, got: Any) -> bool:
    """Tell whether a field is as expected."""
    if not want or not got:
        return not want and not got
    if isinstance(want, list):
        return len(want) == len(got) and all(any(_is(who, g) for g in got) for who in want)
    if isinstance(want, dict):
        return all(want[k] == got.get(k) for k in want)
    return bool(want == got)


def _is(who: str, got: Sequence[str]) -> bool:
    named = {name.casefold() for name in got}
    return (who == "?" and not any(len(n) == 3 for n in got if n.isupper())) or any(who.casefold() in n for n in named)


def _count(want: Json, record: Json, tallies: dict[str, Tally]) -> None:
    for name in want:
        if name == "kind":
            continue
        right = bool(want[name]) and same(want[name], record.get(name))
        tally = tallies.setdefault(f"{want['kind']} {name}", Tally())
        tally.add(right, bool(record.get(name)), bool(want[name]))


def _rates(tally: Tally) -> Figures:
    return {"P": tally.precision, "R": tally.recall, "F1": tally.f1}


def _parties(mentions: Sequence[Json], actors: Mapping[str, Json]) -> list[list[str]]:
    names = []
    for m in mentions:
        actor = actors.get(m.get("actor") or "", {})
        known = (m.get("country"), actor.get("name"), m["quote"])
        names.append([n for n in known if n])
    return names


def _fields(record: Json, actors: Mapping[str, Json]) -> dict[str, Any]:
    return {"kind": record["kind"], **_READ[record["kind"]](record, record["details"], actors)}


def _transfer(record: Json, details: Json, actors: Mapping[str, Json]) -> dict[str, Any]:
    first: Json = next(iter(details.get("items", ())), {})
    value, years = details.get("value") or {}, details.get("years", {})
    return {
        "supplier": _parties(record["actor"], actors),
        "recipient": _parties(record["recipient"], actors),
        "designation": first.get("normalised"),
        "description": first.get("description"),
        "sipri": first.get("sipri"),
        "unroca": first.get("unroca"),
        "number": first.get("amount"),
        "item_kind": first.get("kind"),
        "value": (value.get("quote") or {}).get("quote"),
        "currency": value.get("currency"),
        "year_ordered": years.get("ordered"),
        "year_delivered": years.get("delivered"),
        "local_production": bool(details.get("local_production")),
        "condition": (details.get("condition") or {}).get("value"),
        "stage": details.get("stage"),
        "grade": details.get("grade"),
    }


def _agreement(record: Json, details: Json, actors: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "parties": _parties(details.get("parties", ()), actors),
        "instrument": details.get("instrument"),
        "stage": details.get("stage"),
        "subject": (details.get("subject") or {}).get("quote"),
        "signed": details.get("signed"),
        "place": (details.get("place") or {}).get("name"),
    }


def _measure(record: Json, details: Json, actors: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "by": _parties(record["actor"], actors),
        "on": _parties(record["recipient"], actors),
        "measure": details.get("measure"),
        "change": details.get("change"),
        "status": record["standing"]["status"],
        "scope": details.get("scope"),
        "instrument": (details.get("instrument") or {}).get("quote"),
    }


_READ: dict[str, Callable[[Json, Json, Mapping[str, Json]], dict[str, Any]]] = {
    "transfer": _transfer,
    "agreement": _agreement,
    "measure": _measure,
}
