"""Those who speak for somebody: the body is kept, and gives country and sector."""

from __future__ import annotations

import pytest

from spoken import Parse, named, read

Expected = tuple[str, str | None, str | None, str | None]
"""The speaker's words and country; the words of whom he speaks for, and the standard name of that."""

SPOKEN_FOR: list[tuple[str, list[Expected]]] = [
    # "for", with the state beside it and with the state named before
    (
        "A spokesman for the Kenyan defence ministry said the base was closed.",
        [
            (
                "A spokesman for the Kenyan defence ministry",
                "KEN",
                "the Kenyan defence ministry",
                "Kenyan Defence Ministry",
            )
        ],
    ),
    (
        "Kenyan troops crossed the border. A spokesman for the defence ministry said the base was closed.",
        [("A spokesman for the defence ministry", "KEN", "the defence ministry", "Kenyan Defence Ministry")],
    ),
    # before the title
    (
        "Kremlin spokesman Ivan Petrenko said the base was closed.",
        [("Kremlin spokesman Ivan Petrenko", "RUS", "Kremlin", "Kremlin")],
    ),
    (
        "Ghana bought two boats. Ministry spokeswoman Ana Roe said they were old.",
        [("Ministry spokeswoman Ana Roe", "GHA", "Ministry", "Ghanaian ministry")],
    ),
    (
        "Peru sent troops north. “We will not leave,” said army spokesman Colonel Luis Rojas.",
        [("army spokesman Colonel Luis Rojas", "PER", "army", "Peruvian army")],
    ),
    (
        "A UN spokesperson said the convoy had arrived.",
        [("A UN spokesperson", None, "UN", "United Nations")],
    ),
    (
        "Protests spread across Senegal. Police spokesman Omar Diop said two men had fled.",
        [("Police spokesman Omar Diop", "SEN", "Police", "Senegalese police")],
    ),
    # in an apposition, and said again
    (
        "Ana Roe, a spokeswoman for the Ghanaian navy, said the boats were old. She said more would come.",
        [
            ("Ana Roe, a spokeswoman for the Ghanaian navy", "GHA", "the Ghanaian navy", "Ghanaian navy"),
            ("She", "GHA", "the Ghanaian navy", "Ghanaian navy"),
        ],
    ),
    (
        "A spokesman for the Kenyan defence ministry said the base was closed. The spokesman added that it was old.",
        [
            (
                "A spokesman for the Kenyan defence ministry",
                "KEN",
                "the Kenyan defence ministry",
                "Kenyan Defence Ministry",
            ),
            ("The spokesman", "KEN", "the Kenyan defence ministry", "Kenyan Defence Ministry"),
        ],
    ),
    # a possessor
    (
        "The rebels’ spokesman said the town had fallen.",
        [("The rebels’ spokesman", None, "The rebels", "rebels (unnamed)")],
    ),
    (
        "The minister’s spokesman said the talks had failed.",
        [("The minister’s spokesman", None, "The minister", "minister (unnamed)")],
    ),
    (
        "Mining Minister Bo Lee resigned. The minister’s spokesman said the talks had failed.",
        [("The minister’s spokesman", None, "The minister", "Bo Lee")],
    ),
    # a person
    (
        "A spokesman for President Ana Roe said the talks had failed.",
        [("A spokesman for President Ana Roe", None, "President Ana Roe", "Ana Roe")],
    ),
    # on behalf of
    (
        "The envoy, speaking on behalf of the African Union, said the talks had failed.",
        [("The envoy", None, "the African Union", "African Union")],
    ),
    (
        "Speaking on behalf of the African Union, Omar Diop said the talks had failed.",
        [("Omar Diop", None, "the African Union", "African Union")],
    ),
    (
        "Omar Diop said on behalf of the African Union that the talks had failed.",
        [("Omar Diop", None, "the African Union", "African Union")],
    ),
    # a relative clause
    (
        "Helena Quadros, who speaks for the Baobab Relief Committee, said the road was open.",
        [("Helena Quadros", None, "the Baobab Relief Committee", "Baobab Relief Committee")],
    ),
    # a statement that a body issued
    (
        "In a statement issued by the Chadian foreign ministry, Helena Quadros said the talks had failed.",
        [("Helena Quadros", None, "the Chadian foreign ministry", "Chadian Foreign Ministry")],
    ),
    # several
    (
        "Spokesmen for both ministries said the talks had failed.",
        [("Spokesmen for both ministries", None, "both ministries", None)],
    ),
    # nobody is said to be spoken for
    ("A spokesman said the base was closed.", [("A spokesman", None, None, None)]),
    ("Kenya’s ambassador said the base was closed.", [("Kenya’s ambassador", "KEN", None, None)]),
    (
        "A statement issued by the Chadian foreign ministry said the talks had failed.",
        [("A statement", "TCD", None, None)],
    ),
    ("Grace Mwangi spoke for an hour. She said the talks had failed.", [("She", None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN_FOR, ids=[c[0] for c in SPOKEN_FOR])
def test_who_is_spoken_for(parse: Parse, text: str, expected: list[Expected]) -> None:
    reading = read(parse, text)
    found = [
        (
            s.speaker and s.speaker.quote,
            s.speaker and s.speaker.country,
            s.behalf and s.behalf.quote,
            named(reading, s.behalf),
        )
        for s in reading.statements
    ]
    assert found == expected


RELATIONS = [
    # an unnamed one speaks for the body, a named one holds a position there
    (
        "A spokesman for the Kenyan defence ministry said the base was closed.",
        ("speaks for", "the Kenyan defence ministry", "A spokesman for the Kenyan defence ministry"),
    ),
    (
        "“The talks failed,” said Chinese foreign ministry spokesman Shen Guofang.",
        ("holds the position", "foreign ministry", "foreign ministry spokesman Shen Guofang"),
    ),
    (
        "Ana Roe, a spokeswoman for the Ghanaian navy, said the boats were old.",
        ("holds the position", "the Ghanaian navy", "Ana Roe, a spokeswoman for the Ghanaian navy"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS, ids=[r[0] for r in RELATIONS])
def test_the_relation_is_on_record(parse: Parse, text: str, expected: tuple[str, str, str]) -> None:
    [relation] = [r for r in read(parse, text).records if r.kind == "relation"]
    [body] = relation.recipient
    assert (relation.details["relation"], body.quote, relation.evidence[0].quote) == expected


# names that are no part of the title: the sector is the body’s, and the place is not
PLACES = [
    ("Roy Wadia, a UN spokesman in Beijing, said the road was open.", None, ("IGO",)),
    ("The bureau has yet to hear from Mr. Omar Diop, the spokesman said.", None, ()),
]


@pytest.mark.parametrize(("text", "country", "sector"), PLACES, ids=[p[0] for p in PLACES])
def test_country_and_sector(parse: Parse, text: str, country: str | None, sector: tuple[str, ...]) -> None:
    [statement] = read(parse, text).statements
    assert statement.speaker is not None
    assert (statement.speaker.country, statement.speaker.sector) == (country, sector)


@pytest.mark.xfail(reason="the state is named after the ministry only, and may be another's", strict=True)
def test_a_body_whose_state_follows(parse: Parse) -> None:
    text = "Foreign Ministry spokesperson Li Na told reporters in Beijing that China would not sign."
    [statement] = read(parse, text).statements
    assert statement.behalf is not None
    assert statement.behalf.country == "CHN"
