"""Quotation marks: every style, nested, open, and apostrophes that are none."""

from __future__ import annotations

import pytest

from onrecord.attribution.quotes import Quote, find_quotes, is_title, top_level

THREE = "''She asked, 'Where?" + "'" * 3


def quotes_of(text: str) -> tuple[Quote, ...]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return find_quotes(text, tuple(paragraphs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “the road is open” on Monday.", ["“the road is open”"]),  # curly
        ('"We wait," he said, "and hope."', ['"We wait,"', '"and hope."']),  # straight, split
        ("''We wait,'' he said. ''And hope.''", ["''We wait,''", "''And hope.''"]),  # two single marks
        ("‘Road open’ says mayor", ["‘Road open’"]),  # single, as in headlines
        ("„Die Straße ist frei“, said he", ["„Die Straße ist frei“"]),  # German
        ("« La route est libre », he said", ["« La route est libre »"]),  # French
        ('“The road is open" he said', ['“The road is open"']),  # text that went through two hands
        ("“We are “ready,” he said.", ["“We are “ready,”"]),  # an opening mark too many
        ('"He told me "go" and left," she said.', ['"He told me "go" and left,"']),  # the same mark inside
        ("“Come in,“ she said, “now.“", ["“Come in,“", "“now.“"]),  # opening marks where closing ones belong
        (THREE + " he said.", [THREE]),  # three single marks close two quotations
        ("It’s the ministers’ house, the mayors' car.", []),  # apostrophes
        ("The 5'10\" man danced to rock 'n' roll in the '90s.", []),  # inches, elisions, decades
        ("", []),
        ("“", ["“"]),
    ],
)
def test_top_level_marks(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in top_level(quotes_of(text))] == expected


def test_nested_quotation_has_depth_one() -> None:
    text = "He said “the ‘old’ way is closed”."
    outer, inner = quotes_of(text)
    assert (outer.depth, inner.depth) == (0, 1)
    assert text[inner.start : inner.end] == "‘old’"


def test_possessive_inside_single_marks_does_not_close() -> None:
    text = "‘The ministers’ road is open’ says mayor"
    assert [text[q.start : q.end] for q in quotes_of(text)] == ["‘The ministers’ road is open’"]


def test_speech_that_runs_on_is_resumed() -> None:
    # every paragraph opens with a mark, only the last one closes
    first, second = quotes_of("“The road is open.\n“It stays open,” she said.")
    assert not first.closed
    assert second.closed
    assert second.resumes == 0


def test_closed_paragraph_is_not_resumed() -> None:
    assert [q.resumes for q in quotes_of("“The road is open.”\n“Fine,” she said.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On the show “Night Watch,” Roe spoke.", True),
        ("She read “The Bridge of Ferns” aloud.", True),
        ("“Night Watch,” she said.", False),  # opens the sentence: it may be all that she said
        ("Roe said “the road is open.”", False),
        ("Roe cried “Fire!”", False),  # names end in no mark of their own
    ],
)
def test_titles(text: str, title: bool) -> None:
    assert is_title(text, quotes_of(text)[0]) is title
