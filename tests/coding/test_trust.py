"""How words and pattern are weighed against each other."""

from __future__ import annotations

import pytest

from fit_trust import Case, fit
from onrecord.coding.classifier import classifier
from onrecord.coding.trust import NONE, Trust

LABELS = ("AID", "COERCE", NONE)


def words(**given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / (len(LABELS) - len(given))
    return {label: given.get(label, rest) for label in LABELS}


def case(label: str, said: dict[str, float], act: str | None = None, *, right: bool | None = True) -> Case:
    return Case(
        words=said, act=act, structure=0.8 if act else 0.0, label=label, actor=True, recipient=True, actor_right=right
    )


def cases(*, pattern_right: int) -> list[Case]:
    """Candidates in which the pattern says AID and the words COERCE; the pattern is right in some of ten."""
    found = [case("AID" if n < pattern_right else "COERCE", words(COERCE=0.8), "AID") for n in range(10)] * 5
    return found + [case(label, words(**{label: 0.8}), right=None) for label in LABELS] * 5


@pytest.mark.parametrize(("pattern_right", "believed"), [(9, "AID"), (1, "COERCE")])
def test_who_was_right_before_is_believed(pattern_right: int, believed: str) -> None:
    trust = Trust.of(fit(cases(pattern_right=pattern_right)))
    both = trust.weigh(words(COERCE=0.8), "AID", 0.8)
    assert max(both, key=lambda label: both[label]) == believed
    assert both[believed] == pytest.approx(0.9, abs=0.05)
    assert sum(both.values()) == pytest.approx(1)


def test_confidence_is_the_share_of_the_right() -> None:
    trust = Trust.of(fit(cases(pattern_right=9)))
    likely = trust.weigh(words(COERCE=0.8), "AID", 0.8)["AID"]
    assert trust.confidence(likely, 0.8, actor=True, recipient=True) == pytest.approx(0.9, abs=0.03)


def test_fitting_gives_the_same_at_every_run() -> None:
    assert fit(cases(pattern_right=7)) == fit(cases(pattern_right=7))


def test_shipped_trust_is_surer_where_more_speaks_for_it() -> None:
    trust = classifier().trust
    rising = [trust.confidence(p, s, actor=True, recipient=True) for p, s in ((0.3, 0.5), (0.9, 0.5), (0.9, 0.9))]
    assert rising == sorted(rising)
    assert trust.confidence(0.9, 0.9, actor=False, recipient=True) < rising[-1]
