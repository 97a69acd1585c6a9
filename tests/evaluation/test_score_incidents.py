"""Templates of violent incidents."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluation import incidents

MESSAGES = """DEV-MUC3-0001 (TEST)

   REBELS OF THE KUNA
FRONT BOMBED A MILL.

DEV-MUC3-0002 (TEST)

   RAIN FELL.
"""
KEY = """0.  MESSAGE: ID                     DEV-MUC3-0001 (TEST)
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
9.  PERP: INDIVIDUAL ID             "REBELS"
                                    "REBELS OF THE KUNA FRONT"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "KUNA FRONT"
12. PHYS TGT: ID                    "MILL"

0.  MESSAGE: ID                     DEV-MUC3-0002 (TEST)
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev-0001").write_text(MESSAGES, encoding="latin-1")
    (tmp_path / "key-0001").write_text(KEY, encoding="latin-1")
    return tmp_path


def test_templates(folder: Path) -> None:
    gold = incidents.gold(folder)
    assert gold["DEV-MUC3-0002"] == ("RAIN FELL.", [])
    (incident,) = gold["DEV-MUC3-0001"][1]
    assert incident.strings == ("REBELS", "REBELS OF THE KUNA FRONT", "MILL")
    assert incident.perpetrators == ("REBELS", "REBELS OF THE KUNA FRONT")
    assert (incident.stages, incident.words) == (frozenset({"ACCOMPLISHED"}), frozenset({"claimed"}))


def test_figures(folder: Path) -> None:
    right = {"words": "REBELS BOMBED A MILL", "by": "REBELS", "stage": "ACCOMPLISHED", "word": "claimed"}
    poor = {"words": "REBELS", "by": "", "stage": "THREATENED", "word": "fact"}
    assert set(incidents.score(folder, [{"doc": "DEV-MUC3-0001", "records": [poor, right]}]).values()) == {1.0}
    # the incident is told best by another record than the one that names who did it
    other = {"words": "REBELS A MILL", "by": "POLICE", "stage": "ACCOMPLISHED", "word": "fact"}
    assert incidents.score(folder, [{"doc": "DEV-MUC3-0001", "records": [other, right]}])["incidents found"] == 1
    wrong = [{"doc": f"DEV-MUC3-000{n}", "records": [poor]} for n in (1, 2)]
    found = incidents.score(folder, wrong)
    assert (found["message P"], found["message R"], found["incidents found"]) == (0.5, 1, 1)
    assert (found["stage accuracy"], found["perpetrator confidence accuracy"]) == (0, 0)
