"""The linear classifier: its training data and its features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from spacy.tokens import Doc

from onrecord.coding.candidates import Candidate
from onrecord.coding.classifier import buckets, classifier, features_of
from onrecord.coding.features import features
from onrecord.coding.trust import NONE
from training_sentences import OPEN, TRAINING, sentences

Parse = Callable[[str], Doc]
STATUSES = ["done", "under_way", "promised", "planned", "possible", "conditional", "demanded", "denied", "not_done"]


def rows() -> list[list[str]]:
    return [line.split("\t") for p in sorted(TRAINING.glob("*.tsv")) for line in p.read_text("utf-8").splitlines()]


def test_training_sentences_are_many_and_of_all_kinds() -> None:
    found = Counter(event.root for sentence in sentences() for event in sentence.events)
    assert set(found) == {*classifier().labels, OPEN}
    assert min(count for root, count in found.items() if root != OPEN) >= 300
    whole = [s for s in sentences() if s.whole]
    assert len(whole) >= 1300
    assert sum(not s.events for s in whole) >= 100  # sentences of reports that tell no event


def test_rows_with_one_marked_event_are_well_formed() -> None:
    for row in rows():
        assert len(row) == 6, row
        assert row[1] in STATUSES, row
        marks = re.findall(r"</?([apr])>", row[5])
        assert marks.count("p") == 2, row
        assert marks.count("a") in (0, 2), row
        assert marks.count("r") in (0, 2), row
    assert len({row[5] for row in rows()}) == len(rows())


def test_every_event_has_a_type_and_a_predicate_and_every_span_holds_words() -> None:
    for sentence in sentences():
        assert not set("[]<>") & set(sentence.text), sentence
        for event in sentence.events:
            assert event.root, sentence
            assert event.spans["p"], sentence
            spans = [span for part in event.spans.values() for span in part]
            assert all(sentence.text[start:end].strip() for start, end in spans), sentence


def test_no_sentence_stands_twice() -> None:
    found = Counter(sentence.text for sentence in sentences() if sentence.whole)
    assert [text for text, count in found.items() if count > 1] == []


def test_names_are_no_features(parse: Parse) -> None:
    doc = parse("Norway and Kenya praised Chad.")
    found = features(next(t for t in doc if t.text == "praised"), doc[0], doc[4])
    assert "p:praise" in found
    assert not any(name in f for f in found for name in ("norway", "kenya", "chad"))


def test_the_codebook_lends_its_words_to_the_features(parse: Parse) -> None:
    doc = parse("Norway and Kenya praised Chad.")
    assert "named:SUPPORT" in features(next(t for t in doc if t.text == "praised"), doc[0], doc[4])


def test_hash_is_the_same_everywhere() -> None:
    assert buckets(["p:praise", "cb:AID"]) == [21920, 30349]


def test_probabilities_add_up(parse: Parse) -> None:
    doc = parse("Norway and Kenya praised Chad.")
    candidate = Candidate(head=3, actors=(0, 2), recipients=(4,), start=0, end=5)
    [found] = classifier().judge(doc, [candidate])
    assert found == classifier().probabilities(features_of(doc, candidate))
    assert abs(sum(found.values()) - 1) < 1e-9
    assert NONE in found
    assert max(found, key=lambda label: found[label]) == "SUPPORT"
