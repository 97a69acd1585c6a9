"""What all tests share: frozen parses for the rules, the loaded pipeline for what is marked ``model``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

import frozen
from places import DATABASES, Place
from postgres import Server, server

if TYPE_CHECKING:
    from spacy.language import Language


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--freeze", action="store_true", help="parse with the model what is not frozen yet, and keep it in tests/parses"
    )


@pytest.fixture(scope="session")
def parse(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Doc]]:
    """``parse(text)`` gives the frozen parse as a Doc; a fresh one at every call, so a test may change it."""
    parses = frozen.Parses(freeze=request.config.getoption("--freeze"))
    yield parses
    parses.save()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return onrecord's own pipeline; only for tests marked ``model``."""
    import onrecord

    language: Language = onrecord.load()
    return language


@pytest.fixture(scope="session")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Return what makes places for registers: ``new_place("postgresql")``. The server starts when first asked for."""
    with ExitStack() as stack:
        servers: list[Server] = []

        def made(database: str) -> str:
            if database == "sqlite":
                return str(tmp_path_factory.mktemp("register") / "a.db")
            if not servers:
                servers.append(stack.enter_context(server()))
            return servers[0].database()

        yield made


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, new_place: Place) -> str:
    """Return where a register may be made: the test runs on every database."""
    return new_place(request.param)
