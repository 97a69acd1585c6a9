"""Times: each table is sentence -> quote, TIMEX3, EDTF, basis; published on Thursday, 23 January 2014, if at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.lexicon import Row
from onrecord.linking import timegrammar
from onrecord.linking.times import kind, times
from onrecord.records import When

PUBLISHED = "2014-01-23"


def only(text: str, *, published: str | None = PUBLISHED, dateline: str | None = None) -> When:
    found = times(text, published=published, dateline=dateline)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "edtf"),
    [
        ("The treaty was signed on 4 March 2019 in Lima.", "4 March 2019", "2019-03-04"),
        ("The treaty was signed on March 4, 2019, in Lima.", "March 4, 2019", "2019-03-04"),
        ("The treaty was signed on April 8 , 1997 in Oslo.", "April 8 , 1997", "1997-04-08"),
        ("The bank was seized on Monday, Nov. 29, 2010.", "Monday, Nov. 29, 2010", "2010-11-29"),
        ("It dates from the 5th of May 1821.", "the 5th of May 1821", "1821-05-05"),
        ("The mine opened in March 2019.", "March 2019", "2019-03"),
        ("The ban was lifted in 2014.", "2014", "2014"),
        ("The form is dated 2016-05-01.", "2016-05-01", "2016-05-01"),
        ("The form is dated 23/04/2019.", "23/04/2019", "2019-04-23"),
        ("The ban was lifted in late 2012.", "late 2012", "2012"),
        ("The fort was built around 1890.", "around 1890", "1890~"),
        ("The clan fled in the early 1990s.", "the early 1990s", "199X"),
        ("The fort is from the late 19th century.", "the late 19th century", "18XX"),
        ("The river rose in spring 2013.", "spring 2013", "2013-21"),
        ("The brigade came in the autumn of 2012.", "the autumn of 2012", "2012-23"),
        ("Exports rose in the second quarter of 2020.", "the second quarter of 2020", "2020-04/2020-06"),
        ("Arrivals doubled in the first half of 2019.", "the first half of 2019", "2019-01/2019-06"),
        ("The summit of May 26-27, 2016 was on an island.", "May 26-27, 2016", "2016-05-26/2016-05-27"),
        ("Airport checks changed after the 9/11 attacks.", "9/11", "2001-09-11"),
        ("The bank was seized on Feb. 29, 2012.", "Feb. 29, 2012", "2012-02-29"),
    ],
)
def test_absolute(text: str, quote: str, edtf: str) -> None:
    for published in (PUBLISHED, None):
        found = only(text, published=published)
        assert (found.quote, found.edtf, found.basis) == (quote, edtf, "text")
        assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    ("text", "timex", "edtf"),
    [
        # a weekday is the last one, the day of publication included
        ("The envoy left on Tuesday.", "2014-01-21", "2014-01-21"),
        ("The envoy left on Thursday.", "2014-01-23", "2014-01-23"),
        ("The envoy left last Thursday.", "2014-01-16", "2014-01-16"),
        # but the coming one after a verb that looks ahead
        ("The envoy will leave on Tuesday.", "2014-01-28", "2014-01-28"),
        ("The envoy is due to leave on Thursday.", "2014-01-23", "2014-01-23"),
        ("The envoy leaves next Friday.", "2014-01-24", "2014-01-24"),
        ("On Friday, the court will rule.", "2014-01-24", "2014-01-24"),
        ("The envoy left on Tuesday of last week.", "2014-01-14", "2014-01-14"),
        # a date that lacks the year
        ("The dam burst on March 20.", "2013-03-20", "2013-03-20"),
        ("The dam will open on March 20.", "2014-03-20", "2014-03-20"),
        ("The launch was put off to February 2.", "2014-02-02", "2014-02-02"),
        ("The dam burst on Monday, January 27.", "2014-01-27", "2014-01-27"),
        ("The jet was shot down last Oct. 23.", "2013-10-23", "2013-10-23"),
        ("The mayor was jailed last November.", "2013-11", "2013-11"),
        ("The mayor was jailed in June last year.", "2013-06", "2013-06"),
        ("The mine reopens next March.", "2014-03", "2014-03"),
        # relative to the day of publication
        ("The minister flew home yesterday.", "2014-01-22", "2014-01-22"),
        ("The truce begins tomorrow.", "2014-01-24", "2014-01-24"),
        ("The president speaks tonight.", "2014-01-23TNI", "2014-01-23"),
        ("Sirens were heard last night.", "2014-01-22TNI", "2014-01-22"),
        ("Shells hit the port on Tuesday morning.", "2014-01-21TMO", "2014-01-21"),
        ("The first jets came last week.", "2014-W03", "2014-01-13/2014-01-19"),
        ("The ministers spoke at the weekend.", "2014-W03-WE", "2014-01-18/2014-01-19"),
        ("The pilot was freed last month.", "2013-12", "2013-12"),
        ("The town fell earlier this year.", "2014", "2014"),
        ("A summit is planned for late next year.", "2015", "2015"),
        ("Sales fell last quarter.", "2013-Q4", "2013-10/2013-12"),
        ("Talks broke down last fall.", "2013-FA", "2013-23"),
        ("The base closes next summer.", "2014-SU", "2014-22"),
        ("The base was closed three days ago.", "2014-01-20", "2014-01-20"),
        ("The base was closed two months ago.", "2013-11", "2013-11"),
        ("The base was closed a decade ago.", "2004", "2004"),
        ("The third quarter was poor.", "2013-Q3", "2013-07/2013-09"),
        # with the hour
        ("The truce starts at 9 a.m. Monday.", "2014-01-20T09:00", "2014-01-20"),
        ("The truce will start at 9 a.m. Monday.", "2014-01-27T09:00", "2014-01-27"),
        ("The quake struck at 10:30 GMT.", "2014-01-23T10:30", "2014-01-23"),
        ("The truce began at noon Tuesday.", "2014-01-21T12:00", "2014-01-21"),
        ("The pass opened at seven o'clock.", "2014-01-23T07:00", "2014-01-23"),
        ("The raid began at four in the morning on Monday.", "2014-01-20T04:00", "2014-01-20"),
        ("The raid began at ten at night on Monday.", "2014-01-20T22:00", "2014-01-20"),
        # the day beside another
        ("He called the day before yesterday.", "2014-01-21", "2014-01-21"),
        ("He called on the day before last Tuesday's vote.", "2014-01-20", "2014-01-20"),
        ("He called the day after the May 4 vote.", "2013-05-05", "2013-05-05"),
        ("The hearing is in the week of March 9.", "2014-W10", "2014-03-03/2014-03-09"),
        # a feast
        ("The hostages came home on Christmas Day.", "2013-12-25", "2013-12-25"),
        ("Troops were fed turkey on Thanksgiving.", "2013-11-28", "2013-11-28"),
        ("Markets will shut for Presidents' Day.", "2014-02-17", "2014-02-17"),
        # a feast that moves with the moon, in either calendar, and its week
        ("The church was bombed on Good Friday.", "2013-03-29", "2013-03-29"),
        ("The march will be on Easter Monday.", "2014-04-21", "2014-04-21"),
        ("A truce was kept over Orthodox Easter.", "2013-05-05", "2013-05-05"),
        ("Snow fell in Christmas week.", "2013-W52", "2013-12-23/2013-12-29"),
        ("Shops were shut over Easter weekend.", "2013-W13-WE", "2013-03-30/2013-03-31"),
        ("Shops were shut over Whit Monday weekend.", "2013-W20-WE", "2013-05-18/2013-05-19"),
        # the hours of a day are of its time
        ("The raid came in the early hours of Tuesday.", "2014-01-21", "2014-01-21"),
        ("The raid came in the small hours of Tuesday morning.", "2014-01-21TMO", "2014-01-21"),
        ("The raid came in the early morning hours of January 3.", "2014-01-03", "2014-01-03"),
    ],
)
def test_resolved_against_publication(text: str, timex: str, edtf: str) -> None:
    found = only(text)
    assert (found.timex, found.edtf, found.basis) == (timex, edtf, "published")
    assert only(text, published=None, dateline=PUBLISHED).basis == "dateline"


@pytest.mark.parametrize(
    ("text", "timex", "precision"),
    [
        ("The envoy left on Tuesday.", "XXXX-WXX-2", "day"),
        ("The dam burst on March 20.", "XXXX-03-20", "day"),
        ("The mine reopened in September.", "XXXX-09", "month"),
        ("The minister flew home yesterday.", "XXXX-XX-XX", "day"),
        ("The first jets came last week.", "XXXX-WXX", "week"),
        ("The mayor was jailed last November.", "XXXX-11", "month"),
        ("Talks broke down last summer.", "XXXX-SU", "season"),
        ("The base was closed three years ago.", "XXXX", "year"),
        ("The hearing is in the week of March 9.", "XXXX-WXX", "week"),
        ("He called the day after last Tuesday.", "XXXX-XX-XX", "day"),
        ("The pilot died two days later.", "XXXX-XX-XX", "day"),
    ],
)
def test_open_without_an_anchor(text: str, timex: str, precision: str) -> None:
    """A date of publication is never invented."""
    found = only(text, published=None)
    assert (found.timex, found.precision, found.edtf, found.basis) == (timex, precision, None, "none")
    assert found.earliest is None and found.latest is None


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("Arms have flowed in since 2011.", ["2011/.."]),
        ("All rifles arrive by March.", ["../2014-03"]),
        ("The waiver runs until March 2015.", ["../2015-03"]),
        ("The last unit leaves before the end of 2014.", ["../2014"]),
        ("He ruled from 2001 to 2014.", ["2001/2014", "2001/2014"]),
        ("The mine was shut 2001-2014.", ["2001/2014", "2001/2014"]),
        ("It rained between June and August 2012.", ["2012-06/2012-08", "2012-06/2012-08"]),
        ("They met from Monday to Wednesday.", ["2014-01-20/2014-01-22", "2014-01-20/2014-01-22"]),
        # two dates are no stretch, and "by Monday's vote" is no limit
        ("They met in 2001 and 2014.", ["2001", "2014"]),
        ("They were split by Monday's vote.", ["2014-01-20"]),
    ],
)
def test_open_ends_and_stretches(text: str, edtfs: list[str]) -> None:
    assert [w.edtf for w in times(text, published=PUBLISHED)] == edtfs


def test_bounds_of_open_ends() -> None:
    since, by = only("Arms have flowed in since 2011."), only("The last unit leaves before the end of 2014.")
    assert (since.earliest, since.latest) == ("2011-01-01", None)
    assert (by.earliest, by.latest) == (None, "2014-12-31")
    span = only("Ten mines closed in the past three years.")
    assert (span.timex, span.edtf, span.earliest, span.latest) == ("P3Y", None, "2011-01-01", PUBLISHED)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("He landed on May 4, 2012. Two days later he was dead.", "2012-05-06"),
        ("He landed on May 4, 2012 and left the following day.", "2012-05-05"),
        ("He landed on May 4, 2012 and spoke the same day.", "2012-05-04"),
        ("He landed in May 2012 and left the following month.", "2012-06"),
        # with the hour
        ("He landed on May 4, 2012 and left at 6 a.m. two days later.", "2012-05-06T06:00"),
        ("He landed on May 4, 2012 and left at noon the next day.", "2012-05-05T12:00"),
        # a year does not tell the day after which two days are counted
        ("He landed in 2012. Two days later he was dead.", "XXXX-XX-XX"),
    ],
)
def test_stepping_from_the_date_told_last(text: str, timex: str) -> None:
    found = times(text, published=PUBLISHED)[-1]
    assert found.timex == timex
    assert found.basis == ("none" if "X" in timex else "previous")


@pytest.mark.parametrize(
    ("text", "timex", "edtf"),
    [
        ("The town fell in May 2012. The mayor left that day.", "2012-05-XX", "2012-05"),
        ("The town fell in 2012. The mayor left that same month.", "2012-XX", "2012"),
        ("The town fell in the 1990s. The mayor left that same month.", "XXXX-XX", None),
    ],
)
def test_some_day_of_the_month_told_last(text: str, timex: str, edtf: str | None) -> None:
    found = times(text, published=PUBLISHED)[-1]
    assert (found.timex, found.edtf) == (timex, edtf)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The vote was held on May 4, 2012. Shots fell at 6 a.m. two days before the vote.", "2012-05-02T06:00"),
        # nothing dates the vote, and the day of the report is not the day of the shots
        ("Shots fell at 6 a.m. two days before a vote.", "XXXX-XX-XXT06:00"),
    ],
)
def test_an_hour_of_a_day_told_by_an_event(parse: Callable[[str], Doc], text: str, timex: str) -> None:
    assert times(text, published=PUBLISHED, doc=parse(text))[-1].timex == timex


@pytest.mark.parametrize(
    ("text", "timex", "expected"),
    [
        ("The siege lasted three years.", "P3Y", "DURATION"),
        ("The 18-month siege cost many lives.", "P18M", "DURATION"),
        ("A 16-hour flight brought them home.", "PT16H", "DURATION"),
        ("The flight took 5 1/2 hours.", "PT5H30M", "DURATION"),
        ("He was held for two and a half years.", "P2.5Y", "DURATION"),
        ("It was two decades of war.", "P20Y", "DURATION"),
        ("Fighting went on for several days.", "PXD", "DURATION"),
        ("The council meets every year.", "P1Y", "SET"),
        ("Patrols pass daily.", "P1D", "SET"),
        ("The council meets each Monday.", "XXXX-WXX-1", "SET"),
        ("The market opens on Mondays.", "XXXX-WXX-1", "SET"),
        ("The river rose in each of the past three years.", "P1Y", "SET"),
        ("Shells will fall in each of the next 12 hours.", "PT1H", "SET"),
        ("The road was recently paved.", "PAST_REF", "DATE"),
        ("The army is repelling the strikes at present.", "PRESENT_REF", "DATE"),
        ("Prices have risen in recent weeks.", "PAST_REF", "DATE"),
        ("No talks are planned for the near future.", "FUTURE_REF", "DATE"),
        ("The grant is for fiscal year 2021.", "FY2021", "DATE"),
        ("The truce starts at 9 a.m. Monday.", "2014-01-20T09:00", "TIME"),
    ],
)
def test_lengths_repetitions_and_vague_times(text: str, timex: str, expected: str) -> None:
    found = only(text)
    assert (found.timex, kind(found)) == (timex, expected)
    if expected in ("DURATION", "SET") or timex.endswith("_REF") or timex.startswith("FY"):
        assert found.edtf is None


@pytest.mark.parametrize(
    "text",
    [
        "The 82-year-old king waved.",
        "The boy, aged 12 years, was freed.",
        "The girl is three years old.",
        "It may rain, and troops march on.",
        "Prime Minister Anna May spoke. Mrs May then left, hounded by May loyalists.",
        "The March on the capital drew crowds.",
        "April Jones and August Berg won.",
        "It cites Resolution 2328 and Article 1950.",
        "Some 1,997 men and 2000 soldiers were counted.",
        "It cost $1999 and weighed 1850 tons.",
        "The fall of the city shook them.",
        "The form is dated 04/03/2019.",
        "Three quarters of the people stayed at home.",
        "It closed on February 30, 2012.",
        "He is in his 60s.",
        "It killed four in the morning raid.",
        "Police searched the general's quarters.",
        "They aired it on Sixty Days and ''60 Days.''",
        "They aired the film Grey Noon.",
        "The crabs of Christmas Island swarmed.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text, published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        # the day of a clock time stands behind the bracket with another zone's, or in it
        ("It struck at 7:20 p.m. (1620 GMT) on Tuesday.", ["2014-01-21T19:20", "2014-01-21"]),
        ("It struck at six in the evening (11 a.m. EST Monday).", ["2014-01-20T18:00", "2014-01-20T11:00"]),
        ("It struck at 7:20 p.m. (1620 GMT), and aid came.", ["2014-01-23T19:20"]),
    ],
)
def test_a_clock_time_with_a_second_one_in_brackets(text: str, timexes: list[str]) -> None:
    assert [w.timex for w in times(text, published=PUBLISHED)] == timexes


def test_no_match_across_paragraphs() -> None:
    assert [w.timex for w in times("It closed in May\n\n2012 was dry.", published="2013-08-01")] == ["2013-05", "2012"]


@pytest.mark.parametrize("row", timegrammar.rows(), ids=lambda row: row.rule)
def test_every_pattern_fits_its_own_example(row: Row) -> None:
    if not row["meaning"].startswith("define:"):
        found = timegrammar.matches(timegrammar.tokens(row["example"]))
        assert row["meaning"] in {m.meaning for here in found for m in here if m.stop == here[0].stop}


@pytest.mark.parametrize("text", ["", "\n\n", "99/99/9999 31 November 0000", "’’''- - 1/2/3", "in 9999999999999 years"])
def test_odd_text_never_raises(text: str) -> None:
    assert all(text[w.start : w.end] == w.quote for w in times(text, published="not a date"))


def test_the_name_of_an_outlet_holds_no_time() -> None:
    text = "The envoy told USA TODAY and the Sunday Times that Mali would withdraw today."
    assert [w.quote for w in times(text, published="2018-05-06")] == ["today"]


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        # figures of a quarter are compared with those of the same quarter a year before
        ("Output rose in the third quarter of 2013 from a year earlier.", ["2013-Q3", "2012-Q3"]),
        ("Third-quarter output was 5 tons, up from 4 a year ago and 3 a year ago.", ["2013-Q3", "2012-Q3", "2012-Q3"]),
        ("Output was 5 tons in the fourth quarter, against a year-earlier 4.", ["2013-Q4", "2012-Q4"]),
        ("It lost money in the second quarter of 2013 but gained in the year-ago quarter.", ["2013-Q2", "2012-Q2"]),
        # the quarter is the one told of, the one that ended then, or the last full one
        ("Third-quarter output rose. Costs in the quarter fell.", ["2013-Q3", "2013-Q3"]),
        ("Output fell in the quarter ended September.", ["2013-Q3", "2013-09"]),
        ("Output fell in the latest quarter.", ["2013-Q4"]),
        # without a quarter a year ago is a year ago
        ("Output was lower a year ago.", ["2013"]),
        ("They live in the quarter behind the port.", []),
    ],
)
def test_quarters_of_figures(text: str, timexes: list[str]) -> None:
    assert [w.timex for w in times(text, published=PUBLISHED)] == timexes


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        # what speaks of a quarter takes up the one told last, however far back; a year ago does not
        ("In the year-earlier quarter, it made more.", "2012-Q3"),
        ("The cost of the quarter was low.", "2013-Q3"),
        ("It made more a year ago.", "2013"),
        ("It made more two days later.", "XXXX-XX-XX"),
    ],
)
def test_what_stands_far_from_the_time_told_last(text: str, timex: str) -> None:
    told = "Output rose in the third quarter. " + "The mill stands by the river and has nine wheels. " * 8
    assert times(told + text, published=PUBLISHED)[-1].timex == timex


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        # what had been due on a day was due on one gone by
        ("The permit had been due to expire on Friday.", "2014-01-17"),
        ("The permit is due to expire on Friday.", "2014-01-24"),
        # a record is set on a day gone by, a trial is set for one to come
        ("The price is near its record high set on Aug. 6.", "2013-08-06"),
        ("The trial is set for Aug. 6.", "2014-08-06"),
        # the verb that puts off stands before its date
        ("They postponed the vote until May.", "2014-05"),
        ("The figures for October extended a long rise.", "2013-10"),
        # as early as
        ("The crew leaves as early as Tuesday.", "2014-01-28"),
        ("He was named chairman of the bank, effective Feb. 1.", "2014-02-01"),
        # who plans looks ahead, in the past tense only with what is planned
        ("On Tuesday, the union plans to hold a march.", "2014-01-28"),
        ("The union planned a march on Tuesday.", "2014-01-28"),
        # a try that failed is one gone by
        ("The mayor could not be reached on Tuesday.", "2014-01-21"),
        ("Neither envoy could be found on Tuesday.", "2014-01-21"),
        ("The envoy could leave on Tuesday.", "2014-01-28"),
    ],
)
def test_what_is_gone_by_and_what_comes(parse: Callable[[str], Doc], text: str, timex: str) -> None:
    (found,) = times(text, published=PUBLISHED, doc=parse(text))
    assert found.timex == timex
