"""Where a happening was: the place of the event, told apart from the dateline, the place of speaking and other events.

Each row is a sentence, words of the record's evidence, its act, the place or None, and UCDP's ``where_prec``.
"""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet

from spoken import Parse, read

Case = tuple[str, str, str | None, int | None]

SENTENCES: list[Case | ParameterSet] = [
    ("Rebels attacked a convoy near Goma.", "attacked", "Goma", 2),
    ("Soldiers shelled two villages in northern Benin.", "shelled", "Benin", 5),
    ("The army bombed a market in Aleppo.", "bombed", "Aleppo", 1),
    ("Police arrested the editor in Kenya.", "arrested", "Kenya", 6),
    ("Gunmen killed four farmers in Homs province.", "killed", "Homs", 4),
    ("The minister said in Geneva that rebels had attacked the port.", "attacked", None, None),
    ("The minister said in Geneva that rebels had attacked a convoy in Mali.", "attacked", "Mali", 6),
    ("Speaking in Paris, the general said that the army had withdrawn.", "withdrawn", None, None),
    ("ACCRA (AP) - Soldiers arrested the mayor on Monday.", "arrested", None, None),
    ("ACCRA (AP) - Soldiers arrested the mayor in Kumasi on Monday.", "arrested", "Kumasi", 1),
    ("Kampala denied that its troops had attacked the camp.", "attacked", None, None),
    ("The two ministers met in Vienna.", "met", "Vienna", 1),
    pytest.param(
        "Talks in Vienna ended without a treaty.",
        "Talks",
        "Vienna",
        1,
        marks=pytest.mark.xfail(reason="what ends is coded as no talks", strict=True),
    ),
    ("The attack in Mombasa was condemned by Norway.", "attack", "Mombasa", 1),
    ("Norway condemned the attack in Mombasa.", "the attack in Mombasa", "Mombasa", 1),
    ("Norway condemned the attack in Mombasa.", "Norway condemned", None, None),
    ("Protesters marched through Nairobi.", "marched", "Nairobi", 1),
    pytest.param(
        "Rebels seized Kisangani.",
        "seized",
        "Kisangani",
        1,
        marks=pytest.mark.xfail(reason="the parser takes the town for a people that is nobody's", strict=True),
    ),
    pytest.param(
        "The army retook Palmyra from the rebels.",
        "retook",
        "Palmyra",
        1,
        marks=pytest.mark.xfail(reason="the gazetteer's Palmyra is too small a town without a cue", strict=True),
    ),
    ("The army bombed Aleppo.", "bombed", "Aleppo", 1),
    ("Troops withdrew from Herat.", "withdrew", "Herāt", 1),
    ("Norway sent tanks to Ghana.", "sent", None, None),
    ("In Lagos, police arrested the editor.", "arrested", "Lagos", 1),
    ("Gunmen attacked a village outside Maiduguri.", "attacked", "Maiduguri", 2),
    ("Ships were attacked in the Red Sea.", "attacked", "Red Sea", 7),
    ("Gunmen killed a teacher in the Sahel.", "killed", "Sahel", 7),
    ("The army shelled a camp south of Dakar.", "shelled", "Dakar", 2),
    ("Rebels attacked a village in Kisumu county.", "attacked", "Kisumu", 3),
    ("Chile and Peru signed a treaty in Lima, the envoy said in Geneva.", "signed", "Lima", 1),
    ("The editor, who was arrested in Tunis, accused the police of fraud.", "who was arrested", "Tunis", 1),
    ("The editor, who was arrested in Tunis, accused the police of fraud.", "accused the police", None, None),
]


@pytest.mark.parametrize(("text", "part", "name", "precision"), SENTENCES)
def test_where(parse: Parse, text: str, part: str, name: str | None, precision: int | None) -> None:
    records = [r for r in read(parse, text).records if r.kind != "relation"]
    holding = [r for r in records if part.lower() in r.evidence[0].quote.lower()]
    record = min(holding, key=lambda r: len(r.evidence[0].quote))
    assert (None if record.where is None else record.where.name) == name
    if record.where is not None:
        assert record.where.precision == precision
        assert record.where.lat is not None
