"""Many who speak as one stay a group of their own: with country and sector where the words give it, never merged."""

from __future__ import annotations

import pytest

from spoken import Parse, read

Expected = tuple[str, str | None, str | None, str]
"""The speaker's words, a letter for the group (the same one for the same group), country and sector."""

GROUPS: list[tuple[str, list[Expected]]] = [
    (
        "Kenyan officials said the base was closed. Somali officials said it was open.",
        [("Kenyan officials", "A", "KEN", "GOV"), ("Somali officials", "B", "SOM", "GOV")],
    ),
    (
        "Officials in Nairobi said the base was closed. Officials in Mogadishu said it was open.",
        [("Officials in Nairobi", "A", "KEN", "GOV"), ("Officials in Mogadishu", "B", "SOM", "GOV")],
    ),
    # two kinds of people
    (
        "Residents said the town was quiet. Witnesses said shots had been fired.",
        [("Residents", "A", None, "CVL"), ("Witnesses", "B", None, "CVL")],
    ),
    ("Analysts said exports would fall.", [("Analysts", "A", None, "EDU")]),
    # people with a description
    (
        "Three people familiar with the matter said the deal was dead.",
        [("Three people familiar with the matter", "A", None, "")],
    ),
    # one kind of people in two places
    (
        "Residents of Goma said the town was quiet. Residents of Bukavu said shots had been fired.",
        [("Residents of Goma", "A", None, "CVL"), ("Residents of Bukavu", "B", None, "CVL")],
    ),
    (
        "Experts at the central bank said prices would rise. Experts at the university said they would fall.",
        [("Experts at the central bank", "A", None, "EDU"), ("Experts at the university", "B", None, "EDU")],
    ),
    # … in two numbers, or told apart by its own words
    (
        "Two officials said the base was closed. Three other officials said it was open.",
        [("Two officials", "A", None, "GOV"), ("Three other officials", "B", None, "GOV")],
    ),
    (
        "Some officials said the base was closed. Other officials said it was open.",
        [("Some officials", "A", None, "GOV"), ("Other officials", "B", None, "GOV")],
    ),
    (
        "Local officials said the bridge was gone. US officials said it stood.",
        [("Local officials", "A", None, "GOV"), ("US officials", "B", "USA", "GOV")],
    ),
    (
        "Military analysts said the army was weak. Market analysts said exports would fall.",
        [("Military analysts", "A", None, "EDU"), ("Market analysts", "B", None, "EDU")],
    ),
    # taken up again
    (
        "Two officials said the base was closed. The officials added that it was old.",
        [("Two officials", "A", None, "GOV"), ("The officials", "A", None, "GOV")],
    ),
    (
        "Kenyan officials said the base was closed. They said it was old.",
        [("Kenyan officials", "A", "KEN", "GOV"), ("They", "A", "KEN", "GOV")],
    ),
    # two who stand together
    (
        "Peru and Chile met in Lima on Monday. The two sides said they would trade.",
        [("The two sides", "A", None, "")],
    ),
    (
        "Ministers Ana Roe and Bo Lee met on Monday. Both ministers said the talks had failed.",
        [("Both ministers", "A", None, "GOV")],
    ),
    (
        "Norway and Kenya said the talks had failed. Norway said it would leave.",
        [("Norway and Kenya", "A", None, ""), ("Norway", "B", "NOR", "")],
    ),
    (
        "Somali and Kenyan officials said the base was closed.",
        [("Somali and Kenyan officials", "A", None, "GOV")],
    ),
    (
        "Two Malian officers and a driver said the bridge was gone.",
        [("Two Malian officers and a driver", "A", None, "")],
    ),
    # a quantity alone keeps its words, and nobody is known
    ("Many said the road was unsafe.", [("Many", None, None, "")]),
    (
        "Some said the road was unsafe. Others said it was fine.",
        [("Some", None, None, ""), ("Others", None, None, "")],
    ),
    ("Most residents said the road was unsafe.", [("Most residents", "A", None, "CVL")]),
    (
        "Two officials met. One of the officials said the road was unsafe.",
        [("One of the officials", None, None, "GOV")],
    ),
    ("Western diplomats said the talks had failed.", [("Western diplomats", "A", None, "GOV")]),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS, ids=[c[0] for c in GROUPS])
def test_group(parse: Parse, text: str, expected: list[Expected]) -> None:
    reading = read(parse, text)
    letters: dict[str, str] = {}
    found = []
    for s in reading.statements:
        assert s.speaker is not None
        actor = s.speaker.actor
        letter = None if actor is None else letters.setdefault(actor, "ABC"[len(letters)])
        found.append((s.speaker.quote, letter, s.speaker.country, "|".join(s.speaker.sector)))
    assert found == expected


def test_two_who_stand_together_are_known_one_by_one(parse: Parse) -> None:
    reading = read(parse, "Peru and Chile met in Lima on Monday. The two sides said they would trade.")
    [statement] = reading.statements
    assert statement.speaker is not None
    both = reading.actor(statement.speaker)
    assert both is not None
    assert both.kind == "collective"
    assert [a.name for a in reading.actors if a.id in both.members] == ["Peru", "Chile"]
