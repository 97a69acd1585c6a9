"""The command: what it runs, prints, keeps and returns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.evaluation import MEASURES, command, floors, scoring, table
from onrecord.lexicon import DATA, rows

PAGE = "<html><head><title>Kuna</title></head><body><article>{}</article></body></html>"
PARAGRAPHS = "".join(
    f"<p>The mill number {n} at Kuna burnt down on Friday night, and nobody was hurt.</p>" for n in range(5)
)


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one set that needs no model: one page."""
    monkeypatch.delenv(scoring.GOLD_VARIABLE, raising=False)
    (tmp_path / "floors.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(floors, "CHECKOUT", tmp_path / "floors.json")  # the real ones are those of the real sets
    folder = tmp_path / "gold" / "html" / "readability" / "kuna-1"
    folder.mkdir(parents=True)
    (folder / "source.html").write_text(PAGE.format(PARAGRAPHS), encoding="utf-8")
    (folder / "expected.html").write_text(f"<div>{PARAGRAPHS}</div>", encoding="utf-8")
    return tmp_path / "gold"


def test_without_the_folder_it_says_how_to_give_it(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command() == 2
    assert scoring.GOLD_VARIABLE in capsys.readouterr().err


def test_one_measure_on_one_path_as_json(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.jsonl"
    assert command("html", gold / "html" / "readability", json_=True, predictions=kept) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["measure"], printed["set"]) == ("html", "readability pages")
    assert printed["figures"]["body F1"] > 0.9
    assert json.loads(kept.read_text(encoding="utf-8"))["page"] == "kuna-1"


def test_all_measures_skip_what_is_not_there(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(scoring.GOLD_VARIABLE, str(gold))
    assert command() == 0
    printed = capsys.readouterr()
    assert "body F1" in printed.out
    assert "attribution, PolNeAR dev" in printed.err
    assert command(str(gold)) == 0  # the folder in place of a measure


def test_predictions_of_several_sets_go_to_a_folder(gold: Path, tmp_path: Path) -> None:
    shutil.copytree(gold / "html" / "readability", gold / "html" / "fundus")
    assert command("html", gold=gold, predictions=tmp_path / "kept") == 0
    assert {file.name for file in (tmp_path / "kept").iterdir()} == {
        "html-fundus-pages.jsonl",
        "html-readability-pages.jsonl",
    }


@pytest.mark.parametrize(("floor", "status"), [(0.5, 0), (1.1, 1)])
def test_a_figure_under_its_floor(
    gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, floor: float, status: int
) -> None:
    given = gold / "floors.json"
    given.write_text(json.dumps({"html": {"readability pages": {"body F1": floor}}}), encoding="utf-8")
    monkeypatch.setattr(floors, "CHECKOUT", given)
    assert command("html", gold=gold) == status
    assert ("body F1 is under its floor" in capsys.readouterr().err) is bool(status)


@pytest.mark.parametrize(("measure", "path"), [("nonsense", None), ("html", "nowhere"), ("seed", None)])
def test_nothing_to_measure_on(gold: Path, measure: str, path: str | None) -> None:
    assert command(measure, Path(path) if path else None, gold=gold) == 2


def test_sets_are_known_by_their_path() -> None:
    assert MEASURES["attribution"].set_of(Path("/home/ana/gold/attribution/dev")) == "PolNeAR dev"
    assert MEASURES["attribution"].set_of(Path("/home/ana/mine")) == "mine"


@pytest.mark.parametrize(("figure", "shown"), [(31, "31"), (0.6049, "0.605"), (152.44, "152.4"), (0.0, "0.000")])
def test_figures_as_printed(figure: float, shown: str) -> None:
    assert table.show(figure) == shown


def test_peers_are_named_with_the_set_they_were_measured_on() -> None:
    for row in rows(DATA / "peers.csv"):
        assert row["measure"] in MEASURES, row.rule
        assert float(row["value"]) >= 0
        assert row["source"], row.rule
    assert table.peers("relations", "PLV train", "root macro-F1").startswith("ZSP 0.824 (on PLV test)")
    here = table.peers("factuality", "UDS-IH2 dev", "MAE")
    assert "constant guess 1.900" in here
    assert "0.749" not in here  # the same peer, on another set
    assert table.peers("attribution", "PolNeAR dev", "who-said-what F1").startswith("people 0.773;")
