from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.cli.settings import settings
from onrecord.errors import DataError

run = CliRunner().invoke
ACTORS = "wording,actor,kind\nBaobab Front,Baobab Front,armed_group\n"


@pytest.mark.parametrize(
    ("text", "files"),
    [
        (None, []),
        ("", []),
        ('actors = "mine.csv"', ["mine.csv"]),
        ('actors = ["mine.csv", "deep/posts.csv"]', ["mine.csv", "deep/posts.csv"]),
    ],
)
def test_settings_of_a_folder(tmp_path: Path, text: str | None, files: list[str]) -> None:
    if text is not None:
        (tmp_path / "onrecord.toml").write_text(text)
    assert settings(tmp_path).actors == tuple(tmp_path / f for f in files)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("actors = ", "not readable as TOML"),
        ('actor = "mine.csv"', "there is no setting 'actor'; the only one is actors"),
        ("actors = 3", "actors must be a path"),
    ],
)
def test_mistakes_of_settings_are_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "onrecord.toml").write_text(text)
    with pytest.raises(DataError, match=says):
        settings(tmp_path)


def test_check_looks_at_tables_of_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(ACTORS)
    (tmp_path / "bad.csv").write_text("wording,actor,kind\nBaobab Front,Baobab Front,tribe\n")
    assert run(app, ["check", "good.csv"]).exit_code == 0
    for arguments in (["check", "bad.csv"], ["check", "--actors", "bad.csv"]):
        result = run(app, arguments)
        assert result.exit_code == 1
        assert result.stdout == (
            "bad.csv:2: the kind 'tribe' is none of state, person, organisation, armed_group, collective\n"
        )
    # what the folder's settings name is checked with the program's own tables
    (tmp_path / "onrecord.toml").write_text('actors = "bad.csv"')
    assert "bad.csv:2: the kind 'tribe'" in run(app, ["check"]).stdout


def test_reading_stops_at_a_mistake_before_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Norway thanked Fiji.")
    result = run(app, ["read", "a.txt", "--actors", "none.csv"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.csv: the actors cannot be read" in result.stderr


@pytest.mark.model
def test_read_and_add_know_the_folders_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The Baobab Front threatened Fiji.")
    (tmp_path / "mine.csv").write_text(ACTORS.replace("Baobab Front,Baobab Front", "Baobab Front,Front of Baobabs"))
    (tmp_path / "onrecord.toml").write_text('actors = "mine.csv"')
    assert "Front of Baobabs" in run(app, ["read", "a.txt"]).stdout
    assert "1 added" in run(app, ["add", "a.db", "a.txt"]).stdout
    assert "Front of Baobabs" in run(app, ["find", "a.db"]).stdout
    # another table, another edition: the report is read again
    (tmp_path / "mine.csv").write_text(ACTORS)
    assert "1 read again" in run(app, ["add", "a.db", "a.txt"]).stdout
