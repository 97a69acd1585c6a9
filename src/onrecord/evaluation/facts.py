"""Facts of whole reports: what a careful researcher would have put on record, by hand, against our readings.

In: a folder of ``NAME.txt`` with ``NAME.json`` (facts, quotations, speakers) and ``metadata.csv`` (file, outlet,
published). Out: must-facts found and whole, false speakers, quotations with their speaker, what is right of each field.

A record answers a fact when their evidences share at least half of the shorter one. One record answers one fact, or
all facts of one group, because one happening told three times is one record; pairs are taken best first. A fact is
whole when type, actor, recipient, status and voice are all right.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, overlap, ratio
from onrecord.evaluation.model import Model, report

Json = Mapping[str, Any]

COLUMNS = ("type", "actor", "recipient", "status", "voice", "when")
WHOLE = COLUMNS[:5]
_KINDS = {
    "event": {"event", "transfer", "agreement", "measure"},
    "transfer": {"transfer", "event"},
    "agreement": {"agreement", "event"},
    "measure": {"measure", "event"},
    "relation": {"relation", "claim"},
    "claim": {"claim", "event", "relation", "transfer", "measure"},
}
_LIKE = (
    {"done", "under_way"},
    {"promised", "planned"},
    {"possible", "conditional"},
    {"denied", "not_done"},
    {"demanded"},
)
_SMALL = {"the", "of", "a", "mr", "ms"}


def gold(path: Path) -> dict[str, Json]:
    """Read the annotations by the name of their text.

    Raises:
        MissingGold: the folder holds no annotation.
    """
    files = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(path.glob("*.json")))
    found = {g["file"]: g for g in files if "facts" in g and "file" in g}
    if not found:
        raise MissingGold(f"{path}: no NAME.json with the facts of a NAME.txt")
    return found


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read the reports, with the outlets and dates of ``metadata.csv``; the objects are our JSON contract."""
    known: dict[str, dict[str, str]] = {}
    if (path / "metadata.csv").is_file():
        with (path / "metadata.csv").open(encoding="utf-8", newline="") as file:
            known = {row["file"]: row for row in csv.DictReader(file)}
    reports = [
        report(
            name,
            (path / name).read_text(encoding="utf-8"),
            published=known.get(name, {}).get("published") or None,
            outlet=known.get(name, {}).get("outlet") or None,
        )
        for name in gold(path)
    ]
    return [reading.to_dict() for reading in model.read(reports, f"reports {path.name}")]


def score(path: Path, predictions: Sequence[Json]) -> Figures:
    """Compare; a report without a prediction counts as one in which nothing was found."""
    made = {PurePath(p["report"]["source"]).name: p for p in predictions}
    nothing = {"report": {"text": ""}}
    total: Counter[str] = Counter()
    for name, facts in gold(path).items():
        total += judge(facts, made.get(name, nothing))
    return {
        "must found": ratio(total["must found"], total["must"]),
        "must whole": ratio(total["must whole"], total["must"]),
        "all found": ratio(total["found"], total["facts"]),
        "all whole": ratio(total["whole"], total["facts"]),
        "false speakers": ratio(total["false speakers"], total["speakers"]),
        "quotations with speaker": ratio(total["quotations found"], total["quotations"]),
        "precision (touch)": ratio(total["touching"], total["records"]),
        **{f"{column} right of found": ratio(total[f"{column} right"], total["found"]) for column in COLUMNS},
        "broken evidence": total["broken"],
        "invented": total["invented"],
    }


def judge(facts: Json, reading: Json) -> Counter[str]:
    """Count what one reading has right and wrong of one report's facts."""
    view = View(reading)
    answers = match(facts["facts"], view.records, lambda fact, record: verdict(fact, record, view))
    counts: Counter[str] = Counter(records=len(view.records), quotations=len(facts["quotations"]))
    for i, fact in enumerate(facts["facts"]):
        found = answers.get(i)
        whole = found is not None and all(found[c] for c in WHOLE)
        counts.update(facts=1, found=found is not None, whole=whole)
        if fact["level"] == "must":
            counts.update({"must": 1, "must found": found is not None, "must whole": whole})
        counts.update({f"{c} right": bool(found and found[c]) for c in COLUMNS})
    counts["touching"] = sum(
        any(touch(fact["evidence"], record["evidence"]) >= 0.5 for fact in facts["facts"]) for record in view.records
    )
    names = [view.name(s["speaker"]) for s in view.statements.values() if s.get("speaker")]
    counts["speakers"] = len(names)
    counts["false speakers"] = sum(not any(same_name(n, g) for g in facts["speakers"]) for n in names)
    counts["quotations found"] = sum(view.quotes(q, q["speaker"]) for q in facts["quotations"])
    counts["broken"] = view.broken()
    counts["invented"] = sum(bool(view.report.get(k)) and not facts.get(k) for k in ("published", "outlet"))
    return counts


