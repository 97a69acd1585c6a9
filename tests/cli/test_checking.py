from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.checking import check_all


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("word,source\nsay,own\n", 1, "'example' is missing"),
        ("word,source,example\nsay,,She said so.\n", 2, "'source' is empty"),
        ("word,source,example\nsay,own\n", 2, "2 cells"),
        (
            'word,source,example\nsay,own,x\ntell,own,"y\nask,own,z\n',
            3,
            "not readable as CSV in the row that begins here",
        ),
        ("word,source,example\nsay,own,x\nsay,own,y\n", 3, "the same row stands at line 2"),
    ],
)
def test_mistakes_of_tables_name_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "deep" / "words.csv"
    path.parent.mkdir()
    path.write_text(text)
    (mistake,) = check_all([tmp_path])
    assert str(mistake).startswith(f"{path}:{line}: ")
    assert says in str(mistake)


def test_codebooks_are_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "AID.yaml"
    path.write_text("event_type: [\n")
    mistakes = list(check_all([path]))
    assert mistakes
    assert all(str(m).startswith(f"{path}:") for m in mistakes)


def test_a_good_table_has_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("word,source,example\nsay,own,She said so.\n")
    assert list(check_all([tmp_path])) == []


def test_what_is_neither(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    none, other = tmp_path / "none.csv", tmp_path / "a.txt"
    assert [str(m) for m in check_all([none, other])] == [
        f"{none}: there is no such file",
        f"{other}: neither a table (.csv) nor a codebook (.yaml)",
    ]
