from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import MissingGold
from onrecord.evaluation import offices

TABLE = "country_iso3,position,person,start,end\n" + "".join(
    f"KEN,Minister of Ports,Ana Roe {c}.,20{n:02}-01-31,\n" for n, c in enumerate("abcdefghijklmnop")
)


def test_terms_are_drawn_in_two_halves_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        TABLE + "KEN,Minister,Roe,2001-01-31,\nKEN,Minister,Bo Lee,2001,\nKEN,Minister,Bo Lee,1970-01-31,\n"
    )
    terms = offices.gold(path)
    assert len(terms) == 16
    assert {t.half for t in terms} == {"", ", held out"}
    assert terms == offices.gold(path)


def test_a_wrong_country_is_worse_than_none(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    one, two, *_ = (t for t in offices.gold(path) if not t.half)
    told = [{"id": one.id, "asked": "name", "country": "KEN"}, {"id": two.id, "asked": "name", "country": "PER"}]
    figures = offices.score(path, told)
    assert figures["name: right of told"] == 0.5
    assert figures["name: right"] < 0.5
    assert figures["title and surname: right"] == 0.0


def test_a_table_without_a_column_is_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("position,person\n")
    with pytest.raises(MissingGold, match="'country_iso3' is missing"):
        offices.gold(path)
