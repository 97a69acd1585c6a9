"""Names, descriptions and pronouns that mean one actor in a report."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.tokens import Doc

from onrecord.linking.link import Linking, link

Parse = Callable[[str], Doc]


@dataclass(frozen=True)
class Said:
    speaker: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def named(doc: Doc, linking: Linking, word: str) -> list[str]:
    """Return the names of the actors that the last token of that form stands for."""
    token = [t for t in doc if t.text == word][-1]
    actors = [linking.actor(m) for m in linking.who(token)]
    return [a.name for a in actors if a]


def said(doc: Doc, speaker: str, content: str) -> Said:
    s, c = doc.text.index(speaker), doc.text.index(content)
    return Said((s, s + len(speaker)), ((c, c + len(content)),))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # surname after the full name
        ("Kenyan envoy Amos Otieno arrived. Otieno praised the pact.", "Otieno", ["Amos Otieno"]),
        # rank, office and pronoun
        ("Peruvian General Luis Rojas spoke. The general left early.", "general", ["Luis Rojas"]),
        ("Peruvian Deputy Trade Minister Luis Rojas spoke. The deputy minister left.", "minister", ["Luis Rojas"]),
        ("Peruvian General Luis Rojas spoke. He left early.", "He", ["Luis Rojas"]),
        # the subject before the object of the sentence before
        ("Minister Luis Rojas met General Omar Diop. He signed the pact.", "He", ["Luis Rojas"]),
        # a woman
        ("Ms. Ana Roe met Mr. Omar Diop. She signed the pact.", "She", ["Ana Roe"]),
        # bodies
        (
            "The Russian Foreign Ministry denied it. The ministry blamed hackers.",
            "ministry",
            ["Russian Foreign Ministry"],
        ),
        ("The government of Peru agreed. The government will pay.", "government", ["Government of Peru"]),
        # a state
        ("Bolivia signed the treaty. The country will export gas.", "country", ["Bolivia"]),
        ("Iran praised Syria. It armed the Arab country.", "country", ["Syria"]),
        ("Norway raised its exports of fish.", "its", ["Norway"]),
        ("Chile and its allies agreed.", "its", ["Chile"]),
        # one group of people is "it", too
        ("The raid hurt the world community and its aims.", "its", ["world community (unnamed)"]),
        # who answers from a capital is its government; who flees from there is not
        ("The envoy awaits an answer from Lima.", "Lima", ["Peru"]),
        ("The envoy fled from Lima.", "Lima", []),
        # things lend nobody an owner
        ("Kenya bought Peruvian missiles, radars and intelligence.", "intelligence", []),
        # one person said to be another thing
        ("Police seek General Omar Diop, a smuggler of oil.", "smuggler", ["Omar Diop"]),
        # who is described before the name
        ("The spy, Maria Lopez, fled.", "spy", ["Maria Lopez"]),
        # two at once
        ("Peru and Chile signed. The two countries will trade.", "countries", ["Peru", "Chile"]),
        ("Peru and Chile met on Monday. They signed a pact.", "They", ["Peru", "Chile"]),
        # all who are listed, the parser's cut list included
        (
            "The bishop begged Peru and the rebels to keep the promise they gave in May, to clear the road and to "
            "spare the harvest.",
            "they",
            ["Peru", "rebels (unnamed)"],
        ),
        # a paper speaks for who adopted it
        (
            "The UN Security Council voted to adopt a resolution, which condemned the raid.",
            "resolution",
            ["UN Security Council"],
        ),
        # ministers named before
        (
            "Ghanaian Foreign Minister Kofi Darko met Togolese Foreign Minister Yao Amegan. The ministers signed.",
            "ministers",
            ["Kofi Darko", "Yao Amegan"],
        ),
        # a common noun of an organisation: the one of its kind that was named last
        ("Hezbollah fired rockets. The group left in May.", "group", ["Hezbollah"]),
        ("NATO ministers met in Lima. The alliance will send ships.", "alliance", ["NATO"]),
        ("The European Union met in May. The bloc sent ships.", "bloc", ["European Union"]),
        ("Lotus Gas Ltd drilled two wells. The company found gas.", "company", ["Lotus Gas Ltd"]),
        # none of its kind, a group of others, two of a kind
        ("NATO ministers met in Lima. The party sent ships.", "party", []),
        ("Hezbollah fired rockets. The group of men left in May.", "group", []),
        ("NATO and the European Union met in May. The alliance sent ships.", "alliance", []),
        # nobody
        ("It is clear that the talks failed.", "It", []),
        ("The group left the town.", "group", []),
        # the first person of a text without speech stays with the outlet
        ("We call on Peru to withdraw.", "We", []),
    ],
)
def test_taken_up(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    doc = parse(text)
    assert named(doc, link(doc), word) == expected


def test_aliases_are_one_actor(parse: Parse) -> None:
    doc = parse("Daesh (ISIL or ISIS) lost the town. The Islamic State denied it.")
    assert [a.name for a in link(doc).actors if a.kind == "armed_group"] == ["Islamic State"]


def test_we_of_an_official_is_the_state_and_i_the_speaker(parse: Parse) -> None:
    doc = parse("“We sent two ships and I am proud,” Indian Defence Minister Arjun Mehta said.")
    linking = link(doc, [said(doc, "Indian Defence Minister Arjun Mehta", "We sent two ships and I am proud")])
    assert named(doc, linking, "We") == ["India"]
    assert named(doc, linking, "I") == ["Arjun Mehta"]


def test_we_of_somebody_without_office_is_the_speaker(parse: Parse) -> None:
    doc = parse("“We want peace,” farmer Juan Quispe said.")
    linking = link(doc, [said(doc, "Juan Quispe", "We want peace")])
    assert named(doc, linking, "We") == ["Juan Quispe"]


def test_speaker_keeps_the_words_of_the_source(parse: Parse) -> None:
    doc = parse("Peruvian General Luis Rojas spoke. The general said Chile agreed.")
    linking = link(doc, [said(doc, "The general", "Chile agreed")])
    start = doc.text.index("The general")
    mention = linking.speaker(start, start + len("The general"))
    assert mention is not None
    assert mention.quote == "The general"
    assert linking.actor(mention).name == "Luis Rojas"  # type: ignore[union-attr]


def test_headline_means_whom_the_body_names(parse: Parse) -> None:
    headline = "Official: Kenya Ready to Help"
    doc = parse(f"{headline}\n\nKenyan Defence Minister Amos Otieno promised aid. Ugandan envoy Sam Okello agreed.")
    linking = link(doc, headline=(0, len(headline)))
    assert named(doc, linking, "Official") == ["Amos Otieno"]


def test_a_loaded_wording_is_marked_on_the_mention_only(parse: Parse) -> None:
    doc = parse("Lebanon said the Zionist regime had crossed the line.")
    linking = link(doc)
    mention = linking.who(next(t for t in doc if t.text == "regime"))[0]
    assert (mention.wording, mention.country, linking.actor(mention).name) == ("outlet", "ISR", "Israel")  # type: ignore[union-attr]
    assert linking.who(next(t for t in doc if t.text == "Lebanon"))[0].wording is None


@pytest.mark.parametrize("text", ["", "\n\n", "...", "He", "its", "of of of", "’s", "General", "Mr.", "U.S.", "- - -"])
def test_no_text_raises(parse: Parse, text: str) -> None:
    assert link(parse(text)).actors is not None


def test_same_text_same_actors(parse: Parse) -> None:
    text = "Peru, Chile and the Bolivian army met UN officials. They agreed."
    assert link(parse(text)) == link(parse(text))
