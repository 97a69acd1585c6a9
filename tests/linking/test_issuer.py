"""A government's own statement speaks in the first person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.linking.issuer import country_of, first_person_sentences, issuing_state


@pytest.mark.parametrize(
    ("outlet", "state", "country"),
    [
        ("Kenya Ministry of Defence", "KEN", "KEN"),  # a body of the state
        ("Government of Norway", "NOR", "NOR"),
        ("Kenya Times", None, "KEN"),  # a newspaper speaks for no state
        ("The Daily Example", None, None),
        (None, None, None),
    ],
)
def test_outlet(outlet: str | None, state: str | None, country: str | None) -> None:
    assert (issuing_state(outlet), country_of(outlet)) == (state, country)


def test_first_person_outside_quotation(parse: Callable[[str], Doc]) -> None:
    text = "We welcome the truce. “We are glad,” the mayor said. The US sent ships."
    doc = parse(text)
    quoted = text.index("“We"), text.index(" the mayor")
    found = [sentence.text for sentence, _ in first_person_sentences(doc, [quoted])]
    assert found == ["We welcome the truce."]
