"""What the terminal shows: records as a table or, where it is narrow, as blocks; and the rules behind them.

In: rows of records. Out: rich renderables. All text of reports is shown as text: no markup, no control characters.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.lexicon import DATA
from onrecord.records import Mention, Reading, Statement
from onrecord.register.base import Judgement, Row

if TYPE_CHECKING:
    from onrecord.coding.explain import Explained

HEADINGS = ("who", "did what", "to whom", "when", "how firmly", "on whose word", "exact words")
_RATIOS = (3, 3, 3, 3, 3, 3, 8)
_NARROW = 130
_PIPED_WIDTH = 160
_RULE = re.compile(r"([^\s|]+\.(?:csv|yaml)):(\d+)")
# Control characters would run in the terminal, and marks of direction would turn the words around.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def console() -> Console:
    """Return the standard output's console: as wide as the terminal; piped, as ``COLUMNS`` says, or 160."""
    if sys.stdout.isatty():
        return Console()
    columns = os.environ.get("COLUMNS", "")
    return Console(width=int(columns) if columns.isdigit() and int(columns) else _PIPED_WIDTH)


def counted(number: int, thing: str) -> str:
    """Return ``1 record``, ``2 records``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def clean(text: str) -> str:
    """Return text on one line, without anything that a terminal would obey."""
    return _UNSHOWN.sub(" ", text).strip()


def report(reading: Reading, width: int, *, rules: bool = False) -> RenderableType:
    """Show a reading: its heading, and its records as a table that fits the width."""
    rows = [Row.of(reading, record) for record in reading.records]
    body = records(rows, width, rules=rules) if rows else Text("  nothing is put on record", style="dim")
    return Group(_heading(reading), body, Text())


def records(rows: Iterable[Row], width: int, *, rules: bool = False, sources: bool = False) -> RenderableType:
    """Show records in order; `rules` shows under each what made it, `sources` the report that it stands in."""
    if width < _NARROW or rules:
        return Group(*(_block(n, row, rules=rules, sources=sources) for n, row in enumerate(rows, start=1)))
    table = Table(expand=True, pad_edge=False, show_edge=False, padding=(0, 1))
    for heading, ratio in zip(HEADINGS, _RATIOS, strict=True):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in rows:
        *others, quotes = cells(row)
        table.add_row(*map(Text, others), _with_source(quotes, row) if sources else Text(quotes))
    return table


def cells(row: Row) -> tuple[str, ...]:
    """Return what stands under `HEADINGS`."""
    record = row.record
    when = record.when
    return tuple(
        clean(cell)
        for cell in (
            _names(row, record.actor),
            _deed(row),
            _names(row, record.recipient),
            " = ".join(dict.fromkeys(filter(None, (when.quote, when.edtf)))) if when else "",
            _firmness(row),
            _word(row),
            " … ".join(f"“{clean(span.quote)}”" for span in record.evidence),
        )
    )


_VERDICTS = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected"}


def judgement(said: Judgement) -> str:
    """Return a line that says who judged which record, when and how, and whether the record is still there."""
    place = f"{said.report} {said.record}" if said.record else f"{said.report} (no longer on record)"
    quotes = " … ".join(f"“{clean(span.quote)}”" for span in said.judged.evidence)
    return clean(f"{place}  {_verdict(said)}  {said.judged.kind} {quotes}")


def rule_lines(rule: str) -> Iterator[str]:
    """Yield a record's rule and, of each lexicon or codebook that it cites, the line that fired."""
    yield clean(rule)
    for name, number in _RULE.findall(rule):
        path = DATA / name if (DATA / name).is_file() else Path(name)
        try:
            line = path.read_text(encoding="utf-8").splitlines()[int(number) - 1]
        except (OSError, UnicodeDecodeError, IndexError):
            yield f"{name}:{number} cannot be read any more"
        else:
            yield f"{name}:{number}: {clean(line)}"


