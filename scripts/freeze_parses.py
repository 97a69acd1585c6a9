"""Freezes the parses that tests ask for.

In: the texts that the tests give to the fixture ``parse``. Out: their parses in ``tests/parses/en.jsonl``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARSES = ROOT / "tests" / "parses" / "en.jsonl"


def main() -> int:
    """Run the tests of rules with ``--freeze`` and say how many parses that added."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anew", action="store_true", help="drop all parses first: after a change of the model")
    options = parser.parse_args()
    if options.anew:
        PARSES.unlink(missing_ok=True)
    before = _count()
    tests = subprocess.run([sys.executable, "-m", "pytest", "--freeze", "-m", "not model"], cwd=ROOT, check=False)
    print(f"{_count() - before} parses added, {_count()} in all")
    return tests.returncode


def _count() -> int:
    return len(PARSES.read_text(encoding="utf-8").splitlines()) if PARSES.exists() else 0


if __name__ == "__main__":
    sys.exit(main())
