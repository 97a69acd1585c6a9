"""Mini-reports labelled after the rules were written, before they were read: who speaks, for whom, inside what, how."""

from __future__ import annotations

from typing import Any

import pytest

from spoken import Parse, Told, named, read, told

# the statements with the speaker of the one around
CITED: list[tuple[str, list[Told]]] = [
    (
        "Lesotho will buy two ferries, the Daily Tide reported on Tuesday, citing an official at the port.",
        [
            ("the Daily Tide", "reported", "Lesotho will buy two ferries", None),
            ("an official at the port", "citing", "Lesotho will buy two ferries", "the Daily Tide"),
        ],
    ),
    (
        "Bernama, citing the coast guard, reported that a trawler had sunk.",
        [
            ("the coast guard", "citing", "that a trawler had sunk", "Bernama"),
            ("Bernama", "reported", "that a trawler had sunk", None),
        ],
    ),
    (
        "A trawler sank off Penang, state television reported, quoting the coast guard.",
        [
            ("state television", "reported", "A trawler sank off Penang", None),
            ("the coast guard", "quoting", "A trawler sank off Penang", "state television"),
        ],
    ),
    (
        "The radio quoted a fisherman as saying that the trawler had burned for hours.",
        [
            ("The radio", "quoted", "that the trawler had burned for hours", None),
            ("a fisherman", "saying", "that the trawler had burned for hours", "The radio"),
        ],
    ),
    (
        "“It burned for hours,” the fisherman was quoted by the radio as saying.",
        [
            ("the radio", "was quoted", "“It burned for hours,”", None),
            ("the fisherman", "saying", "“It burned for hours,”", "the radio"),
        ],
    ),
    (
        "Malaysia said the trawler had sunk, according to Bernama.",
        [
            ("Malaysia", "said", "the trawler had sunk", "Bernama"),
            ("Bernama", "according to", "Malaysia said the trawler had sunk", None),
        ],
    ),
    ("The bank raised its rates, citing high prices.", []),
    (
        "The admiral, citing the weather, said the search had ended.",
        [("The admiral", "said", "the search had ended", None)],
    ),
    (
        "Quoting unnamed sources, the website said the admiral would resign.",
        [
            ("unnamed sources", "Quoting", "the admiral would resign", "the website"),
            ("the website", "said", "the admiral would resign", None),
        ],
    ),
    (
        "The admiral would resign, said the website, which cited two lawmakers.",
        [
            ("the website", "said", "The admiral would resign", None),
            ("two lawmakers", "cited", "The admiral would resign", "the website"),
        ],
    ),
    (
        "The dam has cracked, according to the Volta Herald, citing engineers.",
        [
            ("the Volta Herald", "according to", "The dam has cracked", None),
            ("engineers", "citing", "The dam has cracked", "the Volta Herald"),
        ],
    ),
    (
        "Kyodo said on Friday, quoting government officials, that Japan would lend Togo two ships.",
        [
            ("Kyodo", "said", "that Japan would lend Togo two ships", None),
            ("government officials", "quoting", "that Japan would lend Togo two ships", "Kyodo"),
        ],
    ),
    (
        "Japan would lend Togo two ships, an official was quoted as saying by Kyodo.",
        [
            ("Kyodo", "was quoted", "Japan would lend Togo two ships", None),
            ("an official", "saying", "Japan would lend Togo two ships", "Kyodo"),
        ],
    ),
    ("The judge, citing a law of 1990, said the sale was void.", [("The judge", "said", "the sale was void", None)]),
    (
        "Togo’s navy had sunk the trawler, Kyodo reported, citing a navy statement.",
        [
            ("Kyodo", "reported", "Togo’s navy had sunk the trawler", None),
            ("a navy statement", "citing", "Togo’s navy had sunk the trawler", "Kyodo"),
        ],
    ),
    (
        "The envoy said the talks were over, state media reported.",
        [
            ("The envoy", "said", "the talks were over", "state media"),
            ("state media", "reported", "The envoy said the talks were over", None),
        ],
    ),
]

