"""States by date: which there were, under which codes, and whom a shared name meant then."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from spacy.tokens import Doc

from onrecord.linking import names, statehood
from onrecord.linking.link import link

ONLY_GLEDITSCH_WARD = {"XAB", "XSO"}
"""Abkhazia and South Ossetia, which the Correlates of War do not count."""


def test_every_state_of_today_has_iso_cow_and_gleditsch_ward_codes() -> None:
    today = {iso3 for iso3, mine in statehood.spells().items() if any(not s.end for s in mine)}
    assert len(today) == 197 and today <= names.states().keys()
    lacking = {i for i in today if not {"iso3", "cow", "gw"} <= names.states()[i].codes.keys()}
    assert lacking == ONLY_GLEDITSCH_WARD


def test_states_without_a_code_are_in_no_list() -> None:
    codeless = {i for i, state in names.states().items() if not {"cow", "gw"} & state.codes.keys()}
    assert codeless == names.states().keys() - statehood.spells().keys()
    assert {"PSE", "ESH", "VAT", "HKG", "GRL"} <= codeless


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_no_code_is_two_states_on_one_day(system: str) -> None:
    of_all = (s for mine in statehood.spells().values() for s in mine if s.system == system)
    spells = sorted((s.code, s.start, s.end or "9999") for s in of_all)
    assert len(spells) > 200
    assert not [(a, b) for a, b in pairwise(spells) if a[0] == b[0] and b[1] <= a[2]]


def test_the_table_of_states_says_when_they_began_and_ended() -> None:
    rows = {r["iso3"]: (r["start"], r["end"]) for r in names.gazetteer("actors_states.csv")}
    assert rows["SSD"] == ("2011-07-09", "")
    assert rows["ERI"] == ("1993-05-24", "")
    assert rows["CSK"] == ("1918-11-11", "1992-12-31")
    assert rows["YUG"] == ("1918-12-01", "2006-06-04") and rows["SRB"] == ("2006-06-05", "")
    assert rows["PSE"] == ("", "")  # in neither list


@pytest.mark.parametrize(
    ("iso3", "day", "cow", "gw"),
    [
        ("DEU", "1985-03-01", "260", "260"),
        ("DEU", "1995", "255", "260"),
        ("YEM", "1985", "678", "678"),
        ("YEM", "2015-04", "679", "678"),
        # one code for a state and its heir, and never both at once
        ("YUG", "2006-06-04", "345", "345"),
        ("SRB", "2006-06-05", "345", "340"),
        ("SRB", "1999", None, None),
        # a region that was no state yet
        ("SSD", "2011-07-08", None, None),
        ("SSD", "2011-07-09", "626", "626"),
        ("SSD", "2011-07", "626", "626"),
        # the lists disagree about some months
        ("XKX", "2008-02-18", None, "347"),
        # without a day, and for a territory, what there is
        ("SSD", None, "626", "626"),
        ("PSE", "1999", None, None),
    ],
)
def test_codes_of_a_day(iso3: str, day: str | None, cow: str | None, gw: str | None) -> None:
    codes = statehood.dated(iso3, names.states()[iso3].codes, day)
    assert (codes.get("cow"), codes.get("gw"), codes["iso3"]) == (cow, gw, iso3)


@pytest.mark.parametrize(
    ("text", "published", "country"),
    [
        # the federation that broke up, and its parts
        ("Prague denied the report.", "1985-03-01", "CSK"),
        ("Prague denied the report.", "1995-03-01", "CZE"),
        ("Prague denied the report.", None, "CZE"),
        ("A Slovak envoy left.", "1985", "CSK"),
        ("Belgrade denied the report.", "2003-05-01", "YUG"),
        ("Belgrade denied the report.", "2013-05-01", "SRB"),
        # a Congo that had another name then
        ("Congolese envoys left Goma.", "1985-03-01", "COG"),
        ("Congolese envoys left Goma.", "2005-03-01", "COD"),
        # the other state of the name is gone, whatever town is named
        ("Yemeni troops left Aden.", "1985-03-01", "YMD"),
        ("Yemeni troops left Aden.", "2015-03-01", "YEM"),
        ("Sudanese troops met Salva Kiir.", "2005-03-01", "SDN"),
        ("Sudanese troops met Salva Kiir.", "2015-03-01", "SSD"),
    ],
)
def test_whom_a_shared_name_means_on_a_day(text: str, published: str | None, country: str) -> None:
    assert names.find(text, published)[0].entry.country == country


def test_actors_have_the_codes_of_the_day_of_the_report(parse: Callable[[str], Doc]) -> None:
    doc = parse("Germany sent envoys to Eritrea.")
    then = {a.name: a.codes for a in link(doc, published="1985-03-01").actors}
    now = {a.name: a.codes for a in link(doc, published="2015-03-01").actors}
    assert then["Germany"]["cow"] == "260" and now["Germany"]["cow"] == "255"
    assert "cow" not in then["Eritrea"] and now["Eritrea"]["cow"] == "531"
