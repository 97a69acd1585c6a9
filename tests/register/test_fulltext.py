from __future__ import annotations

import dataclasses

import pytest

from onrecord.errors import RegisterError
from onrecord.register import Query, Register
from onrecord.register.fulltext import LONGEST, Question, folded, parse
from places import DATABASES, Place
from readings import reading


@pytest.mark.parametrize(
    ("asked", "wanted", "unwanted"),
    [
        ("ferries", ((" ferries ",),), ()),
        ("two ferries", ((" two ",), (" ferries ",)), ()),  # both, in any order
        ('"two ferries"', ((" two ferries ",),), ()),
        ("boats OR ferries Fiji", ((" boats ", " ferries "), (" fiji ",)), ()),
        ('a OR b OR "c d"', ((" a ", " b ", " c d "),), ()),
        ("ferries or boats", ((" ferries ",), (" or ",), (" boats ",)), ()),  # only capitals join
        ('ferries -oil -"naval base"', ((" ferries ",),), (" oil ", " naval base ")),
        ("anti-tank", ((" anti tank ",),), ()),  # marks inside a word part it as they part the text
        ("Bashar al-Assad’s", ((" bashar ",), (" al assad s ",)), ()),
        ("ferries - Fiji", ((" ferries ",), (" fiji ",)), ()),  # a dash on its own is no word
        ('ferries ""', ((" ferries ",),), ()),
        ('"two ferries', ((" two ferries ",),), ()),  # nobody closed it
        ("ÉCOLE", ((" ecole ",),), ()),
        ("-OR ferries", ((" ferries ",),), (" or ",)),
    ],
)
def test_a_question_is_read(asked: str, wanted: tuple[tuple[str, ...], ...], unwanted: tuple[str, ...]) -> None:
    assert parse(asked, "search") == Question(wanted=wanted, unwanted=unwanted)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("", "no word in ''"),
        ("- … –", "no word in"),
        ("-oil", "-word only leaves out"),
        ("OR boats", "OR stands between"),
        ("boats OR", "OR stands between"),
        ("boats OR OR ferries", "OR stands between"),
        ("a" * (LONGEST + 1), "more than 250 letters"),
    ],
)
def test_a_question_that_cannot_be_asked(asked: str, says: str) -> None:
    with pytest.raises(RegisterError, match=says):
        Query(search=asked)


def test_folded() -> None:
    assert folded("Bashar al-Assad’s", None, "ÖL") == " bashar al assad s  ol "


TEXTS = {
    "a": "Two ferries left the naval base. Oil prices rose.",
    "b": "The ferries, two of them, left the base of the naval school.",
    "c": "An anti-tank mine; 名前 was найден, and snake_case stays one word. Naval.",
    "d": "base naval " * 9000 + "ferries",  # beyond the 16,383 positions of a tsvector
    "e": " ".join(f"word{n}" for n in range(120_000)) + " colossal ending",  # beyond the size of one
    "f": "x" * 3000 + " endless",  # beyond the longest word of one
    "g": "It 'quoted' \"naval\" \\ & | ! (base) * : % _ words.",
}


@pytest.fixture(scope="module", params=DATABASES)
def library(request: pytest.FixtureRequest, new_place: Place) -> Register:
    register = Register(new_place(request.param))
    for name, text in TEXTS.items():
        one = reading(1)
        report = dataclasses.replace(one.report, id=name, title=f"Headline {name}", text=one.report.text + "\n" + text)
        register.add([dataclasses.replace(one, report=report)])
    request.addfinalizer(register.close)
    return register


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("naval base", "abdg"),
        ('"naval base"', "adg"),
        ('"naval ferries"', "d"),  # at the end of eighteen thousand words
        ('-"naval base" base', "b"),
        ("naval -oil -snake_case", "bdg"),
        ("oil OR найден", "ac"),
        ("NAЙДЕН OR Найден", "c"),
        ("名前", "c"),
        ("anti-tank", "c"),
        ("tank-anti", ""),
        ("snake", ""),  # whole words
        ("case", ""),
        ("snake_case", "c"),
        ('"colossal ending"', "e"),
        ("word119999 ending", "e"),
        ("word119999 -ending", ""),
        ("ending -word120000", "e"),
        ("endless", "f"),
        ('"headline a"', "a"),
        ('"a ferries"', ""),  # the end of the headline and the beginning of the text are no phrase
        ("quoted", "g"),
        ("quoted -naval", ""),
        ("ferries norway fiji", "abcdefg"),
        ("it's", ""),  # nothing of what is typed is a sign to the database
        ("words*", "g"),
        ("nav*", ""),
        ("NEAR(naval base)", ""),
        ("words: AND", ""),
    ],
)
def test_one_question_has_one_meaning_in_every_database(library: Register, asked: str, found: str) -> None:
    assert "".join(dict.fromkeys(row.report for row in library.find(search=asked))) == found


def test_what_is_replaced_is_no_longer_found(place: str) -> None:
    one = reading(1)
    other = dataclasses.replace(one, report=dataclasses.replace(one.report, title="Boats"), records=one.records[:1])
    with Register(place) as register:
        register.add([dataclasses.replace(one, report=dataclasses.replace(one.report, title="Ships"))], version="one")
        assert [len(list(register.find(search=word))) for word in ("ships", "boats")] == [2, 0]
        assert len(list(register.find(text="not paid"))) == 1
        register.add([other], version="two")
        assert [len(list(register.find(search=word))) for word in ("ships", "boats")] == [0, 1]
        assert list(register.find(text="not paid")) == []
