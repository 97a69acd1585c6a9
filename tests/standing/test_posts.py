"""The state of a post that is told without the state's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from spoken import named, read

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        # the title before it says whose minister
        ("Peruvian Foreign Minister Ana Roe left Peru. “I am glad,” said Ana Roe, the foreign minister.", "Peru"),
        # nobody says so
        ("Peru is glad. “I am glad,” said Ana Roe, the foreign minister.", None),
    ],
)
def test_a_post_belongs_to_the_state_that_the_report_names(parse: Parse, text: str, state: str | None) -> None:
    reading = read(parse, text)
    posts = [r for r in reading.records if r.kind == "relation"]
    assert posts
    assert named(reading, next(iter(posts[-1].recipient), None)) == state
    assert all(m.quote == text[m.start : m.end] for r in posts for m in r.recipient)
