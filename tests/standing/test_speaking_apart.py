"""Hearer, medium, time and place of the speaking stand apart from what is said."""

from __future__ import annotations

import pytest

from spoken import Parse, read

Expected = tuple[str | None, str | None, str | None, str | None, str]
"""Hearer, medium, time and place of the speaking; the content."""

SPEAKING: list[tuple[str, Expected]] = [
    (
        "The minister told state television in an interview on Monday in Tripoli that the port would open in May.",
        ("state television", "interview", "Monday", "Tripoli", "that the port would open in May"),
    ),
    (
        "The minister told reporters in Lagos on Monday that troops had left Chad in June.",
        ("reporters", None, "Monday", "Lagos", "that troops had left Chad in June"),
    ),
    (
        "Speaking to reporters in Lagos on Monday, the minister said troops had left Chad in June.",
        ("reporters", None, "Monday", "Lagos", "troops had left Chad in June"),
    ),
    (
        "In a speech in Lima on Tuesday, Ana Roe said the treaty would be signed in Quito on Friday.",
        (None, "speech", "Tuesday", "Lima", "the treaty would be signed in Quito on Friday"),
    ),
    (
        "The envoy said at a news conference in Geneva that the talks had failed.",
        (None, "news conference", None, "Geneva", "that the talks had failed"),
    ),
    (
        "In a phone call with Omar Diop on Sunday, Ana Roe said the bridge was open.",
        ("Omar Diop", "telephone", "Sunday", None, "the bridge was open"),
    ),
    (
        "Ana Roe, in a letter to the council on 3 May, said the bridge was open.",
        ("the council", "letter", "3 May", None, "the bridge was open"),
    ),
    (
        "The bridge will open in June, the mayor told the newspaper on Thursday.",
        ("the newspaper", None, "Thursday", None, "The bridge will open in June"),
    ),
    (
        "“The bridge will open in June,” the mayor said in Accra on Thursday.",
        (None, None, "Thursday", "Accra", "“The bridge will open in June,”"),
    ),
    (
        "The general said on Wednesday that the army had taken the town on Monday.",
        (None, None, "Wednesday", None, "that the army had taken the town on Monday"),
    ),
    # the time of what is said is not the time of the speaking
    (
        "The general said the army had taken the town on Monday.",
        (None, None, None, None, "the army had taken the town on Monday"),
    ),
    (
        "The general said the army was in Goma.",
        (None, None, None, None, "the army was in Goma"),
    ),
    (
        "The mayor wrote on Facebook on Friday that the bridge was open.",
        (None, "social media post", "Friday", None, "that the bridge was open"),
    ),
    (
        "In a post on X, the mayor said the bridge had opened in March.",
        (None, "social media post", None, None, "the bridge had opened in March"),
    ),
    (
        "The ministry said in a statement late on Saturday that two boats had sunk.",
        (None, "statement", "late on Saturday", None, "that two boats had sunk"),
    ),
    (
        "According to a statement by the ministry on Saturday, two boats had sunk.",
        (None, "statement", "Saturday", None, "two boats had sunk"),
    ),
    (
        "Two boats had sunk near Lomé, the ministry told AFP by telephone.",
        ("AFP", "telephone", None, None, "Two boats had sunk near Lomé"),
    ),
    (
        "The president told parliament on Monday that elections would be held in October.",
        ("parliament", None, "Monday", None, "that elections would be held in October"),
    ),
    (
        "Addressing the UN General Assembly in New York, Bo Lee said the dam was safe.",
        ("the UN General Assembly", "speech", None, "New York", "the dam was safe"),
    ),
    (
        "The spokesman told a briefing in Oslo that ferries would leave for Fiji on Monday.",
        ("a briefing", None, None, "Oslo", "that ferries would leave for Fiji on Monday"),
    ),
    (
        "Interviewed by the radio on Monday, the mayor said the bridge was open.",
        ("the radio", "interview", "Monday", None, "the bridge was open"),
    ),
    (
        "On Monday in Lagos, the minister said troops had left Chad.",
        (None, None, "Monday", "Lagos", "troops had left Chad"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKING, ids=[s[0] for s in SPEAKING])
def test_speaking(parse: Parse, text: str, expected: Expected) -> None:
    [s] = read(parse, text, published="2024-05-08").statements
    content = " … ".join(c.quote for c in s.content)
    when, where = s.when and s.when.quote, s.where and s.where.quote
    found = (s.hearer and s.hearer.quote, s.medium, when, where, content)
    assert found == expected
