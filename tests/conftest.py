"""What all tests share: frozen parses for the rules, the loaded pipeline for what is marked ``model``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

import frozen

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
