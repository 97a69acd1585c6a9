"""Positions: what stands in apposition to a name, or is said of it in a clause, is a relation with its words.

Each case is a sentence, the relation, the words of the position, the words of the body or state it belongs to, and the
words that say so.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

import spoken

HOLDS, HELD = "holds the position", "held the position"


def told(parse: Callable[[str], Doc], text: str) -> list[tuple[str, str, str, str]]:
    reading = spoken.read(parse, text)
    assert all(e.quote == text[e.start : e.end] for r in reading.records for e in r.evidence)
    return [
        (
            str(r.details["relation"]),
            str(r.details["position"]),
            r.recipient[0].quote if r.recipient else "",
            r.evidence[0].quote,
        )
        for r in reading.records
        if r.kind == "relation" and "position" in r.details
    ]


CASES = [
    # in apposition, behind and before the name
    ("Tomas Varga, the Hungarian ambassador to Peru, left.", HOLDS, "the Hungarian ambassador to Peru", "Hungarian"),
    ("Kenya's foreign minister, Grace Wanjiru, left.", HOLDS, "Kenya's foreign minister", "Kenya"),
    (
        "Joseph Mwangi, head of the Kenya Revenue Authority, resigned.",
        HOLDS,
        "head of the Kenya Revenue Authority",
        "Kenya",
    ),
    (
        "Lars Holm, chief of staff of the Norwegian army, left.",
        HOLDS,
        "chief of staff of the Norwegian army",
        "Norwegian",
    ),
    ("Fatima Zahra, Morocco's justice minister since 2019, left.", HOLDS, "Morocco's justice minister", "Morocco"),
    ("Mark Obuya, 54, a Kenyan senator, was arrested.", HOLDS, "a Kenyan senator", "Kenyan"),
    (
        "Elena Popescu, secretary-general of the Danube Commission, left.",
        HOLDS,
        "secretary-general of the Danube Commission",
        "",
    ),
    # an office, besides a rank or a title before the name; the rank is none
    (
        "General Amadou Keita, the deputy defence minister of Mali, left.",
        HOLDS,
        "the deputy defence minister of Mali",
        "Mali",
    ),
    (
        "Captain Leila Haddad, spokeswoman for the Tunisian coast guard, left.",
        HOLDS,
        "spokeswoman for the Tunisian coast guard",
        "the Tunisian coast guard",
    ),
    ("Col. Samuel Okello, commander of the Ugandan forces, left.", HOLDS, "commander of the Ugandan forces", "Ugandan"),
    # a relative clause with the office
    ("Yusuf Demir, who is mayor of Izmir, opened the bridge.", HOLDS, "mayor of Izmir", ""),
    ("Rosa Quispe, who was appointed interior minister last week, left.", HOLDS, "interior minister", ""),
    (
        "Ruth Adeyemi, who has served as Ghana's finance minister since 2021, left.",
        HOLDS,
        "Ghana's finance minister",
        "Ghana",
    ),
    # a relative clause with what somebody heads
    (
        "Anna Lindqvist, who heads the Swedish central bank, left.",
        HOLDS,
        "heads the Swedish central bank",
        "the Swedish central bank",
    ),
    ("Idris Bello, who commands the Nigerian navy, left.", HOLDS, "commands the Nigerian navy", "the Nigerian navy"),
    ("Gen. Musa Diallo, who commands the Guinean army, left.", HOLDS, "commands the Guinean army", "the Guinean army"),
    (
        "Ministers met Juan Prado, who leads the opposition Unity Party.",
        HOLDS,
        "leads the opposition Unity Party",
        "Unity Party",
    ),
    (
        "Bo Lee, who presides over the Kenyan Senate, left.",
        HOLDS,
        "presides over the Kenyan Senate",
        "the Kenyan Senate",
    ),
    # an office held before
    ("Peter Nilsen, a former Danish prime minister, left.", HELD, "a former Danish prime minister", "Danish"),
    ("Ana Roe, Peru's then defence minister, signed the deal.", HELD, "Peru's then defence minister", "Peru"),
    ("Yusuf Demir, who was mayor of Izmir until 2010, opened the bridge.", HELD, "mayor of Izmir", ""),
    ("Bo Lee, who served as Ghana's finance minister, left.", HELD, "Ghana's finance minister", "Ghana"),
]


@pytest.mark.parametrize(("text", "relation", "position", "body"), CASES)
def test_a_position_is_a_relation(
    parse: Callable[[str], Doc], text: str, relation: str, position: str, body: str
) -> None:
    ((told_relation, told_position, told_body, words),) = told(parse, text)
    assert (told_relation, told_position, told_body) == (relation, position, body)
    assert position in words and words in text


def test_a_title_and_an_office_are_two_positions(parse: Callable[[str], Doc]) -> None:
    found = told(parse, "President Ana Roe, chairwoman of the Unity Party, left.")
    assert [position for _, position, _, _ in found] == ["President", "chairwoman of the Unity Party"]
    found = told(parse, "Foreign Minister Ana Roe of Peru, who also heads the Unity Party, left.")
    assert [position for _, position, _, _ in found] == ["Foreign Minister", "heads the Unity Party"]


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Idris Bello, who commands the Nigerian navy, left.", "NGA", ("MIL",)),
        ("Anna Lindqvist, who heads the Swedish central bank, left.", "SWE", ("GOV",)),
        ("General Amadou Keita, the deputy defence minister of Mali, left.", "MLI", ("MIL", "GOV")),
    ],
)
def test_the_holder_has_country_and_sector(
    parse: Callable[[str], Doc], text: str, country: str, sector: tuple[str, ...]
) -> None:
    holder = next(a for a in spoken.read(parse, text).actors if a.kind == "person")
    assert (holder.country, holder.sector) == (country, sector)


@pytest.mark.parametrize(
    "text",
    [
        # a rank is no office, nor is what somebody runs for a living, or ran for an hour
        "General Ana Roe left.",
        "Bo Lee, who runs a bakery in Lima, complained.",
        "Bo Lee, who led the rescue team, complained.",
        # the body after "of the" is no person's name
        "The director of the Baobab Fund said it had failed.",
        "The secretary-general of the Danube Commission left.",
        # not the one who is spoken of
        "Bo Lee, who is not the mayor of Izmir, complained.",
    ],
)
def test_what_is_no_position(parse: Callable[[str], Doc], text: str) -> None:
    assert told(parse, text) == []
