"""Which arms embargoes stood beside a transfer at its time."""

from __future__ import annotations

import re

import pytest

from onrecord.collation.embargoes import Party, held_against
from onrecord.lexicon import GAZETTEERS, rows

LIBYA = Party(code="LBY", name="Libya")
NORWAY = Party(code="NOR", name="Norway")


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2012-05-01", "2012-05-31", [("EU", "in force"), ("UN", "in force")]),
        ("2008-05-01", "2008-05-31", []),  # between two embargoes
        ("2011-01-01", "2011-12-31", [("EU", "open"), ("UN", "open")]),  # a year that the embargo begins in
        (None, "1985-12-31", []),  # told before the first of them began
        ("2022-04-02", None, [("EU", "open"), ("UN", "open")]),  # still to come: those that have ended are out
    ],
)
def test_embargoes_by_date(earliest: str | None, latest: str | None, expected: list[tuple[str, str]]) -> None:
    found = held_against([NORWAY], [LIBYA], earliest=earliest, latest=latest)
    assert [(h.embargo.issuer, h.state) for h in found] == expected
    assert {h.side for h in found} <= {"recipient"}


def test_an_unknown_date_leaves_all_of_them_open() -> None:
    found = held_against([NORWAY], [LIBYA], earliest=None, latest=None)
    assert len(found) == 4
    assert {h.state for h in found} == {"open"}


def test_a_supplier_under_embargo_and_a_group_by_its_name() -> None:
    shabaab = Party(code=None, name="Al-Shabaab")
    found = held_against([Party(code="PRK", name="North Korea")], [shabaab], earliest="2024-01-01", latest="2024-01-31")
    assert {h.side for h in found if h.state == "in force"} == {"supplier", "recipient"}


def test_nobody_known_is_under_no_embargo() -> None:
    assert held_against([NORWAY], [Party(code=None, name=None)], earliest="2012-05-01", latest="2012-05-31") == ()


def test_every_row_of_the_table_is_dated_and_says_how_sure() -> None:
    for row in rows(GAZETTEERS / "arms_embargoes.csv"):
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["in_force_from"]), row.rule
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", row["in_force_to"]), row.rule
        assert row["certainty"] in ("read", "general"), row.rule
