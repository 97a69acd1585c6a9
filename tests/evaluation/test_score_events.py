"""Validation records: reading them, their dictionaries, and the levels of the score."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import MissingGold
from onrecord.evaluation import dictionaries, events, roots

CROSSWALK = (
    "08: CONCEDE\n080: CONCEDE, , # x\n08: RETREAT\n084: RETREAT\n05: SUPPORT\n19: ASSAULT\n191: COERCE, restrict\n"
)
RECORDS = """<Validation><Sentences>
<Sentence id="A" category="DEMO" date="20240501"/><EventCoding eventcode="050" sourcecode="KEN" targetcode="PER" />
<!-- <EventCoding eventcode="190" sourcecode="NO" targetcode="NO"/> --><Text>Kenya praised
 Peru &amp; Chile.</Text>
<Sentence id="A" category="DEMO"><EventCoding noevents = "True"></EventCoding><Text>Nothing.</Text></Sentence>
<Sentence id="B" category="ODD"><EventCoding sourcecode="KENGOV" targetcode="PER" eventcode="1912"></EventCoding>
<EventCoding sourcecode="KEN" targetcode="OMN" eventcode="010"></EventCoding>
<EventCoding sourcecode="---" targetcode="OMN" eventcode="084"></EventCoding><Text>b</Text></Sentence>
<Sentence id="C"><EventCoding error="date"></EventCoding><Text>c</Text></Sentence>
<Sentence id="D"><EventCoding sourcecode="KEN" targetcode="LAO" eventcode="0841"/>
<EventCoding sourcecode="LAO" targetcode="KEN" eventcode="0841"/><Text>d</Text></Sentence>
</Sentences></Validation>"""
ACTORS = """<!-- a comment
over two lines -->
KENYA [KEN] # note
+NAIROBI
OMAN_ [OMN]
ARGENTIN [ARG]
AMINA_DIALLO
	[MLI <950601]
	[MLIGOV 19950601 - 19990815]
	[MLIREB >990816]
PEDRO SILVA [PER]
	[PERMIL 20100101-20101231]
NOBODY [---]
"""
AGENTS = """!WHO! = MAN, WOMEN
GOVERNMENT  [~GOV] # note
FOREIGN_MINISTRY [~GOVFRM]
MINISTRY [~GOV]
TROOPS {}  [~MIL]
GOOSE {GEESE} [~GGS]
AID_BODY [NGO~]
PARLIAMENT!WHO! [~LEG]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("records.xml", RECORDS),
        ("CAMEO2PLOVER.txt", CROSSWALK),
        ("test.actors.txt", ACTORS),
        ("test.agents.txt", AGENTS),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def answer(name: str, *coded: str) -> dict[str, object]:
    return {"id": name, "events": [dict(zip(("source", "target", "root"), c.split(), strict=True)) for c in coded]}


def test_records_are_read_though_they_are_no_xml(folder: Path) -> None:
    found = events.gold(folder / "records.xml")
    assert list(found) == ["A", "A#2", "B", "D"]  # C is marked as an error
    assert found["A"].text == "Kenya praised Peru & Chile."
    assert found["A"].events == {("KEN", "PER", "SUPPORT")}
    assert found["B"].events == {("KENGOV", "PER", "COERCE")}
    assert len(found["B"].ignored) == 2


def test_gold_as_prediction_is_perfect(folder: Path) -> None:
    path = folder / "records.xml"
    made = [answer(name, *map(" ".join, sorted(s.events))) for name, s in events.gold(path).items()]
    assert set(events.score(path, made).values()) == {1.0}
    assert events.score(path, [])["full F1"] == 0


def test_levels(folder: Path) -> None:
    made = [
        answer("A", "KEN PER support"),
        answer("A#2", "KEN PER AID"),  # a false alarm
        answer("B", "KEN PER COERCE", "KEN OMN REQUEST"),  # without the sector; the other dyad is ignored
        answer("D", "KEN LAO RETREAT", "KEN LAO RETREAT"),  # one of two, told twice
    ]
    found = events.score(folder / "records.xml", made)
    assert (found["full P"], found["full R"]) == (0.5, 0.5)
    assert (found["country F1"], found["dyad F1"], found["root F1"]) == (0.75, 0.5, 0.75)
    assert found["full F1, eight categories"] == pytest.approx(2 / 3)  # A and A#2


@pytest.mark.parametrize(
    ("words", "date", "code"),
    [
        ("Kenya", "20240501", "KEN"),
        ("Nairobi's foreign ministry", "20240501", "KENGOVFRM"),  # a synonym, and the longest role
        ("Omani troops", "20240501", None),  # OMAN_ stands for the whole word alone
        ("Oman's troops", "20240501", "OMNMIL"),
        ("Argentina", "20240501", "ARG"),  # a stem
        ("Amina Diallo", "19940101", "MLI"),
        ("Amina Diallo", "19970101", "MLIGOV"),
        ("Amina Diallo's government", "19970101", "MLIGOV"),  # not GOV twice
        ("Amina Diallo", "20050101", "MLIREB"),
        ("Pedro Silva", "20100601", "PERMIL"),
        ("Pedro Silva", "20240501", "PER"),
        ("two geese of Kenya", "20240501", "KENGGS"),
        ("the Kenya aid bodies", "20240501", "NGOKEN"),
        ("parliamentwomen of Kenya", "20240501", "KENLEG"),
        ("Nobody", "20240501", None),
        ("the government", "20240501", None),
    ],
)
def test_codes_of_words(folder: Path, words: str, date: str, code: str | None) -> None:
    found = dictionaries.read(folder)
    assert found is not None
    assert found.codes(words, date) == ((code,) if code else ())


def test_no_dictionary_is_no_error(tmp_path: Path) -> None:
    assert dictionaries.read(tmp_path) is None


@pytest.mark.parametrize(
    ("cameo", "root"),
    [("050", "SUPPORT"), ("0841", "YIELD"), ("08", "YIELD"), ("1912", "COERCE"), ("010", None), ("---", None)],
)
def test_roots_of_cameo_codes(folder: Path, cameo: str, root: str | None) -> None:
    assert roots.from_cameo(cameo, roots.crosswalk(folder / "CAMEO2PLOVER.txt")) == root


def test_the_crosswalk_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "records.xml").write_text(RECORDS, encoding="utf-8")
    with pytest.raises(MissingGold, match="CAMEO to PLOVER"):
        events.gold(tmp_path / "records.xml")