# the speaker's words and country, and the words of whom it is said for
SPOKES: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    (
        "A spokeswoman for the Danish navy said the frigate was safe.",
        [("A spokeswoman for the Danish navy", "DNK", "the Danish navy")],
    ),
    (
        "Danish navy spokeswoman Inge Holm said the frigate was safe.",
        [("Danish navy spokeswoman Inge Holm", "DNK", "navy")],
    ),
    (
        "The frigate was safe, said Inge Holm, a spokeswoman for the Danish navy.",
        [("Inge Holm, a spokeswoman for the Danish navy", "DNK", "the Danish navy")],
    ),
    (
        "Denmark’s foreign ministry spokesman said the talks were over.",
        [("Denmark’s foreign ministry spokesman", "DNK", "foreign ministry")],
    ),
    ("An African Union spokesman said the talks were over.", [("An African Union spokesman", None, "African Union")]),
    ("The militia’s spokesman said the village was taken.", [("The militia’s spokesman", None, "The militia")]),
    (
        "A spokesman for General Hasan Turki said the village was taken.",
        [("A spokesman for General Hasan Turki", None, "General Hasan Turki")],
    ),
    ("Luis Rojas, speaking for the union, said the strike would go on.", [("Luis Rojas", None, "the union")]),
    ("A company spokesman said the mine was safe.", [("A company spokesman", None, "company")]),
    (
        "The president’s press secretary said the talks were over.",
        [("The president’s press secretary", None, "The president")],
    ),
    (
        "Togolese army spokeswoman Ama Adjei said the bridge was open.",
        [("Togolese army spokeswoman Ama Adjei", "TGO", "army")],
    ),
    (
        "The bank’s spokesman, Kofi Mensah, said prices would rise.",
        [("The bank’s spokesman, Kofi Mensah", None, "The bank")],
    ),
    (
        "A spokesperson for the World Health Organization said the clinic was full.",
        [("A spokesperson for the World Health Organization", None, "the World Health Organization")],
    ),
    ("On behalf of the rebels, Kofi Mensah said the town was quiet.", [("Kofi Mensah", None, "the rebels")]),
    ("A police spokesman declined to comment. Kofi Mensah said the clinic was full.", [("Kofi Mensah", None, None)]),
]

# the speaker's words and name: None is open, "*" somebody unnamed, "=0" who spoke first
OVER: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    (
        "Governor Ken Sato opened the dam on Friday. “The water is ours,” Sato said. He thanked the "
        "workers.\n\nHe added that a second dam was planned.",
        [("Sato", "Ken Sato"), ("He", "Ken Sato"), ("He", "Ken Sato")],
    ),
    ("A nurse said the clinic was full. She said two doctors had left.", [("A nurse", "*"), ("She", "=0")]),
    ("Mr. Ken Sato met Mr. Omar Diop in Accra. He said the dam was safe.", [("He", "Ken Sato")]),
    ("Mr. Ken Sato and Ms. Grace Mwangi met in Accra. She said the dam was safe.", [("She", "Grace Mwangi")]),
    ("Mr. Ken Sato and Mr. Omar Diop met in Accra. He said the dam was safe.", [(None, None)]),
    (
        "The Ghanaian energy ministry published a report on Friday. The report said the dam was safe.",
        [("The report", "Ghanaian Energy ministry")],
    ),
    ("Ghana’s parliament met on Friday. It said the dam was safe.", [("It", "*")]),
    (
        "The coalition said the dam was safe. The statement added that it was old.",
        [("The coalition", None), ("The statement", None)],
    ),
    (
        "Senator Ken Sato wrote a letter to the council on Friday. The letter said the dam was unsafe.",
        [("The letter", "Ken Sato")],
    ),
    ("Two engineers inspected the dam. They said it was unsafe.", [("They", "*")]),
    ("An engineer inspected the dam. The engineer said it was unsafe.", [("The engineer", "*")]),
    (
        "Prime Minister Ken Sato met King Omar Diop. The prime minister said the dam was safe. The king "
        "said nothing was safe.",
        [("The prime minister", "Ken Sato"), ("The king", "Omar Diop")],
    ),
    (
        "Dr. Kofi Mensah runs the clinic. “We have no beds,” he said. The doctor added that two nurses had left.",
        [("he", "Kofi Mensah"), ("The doctor", "Kofi Mensah")],
    ),
    (
        "Mr. Kofi Mensah blamed Mr. Ken Sato for the delay. He said the dam should have opened in May.",
        [("Mr. Kofi Mensah", "Kofi Mensah"), ("He", "Kofi Mensah")],
    ),
    (
        "President Ken Sato praised Ms. Grace Mwangi. She said she was proud.",
        [("President Ken Sato", "Ken Sato"), ("She", "Grace Mwangi")],
    ),
    (
        "Officials closed the bridge. Drivers said it was safe. They said it had stood for years.",
        [("Drivers", "*"), ("They", "=0")],
    ),
    (
        "A letter from Senator Kofi Mensah said the dam was unsafe. The letter added that it was old.",
        [("A letter from Senator Kofi Mensah", "Kofi Mensah"), ("The letter", "Kofi Mensah")],
    ),
    (
        "A survivor said the boat was full. “We had no water,” the survivor said.",
        [("A survivor", "*"), ("the survivor", "=0")],
    ),
    ("The report was leaked in May. The report said the dam was unsafe.", [("The report", None)]),
    ("Mr. Ken Sato, the brother of Mr. Kofi Mensah, left in May. He said the dam was unsafe.", [("He", "Ken Sato")]),
]

