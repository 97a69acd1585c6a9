"""How sure a match is: more of the structure found, more confidence."""

from itertools import product

import pytest

from onrecord.codebook import codebook
from onrecord.coding.confidence import Form, confidence

PATTERNS = [p for t in codebook() for p in t.patterns]
FORMS: tuple[Form, ...] = ("verb", "noun", "adjective")


@pytest.mark.parametrize(("form", "sides"), list(product(FORMS, range(3))))
def test_every_shipped_pattern_has_a_level(form: Form, sides: int) -> None:
    assert all(0 < confidence(p, form, sides=sides) < 1 for p in PATTERNS)


@pytest.mark.parametrize("form", FORMS)
def test_more_sides_are_surer(form: Form) -> None:
    for pattern in PATTERNS:
        levels = [confidence(pattern, form, sides=n) for n in range(3)]
        assert levels == sorted(levels)


def test_a_verb_is_surer_than_a_noun() -> None:
    assert all(confidence(p, "verb", sides=2) > confidence(p, "noun", sides=2) for p in PATTERNS)
