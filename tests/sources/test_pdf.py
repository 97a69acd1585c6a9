from __future__ import annotations

import pytest

from makers import column, pdf
from onrecord.errors import NoText, SourceError
from onrecord.sources.page import Page
from onrecord.sources.pdf import extract, read_pdf
from onrecord.sources.pdflayout import Piece, paragraphs
from opened import opened, shape, unread

HEAD = (60.0, 780.0, 18.0, "Port of Kuna reopens after strike")
LEFT = [
    "The port of Kuna reopened on Monday after a strike of nine days, the har-",
    "bour master said, and the first ships left for the islands at dawn, with",
    "rice, fuel and medicine on board. It was the longest strike in a whole decade.",
    "The ministry welcomed the end.",
]
RIGHT = [
    "The union said it would strike again in May unless wages rose. Talks go",
    "on in the capital, where a mediator has been appointed by both sides, as",
    "the well-known labour lawyer Ada Venn told reporters at the gate.",
    "Nobody was hurt.",
]
ONE = (
    "The port of Kuna reopened on Monday after a strike of nine days, the harbour master said, and the first ships "
    "left for the islands at dawn, with rice, fuel and medicine on board. It was the longest strike in a whole decade. "
    "The ministry welcomed the end."
)
TWO = (
    "The union said it would strike again in May unless wages rose. Talks go on in the capital, where a mediator has "
    "been appointed by both sides, as the well-known labour lawyer Ada Venn told reporters at the gate. Nobody was "
    "hurt."
)
COLUMNS = [*column(LEFT, size=6), *column(RIGHT, left=310, size=6)]
SIDE_BY_SIDE = [run for pair in zip(column(LEFT, size=6), column(RIGHT, left=310, size=6), strict=True) for run in pair]


def texts(page: Page) -> list[str]:
    return page.text.split("\n\n")


@pytest.mark.parametrize("runs", [COLUMNS, SIDE_BY_SIDE], ids=["column by column", "line by line across both columns"])
def test_columns_are_read_one_after_the_other_and_parted_words_are_whole(
    runs: list[tuple[float, float, float, str]],
) -> None:
    assert texts(extract(pdf([[HEAD, *runs]]))) == [HEAD[3], ONE, TWO]


def test_it_is_read_in_a_process_of_its_own() -> None:
    assert read_pdf(pdf([[HEAD, *COLUMNS]])) == extract(pdf([[HEAD, *COLUMNS]]))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a gap parts paragraphs
        ([(60, 700, 10, "Rain fell."), (60, 688, 10, "It stopped."), (60, 660, 10, "Snow fell.")],
         ["Rain fell. It stopped.", "Snow fell."]),
        # so does a first line that is set in
        ([(60, 700, 10, "Rain fell in the whole of the north of the land."), (80, 688, 10, "Snow fell later and"),
          (60, 676, 10, "stayed for days.")],
         ["Rain fell in the whole of the north of the land.", "Snow fell later and stayed for days."]),
        # and a last line that ends early
        ([(60, 700, 10, "Rain fell in the whole of the north of the land, and"), (60, 688, 10, "it was cold."),
          (60, 676, 10, "Snow fell later and stayed for days on the roads of")],
         ["Rain fell in the whole of the north of the land, and it was cold.",
          "Snow fell later and stayed for days on the roads of"]),
        # words set one by one are one line
        ([(60, 700, 10, "Rain"), (84, 700, 10, "fell"), (103, 700, 10, "today.")], ["Rain fell today."]),
        # letters of another size are another paragraph
        ([(60, 700, 16, "Rain falls"), (60, 684, 10, "It rained in Kuna.")], ["Rain falls", "It rained in Kuna."]),
        # a hyphen before a capital is the word's own
        ([(60, 700, 10, "The Fiji-"), (60, 688, 10, "Tonga talks ended.")], ["The Fiji-Tonga talks ended."]),
        # and so is one that the document has elsewhere
        ([(60, 700, 10, "A well-armed group met a well-"), (60, 688, 10, "armed patrol.")],
         ["A well-armed group met a well-armed patrol."]),
    ],
)  # fmt: skip
def test_paragraphs(lines: list[tuple[float, float, float, str]], expected: list[str]) -> None:
    assert texts(extract(pdf([lines]))) == expected


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_gone() -> None:
    pages = [
        [(60, 815, 8, f"The Kuna Herald, 12 March 2024, page {n}"), *column(lines, top=700), (290, 30, 8, str(n))]
        for n, lines in enumerate(
            (["Rain fell on the hills and the plains and"], ["the coast, it was said."], ["Snow fell."]), 1
        )
    ]
    assert texts(extract(pdf(pages))) == [
        "Rain fell on the hills and the plains and the coast, it was said. Snow fell."
    ]


def test_a_scan_is_named_as_such() -> None:
    found = opened(pdf([[], []], picture=[0, 1]), "scan.pdf")
    assert shape(found) == {"scan.pdf": "empty"}
    assert "this PDF file is a scan: its 2 pages are pictures without a text layer" in unread(found)["scan.pdf"]


def test_scanned_pages_among_others_have_a_line_of_their_own() -> None:
    found = opened(pdf([column(["Rain fell."]), [], []], picture=[1, 2]), "half.pdf")
    assert shape(found) == {"half.pdf": "report", "half.pdf/pages 2, 3": "empty"}


def test_title_only_where_the_text_has_it() -> None:
    assert extract(pdf([[HEAD, *COLUMNS]], title=HEAD[3])).title == HEAD[3]
    assert extract(pdf([[HEAD, *COLUMNS]], title="Microsoft Word - draft7.doc")).title is None


def test_letters_that_cannot_be_told_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = Piece(60, 700, 100, 710, 10, "\ue001\ue002\ue003 \ue004\ue005")  # glyphs without a table of characters
    monkeypatch.setattr("onrecord.sources.pdf._piece", lambda *_: shapes)
    with pytest.raises(SourceError, match="fonts come without a table of characters"):
        extract(pdf([COLUMNS]))


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\x00" * 1000, pdf([COLUMNS])[:300]])
def test_broken_files(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"fetch it again|no text"):
        extract(data)


def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(NoText, match="has no text"):
        extract(pdf([[]]))


def test_endless_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.pdf.MAX_PAGES", 2)
    with pytest.raises(SourceError, match=r"has 3 pages \(the limit is 2\)"):
        extract(pdf([COLUMNS] * 3))
    monkeypatch.setattr("onrecord.sources.pdf.MAX_CHARACTERS", 100)
    with pytest.raises(SourceError, match="more than 100 letters"):
        extract(pdf([COLUMNS]))


def test_a_file_that_takes_for_ever_is_given_up() -> None:
    with pytest.raises(SourceError, match="more than 0 seconds"):
        read_pdf(pdf([COLUMNS]), seconds=0)


def test_a_reader_that_dies_is_an_error_of_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.pdf.sys.executable", "/bin/false")
    with pytest.raises(SourceError, match="defeats its reader"):
        read_pdf(pdf([COLUMNS]))


def test_thousands_of_pieces_side_by_side_end() -> None:
    pieces = [Piece(x * 7.0, y * 12.0, x * 7.0 + 3, y * 12.0 + 8, 1, "ab") for y in range(60) for x in range(50)]
    assert paragraphs([pieces], [800.0])
