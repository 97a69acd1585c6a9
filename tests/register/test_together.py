"""Registers whose writers are killed, and that many use at once; ``tests/killing.py`` does it, also as a command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from places import DATABASES, Place

TESTS = Path(__file__).parent.parent


def hammered(*arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(TESTS / "killing.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.parametrize(("database", "kills", "seed"), [("sqlite", 120, 7), ("postgresql", 40, 7)])
def test_killed_at_random_moments_nothing_is_lost_or_doubled(
    new_place: Place, database: str, kills: int, seed: int
) -> None:
    told = hammered(new_place(database), new_place(database), "--kills", str(kills), "--seed", str(seed))
    assert told.startswith(f"{kills} kills, ")
    assert told.endswith(" 0 faults\n")
    kept = re.search(r"; (\d+) of 200 reports told as kept", told)
    assert kept is not None and int(kept[1]) > 0, told


@pytest.mark.parametrize("database", DATABASES)
def test_two_writers_and_two_readers_at_once(new_place: Place, database: str) -> None:
    told = hammered(new_place(database), new_place(database), "--together", "--reports", "60")
    assert told.startswith("2 writers of 60 reports, 2 readers that asked ")
    assert told.endswith(" 0 faults\n")
