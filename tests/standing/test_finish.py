"""Drafts become records: carrier, status, PLOVER view, merging, time and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.drafts import Draft
from onrecord.linking.linked import Linked
from onrecord.records import Mention, Place, Span, Statement, When
from onrecord.standing.finish import carrying, finish

Parse = Callable[[str], Doc]


def draft(doc: Doc, head: str, **changes: object) -> Draft:
    at = next(t.i for t in doc if t.text == head)
    values: dict[str, object] = {"kind": "event", "act": "AID", "head": at, "start": 0, "end": len(doc)}
    values |= {"rule": "codebooks/plover/AID.yaml:1", "confidence": 0.5} | changes
    return Draft(**values)  # type: ignore[arg-type]


def naming(doc: Doc, **actors: str) -> Linked:
    mentions = {}
    for t in doc:
        if t.text in actors:
            found = Mention(start=t.idx, end=t.idx + len(t), quote=t.text, actor=actors[t.text])
            mentions[t.i] = (found,)
    return Linked(mentions=mentions)


def statement(
    text: str, words: str, *, id: str = "s1", speaker: str | None = "Ada", inside: str | None = None
) -> Statement:
    at = text.index(words)
    who = None if speaker is None else Mention(start=0, end=1, quote=speaker, actor=f"p-{speaker}")
    return Statement(
        id=id,
        speaker=who,
        cue=None,
        content=(Span.of(text, at, at + len(words)),),
        type="indirect",
        inside=inside,
        rule="own",
        confidence=0.9,
    )


def test_the_plover_view_is_reduced_and_the_deed_stays(parse: Parse) -> None:
    doc = parse("Norway promised to help Kenya.")
    [record] = finish(doc, [draft(doc, "help", status="promised")], [], Linked())
    assert (record.plover.act, record.plover.event_type, record.standing.status) == ("AID", "AGREE", "promised")


def test_the_predicates_own_status_yields_to_the_sentence(parse: Parse) -> None:
    doc = parse("Norway did not promise help.")
    [record] = finish(doc, [draft(doc, "promise", act="AGREE", status="promised")], [], Linked())
    assert record.standing.status == "not_done"


def test_the_innermost_known_speaker_carries(parse: Parse) -> None:
    text = "Ada said that Bo had said that Norway helped Kenya."
    outer = statement(text, "Bo had said that Norway helped Kenya")
    inner = statement(text, "Norway helped Kenya", id="s2", speaker="Bo", inside="s1")
    nobody = statement(text, "helped Kenya", id="s3", speaker=None)
    at = text.index("helped")
    assert carrying(at, [outer, inner, nobody]) == inner
    assert carrying(at, [nobody]) == nobody
    assert carrying(0, [outer, inner]) is None


def test_the_outlets_voice_holds_what_nobody_says(parse: Parse) -> None:
    doc = parse("Norway helped Kenya.")
    [record] = finish(doc, [draft(doc, "helped")], [], Linked())
    assert (record.statement, record.standing.holder) == (None, "outlet")


def test_what_a_speaker_demands_is_a_request(parse: Parse) -> None:
    text = "Kenya must open the border, Ada said."
    doc = parse(text)
    said = statement(text, "Kenya must open the border")
    claim = draft(doc, "open", kind="claim", act=None, actors=(0,), end=6)
    [record] = finish(doc, [claim], [said], naming(doc, Kenya="k"))
    assert (record.kind, record.plover.event_type, record.standing.status) == ("event", "REQUEST", "demanded")
    assert [m.actor for m in record.actor] == ["p-Ada"]
    assert [m.actor for m in record.recipient] == ["k"]


def test_a_mere_judgement_is_the_speakers(parse: Parse) -> None:
    """ "This is a welcome change in Kenya, Ada said": nobody acts but Ada, who says so."""
    doc = parse("This is a welcome change in Kenya.")
    said = statement(doc.text, "This is a welcome change in Kenya")
    judged = draft(doc, "change", kind="claim", act=None, details={"judgement": True})
    [record] = finish(doc, [judged], [said], naming(doc))
    assert [m.actor for m in record.actor] == ["p-Ada"]


def test_instances_named_with_such_as_are_recipients_too(parse: Parse) -> None:
    doc = parse("Norway helped states such as Kenya and Ghana.")
    states = next(t.i for t in doc if t.text == "states")
    [record] = finish(doc, [draft(doc, "helped", recipients=(states,))], [], naming(doc, Kenya="k", Ghana="g"))
    assert [m.actor for m in record.recipient] == ["k", "g"]


@pytest.mark.parametrize(
    ("first", "second", "records"),
    [
        ("promised", "promised", 1),  # one commitment told twice
        ("done", "done", 2),  # two deeds may be two
    ],
)
def test_merging(parse: Parse, first: str, second: str, records: int) -> None:
    text = "Norway vowed to help Kenya. Norway pledged to assist Kenya."
    doc = parse(text)
    actors, recipients = (0, 6), (4, 10)
    linked = naming(doc, Norway="n", Kenya="k")
    told = [
        draft(doc, "help", status=first, actors=actors[:1], recipients=recipients[:1], start=0, end=5),
        draft(doc, "assist", status=second, actors=actors[1:], recipients=recipients[1:], start=6, end=11),
    ]
    if records == 2:
        doc = parse("Norway helped Kenya. Norway assisted Kenya.")
        linked = naming(doc, Norway="n", Kenya="k")
        told = [
            draft(doc, "helped", actors=(0,), recipients=(2,), start=0, end=3),
            draft(doc, "assisted", actors=(4,), recipients=(6,), start=4, end=7),
        ]
    found = finish(doc, told, [], linked)
    assert len(found) == records
    assert sum(len(r.evidence) for r in found) == 2


def test_a_commitment_told_inside_its_own_words_stays(parse: Parse) -> None:
    doc = parse("Norway renewed its commitment to Kenya.")
    told = [
        draft(doc, "renewed", act="AGREE", status="promised", actors=(0,), recipients=(5,), start=0, end=6),
        draft(doc, "commitment", act="AGREE", status="promised", actors=(2,), recipients=(5,), start=2, end=6),
    ]
    [record] = finish(doc, told, [], naming(doc, Norway="n", its="n", Kenya="k"))
    assert (record.plover.event_type, len(record.evidence)) == ("AGREE", 2)


def test_time_and_place_hang_on_the_predicate(parse: Parse) -> None:
    text = "Norway, which left Ghana in 2011, helped Kenya in Oslo in 2019."
    doc = parse(text)
    year, early = text.index("2019"), text.index("2011")
    oslo = text.index("Oslo")
    whens = tuple(
        When(quote=text[at : at + 4], start=at, end=at + 4, timex=text[at : at + 4], edtf=text[at : at + 4])
        for at in (early, year)
    )
    linked = Linked(whens=whens, places=(Place(quote="Oslo", start=oslo, end=oslo + 4, name="Oslo"),))
    helped, left = finish(doc, [draft(doc, "helped"), draft(doc, "left", start=2, end=6)], [], linked)
    by_rule = {r.evidence[0].start: r for r in (helped, left)}
    assert by_rule[0].when is not None
    assert by_rule[0].when.edtf == "2019"
    assert by_rule[0].where is not None
    assert by_rule[text.index("which")].when is not None
    assert by_rule[text.index("which")].when.edtf == "2011"  # type: ignore[union-attr]


def test_evidence_leaves_out_the_stop(parse: Parse) -> None:
    doc = parse("Norway helped Kenya.")
    [record] = finish(doc, [draft(doc, "helped")], [], Linked())
    assert record.evidence[0].quote == "Norway helped Kenya"
