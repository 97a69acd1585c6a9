"""Holds the documents to the program: examples print what they show, every verb and room and data file is described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from onrecord.cli import app
from page_examples import PAGES, examples, run

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
DATA = ROOT / "src" / "onrecord" / "data"

EXAMPLES = [pytest.param(command, shown, id=f"{page.name}: {command}") for page, command, shown in examples()]


@pytest.mark.model
@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_prints_what_the_page_shows(command: str, shown: str) -> None:
    assert run(command) == shown, "run `make examples` and read what changed"


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_on_a_page_runs(page: Path) -> None:
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        if "import onrecord" in block:
            exec(compile(block, str(page), "exec"), {})


def test_the_readme_opens_with_an_example() -> None:
    assert ROOT / "README.md" in [page for page, _, _ in examples()]


@pytest.mark.parametrize("verb", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_every_verb_is_described(verb: str) -> None:
    assert any(f"onrecord {verb}" in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("name", sorted({p.parent.name for p in (ROOT / "src/onrecord").glob("*/*.py")}))
def test_every_room_has_a_page(name: str) -> None:
    assert (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8").startswith(f"# {name}\n")


@pytest.mark.parametrize("path", sorted([*DATA.rglob("*.csv*"), *DATA.rglob("*.tsv")]), ids=lambda path: path.name)
def test_every_table_is_described(path: Path) -> None:
    name = path.relative_to(DATA).as_posix()
    assert any(f"`{name}`" in page.read_text(encoding="utf-8") for page in DOCS), f"say in docs/ what {name} is for"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    tables = re.findall(r"`((?:lexicons|gazetteers|codebooks|samples)/[\w./-]+\.\w+)`", text)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    missing = [t for t in tables if not (DATA / t).exists()] + [x for x in links if not (page.parent / x).exists()]
    assert not missing
