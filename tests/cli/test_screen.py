from __future__ import annotations

import dataclasses
import io

import pytest
from rich.console import Console, RenderableType

from onrecord.cli import screen
from onrecord.records import Reading, Span
from onrecord.register.base import Row
from readings import chained, reading


def shown(what: RenderableType, width: int) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(what)
    return stream.getvalue()


def test_cells() -> None:
    promised, denied = (Row.of(reading(1), record) for record in reading(1).records)
    assert screen.cells(promised) == (
        "Norway (NOR)",
        "AGREE (AID): two ferries",
        "Fiji (FJI)",
        "in March 2024 = 2024-03",
        "promised, “will”",
        "Ane Lié (NOR)",
        "“Norway will give Fiji two ferries in March 2024”",
    )
    assert screen.cells(denied) == (
        "Fiji has",
        "claim",
        "",
        "",
        "denied, “not”",
        "The Example",
        "“=SUM(A1) read the note” … “Fiji has not paid Tonga”",
    )


@pytest.mark.parametrize("width", [40, 60, 80, 129, 130, 160, 250])
def test_every_width_is_kept_and_nothing_is_cut_off(width: int) -> None:
    out = shown(screen.report(reading(1), width), width)
    assert max(map(len, out.splitlines())) <= width
    words = out.replace("\n", " ").split()
    for word in ("Ferries", "Norway", "promised,", "ferries", "Tonga”"):
        assert word in words


def test_a_wide_screen_has_headings_and_a_narrow_one_blocks() -> None:
    wide = shown(screen.report(reading(1), 160), 160)
    assert all(heading in wide for heading in screen.HEADINGS)
    narrow = shown(screen.report(reading(1), 80), 80)
    assert "1 Norway (NOR)  AGREE (AID): two ferries  to Fiji (FJI)" in narrow
    assert "promised, “will” · in March 2024 = 2024-03 · on the word of Ane Lié (NOR)" in narrow


def test_the_heading_says_what_is_known_and_how() -> None:
    assert "The Example (given) · 2024-02-01 (given) · 2 records" in shown(screen.report(reading(1), 160), 160)
    bare = shown(screen.report(reading(1, outlet=None, published=None), 160), 160)
    assert "outlet unknown · published unknown" in bare


def test_a_report_without_records() -> None:
    empty = Reading(report=reading(1).report)
    assert "nothing is put on record" in shown(screen.report(empty, 80), 80)


def test_text_of_a_report_is_neither_markup_nor_obeyed_by_the_terminal() -> None:
    hostile = "[bold]x[/bold] \x1b[2J\x1b]0;title\x07 \u202eabc\nnext"
    record = dataclasses.replace(reading(1).records[1], evidence=(Span(start=0, end=len(hostile), quote=hostile),))
    for width in (80, 160):
        out = shown(screen.records([Row.of(reading(1), record)], width), width)
        assert "[bold]x[/bold]" in out
        assert not set("\x1b\x07\u202e") & set(out)


def test_rule_lines_cite_the_file() -> None:
    rule, line = screen.rule_lines("lexicons/en/titles.csv:1")
    assert rule == "lexicons/en/titles.csv:1"
    assert line.startswith("lexicons/en/titles.csv:1: ")
    assert "source" in line  # the header, which names the columns
    assert list(screen.rule_lines("model@1.0")) == ["model@1.0"]
    assert list(screen.rule_lines("no/such.csv:3"))[1] == "no/such.csv:3 cannot be read any more"
    assert len(list(screen.rule_lines("lexicons/en/titles.csv:2 | lexicons/en/titles.csv:3"))) == 3


def test_the_width_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    for columns, width in (("", 160), ("90", 90), ("wide", 160), ("0", 160)):
        monkeypatch.setenv("COLUMNS", columns)
        assert screen.console().width == width


def test_the_chain_leads_from_the_speaker_to_the_agency() -> None:
    made = chained()
    promised, denied = (screen.cells(Row.of(made, record))[5] for record in made.records)
    assert promised == "Ane Lié and Bo Vik for Norwegian Foreign Ministry, told by Reuters"
    assert denied == "Reuters"
    assert "by Reuters" in shown(screen.report(made, 160), 160)
