"""What holds of the reading of any text at all: quotes in place, the contract's round trip, the same at every run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.errors import SourceError
from onrecord.records import Reading, Report
from onrecord.sources import open_text

if TYPE_CHECKING:
    from spacy.language import Language

# What news is made of, and what news is not: marks that do not match, letters of several code points, both directions.
PIECES = st.sampled_from(
    [
        *("Iran", "Sudan", "rebels", "the minister", "Ms. Okello", "said", "told reporters", "denied", "will send"),
        *(
            "three drones",
            "to Kenya",
            "shelled the town",
            "talks in Oslo",
            "on Monday",
            "in March 2024",
            "according to",
        ),
        *("“", "”", '"', "'", "’", "«", "»", "(", "[", ")", "]", "—", "-", ":", ".", ",", "?", "…", "•", "\t", "\r"),
        *("\x0b", "\u00a0", "\u200b", "\u202e", "\ufeff", "é", "e\u0301", "🇺🇦", "👩\u200d👩\u200d👧", "السلام", "中国"),
        *("Київ", "$5m", "1.5%", "https://a.example/x?y=1", "LONDON (AP) —"),
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.sampled_from(["\n", "\n\n", " "])), max_size=40).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
    st.text(max_size=120),
)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield whatever has a start, an end and a quote, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def opened(text: str) -> Report | None:
    try:
        return open_text(text, source="(any)")
    except SourceError:
        return None


@pytest.mark.model
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=TEXTS)
def test_any_text_is_read(nlp: Language, text: str) -> None:
    report = opened(text)
    if report is None:
        return
    (found,) = pipeline.read([report], nlp)
    plain = found.to_dict()
    for span in spans(plain):
        assert report.text[span["start"] : span["end"]] == span["quote"], span
    assert all(record.evidence for record in found.records)
    assert Reading.from_dict(json.loads(json.dumps(plain))) == found
    assert [note.what for note in found.notes if "gave this report up" in note.what] == []
    (again,) = pipeline.read([report], nlp)
    assert again.to_dict() == plain


RUNS = ["(" * 300, "“" * 300, "a" * 3000, '"' * 299 + "said", "\n" * 3000 + "Iran sent arms."]


@pytest.mark.model
@pytest.mark.parametrize("text", RUNS)
def test_long_runs_of_one_mark_are_read(nlp: Language, text: str) -> None:
    (found,) = pipeline.read([open_text(text, source="(run)")], nlp)
    assert found.report.text == text
    assert [note.what for note in found.notes] == []
