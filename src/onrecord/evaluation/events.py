"""Who does what to whom: coded events against validation records of the PETRARCH family.

In: a file of ``<Sentence id category date>`` with ``<EventCoding sourcecode targetcode eventcode>`` and ``<Text>``
(it need not be well-formed XML), a CAMEO to PLOVER table beside it, and, where the records are coded with a dictionary
of their own, ``*actors.txt`` and ``*agents.txt``. Out: precision, recall and F1 of whole events (source, target, root)
and of their parts.

Gold whose code PLOVER dropped (CAMEO 01 and 02) or that has no real code for source or target is ignored, and so are
predictions of its dyad. The second record of one id is called ``ID#2``.

The records are read as the coders of this family tell an event: a meeting once from each side; a clause once, whatever
events its nouns name beside; a deed to come as the deed; a hostile deed that is denied as SUPPORT; and a place that is
the only other side as whoever the dictionary says it belongs to.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import MissingGold
from onrecord.evaluation import dictionaries, roots
from onrecord.evaluation.metrics import Figures, Tally
from onrecord.evaluation.model import Model, report
from onrecord.records import Mention, Reading, Record

Event = tuple[str, str, str]
"""Source code, target code, root."""

SANE = frozenset({"DEMO", "AGENT", "AGENTS", "ACTOR", "COMPOUND", "COMPOUNDx", "DATE", "PARSING"})
"""Categories of the unit tests that exercise language; the others exercise one odd verb dictionary."""

LEVELS = ("full", "country", "dyad", "root")
_CODE = re.compile(r"(?=.*[A-Z])[A-Z0-9-]{3,}")
_OWNER = re.compile(r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*)*['’]s? +(?:[a-z]+ +)?|(?:[A-Z][\w.-]* +)+)\Z")
"""What stands before a name: ``Peru's``, ``Costa Rica's former``, ``Peru Prime Minister``."""
_PLACE = re.compile(r"(?: and [a-z]+)?( (?:in|of|from)(?: the)? [A-Z][\w.-]*(?:(?: |, | and |, and )[A-Z][\w.-]*)*)")
"""What stands behind a description or two: ``envoys and traders in Peru and Chile``."""
_ATTRIBUTE = re.compile(r"""\b(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(slots=True)
class Sentence:
    """One validation record; `ignored` are the dyads of gold events that cannot be scored."""

    text: str
    category: str
    date: str
    events: set[Event] = field(default_factory=set)
    ignored: list[tuple[str, str]] = field(default_factory=list)


def gold(path: Path) -> dict[str, Sentence]:
    """Read the records by id, without those marked as errors or without any coding.

    Raises:
        MissingGold: the file holds no record, or no CAMEO to PLOVER table stands beside it.
    """
    tables = sorted(path.parent.glob("CAMEO2PLOVER*.txt"))
    table = roots.crosswalk(tables[0] if tables else path.parent / "CAMEO2PLOVER.txt")
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"<!--.*?-->", "", text[max(0, text.find("<Sentences>")) :], flags=re.DOTALL)
    found: dict[str, Sentence] = {}
    seen: Counter[str] = Counter()
    for head, body in re.findall(r"<Sentence\b([^>]*)>(.*?)(?=<Sentence\b|\Z)", text, re.DOTALL):
        about = _attributes(head)
        name = about.get("id", "")
        seen[name] += 1
        codings = [_attributes(tag) for tag in re.findall(r"<EventCoding\b([^>]*)>", body)]
        if codings and not any(c.get("error") for c in codings):
            words = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
            sentence = Sentence(_flat(words[1] if words else ""), about.get("category", ""), about.get("date", ""))
            _fill(sentence, codings, table)
            found[name if seen[name] == 1 else f"{name}#{seen[name]}"] = sentence
    if not found:
        raise MissingGold(f"{path}: no <Sentence> with an <EventCoding>")
    return found


