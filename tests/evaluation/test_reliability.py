"""Whether confidences mean what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluation import MEASURES, reliability
from onrecord.evaluation.metrics import calibration

PAIRS = "\tmarked_sentence\tsource\ttarget\tgold_root\n" + "\t<s>Chile</s> sent tents to <t>Nepal</t>.\t\t\tAID\n" * 4
EVENTS = """<Sentences><Sentence id="A" category="DEMO" date="20200101">
<EventCoding sourcecode="CHL" targetcode="NPL" eventcode="070">
<EventCoding sourcecode="---" targetcode="PER" eventcode="040">
<Text>Chile sent tents to Nepal.</Text></Sentence></Sentences>"""


def test_calibration_by_hand() -> None:
    found = calibration([(0.9, True), (0.95, True), (0.92, False), (0.25, False), (1.0, True)])
    assert found["answers"] == 5
    assert found["right"] == pytest.approx(0.6)
    assert found["Brier"] == pytest.approx((0.01 + 0.0025 + 0.8464 + 0.0625 + 0) / 5)
    assert found["0.9-1.0 n"] == 4  # the highest bin holds 1
    assert found["0.9-1.0 right"] == pytest.approx(0.75)
    assert found["0.2-0.3 confidence"] == pytest.approx(0.25)
    assert found["ECE"] == pytest.approx((4 * abs(0.9425 - 0.75) + 0.25) / 5)
    assert "0.0-0.1 n" not in found


def test_nothing_answered() -> None:
    assert calibration([]) == {"answers": 0, "right": 0.0, "Brier": 0.0, "ECE": 0.0}


def test_pairs(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    answers = [("AID", 0.9), ("CONSULT", 0.85), ("AID", 0.5), ("none", 0.0)]  # the last answered nothing
    found = reliability.score(path, [{"uid": n, "root": r, "confidence": c} for n, (r, c) in enumerate(answers)])
    assert (found["answers"], found["right above 0.8"]) == (3, 0.5)
    assert found["share above 0.8"] == pytest.approx(2 / 3)


def test_events(tmp_path: Path) -> None:
    path = tmp_path / "events.xml"
    path.write_text(EVENTS, encoding="utf-8")
    (tmp_path / "CAMEO2PLOVER.txt").write_text("070: AID, ,\n040: CONSULT, ,\n", encoding="utf-8")
    told = [("CHL", "NPL", "AID", 0.9), ("NPL", "CHL", "AID", 0.6), ("CHL", "NPL", "ACCUSE", 0.3)]
    told += [("---", "PER", "AID", 0.9)]  # a dyad that cannot be scored
    events = [{"source": s, "target": t, "root": r, "confidence": c} for s, t, r, c in told]
    found = reliability.score(path, [{"id": "A", "events": events}])
    assert (found["answers"], found["0.9-1.0 right"], found["0.6-0.7 right"], found["0.3-0.4 right"]) == (3, 1, 1, 0)


def test_it_is_a_measure() -> None:
    assert set(MEASURES["reliability"].sets) == {"PLV train", "PETR unit tests"}