def clause(explained: Explained) -> RenderableType:
    """Show the patterns that name a clause's predicate: what fired, and what speaks against the others."""
    lines = [Text(f"patterns for “{clean(explained.words)}”", style="bold")]
    for weighed in explained.patterns:
        verdict = f"not: {weighed.against}" if weighed.against else "fired"
        line = Text(f"{weighed.pattern.event_type} ", style="dim" if weighed.against else "")
        lines.append(line.append(f"{weighed.pattern.rule}  {clean(verdict)}"))
    first, *rest = lines
    return Group(first, *(Padding(line, (0, 0, 0, 3), expand=False) for line in rest))


def _heading(reading: Reading) -> Text:
    known = reading.report
    first = known.text.strip().split("\n", 1)[0]
    parts = [known.source]
    for name, value in (("outlet", known.outlet), ("published", known.published)):
        parts.append(f"{value} ({known.known.get(name, 'unknown')})" if value else f"{name} unknown")
    parts += ["by " + " / ".join(names)] if (names := dict.fromkeys(c.name for c in known.credits)) else []
    parts.append(counted(len(reading.records), "record"))
    title = clean(known.title or first)
    title = title if len(title) <= 100 else f"{title[:99]}…"
    return Text.assemble((title, "bold"), "\n", (clean(" · ".join(parts)), "dim"))


def _with_source(quotes: str, row: Row) -> Text:
    parts = (row.outlet, row.published, row.source, f"{row.report} {row.record.id}")
    text = Text.assemble(quotes, "\n", (clean(" · ".join(filter(None, parts))), "dim"))
    return text if row.judgement is None else text.append(f"\n{clean(_verdict(row.judgement))}", style="bold")


def _verdict(said: Judgement) -> str:
    note = f": {said.note}" if said.note else ""
    return f"{_VERDICTS[said.verdict]} by {said.who}, {said.at[:10]}{note}"


def _block(number: int, row: Row, *, rules: bool, sources: bool) -> RenderableType:
    who, deed, whom, when, firm, word, quotes = cells(row)
    head = Text.assemble((f"{number} ", "dim"), (who or "(nobody named)", "bold"), f"  {deed}")
    head.append(f"  to {whom}" if whom else "")
    lines = [
        Text(" · ".join(filter(None, (firm, when, f"on the word of {word}")))),
        _with_source(quotes, row) if sources else Text(quotes),
    ]
    if rules:
        lines += [Text(f"rule {line}", style="dim") for line in rule_lines(row.record.rule)]
    return Group(head, *(Padding(line, (0, 0, 0, 3), expand=False) for line in lines))


def _speaker(row: Row, statement: Statement) -> str:
    if statement.speaker is None:
        return "(nobody named)"
    speaker = _names(row, [statement.speaker])
    behalf = "" if statement.behalf is None else _names(row, [statement.behalf]).split(" (")[0]
    # "Kenyan navy spokesman" says it already
    return f"{speaker} for {behalf}" if behalf and behalf not in speaker else speaker


def _names(row: Row, mentions: Iterable[Mention]) -> str:
    shown = []
    for mention in mentions:
        name = row.name(mention.actor) or mention.quote
        shown.append(f"{name} ({mention.country})" if mention.country else name)
    return "; ".join(dict.fromkeys(shown))


def _deed(row: Row) -> str:
    record, plover = row.record, row.record.plover
    deed: str = "" if record.kind == "event" else record.kind
    if plover.event_type:
        deed = f"{deed} {plover.event_type}".strip()
    if plover.act and plover.act != plover.event_type:
        deed = f"{deed} ({plover.act})".strip()
    if plover.mode:
        deed += f" {plover.mode}"
    return f"{deed or record.kind}: {record.object.quote}" if record.object else deed or record.kind


def _firmness(row: Row) -> str:
    standing = row.record.standing
    marks = [standing.status.replace("_", " ")]
    marks += ["presupposed"] if standing.presupposed else []
    marks += [f"“{clean(span.quote)}”" for span in (*standing.hedges, *standing.distance, standing.negation) if span]
    return ", ".join(marks)


def _word(row: Row) -> str:
    """On whose word it stands, and who passes it on: the outlet's own voice is that of the agency it prints."""
    agencies = " / ".join(row.agencies)
    if row.statement is None:
        return agencies or row.outlet or "the outlet"
    speakers = [_speaker(row, s) for s in (row.statement, *row.chain)]
    return ", told by ".join(dict.fromkeys([*speakers, *filter(None, [agencies])]))