def _attributes(tag: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _flat(text: str) -> str:
    return html.unescape(" ".join(text.split()))


def _fill(sentence: Sentence, codings: Sequence[Mapping[str, str]], table: Mapping[str, str]) -> None:
    for coding in codings:
        if coding.get("noevents"):
            continue
        source, target = coding.get("sourcecode") or "---", coding.get("targetcode") or "---"
        root = roots.from_cameo(coding.get("eventcode"), table)
        if root and _CODE.fullmatch(source) and _CODE.fullmatch(target):
            sentence.events.add((source, target, root))
        else:
            sentence.ignored.append((source, target))


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read each record's text as a report of its date; one object a record, with source, target and root."""
    sentences = gold(path)
    names = dictionaries.read(path.parent)
    reports = [report(name, s.text, published=_iso(s.date)) for name, s in sentences.items()]
    named = {name for s in sentences.values() for name in names.find(s.text)} if names else set()
    readings = model.read(reports, f"events {path.name}", names=sorted(named))
    return [{"id": reading.report.id, "events": _events(reading, names)} for reading in readings]


def _iso(date: str) -> str | None:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if re.fullmatch(r"\d{8}", date) else None


def _events(reading: Reading, names: dictionaries.Dictionaries | None) -> list[dict[str, Any]]:
    """The events of a reading, each once, with the confidence of the surest record that tells it."""
    found: dict[Event, float] = {}
    for event, confidence in _coded(reading, names):
        found[event] = max(confidence, found.get(event, 0.0))
    parts = ("source", "target", "root")
    return [{**dict(zip(parts, event, strict=True)), "confidence": found[event]} for event in sorted(found)]


def _coded(reading: Reading, names: dictionaries.Dictionaries | None) -> Iterator[tuple[Event, float]]:
    for record in reading.records:
        root = _root(record)
        if root is not None and not _told_within(record, reading.records):
            for source, target in _dyads(record, root, reading, names):
                if source != target:
                    yield (source, target, root), record.confidence


def _told_within(record: Record, records: Sequence[Record]) -> bool:
    """Tell whether the event stands in the words of another: "condemned [an attack by Chad]" is coded once."""
    own = record.evidence[0]
    others = (r.evidence[0] for r in records if r is not record and _root(r) is not None)
    return any(o.start <= own.start and own.end <= o.end and o != own for o in others)


def _root(record: Record) -> str | None:
    """The deed itself where it is planned: this gold codes "will meet" as a meeting, "promised aid" as a promise."""
    act, status = record.plover.act, record.standing.status
    if status in ("not_done", "denied") and roots.BINARY_OF.get(roots.root(act) or "") == "conflict":
        return "SUPPORT"
    return roots.root((act if status == "planned" else None) or record.plover.event_type)


def _dyads(
    record: Record, root: str, reading: Reading, names: dictionaries.Dictionaries | None
) -> Iterator[tuple[str, str]]:
    recipients = {m.actor or m.quote for m in record.recipient}
    # "Chad restored ties with Mali and Togo": all take part, but the two do not act on each other
    actors = [m for m in record.actor if (m.actor or m.quote) not in recipients]
    sources = [code for m in actors for code in _codes(m, reading, names)]
    targets = [code for m in record.recipient for code in _codes(m, reading, names)]
    if not record.recipient:  # "Chad and Mali held talks": each is the other's target
        yield from ((one, other) for one in sources for other in sources)
    place = names.codes(record.where.quote, _day(reading)) if names is not None and record.where is not None else ()
    if place and (record.plover.mode == "visit" or (not record.recipient and len(sources) == 1)):
        targets = [*place]
    for source in sources:
        for target in targets:
            yield source, target
            if root == "CONSULT" and (record.plover.mode or len(actors) < len(record.actor)):
                yield target, source


def _day(reading: Reading) -> str:
    return (reading.report.published or "").replace("-", "")


def _codes(mention: Mention, reading: Reading, names: dictionaries.Dictionaries | None) -> tuple[str, ...]:
    """The codes of a mention's words, with its owner and its place, else of the actor's other mentions."""
    actor = reading.actor(mention)
    if names is None:
        own = (actor.codes.get("plover") if actor else None) or mention.country
        return (own + "".join(s for s in mention.sector[:1] if not own.endswith(s)),) if own else ()
    text = reading.report.text
    owner, place = _OWNER.search(text, 0, mention.start), _PLACE.match(text, mention.end)
    owned = (owner[0] if owner else "") + mention.quote
    elsewhere = (actor.name, *(span.quote for span in actor.mentions)) if actor else ()
    shared = sum(any((m.start, m.end) == (mention.start, mention.end) for m in a.mentions) for a in reading.actors) > 1
    # "the envoys of Chad and Mali" are two actors of the same words
    candidates = (*elsewhere, mention.quote) if shared else (owned, mention.quote, *elsewhere)
    placed = (mention.quote + place[1],) if place else ()
    return next((codes for words in (*candidates, *placed) if (codes := names.codes(words, _day(reading)))), ())


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a record without a prediction counts as one without events."""
    answers = {
        str(p["id"]): {(e["source"] or "---", e["target"] or "---", roots.root(e["root"]) or "") for e in p["events"]}
        for p in predictions
    }
    tallies = {level: Tally() for level in LEVELS}
    sane = {level: Tally() for level in LEVELS}
    for name, sentence in gold(path).items():
        for level in LEVELS:
            counts = count(sentence, answers.get(name, set()), level)
            tallies[level].add(*counts)
            if sentence.category in SANE:
                sane[level].add(*counts)
    figures = tallies["full"].figures("full")
    figures |= {f"{level} F1": tallies[level].f1 for level in LEVELS[1:]}
    if sane["full"].gold:
        figures |= {f"{level} F1, eight categories": sane[level].f1 for level in LEVELS}
    return figures


def count(sentence: Sentence, predicted: set[Event], level: str) -> tuple[int, int, int]:
    """Return hits, predictions and gold events of one record at one level; what is ignored counts nowhere."""
    if level == "root":
        wanted, made = Counter(e[2] for e in sentence.events), Counter(e[2] for e in predicted)
        hits = (wanted & made).total()
        return hits, hits + max(0, made.total() - hits - len(sentence.ignored)), wanted.total()
    keys = {_key(e, level) for e in sentence.events}
    answers = {_key(e, level) for e in predicted}
    free = {_key((s, t, ""), level)[:2] for s, t in sentence.ignored}
    hits = len(keys & answers)
    return hits, hits + sum(a[:2] not in free for a in answers - keys), len(keys)


def _key(event: Event, level: str) -> tuple[str, ...]:
    source, target, root = event
    return {"full": event, "country": (source[:3], target[:3], root), "dyad": (source, target)}[level]
