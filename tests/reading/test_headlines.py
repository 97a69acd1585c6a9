"""Title case undone for the parser."""

import pytest

from onrecord.reading.headlines import sentence_case
from onrecord.reading.layout import lay_out


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Chad Signs Pact With Niger", "Chad signs pact with Niger"),
        ("Minister: Chad Committed to Helping Niger", "Minister: Chad committed to helping Niger"),
        ("Chad signs pact with Niger", "Chad signs pact with Niger"),  # already sentence case
        ("CHAD SIGNS PACT WITH NIGER", "CHAD SIGNS PACT WITH NIGER"),  # capitals throughout are left alone
    ],
)
def test_headline(headline: str, expected: str) -> None:
    text = f"{headline}\n\nThe minister said that Chad and Niger will trade."
    assert sentence_case(text, lay_out(text)).splitlines()[0] == expected


def test_a_name_of_the_body_stays_a_name() -> None:
    text = "Court Frees Singer Hope Banda\n\nThe judge freed the singer Hope Banda, who sang of hope."
    assert sentence_case(text, lay_out(text)).splitlines()[0].endswith("Hope Banda")