# the words at a distance
STANCE: list[tuple[str, list[str]]] = [
    ("Ghana sent its “peacekeepers” to Togo in June.", ["“peacekeepers”"]),
    ("The self-proclaimed president attacked Togo in June.", ["self-proclaimed"]),
    ("Ghana arrested two alleged spies in June.", ["alleged"]),
    ("Ghana sent a frigate called “Dawn” to Togo in June.", []),
    ("Ghana attacked Togo in June.", []),
    ("Togo sent “advisers” to Ghana in June.", ["“advisers”"]),
    ("The self-styled colonel attacked Togo in June.", ["self-styled"]),
    ("Togo arrested a supposed spy in June.", ["supposed"]),
    ("Togo sent a ship named “Hope” to Ghana in June.", []),
]

# hearer, medium, time and place of the speaking, and the content
APART: list[tuple[str, tuple[str | None, str | None, str | None, str | None, str]]] = [
    (
        "Addressing lawmakers in Accra on Friday, the minister said the dam would open in July.",
        ("lawmakers", "speech", "Friday", "Accra", "the dam would open in July"),
    ),
    (
        "The minister told the BBC by telephone from Accra that the dam was safe.",
        ("the BBC", "telephone", None, "Accra", "that the dam was safe"),
    ),
    (
        "Asked by reporters on Friday, the minister said the dam was safe.",
        ("reporters", None, "Friday", None, "the dam was safe"),
    ),
    (
        "In an email to the council on Friday, the engineer said the dam had cracked in May.",
        ("the council", "letter", "Friday", None, "the dam had cracked in May"),
    ),
    (
        "The minister tweeted on Friday that the dam had opened in May.",
        (None, "social media post", "Friday", None, "that the dam had opened in May"),
    ),
    (
        "At a rally in Kumasi on Friday, the senator said the dam was unsafe.",
        (None, "speech", "Friday", "Kumasi", "the dam was unsafe"),
    ),
    (
        "Talking to students in Lomé on Monday, the minister said the dam would open in July.",
        ("students", None, "Monday", "Lomé", "the dam would open in July"),
    ),
    (
        "Interviewed by a newspaper in Accra, the senator said prices had risen in May.",
        ("a newspaper", "interview", None, "Accra", "prices had risen in May"),
    ),
    (
        "The general told a news conference in Lomé on Monday that two ships had sunk in May.",
        ("a news conference", None, "Monday", "Lomé", "that two ships had sunk in May"),
    ),
]

