"""Transfers of several reports as one dossier: its stages in time, its promise, its sides."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.collation import Dossier, dossiers
from onrecord.collation.dossiers import by_party, standing_promises, without_details
from onrecord.register import Row
from spoken import read

Parse = Callable[[str], Doc]
Told = tuple[str | None, str]
"""When a report was published, and what it says."""


def collated(parse: Parse, *told: Told) -> list[Dossier]:
    rows = []
    for number, (published, text) in enumerate(told):
        reading = read(parse, text, outlet="The Example", published=published)
        rows += [dataclasses.replace(Row.of(reading, r), report=f"r{number}") for r in reading.records]
    return dossiers(rows)


PROMISED: Told = ("2021-05-11", "Norway promised to send 12 Gripen fighters to Chile.")
TALKED: Told = ("2021-02-01", "Chile is in talks with Norway to buy Gripen fighters.")
DELIVERED: Told = ("2022-04-02", "Norway delivered four Gripen jets to Chile in March 2022.")
BOTH: Told = (
    "2021-05-11",
    "Norway will send Gripen fighters to Chile. Norway has already delivered Gripen fighters to Chile.",
)
DENIED: Told = ("2022-06-01", "Norway denied that it had delivered Gripen fighters to Chile.")


@pytest.mark.parametrize(
    ("told", "stages", "promise", "grade"),
    [
        ([PROMISED], ["promised"], ("2021-05-11", None), "lead"),  # an open promise, open since it was told
        ([PROMISED, DELIVERED], ["promised", "delivered"], (None, "delivered"), "deal"),  # followed up
        ([DELIVERED, PROMISED], ["promised", "delivered"], (None, "delivered"), "deal"),  # whatever comes in first
        ([TALKED, PROMISED], ["talks", "promised"], ("2021-05-11", None), "lead"),
        ([PROMISED, DENIED], ["promised", "denied"], (None, "denied"), "lead"),  # what was promised is denied
        ([DELIVERED], ["delivered"], (None, None), "deal"),  # nothing was promised
        ([BOTH], ["promised", "delivered"], ("2021-05-11", None), "deal"),  # what was sent before follows nothing up
    ],
)
def test_stages_in_time(
    parse: Parse, told: list[Told], stages: list[str], promise: tuple[str | None, str | None], grade: str
) -> None:
    [dossier] = collated(parse, *told)
    assert [step.stage for step in dossier.steps] == stages
    assert (dossier.open_since, dossier.follow_up.stage if dossier.follow_up else None) == promise
    assert dossier.grade == grade


def test_the_day_of_a_report_is_not_the_day_of_the_delivery(parse: Parse) -> None:
    [dossier] = collated(parse, ("2022-04-02", "Norway delivered Gripen jets to Chile."))
    assert (dossier.steps[0].since, dossier.steps[0].told) == (None, "2022-04-02")


@pytest.mark.parametrize(
    ("told", "items"),
    [
        # a description joins the one designation of its kind between the same two
        ([PROMISED, ("2022-04-02", "Norway delivered four fighter jets to Chile.")], ["Gripen"]),
        # other items, other sides: other dossiers
        ([PROMISED, ("2022-04-02", "Norway delivered howitzers to Chile.")], ["Gripen", None]),
        ([PROMISED, ("2022-04-02", "Norway delivered Gripen fighters to Peru.")], ["Gripen", "Gripen"]),
        # each recipient has its own
        ([("2022-04-02", "Norway sold Gripen fighters to Peru, Chile and Togo.")], ["Gripen"] * 3),
        # goods are no arms
        ([("2022-04-02", "Norway sold oil to Peru.")], []),
    ],
)
def test_what_is_one_dossier(parse: Parse, told: list[Told], items: list[str | None]) -> None:
    assert sorted((d.designation for d in collated(parse, *told)), key=str, reverse=False) == sorted(items, key=str)


def test_a_headline_without_supplier_is_the_transfer_of_its_report(parse: Parse) -> None:
    text = "Chile gets jets\n\nNorway delivered four Gripen jets to Chile on Monday."
    [dossier] = collated(parse, ("2022-04-02", text))
    assert dossier.supplier.code == "NOR"


def test_open_promises_come_first(parse: Parse) -> None:
    other: Told = ("2022-01-01", "Poland will send 30 T-72 tanks to Ghana.")
    found = standing_promises(collated(parse, PROMISED, DELIVERED, other))
    assert [d.supplier.code for d in found] == ["POL", "NOR"]


def test_dossiers_are_found_by_their_sides(parse: Parse) -> None:
    found = collated(parse, PROMISED)
    assert by_party(found, supplier="NOR", recipient="chile") == found
    assert by_party(found, supplier="CHL", recipient=None) == []


def test_plain_values_keep_accounts_and_leave_out_what_the_register_holds(parse: Parse) -> None:
    [plain] = [without_details(d) for d in collated(parse, PROMISED)]
    [account] = plain["steps"][0]["accounts"]
    assert account["quote"] in PROMISED[1]
    assert "details" not in account
    assert plain["open_since"] == "2021-05-11"
