"""How long `onrecord find` takes in a large register, one kind of question after the other.

In: ``python benchmarks/find.py [--records 100000] [--register PLACE] [--limit 100]``; PLACE is a file or
``postgresql://…``, and one that holds records already is asked as it is. Out: the register's size, and of each kind of
question the median and the 95th percentile of the time until its records are there as objects.

The records are those that onrecord puts on record from the examples of its codebook: each report holds some of the
sentences, by lot, the frequent ones far more often than the rare, with an outlet and a date. All chance is seeded.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import random
import re
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.codebook import codebook
from onrecord.records import Reading, Report
from onrecord.register import Query, Register

_SENTENCES = 12
_OUTLETS = [f"{place} {kind}" for place in ("Northern", "Coast", "River", "Harbour", "Hill", "Lake") for kind in
            ("Courier", "Herald", "Post", "Star", "Tribune")]  # fmt: skip
_MARKS = ("id", "actor", "statement", "inside")
_OFFSETS = ("start", "end", "low", "high")

Draw = Callable[[random.Random, list[Reading]], dict[str, Any] | None]


def main() -> None:
    """Fill a register where it is empty, ask it, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--records", type=int, default=100_000, metavar="N", help="so many records (100,000)")
    parser.add_argument("--register", metavar="PLACE", help="a file or an address (a temporary file)")
    parser.add_argument("--limit", type=int, default=100, metavar="N", help="ask for so many records (100)")
    parser.add_argument("--each", type=int, default=40, metavar="N", help="so many questions of a kind (40)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Register(arguments.register or Path(folder) / "find.db") as register:
        sentences = list(_read())
        console = Console(soft_wrap=True)
        if next(register.find(limit=1), None) is None:
            console.print(filled(register, sentences, arguments.records))
        console.print(f"{register.name}: {_size(register)}")
        console.print(asked(register, sentences, limit=arguments.limit, each=arguments.each))


def filled(register: Register, sentences: list[Reading], records: int) -> str:
    """Put reports into a register until it holds so many records; say how long it took."""
    stream, count, reports = composed(sentences), 0, 0
    start = perf_counter()
    for _ in track(range(records), "filling", console=Console(stderr=True)):
        if count < records:
            reading = next(stream)
            register.add([reading], version="benchmark")
            count += len(reading.records)
            reports += 1
    seconds = perf_counter() - start
    return (
        f"{count:,} records of {reports:,} reports put in, in {seconds:.0f} s: {reports / seconds:.0f} reports a second"
    )


def _read() -> Iterator[Reading]:
    from onrecord import pipeline

    texts = dict.fromkeys(example.text for kind in codebook() for example in kind.examples)
    reports = [Report(id=f"s{n}", source=f"s{n}", sha256="", text=text) for n, text in enumerate(texts)]
    yield from (reading for reading in pipeline.read(reports) if reading.records)


def composed(sentences: list[Reading], seed: int = 1) -> Iterator[Reading]:
    """Yield reports without end, put together from read sentences."""
    lot = random.Random(seed)
    shuffled = lot.sample(sentences, len(sentences))
    weights = [1 / (rank + 10) for rank in range(len(shuffled))]
    number = 0
    while True:
        number += 1
        chosen = lot.choices(shuffled, weights, k=_SENTENCES)
        text = f"No. {number}.\n\n"
        whole: dict[str, list[Any]] = {"statements": [], "records": [], "actors": [], "notes": []}
        for n, sentence in enumerate(chosen):
            values = moved(sentence.to_dict(), len(text), f"{n}.")
            for name in whole:
                whole[name] += values[name]
            text += sentence.report.text + "\n\n"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        published = f"{lot.randint(2015, 2024)}-{lot.randint(1, 12):02d}-{lot.randint(1, 28):02d}"
        report = Report(id="r" + sha256[:16], source=f"clips/{number}.txt", sha256=sha256, text=text)
        report = dataclasses.replace(
            report,
            title=chosen[0].report.text,
            outlet=lot.choice(_OUTLETS),
            published=published if lot.random() < 0.95 else None,
        )
        for record in whole["records"]:
            if record["when"]:  # the sentences leave most times open, as no report was there to date them
                record["when"] |= {"earliest": published, "latest": published}
        yield Reading.from_dict({"report": report.to_dict(), **whole})


def moved(value: Any, by: int, mark: str) -> Any:
    """Return a part of the contract as it is where its sentence stands further on in a text."""
    if isinstance(value, list):
        return [moved(one, by, mark) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: moved(inner, by, mark) for name, inner in value.items()}
    found |= {name: found[name] + by for name in _OFFSETS if isinstance(found.get(name), int)}
    found |= {name: mark + found[name] for name in _MARKS if isinstance(found.get(name), str)}
    if "members" in found:
        found["members"] = [mark + member for member in found["members"]]
    return found


def _word(lot: random.Random, sentences: list[Reading], count: int = 1) -> str:
    words = re.findall(r"\w+", lot.choice(sentences).report.text)
    at = lot.randrange(max(len(words) - count, 0) + 1)
    return " ".join(words[at : at + count])


def _who(lot: random.Random, sentences: list[Reading], role: str, *, named: bool = False) -> str:
    while True:
        reading = lot.choice(sentences)
        record = lot.choice(reading.records)
        statement = reading.statement(record)
        told = [statement.speaker] if statement and statement.speaker else []
        for mention in told if role == "speaker" else getattr(record, role):
            actor = reading.actor(mention)
            if named and actor:
                return actor.name
            if not named and mention.country:
                return mention.country


def _month(lot: random.Random) -> str:
    return f"{lot.randint(2015, 2024)}-{lot.randint(1, 12):02d}"


def _record(lot: random.Random, sentences: list[Reading]) -> Any:
    return lot.choice(lot.choice(sentences).records)


KINDS: dict[str, Draw] = {
    "a word of the report": lambda lot, s: {"search": _word(lot, s)},
    "a phrase of the report": lambda lot, s: {"search": f'"{_word(lot, s, 2)}"'},
    "one word OR another, without a third": lambda lot, s: {
        "search": f"{_word(lot, s)} OR {_word(lot, s)} -{_word(lot, s)}"
    },
    "a phrase of the evidence": lambda lot, s: {"text": _word(lot, s, 2)},
    "actor, a country": lambda lot, s: {"actor": _who(lot, s, "actor")},
    "actor, by name": lambda lot, s: {"actor": _who(lot, s, "actor", named=True)},
    "actor and recipient": lambda lot, s: {"actor": _who(lot, s, "actor"), "recipient": _who(lot, s, "recipient")},
    "speaker, a country": lambda lot, s: {"speaker": _who(lot, s, "speaker")},
    "speaker, by name": lambda lot, s: {"speaker": _who(lot, s, "speaker", named=True)},
    "kind": lambda lot, s: {"kind": _record(lot, s).kind},
    "type": lambda lot, s: {"event_type": _record(lot, s).plover.act or "AID"},
    "standing": lambda lot, s: {"status": _record(lot, s).standing.status},
    "outlet": lambda lot, s: {"outlet": lot.choice(_OUTLETS)},
    "a month": lambda lot, s: {"since": (month := _month(lot)), "until": month},
    "actor, kind, standing, since": lambda lot, s: {
        "actor": _who(lot, s, "actor"),
        "kind": (record := _record(lot, s)).kind,
        "status": record.standing.status,
        "since": "2015",
    },
    "word, speaker, outlet": lambda lot, s: {
        "search": _word(lot, s),
        "speaker": _who(lot, s, "speaker"),
        "outlet": lot.choice(_OUTLETS),
    },
}


def asked(register: Register, sentences: list[Reading], *, limit: int, each: int) -> Table:
    """Ask all kinds of questions and return the times in a table."""
    table = Table("question", f"records, {limit} at most", "median ms", "95th percentile ms", show_edge=False)
    for name, draw in KINDS.items():
        lot = random.Random(name)
        taken, found = [], []
        for _ in range(each):
            query = Query(**(draw(lot, sentences) or {}), limit=limit)
            start = perf_counter()
            found.append(len(list(register.rows(query))))
            taken.append((perf_counter() - start) * 1000)
        high = statistics.quantiles(taken, n=20)[-1]
        table.add_row(name, f"{statistics.median(found):.0f}", f"{statistics.median(taken):.1f}", f"{high:.1f}")
    return table


def _size(register: Register) -> str:
    path = Path(register.name)
    if not path.exists():
        return "on a server"
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    reports = register.editions().total()
    return f"{size / 1e6:.0f} MB, {reports:,} reports, {size / reports / 1000:.1f} kB each"


if __name__ == "__main__":
    main()
