"""A frozen parse is the model's parse: every attribute that a rule may read survives the freezing."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import frozen
from onrecord import pipeline
from onrecord.records import Report

TEXTS = [
    # contractions, whose norms only the tokenizer knows, and an abbreviated title
    "Norway won't send boats to Kenya, Mr. Hansen said on 3 May.",
    # a headline, a dateline, a wrapped line and paragraphs
    "Kenya and Norway End Talks Without a Date\n\n"
    "NAIROBI, May 3 (Coastal Wire) - The talks\nended.\n\nKenya's minister didn't comment.\n\n“We can’t,” he said.",
]
TOKEN = ["text", "whitespace_", "idx", "norm_", "lower_", "shape_", "tag_", "pos_", "lemma_", "dep_", "ent_type_"]
TOKEN += ["ent_iob_", "is_sent_start", "is_stop", "like_num", "is_space"]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_thawed_equals_parsed(text: str) -> None:
    parsed = frozen.parsed(text)
    thawed = frozen.decode(frozen.encode(parsed, text))
    assert len(thawed.text) == len(text)
    for attribute in TOKEN:
        assert [getattr(t, attribute) for t in thawed] == [getattr(t, attribute) for t in parsed], attribute
    assert [(t.head.i, t.left_edge.i, t.right_edge.i, str(t.morph)) for t in thawed] == [
        (t.head.i, t.left_edge.i, t.right_edge.i, str(t.morph)) for t in parsed
    ]
    assert [s.text for s in thawed.sents] == [s.text for s in parsed.sents]
    assert [(e.text, e.label_) for e in thawed.ents] == [(e.text, e.label_) for e in parsed.ents]
    assert [c.text for c in thawed.noun_chunks] == [c.text for c in parsed.noun_chunks]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_frozen_is_what_the_pipeline_parses(text: str, nlp: Language) -> None:
    frozen_tokens = [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in frozen.parsed(text)]
    assert frozen_tokens == [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in nlp(_doc(nlp, text))]


def _doc(nlp: Language, text: str) -> Doc:
    return pipeline.make_doc(nlp, Report(id="r", source="test", sha256="", text=text))


def test_missing_parse_says_what_to_do() -> None:
    with pytest.raises(frozen.MissingParse, match="make parses"):
        frozen.Parses()("A sentence that stands in no test is not frozen either.")


@pytest.mark.model
def test_writing_keeps_what_stands_there_and_sorts(tmp_path: Path) -> None:
    path = tmp_path / "parses" / "en.jsonl"
    for text in ("Kenya agreed.", "Angola agreed."):
        frozen.write([frozen.encode(frozen.parsed(text), text)], path)
    assert list(frozen.read(path)) == ["Angola agreed.", "Kenya agreed."]
