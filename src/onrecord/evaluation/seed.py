"""The facts of one report told in full: entities, groups, quotations and facts by hand, against one reading.

In: a folder with a text and its ``*.json`` (``document``, ``entities``, ``facts``, ``quotations``). Out: must-facts
and all facts found and whole, in counts and as shares, and quotations that stand with their speaker.

The pairing is that of the measure ``reports``; here a fact says its speaker by entity, and an unnamed actor asks only
that somebody stands in its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.facts import WHOLE, Json, View, match, same_name
from onrecord.evaluation.metrics import Figures, ratio
from onrecord.evaluation.model import Model, report

_KINDS = {
    "event": {"event", "transfer"},
    "transfer": {"transfer"},
    "assistance": {"transfer", "event"},
    "agreement": {"agreement"},
    "embargo": {"measure"},
    "relation": {"relation"},
    "attribute": {"relation"},
    "claim": {"claim", "event", "transfer"},
    "quotation": {"claim", "event", "transfer"},
    "statement": {"event", "claim", "relation"},
}
_STATUS = {
    "done": {"done", "under_way"},
    "promised": {"promised", "planned"},
    "possible": {"possible", "planned", "conditional"},
    "denied": {"denied", "not_done"},
}


def gold(path: Path) -> Json:
    """Read the annotation of the folder's one report.

    Raises:
        MissingGold: the folder holds no such annotation.
    """
    for file in sorted(path.glob("*.json")):
        found: Json = json.loads(file.read_text(encoding="utf-8"))
        if {"document", "entities", "facts"} <= found.keys():
            return found
    raise MissingGold(f"{path}: no JSON file with document, entities and facts of a report")


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read the report; the one object is our JSON contract."""
    name = gold(path)["document"]["path"]
    reports = [report(name, (path / PurePath(name).name).read_text(encoding="utf-8"))]
    return [reading.to_dict() for reading in model.read(reports, f"seed {path.name}")]


def score(path: Path, predictions: Sequence[Json]) -> Figures:
    """Compare the gold with the first prediction."""
    facts, view = gold(path), View(predictions[0] if predictions else {"report": {"text": ""}})
    entities: dict[str, Json] = {e["id"]: e for e in facts["entities"]}
    answers = match(facts["facts"], view.records, lambda fact, record: _verdict(fact, record, view, entities))
    must = [i for i, fact in enumerate(facts["facts"]) if fact["level"] == "must"]
    whole = {i for i, right in answers.items() if all(right[c] for c in WHOLE)}
    said = sum(view.quotes(q, entities[q["speaker"]]["name"]) for q in facts["quotations"])
    return {
        "must found": ratio(sum(i in answers for i in must), len(must)),
        "must whole": ratio(sum(i in whole for i in must), len(must)),
        "all found": ratio(len(answers), len(facts["facts"])),
        "all whole": ratio(len(whole), len(facts["facts"])),
        "must facts found": sum(i in answers for i in must),
        "must facts whole": sum(i in whole for i in must),
        "quotations with speaker": ratio(said, len(facts["quotations"])),
        "broken evidence": view.broken(),
    }


def _verdict(fact: Json, record: Json, view: View, entities: dict[str, Json]) -> dict[str, bool]:
    plover = fact.get("plover") or {}
    others = (a["root"] if isinstance(a, dict) else a for a in plover.get("acceptable_alternatives", ()))
    made = (record.get("plover") or {}).get("event_type")
    speakers = [entities[who]["name"] for who in fact["attribution"] if who in entities]
    voice = view.voice(record)
    return {
        "type": made in {plover.get("root"), *others} and record["kind"] in _KINDS[fact["kind"]],
        "actor": _side(fact["actor"], record["actor"], view, entities),
        "recipient": _side(fact["recipient"], record["recipient"], view, entities),
        "status": record["standing"]["status"] in _STATUS.get(fact["status"], ()),
        "voice": same_name(voice, speakers[-1]) if speakers else voice is None,
    }


def _side(wanted: Sequence[Json], mentions: Sequence[Json], view: View, entities: dict[str, Json]) -> bool:
    return all(
        any(_is(entities.get(who.get("entity") or "", {}), who.get("iso3"), m, view) for m in mentions)
        for who in wanted
    )


def _is(entity: Json, iso3: str | None, mention: Json, view: View) -> bool:
    """The mention is that state or that organisation; anybody will do where the gold has no name."""
    if iso3:
        return iso3 in view.codes(mention)
    code = entity.get("plover")
    return not code or code in view.codes(mention) or same_name(entity["name"], view.name(mention))