class View:
    """A reading's JSON with its actors and statements by id."""

    def __init__(self, reading: Json) -> None:
        self.report: Json = reading["report"]
        self.records: Sequence[Json] = reading.get("records", ())
        self.actors: dict[str, Json] = {a["id"]: a for a in reading.get("actors", ())}
        self.statements: dict[str, Json] = {s["id"]: s for s in reading.get("statements", ())}

    def name(self, mention: Json | None) -> str | None:
        """The standard name of who a mention names, its own words where that is unknown."""
        if not mention:
            return None
        name = self.actors.get(mention.get("actor") or "", {}).get("name") or mention.get("quote")
        return str(name) if name else None

    def voice(self, record: Json) -> str | None:
        """The speaker on whose word a record stands; None is the outlet's own voice."""
        statement = self.statements.get(record.get("statement") or "")
        return self.name(statement.get("speaker")) if statement else None

    def codes(self, mention: Json) -> set[str]:
        """Every code that a mention's actor goes by."""
        actor = self.actors.get(mention.get("actor") or "", {})
        found = {mention.get("country"), mention.get("actor"), actor.get("country"), *actor.get("codes", {}).values()}
        return {str(code) for code in found if code}

    def quotes(self, quotation: Json, speaker: str) -> bool:
        """A statement of that speaker holds at least four fifths of the quotation, or lies in it."""
        return any(
            touch([quotation], s["content"]) >= 0.8 and same_name(self.name(s.get("speaker")), speaker)
            for s in self.statements.values()
        )

    def broken(self) -> int:
        """Evidences whose words are not the words of the text at that place."""
        text = self.report["text"]
        return sum(text[s["start"] : s["end"]] != s["quote"] for r in self.records for s in r["evidence"])


def match(facts: Sequence[Json], records: Sequence[Json], judgement: Any) -> dict[int, dict[str, bool]]:
    """Pair facts with the records that answer them, best first; return the judgement of each answered fact."""
    pairs = []
    for i, fact in enumerate(facts):
        for j, record in enumerate(records):
            shared = touch(fact["evidence"], record["evidence"])
            if shared >= 0.5:
                right = judgement(fact, record)
                pairs.append((-(sum(right[c] for c in WHOLE) + shared + right["type"]), i, j, right))
    answered: dict[int, dict[str, bool]] = {}
    group_of: dict[int, str] = {}
    for _, i, j, right in sorted(pairs, key=lambda p: p[:3]):
        group = facts[i].get("group") or facts[i]["id"]
        if i not in answered and group_of.setdefault(j, group) == group:
            answered[i] = right
    return answered


def verdict(fact: Json, record: Json, view: View) -> dict[str, bool]:
    """Say of each field whether the record has it as the fact has it, other accepted readings included."""
    plover = record.get("plover") or {}
    status, voice, when = record["standing"]["status"], view.voice(record), (record.get("when") or {}).get("edtf")
    kinds = set().union(*(_KINDS[kind] for kind in _either(fact, "kind")))
    return {
        "type": plover.get("event_type") in {fact.get("event_type"), *fact.get("alternatives", ())}
        and record["kind"] in kinds,
        "actor": side(fact["actor"], record["actor"], view),
        "recipient": side(fact["recipient"], record["recipient"], view),
        "status": any({status, wanted} <= like for wanted in _either(fact, "status") for like in _LIKE),
        "voice": any(voice is None if who is None else same_name(voice, who) for who in _either(fact, "speaker")),
        "when": any(wanted is None or when == wanted for wanted in _either(fact, "when")),
    }


def _either(fact: Json, key: str) -> list[Any]:
    return [fact.get(key), *fact.get(f"{key}_alternatives", ())]


def side(wanted: Sequence[Json], mentions: Sequence[Json], view: View) -> bool:
    """Everybody whom the gold names stands among the mentions, by code or by name."""
    return all(
        any(
            (who.get("iso3") and who["iso3"] in view.codes(m))
            or same_name(who.get("name"), view.name(m))
            or same_name(who.get("name"), m.get("quote"))
            for m in mentions
        )
        for who in wanted
    )


def touch(gold_spans: Sequence[Json], spans: Sequence[Json]) -> float:
    """The largest share of the shorter span that a gold span and a predicted span have in common."""
    best = 0.0
    for g in gold_spans:
        for s in spans:
            shorter = min(g["end"] - g["start"], s["end"] - s["start"])
            best = max(best, ratio(overlap((g["start"], g["end"]), (s["start"], s["end"])), shorter))
    return best


def same_name(a: str | None, b: str | None) -> bool:
    """The last words are the same, or half of the shorter name's words: "General Ana Roe" and "Roe"."""
    first, second = re.findall(r"\w+", (a or "").lower()), re.findall(r"\w+", (b or "").lower())
    small, large = set(first) - _SMALL, set(second) - _SMALL
    return bool(small and large) and (
        first[-1] == second[-1] or len(small & large) / min(len(small), len(large)) >= 0.5
    )
