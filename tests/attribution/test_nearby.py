"""Things by their place in the text."""

from __future__ import annotations

import pytest

from onrecord.attribution.nearby import Nearby

PLACES = {"far": [(0, 3)], "split": [(5, 8), (20, 25)], "long": [(4, 30)], "empty": [], "late": [(25, 26)]}


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 1), ["far"]),
        ((3, 4), []),  # touching ends share no character
        ((6, 7), ["split", "long"]),  # in the order given, each once
        ((10, 22), ["split", "long"]),
        ((25, 40), ["long", "late"]),
        ((0, 40), ["far", "split", "long", "late"]),
    ],
)
def test_touching(span: tuple[int, int], expected: list[str]) -> None:
    assert Nearby(PLACES, PLACES.__getitem__).touching(span) == expected
