"""Who a noun phrase names or describes."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.linking.link import link

Parse = Callable[[str], Doc]


def who(doc: Doc, word: str, *, published: str | None = None) -> list[tuple[str, str, str | None]]:
    """Return (name, kind, country) of the actors that the last token of that form stands for."""
    linking = link(doc, published=published)
    token = [t for t in doc if t.text == word][-1]
    actors = [linking.actor(m) for m in linking.who(token)]
    return [(a.name, a.kind, a.country) for a in actors if a]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # adjective of nationality before a thing: the state, and the thing nobody
        ("Norwegian medical supplies reached the port.", "Norwegian", [("Norway", "state", "NOR")]),
        ("Norwegian medical supplies reached the port.", "supplies", []),
        # a state's body
        ("The Malian army retook the town.", "army", [("Malian army", "organisation", "MLI")]),
        ("The army of Mali retook the town.", "army", [("Malian army", "organisation", "MLI")]),
        ("Mali's army retook the town.", "army", [("Malian army", "organisation", "MLI")]),
        ("The government of Peru rejected the offer.", "government", [("Government of Peru", "organisation", "PER")]),
        ("The Kenyan Foreign Ministry denied it.", "Ministry", [("Kenyan Foreign Ministry", "organisation", "KEN")]),
        ("The Chadian opposition walked out.", "opposition", [("Chadian opposition", "organisation", "TCD")]),
        ("Chilean police arrested two men.", "police", [("Chilean police", "organisation", "CHL")]),
        # two states with one last word
        (
            "North and South Korea opened the border road on Friday.",
            "Korea",
            [("North Korea", "state", "PRK"), ("South Korea", "state", "KOR")],
        ),
        (
            "Officials from North and South Korea opened the border road on Friday.",
            "Officials",
            [("North Korean officials", "collective", "PRK"), ("South Korean officials", "collective", "KOR")],
        ),
        # a people without a state
        ("Kurdish rebels attacked the post.", "rebels", [("Kurdish rebels", "armed_group", None)]),
        # ships carry their flag
        ("Two Liberian tankers left the harbour.", "tankers", [("Liberian tankers", "collective", "LBR")]),
        # fighters of a group are the group
        ("Boko Haram fighters burned the village.", "fighters", [("Boko Haram", "armed_group", "NGA")]),
        # an international body
        ("The UN Security Council met on Monday.", "Council", [("UN Security Council", "organisation", None)]),
        # a group without a name, and an aircraft that is none
        (
            "Lima called on the separatists to withdraw.",
            "separatists",
            [("separatists (unnamed)", "armed_group", None)],
        ),
        ("The F-16 fighters landed.", "fighters", []),
        # loaded words stay out of the name
        ("The terrorists fled to the hills.", "terrorists", [("armed groups (unnamed)", "collective", None)]),
        # neighbours and allies of a state are not that state
        (
            "Neighbors of Niger closed the border.",
            "Neighbors",
            [("neighbouring countries of Niger", "collective", None)],
        ),
        # things and papers are nobody
        ("The report was published in May.", "report", []),
        ("The sanctions regime was extended.", "regime", []),
        ("The missiles were sold in 1998.", "missiles", []),
        # only the model knows the name
        (
            "The Baobab Relief Committee opened an office.",
            "Committee",
            [("Baobab Relief Committee", "organisation", None)],
        ),
        # what a body is for belongs to its name
        ("The Committee for Clean Water refused.", "Committee", [("Committee for Clean Water", "organisation", None)]),
        # where one is sent is not whose one is
        ("The ambassador to Peru left.", "ambassador", [("ambassador (unnamed)", "person", None)]),
    ],
)
def test_noun_phrases(parse: Parse, text: str, word: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert who(parse(text), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # a capital for its government: possessor, subject, object, after "with"
        ("Lima's commitment to the pact is firm.", "Lima", ["Peru"]),
        ("Nairobi rejected the plan.", "Nairobi", ["Kenya"]),
        ("The envoys accused Khartoum of delay.", "Khartoum", ["Sudan"]),
        ("Ties with Hanoi improved.", "Hanoi", ["Vietnam"]),
        ("Chile is an ally of Lima.", "Lima", ["Peru"]),
        # the city
        ("The ministers met in Lima.", "Lima", []),
        ("The president visited Nairobi.", "Nairobi", []),
        ("The envoy arrived in Khartoum on Monday.", "Khartoum", []),
        ("The delegation flew to Hanoi.", "Hanoi", []),
        ("Nairobi's airport was closed.", "Nairobi", []),
        ("OSLO, May 3 - The talks ended.", "OSLO", []),
        # palaces and headquarters act by themselves
        ("The Kremlin rejected the proposal.", "Kremlin", ["Kremlin"]),
        ("The Pentagon confirmed the delivery.", "Pentagon", ["US Department of Defense"]),
    ],
)
def test_capitals_and_palaces(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    assert [name for name, _, _ in who(parse(text), word)] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # title and nationality before the name; the title is no part of it
        ("Zambian Foreign Minister Mulenga Kasonde spoke.", "Kasonde", ("Mulenga Kasonde", "ZMB", ("GOV",))),
        ("General Tomasz Wilk, a Polish officer, spoke.", "Wilk", ("Tomasz Wilk", "POL", ("MIL",))),
        # apposition
        ("Ana Roe, a spokeswoman for the European Union, spoke.", "Roe", ("Ana Roe", None, ("IGO",))),
        ("Rosa Quispe, the Bolivian energy minister, spoke.", "Quispe", ("Rosa Quispe", "BOL", ("GOV",))),
        # where one is sent is not whose one is
        ("Ana Roe, an ambassador to Bolivia, spoke.", "Roe", ("Ana Roe", None, ("GOV",))),
        # the state behind the name
        ("President Ana Roe of Bolivia spoke.", "Roe", ("Ana Roe", "BOL", ("GOV",))),
        ("President Ana Roe of the Bolivian bank spoke.", "Roe", ("Ana Roe", None, ("GOV",))),
        # a title that the tokenizer parts at its hyphen; its second half is no rank
        ("Secretary-General Amina Otieno spoke.", "Otieno", ("Amina Otieno", None, ("IGO",))),
        # a small-letter title
        ("Norway will help, minister Espen Dahl said.", "Dahl", ("Espen Dahl", None, ("GOV",))),
        # an Arabic article in the name
        ("Yemeni Information Minister Nasser al-Qadhi spoke.", "Qadhi", ("Nasser al-Qadhi", "YEM", ("GOV",))),
    ],
)
def test_persons(parse: Parse, text: str, word: str, expected: tuple[str, str | None, tuple[str, ...]]) -> None:
    doc = parse(text)
    linking = link(doc)
    token = next(t for t in doc if word in t.text)
    actor = linking.actor(linking.who(token)[0])
    assert actor is not None
    assert (actor.name, actor.country, actor.sector) == expected
    assert actor.kind == "person"


def test_codes_of_a_state(parse: Parse) -> None:
    (actor,) = link(parse("Syria signed.")).actors
    assert actor.codes == {"iso3": "SYR", "cow": "652", "gw": "652", "plover": "SYR", "wikidata": "Q858"}


def test_positions_tell_title_body_and_words(parse: Parse) -> None:
    doc = parse("Iraqi Oil Minister Salim Haddad met Ana Roe, a spokeswoman for the African Union.")
    linking = link(doc)
    shown = [
        (doc.text[slice(*p.title)], p.country, doc.text[slice(*p.evidence)], p.organisation is not None)
        for p in linking.positions
    ]
    assert shown == [
        ("Oil Minister", "IRQ", "Iraqi Oil Minister Salim Haddad", True),
        (
            "a spokeswoman for the African Union",
            None,
            "Ana Roe, a spokeswoman for the African Union",
            True,
        ),
    ]


def test_mentions_are_the_exact_words_and_ids_follow_the_text(parse: Parse) -> None:
    doc = parse("Peru and Chile signed. The Peruvian army left.")
    linking = link(doc)
    assert [a.id for a in linking.actors] == [f"a{n}" for n in range(1, len(linking.actors) + 1)]
    starts = [a.mentions[0].start for a in linking.actors]
    assert starts == sorted(starts)
    assert all(doc.text[m.start : m.end] == m.quote for a in linking.actors for m in a.mentions)
