"""Pairs of source and target: marks, the choice of a record, and the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import MissingGold
from onrecord.evaluation import relations, roots
from onrecord.records import Mention, Plover, Reading, Record, Report, Span, Standing

TABLE = (
    "\tmarked_sentence\tsource\ttarget\tgold_root\n"
    "\t<s>Chile</s> sent tents to <t>Nepal</t>.\tChile\tNepal\tAID\n"
    "\tGhana thanked Togo.\tGhana\tTogo\tSUPPORT\n"
    "\t<s>Mali</s> freed <t>two men</t>.\tMali\ttwo men\tRETREAT\n"
    "\t<s>Laos</s> fined <t>Kuna Air</t>.\tLaos\tKuna Air\tCOERCE\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_marks_become_spans(table: Path) -> None:
    first, second, third, _ = relations.gold(table)
    assert first.text == "Chile sent tents to Nepal."
    assert (first.text[slice(*first.source or ())], first.text[slice(*first.target or ())]) == ("Chile", "Nepal")
    assert (second.source, second.target) == ((0, 5), (14, 18))  # unmarked: found by its words
    assert third.root == "YIELD"


def test_figures(table: Path) -> None:
    right = [{"uid": p.uid, "root": p.root} for p in relations.gold(table)]
    assert set(relations.score(table, right).values()) == {1.0}
    found = relations.score(table, [{"uid": 0, "root": "COOPERATE"}, {"uid": "1", "root": "AGREE"}, right[2]])
    assert (found["root accuracy"], found["quad accuracy"], found["answered"]) == (0.25, 0.75, 0.75)
    assert found["root macro-F1"] == 0.25
    assert found["quad macro-F1"] == pytest.approx((1 + 1 + 0) / 3)  # AID and YIELD are of one class


def test_a_table_of_something_else_says_so(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(MissingGold, match="gold_root"):
        relations.gold(path)


def record(root: str, actor: str, recipient: str, text: str, *, confidence: float = 0.5) -> Record:
    def mention(words: str) -> tuple[Mention, ...]:
        start = text.find(words)
        return (Mention(start=start, end=start + len(words), quote=words),) if words else ()

    return Record(
        id=f"{root}-{actor}",
        kind="event",
        plover=Plover(event_type=root),
        actor=mention(actor),
        recipient=mention(recipient),
        standing=Standing(status="done", holder="outlet"),
        evidence=(Span.of(text, 0, len(text)),),
        rule="test",
        confidence=confidence,
    )


TEXT = "Kenya praised Peru after Peru sued Kenya over tea."


@pytest.mark.parametrize(
    ("source", "target", "root"),
    [
        ((0, 5), (14, 18), "SUPPORT"),  # Kenya praised Peru
        ((25, 29), (35, 40), "ACCUSE"),  # Peru sued Kenya
        ((46, 49), (46, 49), "ACCUSE"),  # touches neither: the surer one of the two
    ],
)
def test_the_record_that_lies_best_on_the_pair_answers(
    source: tuple[int, int], target: tuple[int, int], root: str
) -> None:
    sued = record("ACCUSE", "Peru", "Kenya", TEXT, confidence=0.7)
    there = {"actor": Mention(start=25, end=29, quote="Peru"), "recipient": Mention(start=35, end=40, quote="Kenya")}
    sued = Record.from_dict(sued.to_dict() | {side: [m.to_dict()] for side, m in there.items()})
    reading = Reading(
        report=Report(id="r", source="r", sha256="", text=TEXT),
        records=(record("SUPPORT", "Kenya", "Peru", TEXT), sued, record("", "Kenya", "Peru", TEXT, confidence=1.0)),
    )
    found, confidence = relations.choose(relations.Pair("0", TEXT, source, target, "AID"), reading)
    assert found == root
    assert confidence == (0.5 if root == "SUPPORT" else 0.7)


def test_no_record_no_answer() -> None:
    reading = Reading(report=Report(id="r", source="r", sha256="", text=TEXT))
    assert relations.choose(relations.Pair("0", TEXT, (0, 5), (14, 18), "AID"), reading) == (None, 0.0)


def test_fifteen_roots_in_four_and_two_classes() -> None:
    assert len(roots.QUAD_OF) == 15
    assert set(roots.BINARY_OF.values()) == {"cooperation", "conflict"}
    assert roots.root("concede") == roots.root("RETREAT") == "YIELD"
    assert roots.root("nonsense") is None
