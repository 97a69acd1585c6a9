"""Puts into the pages what the commands of their examples print.

In: pages with ``<!-- example: COMMAND -->`` before a fenced block. Out: the same pages, the block holding the command
after a ``$`` and its output, at 100 columns without colour.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLE = re.compile(r"(?P<head><!-- example: (?P<command>.+?) -->\n+```[a-z]*\n)(?P<shown>.*?)(?=```)", re.DOTALL)


def examples() -> Iterator[tuple[Path, str, str]]:
    """Yield page, command and what the page shows, for each example."""
    for page in PAGES:
        for match in EXAMPLE.finditer(page.read_text(encoding="utf-8")):
            yield page, match["command"], match["shown"]


def run(command: str) -> str:
    """Return what a page must show: the command, then what it prints, without blanks at the ends of lines."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    printed = "\n".join(line.rstrip() for line in ran.stdout.decode().strip("\n").splitlines())
    return f"$ {command}\n{printed}\n"


def main() -> None:
    """Write every page anew."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(EXAMPLE.sub(lambda m: m["head"] + run(m["command"]), text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
