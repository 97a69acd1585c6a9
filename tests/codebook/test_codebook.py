"""The shipped codebook is whole and in form; each mistake is named with its line; the two tables hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.codebook import CODEBOOKS, cameo, check, classes, codebook, content_mode, read, reduce
from onrecord.errors import DataError
from onrecord.lexicon import rows

PLOVER = sorted((CODEBOOKS / "plover").glob("*.yaml"))
TYPES = {t.event_type for t in codebook()}

GOOD = (
    """\
event_type: AID
definition: Help is given.
modes: {relief: after a disaster}
patterns:
  - predicate: [give, NO]
    object: ["@aid", "010"]
    with: {to|for: "@actor"}
    actor: [subject]
    recipient: [to, object.on, complement.subject]
    mode: relief
    cameo: 073
  - nouns: [gift]
examples:
"""
    + "".join(f"  - {{text: Example {n}., act: AID}}\n" for n in range(5))
    + "near_misses:\n"
    + "".join(f"  - {{text: Near {n}., why: because}}\n" for n in range(3))
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "AID.yaml"


def test_all_sixteen_types_are_there() -> None:
    assert len(TYPES) == 16
    assert {p.stem for p in PLOVER} == TYPES


@pytest.mark.parametrize("path", PLOVER, ids=lambda p: p.stem)
def test_shipped_file_is_in_form(path: Path) -> None:
    assert [str(e) for e in check(path)] == []


def test_scalars_stay_strings_and_lines_are_known(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    first, second = read(file).patterns
    assert (first.line, second.line) == (5, 12)
    assert first.verbs == {"give", "no"}  # YAML 1.1 would read NO as false
    assert first.object is not None
    assert "010" in first.object.words  # … and 010 as 8
    assert first.cameo == "073"
    assert first.with_[0][0] == ("to", "for")
    assert first.with_[0][1].actor


def test_rule_names_file_and_line() -> None:
    pattern = next(t for t in codebook() if t.event_type == "AID").patterns[0]
    lines = pattern.path.read_text(encoding="utf-8").splitlines()
    assert pattern.rule == f"codebooks/plover/AID.yaml:{pattern.line}"
    assert lines[pattern.line - 1].lstrip().startswith("- predicate:")


MISTAKES = [
    ("unknown key of a pattern", "mode: relief", "mood: relief", 10, "unknown key 'mood'"),
    ("unknown class", "@aid", "@nosuch", 6, "unknown word class '@nosuch'"),
    ("bad slot", "complement.subject", "verb.subject", 9, "bad slot 'verb.subject'"),
    ("mode that the type lacks", "mode: relief", "mode: gift", 10, "mode 'gift'"),
    ("too few examples", "  - {text: Example 4., act: AID}\n", "", 14, "4 examples; at least 5"),
    ("too few near misses", "  - {text: Near 2., why: because}\n", "", 20, "2 near misses; at least 3"),
    ("an example without act", "Example 3., act: AID", "Example 3.", 17, "'act' is missing"),
    ("not the file's type", "event_type: AID", "event_type: AIDE", 1, "does not fit the file name"),
    ("a key twice", "    cameo: 073", "    cameo: 073\n    cameo: 074", 12, "stands twice"),
    ("no predicate at all", "nouns: [gift]", "actor: [subject]", 12, "at least one of predicate"),
    ("broken YAML", "predicate: [give, NO]", "predicate: [give", 6, "not YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "what"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistake_is_named_with_its_line(file: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    found = list(check(file))
    assert [(e.line, what in str(e)) for e in found] == [(line, True)], [str(e) for e in found]
    with pytest.raises(DataError):
        read(file)


@pytest.mark.parametrize(
    ("event_type", "act", "signs", "mode"),
    [
        ("THREATEN", "COERCE", ("173", "arrest", "crime"), "arrest"),
        ("THREATEN", "COERCE", ("172", "curfew"), "restrict"),  # no sign of its own: what the type gives
        ("THREATEN", "SANCTION", ("163", "discontinue"), "restrict"),
        ("REJECT", "CONSULT", (None,), "meet"),
        ("SUPPORT", "AID", (None,), None),  # a type without such modes
    ],
)
def test_mode_by_content(event_type: str, act: str, signs: tuple[str | None, ...], mode: str | None) -> None:
    assert content_mode(event_type, act, signs) == mode


def test_modes_by_content_are_modes_of_their_type() -> None:
    modes = {t.event_type: t.modes for t in codebook()}
    for row in rows(CODEBOOKS / "plover" / "content_modes.csv"):
        assert row["mode"] in modes[row["event_type"]], row.rule
        assert row["act"] in modes, row.rule


def test_file_that_is_not_utf8(file: Path) -> None:
    file.write_bytes(GOOD.encode() + b"\xff")
    assert "not UTF-8" in str(next(check(file)))


def test_every_class_that_is_kept_is_used() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in PLOVER)
    assert [c for c in classes() if f"@{c}" not in text and c != "light"] == []


REDUCED = [
    ("AID", "done", "AID"), ("AID", "promised", "AGREE"), ("CONSULT", "planned", "AGREE"),
    ("ASSAULT", "planned", "THREATEN"), ("SANCTION", "conditional", "THREATEN"),
    ("RETREAT", "promised", "CONCEDE"), ("CONCEDE", "promised", "CONCEDE"),
    ("COOPERATE", "not_done", "REJECT"), ("ACCUSE", "possible", "ACCUSE"), ("ASSAULT", "denied", "ASSAULT"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "status", "event_type"), REDUCED)
def test_reduction(act: str, status: str, event_type: str) -> None:
    assert reduce(act, status) == event_type


def test_crosswalk_falls_back_from_fine_to_coarse() -> None:
    assert cameo("AID", None, "military") == "072"
    assert cameo("AID", None, "health") == "070"
    assert cameo("ASSAULT", "aerial", "military") == "195"
    assert cameo("CONSULT", "no such mode") == "040"
    assert cameo("NOTHING") is None


@pytest.mark.parametrize("type_", codebook(), ids=lambda t: t.event_type)
def test_crosswalk_knows_every_mode(type_: object) -> None:
    assert all(cameo(type_.event_type, mode) for mode in (None, *type_.modes))  # type: ignore[attr-defined]
