"""Statements: who is spoken to, through which medium, when and where, apart from what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.attribution.circumstances import circumstances
from onrecord.attribution.statements import attribute
from onrecord.linking.linked import Linked
from onrecord.reading.layout import lay_out
from onrecord.records import Place, Statement, When
from onrecord.standing.statements import stated

Parse = Callable[[str], Doc]


def read(parse: Parse, text: str, *, whens: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> list[Statement]:
    doc = parse(text)
    attributions = attribute(doc, lay_out(text))
    linked = Linked(
        speakers=(None,) * len(attributions),
        whens=tuple(When(quote=w, start=text.index(w), end=text.index(w) + len(w)) for w in whens),
        places=tuple(Place(quote=p, start=text.index(p), end=text.index(p) + len(p), name=p) for p in places),
    )
    return stated(doc, attributions, linked)


def test_the_speaking_has_its_own_day_and_place(parse: Parse) -> None:
    text = "The minister told reporters in Lagos on Monday that the troops would leave Chad in June."
    (found,) = read(parse, text, whens=("Monday", "June"), places=("Lagos", "Chad"))
    assert (found.when and found.when.quote, found.where and found.where.quote) == ("Monday", "Lagos")
    assert found.hearer is not None
    assert found.hearer.quote == "reporters"


def test_day_and_place_of_what_is_said_are_not_those_of_the_speaking(parse: Parse) -> None:
    text = "The president wrote on Twitter that talks would begin in Paris on Friday."
    (found,) = read(parse, text, whens=("Friday",), places=("Paris",))
    assert (found.medium, found.when, found.where) == ("social media post", None, None)


MEDIA = [
    ("Ana Roe, a spokeswoman, said in a statement on Friday that the road was open.", "statement", None),
    ("The minister said in an interview with Reuters that Norway would send tanks.", "interview", "Reuters"),
    ("In a letter to the council, Ana Roe accused the firm of delay.", "letter", "the council"),
    ("“We will not leave,” the general said by telephone.", "telephone", None),
    ("The envoy told a news conference that the talks had failed.", None, "a news conference"),
    ("The envoy said at a news conference that the talks had failed.", "news conference", None),
    ("The mayor tweeted that the road was open.", "social media post", None),
    # "in a report" belongs to what is said
    ("The mayor said the delay was explained in a report.", None, None),
]


@pytest.mark.parametrize(("text", "medium", "hearer"), MEDIA, ids=[m[0] for m in MEDIA])
def test_medium_and_hearer(parse: Parse, text: str, medium: str | None, hearer: str | None) -> None:
    found = read(parse, text)[0]
    assert (found.medium, found.hearer and found.hearer.quote) == (medium, hearer)


def test_stance_and_sense_reach_the_contract(parse: Parse) -> None:
    found = read(parse, "The general falsely claimed that the army had left the town.")[0]
    assert (found.stance, found.sense) == ("doubting", "speech")


def test_guesses_are_no_statements(parse: Parse) -> None:
    assert read(parse, "The loan supports growth in the north.") == []


def test_chain(parse: Parse) -> None:
    outer, inner = read(parse, "The ministry said the general had told reporters that the bridge was open.")
    assert (outer.inside, inner.inside) == (None, outer.id)


def test_without_a_cue_nothing_is_known_of_the_speaking(parse: Parse) -> None:
    text = "Mayor: Bridge Opens in May"
    doc = parse(text)
    for attribution in attribute(doc, lay_out(text)):
        assert circumstances(doc, attribution).medium is None