# a letter for each group, and its country
GROUPS: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "Three Togolese officials said the dam was safe. Two Ghanaian officials said it was not.",
        [("A", "TGO"), ("B", "GHA")],
    ),
    (
        "Villagers in the north said the dam was safe. Villagers in the south said it was not.",
        [("A", None), ("B", None)],
    ),
    ("Doctors said the clinic was full. Nurses said it was empty.", [("A", None), ("B", None)]),
    ("Togo and Ghana signed the pact. The two countries said it would last.", [("A", None)]),
]


def ids(table: list[Any]) -> list[str]:
    return [row[0] for row in table]


@pytest.mark.parametrize(("text", "expected"), CITED, ids=ids(CITED))
def test_cited(parse: Parse, text: str, expected: list[Told]) -> None:
    assert told(read(parse, text)) == expected


@pytest.mark.parametrize(("text", "expected"), SPOKES, ids=ids(SPOKES))
def test_spokespeople(parse: Parse, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [
        (s.speaker and s.speaker.quote, s.speaker and s.speaker.country, s.behalf and s.behalf.quote)
        for s in read(parse, text).statements
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), OVER, ids=ids(OVER))
def test_speakers(parse: Parse, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    reading = read(parse, text)
    speakers = [s.speaker for s in reading.statements]
    assert [s and s.quote for s in speakers] == [words for words, _ in expected]
    for speaker, (_, who) in zip(speakers, expected, strict=True):
        name = named(reading, speaker)
        if who == "*":
            assert name is not None
        elif who == "=0":
            assert speaker is not None
            assert speakers[0] is not None
            assert speaker.actor == speakers[0].actor
        else:
            assert name == who


@pytest.mark.parametrize(("text", "words"), STANCE, ids=ids(STANCE))
def test_distance(parse: Parse, text: str, words: list[str]) -> None:
    records = [r for r in read(parse, text).records if r.kind != "relation"]
    assert any([d.quote for d in r.standing.distance] == words for r in records)


@pytest.mark.parametrize(("text", "expected"), APART, ids=ids(APART))
def test_speaking(
    parse: Parse, text: str, expected: tuple[str | None, str | None, str | None, str | None, str]
) -> None:
    [s] = read(parse, text, published="2024-06-10").statements
    content = " … ".join(c.quote for c in s.content)
    when, where = s.when and s.when.quote, s.where and s.where.quote
    assert (s.hearer and s.hearer.quote, s.medium, when, where, content) == expected


@pytest.mark.parametrize(("text", "expected"), GROUPS, ids=ids(GROUPS))
def test_groups(parse: Parse, text: str, expected: list[tuple[str, str | None]]) -> None:
    letters: dict[str, str] = {}
    found = []
    for s in read(parse, text).statements:
        assert s.speaker is not None
        actor = s.speaker.actor or ""
        found.append((letters.setdefault(actor, "ABC"[len(letters)]), s.speaker.country))
    assert found == expected


# people whom the words bring in beside the one who speaks
BESIDE = [
    ("A spokesman for Prime Minister Ken Sato said the dam was safe.", "Ken Sato spokesman"),
    ("A lawyer for Foreign Minister Ken Sato said the dam was safe.", "Ken Sato lawyer"),
    ("An aide to General Hasan Turki said the dam was safe.", "aide (unnamed)"),
    ("The widow of General Hasan Turki said the dam was safe.", "widow (unnamed)"),
    ("The Ghanaian Chief of General Staff Hasan Turki said the dam was safe.", "Hasan Turki"),
    ("Gen. Luis Rojas met a mayor. The general said the town had fallen.", "Luis Rojas"),
]


@pytest.mark.parametrize(("text", "name"), BESIDE, ids=ids(BESIDE))
def test_another_beside_the_speaker(parse: Parse, text: str, name: str) -> None:
    reading = read(parse, text)
    [statement] = reading.statements
    assert named(reading, statement.speaker) == name
