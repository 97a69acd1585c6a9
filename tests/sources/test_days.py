from __future__ import annotations

from datetime import date, datetime

import pytest

from onrecord.sources.days import stated_day


@pytest.mark.parametrize(
    "value",
    [
        *("2024-03-12", "20240312", "20240312T101500Z", "2024/03/12", "12.3.2024", "2024-03-12 10:00:00+00:00"),
        *("March 12, 2024 Tuesday", "12 March 2024", "Mar 12, 2024", "12 Mar 2024", "12-Mar-2024", "Mar. 12th, 2024"),
        *("Tue, 12 Mar 2024 10:00:00 GMT", "March 12, 2024, 5:00 p.m.", "Tuesday, March 12, 2024 10:00:00 AM EDT"),
        *(date(2024, 3, 12), datetime(2024, 3, 12, 23, 30)),
    ],
)
def test_days(value: object) -> None:
    assert stated_day(value) == "2024-03-12"


@pytest.mark.parametrize(
    ("value", "day"),
    [("13/4/2024", "2024-04-13"), ("4/13/2024", "2024-04-13"), ("4/4/2024", "2024-04-04")],
)
def test_numbers_that_leave_no_doubt(value: str, day: str) -> None:
    assert stated_day(value) == day


@pytest.mark.parametrize(
    "value", ["3/4/2024", "March 2024", "2024", "30 February 2024", "yesterday", "", None, 45363, "2024-03-12" * 10]
)
def test_what_leaves_a_doubt_is_no_day(value: object) -> None:
    assert stated_day(value) is None
