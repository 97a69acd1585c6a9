"""Every shipped data file opens in a spreadsheet or an editor, and every row says where it is from."""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path

import pytest

from onrecord import lexicon

ROOT = Path(__file__).parent.parent
KINDS = {".csv", ".tsv", ".yaml", ".txt", ".cfg", ".json", ".jsonl", ".gz"}
TEXTS = sorted(path for path in lexicon.DATA.rglob("*") if path.suffix in KINDS)
LEXICONS = sorted(lexicon.LEXICONS.glob("*.csv"))
GAZETTEERS = sorted(lexicon.GAZETTEERS.glob("*.csv"))


def name(path: Path) -> str:
    return path.relative_to(lexicon.DATA).as_posix()


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_file_is_utf8_with_plain_line_ends(path: Path) -> None:
    raw = content(path)
    raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark stands before the first word"
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("path", LEXICONS, ids=name)
def test_every_lexicon_row_has_source_and_example(path: Path) -> None:
    assert [str(error) for error in lexicon.check(path)] == []


@pytest.mark.parametrize("path", GAZETTEERS, ids=name)
def test_every_gazetteer_row_is_whole(path: Path) -> None:
    assert [str(error) for error in lexicon.check(path, required=())] == []


def test_there_are_lexicons() -> None:
    assert LEXICONS


@pytest.mark.parametrize("path", [*LEXICONS, *lexicon.GAZETTEERS.glob("*.csv*")], ids=name)
def test_every_source_is_the_projects_own_or_has_its_notice(path: Path) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").casefold()
    table = csv.DictReader(io.StringIO(content(path).decode("utf-8"), newline=""))
    sources = {source for row in table if not row["source"].startswith("own") for source in row["source"].split(";")}
    firsts = {re.split(r"[\s,:|]", source.strip(), maxsplit=1)[0].casefold() for source in sources}
    assert {first for first in firsts if first not in notice} == set()
