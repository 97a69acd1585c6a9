"""Headline, dateline, byline and paragraphs."""

import pytest

from onrecord.reading.layout import lay_out
from onrecord.reading.normalize import normalize, wrapped_breaks


def cut(text: str, part: tuple[int, int] | None) -> str | None:
    return None if part is None else text[part[0] : part[1]]


@pytest.mark.parametrize(
    ("opening", "dateline", "place"),
    [
        ("LAGOS – The minister", "LAGOS –", "LAGOS"),  # place and dash
        ("QUITO, March 3 , 2009 (EFE)\nThe minister", "QUITO, March 3 , 2009 (EFE)", "QUITO"),  # date and agency alone
        ("PORT MORESBY (Reuters) - The minister", "PORT MORESBY (Reuters) -", "PORT MORESBY"),  # agency and hyphen
        ("LOME, Togo, 4 May 2011 - The minister", "LOME, Togo, 4 May 2011 -", "LOME, Togo"),  # country, date day first
    ],
)
def test_dateline(opening: str, dateline: str, place: str) -> None:
    text = f"Togo opens port\n\n{opening} spoke."
    layout = lay_out(text)
    assert layout.dateline is not None
    assert text[layout.dateline.start : layout.dateline.end] == dateline
    assert cut(text, layout.dateline.place) == place


@pytest.mark.parametrize("opening", ["TOGO said on Monday", "The minister – in Lome –", "UN envoys: a list"])
def test_no_dateline(opening: str) -> None:
    assert lay_out(f"Togo opens port\n\n{opening} spoke.").dateline is None


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Togo opens port\n\nThe port is open.", "Togo opens port"),
        ("Togo opens port", "Togo opens port"),  # a report of one headline
        ("Togo Opens Port to Mali.", "Togo Opens Port to Mali."),  # title case, a stop or not
        ("The port is open. It opened on Monday.", None),  # a full sentence is no headline
        ("LOME – The port is open.\nIt is new.", None),  # nor is a paragraph with a dateline
        ("", None),
    ],
)
def test_headline(text: str, headline: str | None) -> None:
    assert cut(text, lay_out(text).headline) == headline


def test_byline() -> None:
    text = "Togo opens port\nBy Ama Mensah\nThe port is open."
    assert cut(text, lay_out(text).byline) == "By Ama Mensah"


def test_paragraphs_keep_offsets() -> None:
    text = "Togo opens port\n\n  The port is open. \n\nIt is new.\n"
    assert [text[s:e] for s, e in lay_out(text).paragraphs] == ["Togo opens port", "The port is open.", "It is new."]


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("at international\nexhibitions", 1),  # the next line goes on in lower case
        ("Togo opens port\nThe port is open.", 0),  # a headline over its body
        ("one\n\ntwo", 0),  # a blank line parts paragraphs
        ("Togo’s port was opened by the\nMinister of Trade on Monday, and\nPrime Minister Ayi spoke there.\nEnd.", 2),
    ],
)
def test_wrapped_lines(text: str, breaks: int) -> None:
    assert len(wrapped_breaks(text)) == breaks
    assert len(normalize(text)) == len(text)


def test_odd_blanks_become_spaces_at_the_same_offsets() -> None:
    assert normalize("5\u00a0km\u200b!") == "5 km !"
