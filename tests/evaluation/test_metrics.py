"""The arithmetic, on numbers that can be checked by hand."""

from __future__ import annotations

import pytest

from onrecord.evaluation import metrics


def test_tally_gives_precision_recall_and_their_harmonic_mean() -> None:
    tally = metrics.Tally()
    tally.add(2, 4, 5)
    tally.add(1, 2, 0, hits_gold=0)
    assert (tally.precision, tally.recall) == (0.5, 0.4)
    assert tally.f1 == pytest.approx(4 / 9)


def test_empty_tally_is_zero_and_raises_nothing() -> None:
    assert metrics.Tally().figures("x") == {"x P": 0, "x R": 0, "x F1": 0}


def test_alignment_is_one_to_one_and_takes_the_best_first() -> None:
    value = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.2}
    assert metrics.align("ab", "xy", lambda g, p: (value[g, p],), least=0.5) == {0: 1}
    assert metrics.align("ab", "xy", lambda g, p: (value[g, p],), least=0.1) == {0: 1, 1: 0}


def test_equal_keys_pair_once_each() -> None:
    assert metrics.equal("aab", "aba", lambda letter: letter) == {0: 0, 1: 2, 2: 1}
    assert metrics.equal(["", "a"], ["", "b"], lambda letter: letter) == {}


def test_spans_strict_and_relaxed() -> None:
    exact, relaxed = metrics.spans([(0, 4), (10, 14)], [(0, 4), (12, 20), (13, 14)])
    assert exact == {0: 0}
    assert relaxed == {0: 0, 1: 1}


def test_macro_f1_counts_only_classes_of_the_gold() -> None:
    pairs = [("AID", "AID"), ("YIELD", "YIELD"), ("AID", "COOPERATE"), ("COERCE", "none")]
    assert metrics.accuracy(pairs) == 0.5
    assert metrics.macro_f1(pairs) == pytest.approx((2 / 3 + 1 + 0) / 3)


@pytest.mark.parametrize(
    ("pairs", "r"),
    [
        ([(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)], 1.0),
        ([(1.0, -2.0), (2.0, -4.0), (3.0, -6.0)], -1.0),
        ([(1.0, 5.0), (2.0, 5.0)], 0.0),  # one side never varies
        ([], 0.0),
    ],
)
def test_pearson(pairs: list[tuple[float, float]], r: float) -> None:
    assert metrics.pearson(pairs) == pytest.approx(r)
