"""Whom a pronoun, a pair or a body without owner takes up, and whose several owners' bodies are."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.linking.link import link

Parse = Callable[[str], Doc]


def named(doc: Doc, word: str, *, published: str | None = None, home: str | None = None) -> list[str]:
    """Return the names of the actors that the last token of that form stands for."""
    linking = link(doc, published=published, home=home)
    token = [t for t in doc if t.text == word][-1]
    actors = [linking.actor(m) for m in linking.who(token)]
    return [a.name for a in actors if a]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # who is punished for what the pronoun did
        ("Peru imposed sanctions on Chile after it invaded Bolivia.", "it", ["Chile"]),
        # but who acts on its own account stays the subject
        ("Peru left the talks with Chile because it wanted better terms.", "it", ["Peru"]),
        # the subject of the clause around, not of the whole sentence
        ("Norway said Sweden knew that it had lost.", "it", ["Sweden"]),
        # "it is close to" is somebody, "it is clear that" and "denied it" nobody
        ("Ghana says it is close to agreement on the dam.", "it", ["Ghana"]),
        ("Ghana says it is clear that the talks failed.", "it", []),
        ("Ghana met Togo. The envoy of Ghana denied it.", "it", []),
        # a sentence that goes on about a thing
        ("Ghana met Togo. The pact was signed in Accra. It bars missiles.", "It", []),
        # "the deals and their terms" are not the state's
        ("Ghana discussed the deals and their terms.", "their", []),
        # both sides of a meeting
        ("The Kenyan minister held talks with Uganda and said they would sign.", "they", ["Kenyan minister", "Uganda"]),
        ("Peru and Chile held talks. The two signed a pact on Monday.", "two", ["Peru", "Chile"]),
        ("Peru signed a deal with Chile. Both sides praised it.", "sides", ["Peru", "Chile"]),
        # bodies of several states
        ("Mali blamed forces of Niger or Chad.", "forces", ["Nigerien forces", "Chadian forces"]),
        ("Malian and Nigerien troops crossed the river.", "troops", ["Malian troops", "Nigerien troops"]),
        # a bare noun shares the owner of what it is coordinated with
        ("Malian police and army sealed the road.", "army", ["Malian army"]),
        ("Malian police and a foreign army sealed the road.", "army", ["army (unnamed)"]),
        # a militia or an opposition of an unknown state is somebody
        ("The militia sealed the road.", "militia", ["militia (unnamed)"]),
        # those who rule in a capital hold office there, guests do not
        ("Senior officials in Lima denied the report.", "officials", ["Peruvian officials"]),
        ("Foreign diplomats in Lima denied the report.", "diplomats", ["diplomats (unnamed)"]),
        # a body of an unknown state is somebody
        ("The Senate urged a quick vote.", "Senate", ["senate (unnamed)"]),
        # an inquiry that finds, and one that is opened
        ("The inquiry has concluded that Mali bombed the camp.", "inquiry", ["inquiry (unnamed)"]),
        ("Mali opened an inquiry.", "inquiry", []),
        # a paper that speaks is its issuer, one that is signed nobody
        ("The UN Security Council resolution condemned the raid.", "resolution", ["UN Security Council"]),
        ("Mali rejected the UN Security Council resolution.", "resolution", []),
        # an abbreviation that the text explains
        (
            "Norway paid into the Baobab Recovery Trust Fund (BRTF). Sweden praised the BRTF.",
            "BRTF",
            ["Baobab Recovery Trust Fund"],
        ),
    ],
)
def test_taken_up(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    assert named(parse(text), word) == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        # the place that the sentence is set in, before the state named last
        (
            "Peru thanked Chile. In Brasilia, a senator said the government would help.",
            None,
            ["Government of Brazil"],
        ),
        # the state named last, if near
        ("Chile sent aid. Peru said the government was grateful.", None, ["Government of Peru"]),
        # nobody named: the country of the dateline
        ("The envoy said the government would help.", "GHA", ["Government of Ghana"]),
        ("The envoy said the government would help.", None, ["government (unnamed)"]),
    ],
)
def test_a_government_without_owner(parse: Parse, text: str, home: str | None, expected: list[str]) -> None:
    assert named(parse(text), "government", home=home) == expected


def test_a_relative_clause_gives_a_position(parse: Parse) -> None:
    linking = link(parse("The talks failed, said Mary Johnson, who was appointed defence minister of Mali in May."))
    (position,) = linking.positions
    assert (position.rule, position.country) == ("relative-clause", "MLI")


def test_a_region_of_today_is_no_state_of_the_past(parse: Parse) -> None:
    doc = parse("Officials met envoys of Saxony.")
    assert named(doc, "Saxony", published="2015-05-04") == []
    assert named(doc, "Saxony", published="1865-05-04") == ["Saxony"]
