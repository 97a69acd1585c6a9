"""Sources that stand as a credit after the words: "“The road is open.” — Ana Roe", "Road open — Ana Roe (@anaroe)".

In: a parsed `Doc`, its text, layout and quotations. Out: `Draft`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from onrecord.attribution.drafts import Draft, Range, spoken, trim
from onrecord.attribution.quotes import Quote
from onrecord.lexicon import Row, table
from onrecord.reading.layout import Layout

_NAME = r"[A-Z][^\n“”\"()—―:]{1,60}?"
_AFTER_QUOTE = re.compile(rf"\s*(?P<cue>[—―–]|--?)\s*(?P<source>{_NAME})(?=\s*(?:[\n(,—―.]|$))")
_POST = re.compile(rf"(?P<cue>[—―–])\s*(?P<source>{_NAME}\(@\w+\))")
_TAG = re.compile(r"<[^<>\n]*>")
_REST = 60
"""Characters that may follow the name in its paragraph: an office, a date."""


def find_credits(doc: Doc, text: str, layout: Layout, quotes: Sequence[Quote]) -> Iterator[Draft]:
    """Yield a draft for each quotation or post that a dash and a name credit to somebody."""
    rows = {row["word"]: row for row in table("reporting_marks")}
    for start, end in layout.paragraphs:
        opens = start
        for m in _POST.finditer(text, start, end):
            tags = [t.end() for t in _TAG.finditer(text, opens, m.start())]
            yield _draft(text, m, (tags[-1] if tags else opens, m.start()), rows["— NAME (@handle)"])
            opens = m.end()
    for quote in quotes:
        after = _AFTER_QUOTE.match(text, quote.end)
        if after is None or quote.single or any(c.start == after.start("source") for c in layout.credits):
            continue
        stop = text.find("\n", after.end())
        stop = len(text) if stop < 0 else stop
        if stop - after.end("source") <= _REST and _is_name(doc, after.span("source"), stop):
            yield _draft(text, after, (quote.start, quote.end), rows["“…” — NAME"])


def _is_name(doc: Doc, source: Range, stop: int) -> bool:
    """Tell whether a name stands there, and no verb in the rest of the line."""
    span = doc.char_span(source[0], stop, alignment_mode="expand")
    if span is None or any(t.pos_ in ("VERB", "AUX") for t in span):
        return False
    return span[0].pos_ == "PROPN"


def _draft(text: str, m: re.Match[str], content: Range, row: Row) -> Draft:
    return spoken(m.span("cue"), trim(text, m.span("source")), [trim(text, content)], row.rule, "label")
