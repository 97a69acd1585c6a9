"""Tables are read strictly, and a mistake is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.lexicon import check, rows, table, words


def write(folder: Path, text: str) -> Path:
    path = folder / "verbs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_know_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, "word,source,example\nsay,own,He said so.\n\ntell, own ,He told her.\n")
    first, second = rows(path)
    assert (first["word"], first.line) == ("say", 2)
    assert (second["source"], second.line) == ("own", 4)
    assert second.rule == f"{path.as_posix()}:4"


def test_a_shipped_row_is_cited_from_the_data_folder() -> None:
    assert table("light_verbs")[0].rule == "lexicons/en/light_verbs.csv:2"


def test_a_cell_may_hold_several(tmp_path: Path) -> None:
    [row] = rows(write(tmp_path, "word,frames\nsay,that| quote |\n"))
    assert row.many("frames") == ("that", "quote")


def test_words_are_filtered_by_other_columns() -> None:
    assert "on" in words("oblique_control", "preposition", word="call")
    assert "to" not in words("oblique_control", "preposition", word="call")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "empty"),
        ("word,source,example\nsay,own\n", 2, "2 cells"),
        ("word,source\nsay,own\n", 1, "'example' is missing"),
        ("word,source,example\nsay,,He said so.\n", 2, "'source' is empty"),
        ("word,source,example\nsay,own,He said.\nsay,own,She said.\n", 3, "stands at line 2"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, line: int, what: str) -> None:
    [mistake] = check(write(tmp_path, text))
    assert mistake.line == line
    assert what in str(mistake)
    assert str(mistake).startswith(f"{tmp_path / 'verbs.csv'}:{line}: ")


def test_a_table_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "verbs.csv"
    path.write_bytes(b"word,source,example\ncaf\xe9,own,x\n")
    with pytest.raises(DataError, match="save it as UTF-8"):
        list(rows(path))
