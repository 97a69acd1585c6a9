"""Violent incidents of news agency reports, in the layout of MUC-3 and MUC-4.

In: a folder with the messages (``dev-…``, each opening with its id) and their templates (``key-…``). Out: F1 of the
messages in which an incident is told, recall of the incidents, and, of the incidents found, how often the stage
(accomplished, attempted or threatened) and the word on which the perpetrator stands (fact, claimed, accused) are right.

An incident is found by a violent record that holds a string of the template: perpetrator, target or instrument. The
word on the perpetrator is that of the record that names him as actor, where one does. The messages are printed in
capitals throughout, and are read as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation.metrics import Figures, Tally, accuracy, macro_f1, ratio
from onrecord.evaluation.model import Model, report
from onrecord.lexicon import words
from onrecord.records import Mention, Reading, Record

VIOLENT = frozenset({"ASSAULT", "COERCE"})
_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b[^\n]*$", re.MULTILINE)
_SLOT = re.compile(r"^\s*(\d+)\.\s+[A-Z ]+:\s[A-Z ]*?\s{2,}(.*)$")
_PERPETRATORS = ("9", "10")
_STRINGS = ("6", *_PERPETRATORS, "12", "18", "19")
_STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_STAGE_OF = {"done": "ACCOMPLISHED", "under_way": "ACCOMPLISHED", "not_done": "ATTEMPTED", "denied": "ATTEMPTED"}
_WORDS = {"FACT": "fact", "CLAIMED": "claimed", "SUSPECTED": "accused", "POSSIBLE": "accused"}


@dataclass(frozen=True, slots=True)
class Incident:
    """A template: its strings, the stages and the words (fact, claimed, accused) that count as right."""

    strings: tuple[str, ...]
    perpetrators: tuple[str, ...]
    stages: frozenset[str]
    words: frozenset[str]


def gold(path: Path) -> dict[str, tuple[str, list[Incident]]]:
    """Read messages and incidents by message id.

    Raises:
        MissingGold: the folder holds no message with its key.
    """
    keys: dict[str, list[Incident]] = {}
    for file in sorted(path.glob("key-*")):
        for slots in _templates(file.read_text(encoding="latin-1")):
            incidents = keys.setdefault(slots["0"].split()[0], [])
            if not slots.get("4", "*").startswith("*"):
                incidents.append(_incident(slots))
    found = {}
    for file in sorted(path.iterdir()):
        if file.is_file() and not file.name.startswith("key-"):
            pieces = _ID.split(file.read_text(encoding="latin-1"))
            texts = zip(pieces[1::2], pieces[2::2], strict=True)
            found.update({name: (text.strip(), keys[name]) for name, text in texts if name in keys})
    if not found:
        raise MissingGold(f"{path}: no messages with a key-… file of their templates")
    return found


def _templates(text: str) -> Iterator[dict[str, str]]:
    for block in re.split(r"\n(?=\s*0\.\s+MESSAGE: ID)", text):
        slots: dict[str, str] = {}
        last = ""
        for line in block.splitlines():
            if slot := _SLOT.match(line):
                last = slot[1]
                slots[last] = slot[2].strip()
            elif line.strip() and last:
                slots[last] += " / " + line.strip()
        if "0" in slots:
            yield slots


def _incident(slots: Mapping[str, str]) -> Incident:
    confidence = slots.get("11", "")
    return Incident(
        strings=_quoted(slots, _STRINGS),
        perpetrators=_quoted(slots, _PERPETRATORS),
        stages=frozenset(stage for stage in _STAGES if stage in slots.get("5", "")),
        words=frozenset(word for key, word in _WORDS.items() if key in confidence),
    )


def _quoted(slots: Mapping[str, str], wanted: Sequence[str]) -> tuple[str, ...]:
    found = (s for slot in wanted for s in re.findall(r'"([^"]+)"', slots.get(slot, "")))
    return tuple(dict.fromkeys(" ".join(s.split()) for s in found))


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read the messages; one object each with its violent records."""
    reports = [report(name, text) for name, (text, _) in gold(path).items()]
    return [
        {"doc": reading.report.id, "records": [_record(r, reading) for r in reading.records if _violent(r)]}
        for reading in model.read(reports, f"incidents {path.name}")
    ]


def _violent(record: Record) -> bool:
    return record.plover.event_type in VIOLENT or record.plover.act in VIOLENT


def _record(record: Record, reading: Reading) -> dict[str, str]:
    statement = reading.statement(record)
    said = [*(m.quote for m in (*record.actor, *record.recipient)), *(span.quote for span in record.evidence)]
    hearsay = words("certainty", **{"class": "hearsay", "pos": "adj"})
    if statement is None:
        # "presumed guerrillas attacked": the attack is a fact, who did it is not
        doubted = any(w.lower() in hearsay for m in record.actor for w in m.quote.split()[:2])
        word = "accused" if record.standing.hedges or doubted else "fact"
    else:
        word = "claimed" if _own(statement.speaker, record.actor) else "accused"
    stage = _STAGE_OF.get(record.standing.status, "THREATENED")
    by = " ".join(" ".join(m.quote for m in record.actor).split())
    return {"words": " ".join(" ".join(said).split()), "by": by, "stage": stage, "word": word}


def _own(speaker: Mention | None, actors: Sequence[Mention]) -> bool:
    """The speaker is the one who did it: the group claimed the attack."""
    return speaker is not None and any(speaker.actor == a.actor and a.actor is not None for a in actors)


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a message without a prediction counts as one without violence."""
    answers = {p["doc"]: p["records"] for p in predictions}
    messages = Tally()
    found = wanted = 0
    stages: list[tuple[str, str]] = []
    perpetrators: list[tuple[str, str]] = []
    for name, (_, incidents) in gold(path).items():
        records = answers.get(name, [])
        messages.add(bool(incidents and records), bool(records), bool(incidents))
        wanted += len(incidents)
        for incident in incidents:
            told = _told(incident, records)
            found += bool(told)
            if told and incident.stages:
                stages.append(_pair(incident.stages, told[0]["stage"]))
            if told and incident.words:
                perpetrated = [r for r in told if any(s in r["by"] for s in incident.perpetrators)]
                perpetrators.append(_pair(incident.words, (perpetrated or told)[0]["word"]))
    return {
        **messages.figures("message"),
        "incidents found": ratio(found, wanted),
        "stage accuracy": accuracy(stages),
        "stage macro-F1": macro_f1(stages),
        "perpetrator confidence accuracy": accuracy(perpetrators),
        "perpetrator confidence macro-F1": macro_f1(perpetrators),
    }


def _told(incident: Incident, records: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The records that hold a string of the incident, those with most of them first."""
    held = [sum(string in r["words"] for string in incident.strings) for r in records]
    order = sorted(range(len(records)), key=lambda i: -held[i])
    return [records[i] for i in order if held[i]]


def _pair(right: frozenset[str], made: str) -> tuple[str, str]:
    """Gold and answer; where the gold leaves several open, each of them is right."""
    return (made if made in right else min(right)), made
