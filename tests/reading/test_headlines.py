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
        ("CHAD SIGNS PACT WITH NIGER", "Chad signs pact with Niger"),  # capitals throughout
    ],
)
def test_headline(headline: str, expected: str) -> None:
    text = f"{headline}\n\nThe minister said that Chad and Niger will trade."
    assert sentence_case(text, lay_out(text)).splitlines()[0] == expected


def test_a_name_of_the_body_stays_a_name() -> None:
    text = "Court Frees Singer Hope Banda\n\nThe judge freed the singer Hope Banda, who sang of hope."
    assert sentence_case(text, lay_out(text)).splitlines()[0].endswith("Hope Banda")


@pytest.mark.parametrize(
    ("shouted", "expected"),
    [
        (
            "TWO SOLDIERS WERE KILLED IN ORURO, A MINING REGION OF BOLIVIA. THE ARMY DENIED IT.",
            "Two soldiers were killed in Oruro, a mining region of Bolivia. The army denied it.",
        ),
        # days and months are names; abbreviations stay, bare of vowels, dotted or in brackets
        (
            "ON MONDAY, 3 JUNE, THE CHAD REBEL FRONT [CRF] SEIZED THE BBC OFFICE, THE U.N. SAID.",
            "On Monday, 3 June, the Chad rebel front [CRF] seized the BBC office, the U.N. said.",
        ),
        ("CHAD'S ARMY SAID IT HAD LEFT ABECHE.", "Chad's army said it had left Abeche."),
        ("PRESS RELEASE", "Press release"),
        ("MODERATOR: When does the bridge open, and who pays for it?", None),  # only the name is in capitals
        ("CRF", None),  # an abbreviation alone
    ],
)
def test_paragraph_in_capitals(shouted: str, expected: str | None) -> None:
    text = f"Rain in Chad\n\n{shouted}\n\nThe rain went on."
    found = sentence_case(text, lay_out(text))
    assert len(found) == len(text)
    assert found.split("\n\n")[1] == (expected or shouted)
