"""Which happening came before which: words of the record, the order, words of the other record or None, the gap."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.records import Record
from spoken import Parse, read

Told = tuple[str, str, str | None, str | None]

SENTENCES: list[tuple[str, list[Told]]] = [
    # conjunctions, before and after the main clause
    ("Mali shelled Kidal after Niger withdrew its troops.", [("shelled", "after", "withdrew", None)]),
    ("After Chad attacked the port, Kenya imposed sanctions on Chad.", [("imposed", "after", "attacked", None)]),
    ("The army withdrew before rebels attacked the town.", [("withdrew", "before", "attacked", None)]),
    ("The mayor was arrested after he criticised the government.", [("arrested", "after", "criticised", None)]),
    ("Soldiers arrested the editor after he accused the general of theft.", [("arrested", "after", "accused", None)]),
    ("Ghana will send aid once Togo withdraws its troops.", [("send aid", "after", "withdraws", None)]),
    ("Police arrested the mayor as soon as he returned.", [("arrested", "after", None, None)]),
    ("Oman hosted talks until Yemen attacked the port.", [("hosted talks", "until", "attacked", None)]),
    # "since" of a happening, and of a year, which is a time
    (
        "Peru has sent troops to the border since Chile closed the crossing.",
        [("sent troops", "since", "closed", None)],
    ),
    ("Sudan has bombed the town since 2011.", []),
    ("Since 2015 Chile has bombed the islands.", []),
    ("The army shelled the port until the early morning of March 3.", []),
    # a gerund
    ("Before attacking the port, the rebels threatened the mayor.", [("threatened", "before", "attacking", None)]),
    (
        "After meeting the Ghanaian president, the minister condemned the attack.",
        [("condemned", "after", "meeting", None)],
    ),
    # an event noun after a preposition of one word or more
    ("Kenya imposed sanctions on Chad following the attack on the port.", [("imposed", "after", "the attack", None)]),
    ("Following talks with Kenya, Uganda withdrew its troops.", [("withdrew", "after", "talks", None)]),
    ("Niger signed a ceasefire with Mali after talks in Accra.", [("signed", "after", "talks", None)]),
    ("Kenya sent food to Sudan ahead of the summit.", [("sent food", "before", "the summit", None)]),
    ("Togo threatened Benin in the wake of the attack.", [("threatened", "after", "the attack", None)]),
    ("Chad and Niger signed a treaty prior to the withdrawal.", [("signed", "before", None, None)]),
    ("The president resigned after weeks of protests.", [("resigned", "after", "protests", None)]),
    ("After years of war, the two countries signed a treaty.", [("signed", "after", "war", None)]),
    # the time between them
    ("Rebels attacked the town two days after the army withdrew.", [("attacked", "after", "withdrew", "P2D")]),
    ("Troops shelled the village a week after the ceasefire.", [("shelled", "after", None, "P1W")]),
    ("Chad attacked the port hours before the talks.", [("attacked", "before", "the talks", "PTXH")]),
    (
        "Peru expelled the ambassador months after Chile accused it of spying.",
        [("expelled", "after", "accused", "PXM")],
    ),
    ("Fiji sent food to Tonga three weeks before Samoa threatened Tonga.", [("sent", "before", "threatened", "P3W")]),
    ("Rebels occupied the town for two years after seizing the port.", [("occupied", "after", "seizing", None)]),
    # what is told of the happening is not the happening
    ("Togo closed its border after celebrations at which Benin threatened it.", [("closed", "after", None, None)]),
    # adverbs: what is told just before, in the sentence or in the one before
    ("The army seized the airport and then shelled the palace.", [("shelled", "after", "seized", None)]),
    ("The army seized the airport, then arrested the mayor.", [("arrested", "after", "seized", None)]),
    ("Guards shot the driver and subsequently arrested two witnesses.", [("arrested", "after", "shot", None)]),
    ("Kenya condemned the attack and later imposed sanctions on Chad.", [("imposed", "after", "condemned", None)]),
    ("The rebels attacked the port. Then they seized the airport.", [("seized", "after", "attacked", None)]),
    ("The rebels attacked the port. Later, the army arrested the mayor.", [("arrested", "after", "attacked", None)]),
    ("Rebels killed four soldiers. Two days later the army bombed the camp.", [("bombed", "after", "killed", "P2D")]),
    # verbs
    ("The attack was followed by protests in Nairobi.", [("protests", "after", "attack", None)]),
    ("The protests followed the arrest of the mayor.", [("protests", "after", "arrest", None)]),
    # no order
    ("If Togo attacks Benin, then Niger will send troops.", []),
    ("Later this year Norway will send tanks to Ghana.", []),
    ("The then president of Peru threatened Chile.", []),
    ("Subsequently the army arrested the mayor.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_order_between_records(parse: Parse, text: str, expected: list[Told]) -> None:
    reading = read(parse, text)
    words = {r.id: r.evidence[0].quote for r in reading.records}
    found = [(words[r.id], o["order"], words.get(o["record"]), o["gap"]) for r in reading.records for o in _orders(r)]
    assert len(found) == len(expected), found
    for (ours, order, other, gap), (part, wanted, other_part, wanted_gap) in zip(found, expected, strict=True):
        assert (order, gap) == (wanted, wanted_gap)
        assert part.lower() in ours.lower()
        assert (other is None) == (other_part is None)
        assert (other_part or "").lower() in (other or "").lower()


def test_the_words_are_in_the_text(parse: Parse) -> None:
    text = "Rebels attacked the town two days after the army withdrew."
    (order,) = (o for r in read(parse, text).records for o in _orders(r))
    assert text[order["start"] : order["end"]] == order["quote"] == "two days after the army withdrew"


def _orders(record: Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.details.get("order", [])
    return found
