from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from onrecord.errors import RegisterError
from onrecord.records import Reading, Record
from onrecord.register import Register
from onrecord.register.judging import content
from readings import reading, span

ONE = reading(1)
REPORT = ONE.report.id
PROMISE, DENIAL = ONE.records


def changed(which: int, **values: Any) -> Reading:
    """Return the reading with other values in one record."""
    records = list(ONE.records)
    records[which] = dataclasses.replace(records[which], **values)
    return dataclasses.replace(ONE, records=tuple(records))


def test_a_judgement_is_kept_and_shown_beside_its_record(place: str) -> None:
    with Register(place) as register:
        register.add([ONE])
        said = register.judge(REPORT, "e1", "confirm", who=" Ana ", note="seen the accord\n")
        assert (said.who, said.note, said.judged) == ("Ana", "seen the accord", PROMISE)
    with Register(place) as register:
        first, second = register.find()
        assert first.judgement == said
        assert second.judgement is None
        assert first.to_dict()["judgement"]["verdict"] == "confirm"
        assert list(register.judgements()) == [said]


def test_the_last_word_counts_and_none_is_overwritten(place: str) -> None:
    with Register(place) as register:
        register.add([ONE])
        for n in range(12):
            register.judge(REPORT, "e1", "reject" if n % 2 else "confirm", who="Ana", note=str(n))
        assert [said.note for said in register.judgements()] == [str(n) for n in range(12)]
        row = next(register.find())
        assert row.judgement is not None
        assert (row.judgement.verdict, row.judgement.note) == ("reject", "11")


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        ({"id": "e7"}, True),  # ids are counted anew
        ({"rule": "new:7", "confidence": 0.1}, True),
        ({"standing": dataclasses.replace(PROMISE.standing, status="planned")}, True),
        ({"statement": None}, True),
        ({"actor": (dataclasses.replace(PROMISE.actor[0], country="DNK", actor=None),)}, True),
        ({"actor": ()}, False),
        ({"recipient": PROMISE.actor, "actor": PROMISE.recipient}, False),
        ({"kind": "transfer"}, False),
        ({"plover": dataclasses.replace(PROMISE.plover, event_type="AID")}, False),
        ({"object": None}, False),
        ({"evidence": (span(ONE.report.text, "Norway will give Fiji two ferries"),)}, False),
    ],
)
def test_a_judgement_outlives_the_next_reading(place: str, values: dict[str, Any], stays: bool) -> None:
    with Register(place) as register:
        register.add([ONE], version="one")
        register.judge(REPORT, "e1", "reject", who="Ana", note="not in the text")
        assert register.add([changed(0, **values)], version="two").again == 1
        (said,) = register.judgements()
        assert (said.note, said.judged) == ("not in the text", PROMISE)
        row = next(register.find())
        assert said.record == (row.record.id if stays else None)
        assert row.judgement == (said if stays else None)
        register.add([ONE], version="three")  # and comes back with what it was said of
        assert [said.record for said in register.judgements()] == ["e1"]


def test_a_judgement_outlives_a_report_that_puts_nothing_on_record(place: str) -> None:
    with Register(place) as register:
        register.add([ONE], version="one")
        register.judge(REPORT, "e2", "correct", who="Bo", note="it was Samoa")
        register.add([dataclasses.replace(ONE, records=())], version="two")
        (said,) = register.judgements()
        assert (said.record, said.judged) == (None, DENIAL)


def test_records_that_say_other_things_have_other_contents() -> None:
    assert content(REPORT, PROMISE) != content(REPORT, DENIAL)
    assert content(REPORT, PROMISE) != content("another", PROMISE)
    turned: Record = dataclasses.replace(DENIAL, evidence=DENIAL.evidence[::-1])
    assert content(REPORT, turned) == content(REPORT, DENIAL)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"record": "e9"}, "there is no record e9"),
        ({"report": "r0"}, "there is no record e1 of a report r0"),
        ({"who": " "}, "needs the name"),
        ({"verdict": "correct"}, "needs a note"),
    ],
)
def test_what_cannot_be_judged(place: str, asked: dict[str, Any], says: str) -> None:
    values = {"report": REPORT, "record": "e1", "verdict": "confirm", "who": "Ana", **asked}
    with Register(place) as register:
        register.add([ONE])
        with pytest.raises(RegisterError, match=says):
            register.judge(**values)
        assert list(register.judgements()) == []
