"""Times told by an event: each table is report, quote -> TIMEX3, bounds; published on 23 January 2014."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.linking.times import times
from onrecord.records import When

PUBLISHED = "2014-01-23"
Parse = Callable[[str], Doc]


def told(parse: Parse, text: str, quote: str) -> When:
    return next(w for w in times(text, published=PUBLISHED, doc=parse(text)) if w.quote == quote)


@pytest.mark.parametrize(
    ("text", "quote", "timex"),
    [
        # the same noun, the date in its own phrase
        ("The ceasefire of May 3 held. The army left two days after the ceasefire.", "two days", "2013-05-05"),
        ("The ceasefire signed on January 6 held. He left a day after the ceasefire.", "a day", "2014-01-07"),
        # a verb that says of the noun that it happened
        ("The vote was held on Tuesday. The cabinet met the day before the vote.", "the day", "2014-01-20"),
        (
            "The quake struck on January 6. The camp was built the morning after the quake.",
            "the morning",
            "2014-01-07TMO",
        ),
        ("The summit opened on January 15. The talks had failed on the eve of the summit.", "the eve", "2014-01-14"),
        # the verb of the noun, and the noun of the verb
        (
            "Rebels bombed the market on January 10. A week after the bombing, police raided the camp.",
            "A week",
            "2014-W03",
        ),
        (
            "Editor Luis Rojas was shot on April 20, 1999. A neighbour saw the car ten days before the shooting.",
            "ten days",
            "1999-04-10",
        ),
        ("The minister resigned on January 6. The bank failed a week following his resignation.", "a week", "2014-W03"),
        ("The poet died on March 4, 2010. Three years before his death he sold the house.", "Three years", "2007"),
        # a clause
        ("The mayor quit the day after he was elected. He was elected on January 8.", "the day", "2014-01-09"),
        # the date stands in the very words
        ("Two days after Friday's vote, the mayor quit.", "Two days", "2014-01-19"),
        ("Two days prior to the vote of January 6 the line was cut.", "Two days", "2014-01-04"),
        # the next day steps from it
        (
            "The quake struck on January 6. The camp was built the morning after the quake. The next day it rained.",
            "The next day",
            "2014-01-08",
        ),
        # a month stays a month
        ("The ceasefire was signed in May 2012. A year after the ceasefire, the border opened.", "A year", "2013-05"),
        ("The ceasefire was signed in May 2012. He left two days after the ceasefire.", "two days", "2012-05-XX"),
    ],
)
def test_a_day_beside_an_event(parse: Parse, text: str, quote: str, timex: str) -> None:
    when = told(parse, text, quote)
    assert (when.timex, when.basis) == (timex, "previous")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        # nothing dates the event: the tense bounds the time
        ("The army left two days after the ceasefire.", "two days", ("P2D", None, PUBLISHED)),
        ("The troops will leave two days after the vote.", "two days", ("P2D", PUBLISHED, None)),
        # some other raid, or any
        (
            "The raid in Lima on January 10 killed six. A guard fled a day after the Oslo raid.",
            "a day",
            ("P1D", None, PUBLISHED),
        ),
        ("He fled two days after a raid. The raid took place on January 10.", "two days", ("P2D", None, PUBLISHED)),
        # a date of what is said of the event, and of what was not
        (
            "The bombing was condemned on January 6. Two days before the bombing, the embassy was warned.",
            "Two days",
            ("P2D", None, PUBLISHED),
        ),
        (
            "The vote was not held on January 6. Two days before the vote, the embassy was warned.",
            "Two days",
            ("P2D", None, PUBLISHED),
        ),
        # no number: the event bounds the time
        (
            "The ceasefire signed on January 6 held. Several days after the ceasefire, shells fell.",
            "Several days",
            ("PXD", "2014-01-06", PUBLISHED),
        ),
        (
            "The car was seen in the weeks before the shooting. The guard was shot on January 6.",
            "weeks",
            ("PXW", None, "2014-01-06"),
        ),
        # how long, not when
        (
            "He ruled for ten years after the coup. The coup was staged on May 3, 1990.",
            "ten years",
            ("P10Y", None, None),
        ),
        # what has happened is not to come
        (
            "The poet died on January 20. Two years after his death they sold the house.",
            "Two years",
            ("P2Y", None, None),
        ),
    ],
)
def test_a_length_beside_an_event(
    parse: Parse, text: str, quote: str, expected: tuple[str, str | None, str | None]
) -> None:
    when = told(parse, text, quote)
    assert when.edtf is None
    assert (when.timex, when.earliest, when.latest) == expected


def test_month_precision_keeps_its_bounds(parse: Parse) -> None:
    when = told(parse, "The ceasefire was signed in May 2012. He left two days after the ceasefire.", "two days")
    assert (when.edtf, when.precision) == ("2012-05-03/2012-06-02", "month")


def test_without_a_parse_a_length_stays_a_length() -> None:
    (_, when) = times("The ceasefire of May 3 held. The army left two days after the ceasefire.", published=PUBLISHED)
    assert when.timex == "P2D"
