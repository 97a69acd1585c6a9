"""Who supplies what to whom, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from onrecord.coding.amounts import money, number
from onrecord.coding.designations import Designations
from onrecord.coding.drafts import Draft
from onrecord.coding.items import item
from onrecord.coding.stages import governing_stage
from onrecord.coding.transfers import graded, transfers
from onrecord.errors import DataError
from onrecord.reading.clauses import clauses
from onrecord.records import Status

Parse = Callable[[str], Doc]


def told(doc: Doc) -> list[Draft]:
    named = {t.i for t in doc if t.ent_type_ in ("GPE", "NORP", "ORG") or t.lower_ in ("rebels", "it", "its")}
    return [d for d in transfers(doc, clauses(doc), [], lambda i: i in named) if d.kind == "transfer"]


@pytest.mark.parametrize(
    ("sentence", "supplier", "recipient", "thing"),
    [
        ("Norway delivered six patrol boats to Kenya.", ["Norway"], ["Kenya"], "six patrol boats"),
        ("Kenya bought six patrol boats from Norway.", ["Norway"], ["Kenya"], "six patrol boats"),  # importer
        ("Six patrol boats were delivered to Kenya by Norway.", ["Norway"], ["Kenya"], "Six patrol boats"),  # passive
        ("Norway supplied Kenya with rifles.", ["Norway"], ["Kenya"], "rifles"),  # recipient as object
        ("There is interest in the purchase of Norwegian rifles.", ["Norwegian"], [], "Norwegian rifles"),  # by whom?
        ("Norway gave Kenya three helicopters.", ["Norway"], ["Kenya"], "three helicopters"),  # indirect object
        ("Norway armed the rebels.", ["Norway"], ["rebels"], None),  # the verb holds the item
        ("The sale of frigates to Kenya by Norway was delayed.", ["Norway"], ["Kenya"], "frigates"),  # event noun
        ("Norway sent a shipment of 200 missiles to Kenya.", ["Norway"], ["Kenya"], "200 missiles"),  # shipment of
        ("Norway gave $60 million in aid to Kenya.", ["Norway"], ["Kenya"], "$60 million"),  # what the sum is made of
        # the goal behind the start
        ("Norway is shipping rifles from ports in the north to Kenya.", ["Norway"], ["Kenya"], "rifles"),
        ("Kenya bought rifles from Norway on behalf of Ghana.", ["Norway"], ["Kenya", "Ghana"], "rifles"),  # for whom
        ("Norway assisted Kenya in the field of radar technology.", ["Norway"], ["Kenya"], "radar technology"),
    ],
)
def test_roles(parse: Parse, sentence: str, supplier: list[str], recipient: list[str], thing: str | None) -> None:
    doc = parse(sentence)
    [draft] = told(doc)
    assert [doc[i].text for i in draft.actors] == supplier
    assert [doc[i].text for i in draft.recipients] == recipient
    assert (None if draft.object is None else doc[slice(*draft.object)].text) == thing


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway delivered a speech to Kenya.",  # not an item
        "Its arms exports have grown.",  # a state of trade, no transfer
        "Norway sent an envoy to Kenya.",  # a person is no item
    ],
)
def test_no_transfer(parse: Parse, sentence: str) -> None:
    assert told(parse(sentence)) == []


def test_from_what_to_what_it_goes_is_no_item(parse: Parse) -> None:
    doc = parse("Norwegian tankers made ship-to-ship transfers.")
    assert [item(t) for t in doc if t.text == "ship"] == [None, None]


@pytest.mark.parametrize(
    ("phrase", "head", "expected"),
    [
        ("Kenya received 12 MiG-29 fighters.", "fighters", ("MiG-29", True, "12")),
        ("Kenya received Hellfire missiles.", "missiles", ("Hellfire", True, None)),
        ("Kenya received military equipment.", "equipment", (None, False, None)),
    ],
)
def test_items(parse: Parse, phrase: str, head: str, expected: tuple[str | None, bool, str | None]) -> None:
    found = item(next(t for t in parse(phrase) if t.text == head))
    assert found is not None
    assert (found.designation, found.specific, found.number) == expected


@pytest.mark.parametrize(
    ("status", "specific", "stage", "grade"),
    [
        ("done", True, "delivered", "deal"),
        ("done", False, "delivered", "lead"),  # SIPRI's entry rule: an order or delivery with an item
        ("promised", True, "promised", "lead"),
        ("demanded", True, "interest", "lead"),
        ("denied", True, "denied", "lead"),
    ],
)
def test_grade(status: Status, specific: bool, stage: str, grade: str) -> None:
    found = graded({"stage_said": "delivered", "items": [{"specific": specific}]}, status)
    assert (found["stage"], found["grade"]) == (stage, grade)
    assert found["reason"]


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Chile is interested in buying frigates from Norway.", "interest"),
        ("Chile is in talks to buy frigates from Norway.", "talks"),
        ("Norway won a contract to supply frigates to Chile.", "ordered"),
        ("Norway scrapped plans to sell frigates to Chile.", "cancelled"),  # whatever was meant
        ("Norway delivered frigates to Chile.", None),  # nothing governs it
        ("Norway held talks after Chile bought frigates.", None),  # another clause says nothing of it
    ],
)
def test_what_governs_a_transfer(parse: Parse, sentence: str, stage: str | None) -> None:
    doc = parse(sentence)
    found = governing_stage(next(t for t in doc if t.lemma_ in ("buy", "supply", "sell", "deliver")))
    assert (None if found is None else found[1]["stage"]) == stage


@pytest.mark.parametrize(
    ("sentence", "written", "normalised"),
    [
        ("Norway delivered S300 systems to Chile.", "S300", "S-300"),  # a spelling
        ("Norway delivered Favorit systems to Chile.", "Favorit", "S-300PMU-2"),  # a variant
        ("Norway delivered 155 mm shells to Chile.", "155 mm shells", "155 mm shell"),  # several words
        ("Norway delivered two QX-77 frigates to Chile.", "QX-77", "QX-77"),  # unlisted: its form tells
        ("Norway delivered ravens to Chile.", None, None),  # a bird
    ],
)
def test_designations(parse: Parse, sentence: str, written: str | None, normalised: str | None) -> None:
    found = Designations.load().find(list(parse(sentence))[2:-3])
    assert (None if found is None else parse(sentence)[found.start : found.end].text) == written
    row = None if found is None else found.row
    assert (written if row is None else row["designation"]) == normalised


def test_a_table_of_ones_own_goes_first(parse: Parse, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "designation,variants,description,sipri,unroca\nQuokka-5,Quokka,armoured car,Armoured vehicles,II\n"
    )
    doc = parse("Norway delivered six Quokkas to Chile.")
    named = next(t for t in doc if t.text == "Quokkas")
    found = item(named, Designations.load(table))
    assert found is not None
    assert (found.normalised, found.unroca, found.sipri) == ("Quokka-5", "II", "Armoured vehicles")


@pytest.mark.parametrize(
    ("words", "says"),
    [("designation,variants\nA,B\n", "'description' is missing"), (None, "no such file")],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, words: str | None, says: str) -> None:
    table = tmp_path / "own.csv"
    if words is not None:
        table.write_text(words)
    with pytest.raises(DataError, match=says):
        Designations.load(table)


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("Norway sent twenty-four trucks.", (24, 24, False)),
        ("Norway sent two hundred trucks.", (200, 200, False)),
        ("Norway sent at least 1,500 trucks.", (1500, None, True)),
        ("Norway sent up to 40 trucks.", (None, 40, True)),
        ("Norway sent 20 to 30 trucks.", (20, 30, True)),
        ("Norway handed over 50 trucks.", (50, 50, False)),  # "over" is the verb's
        ("Norway sent several trucks.", (None, None, True)),
        ("Norway sent 155 mm shells.", None),  # a calibre
        ("Norway sent trucks.", None),
    ],
)
def test_numbers(parse: Parse, sentence: str, amount: tuple[int | None, int | None, bool] | None) -> None:
    doc = parse(sentence)
    found = number(doc, 2, len(doc) - 2)
    assert (None if found is None else (found["low"], found["high"], found["estimate"])) == amount


@pytest.mark.parametrize(
    ("sentence", "words", "currency"),
    [
        ("The trucks cost $3bn.", "$3bn.", "USD"),  # the parser keeps the full stop; the record drops it
        ("The trucks cost 1.5 million euros.", "1.5 million euros", "EUR"),
        ("The trucks cost 50m kroner.", "50m kroner", None),  # Norwegian or Danish
        ("The trucks cost a lot.", None, None),
    ],
)
def test_money(parse: Parse, sentence: str, words: str | None, currency: str | None) -> None:
    doc = parse(sentence)
    found = money(doc, 0, len(doc))
    assert (None if found is None else doc[slice(*found["quote"])].text) in (words, words and words.rstrip("."))
    assert (found or {}).get("currency") == currency
