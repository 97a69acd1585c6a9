"""The stand-in of a Doc answers as spaCy's own Doc does, whatever rules ask of it."""

from collections.abc import Callable
from itertools import islice, product

import pytest
from spacy.tokens import Doc, Span, Token

import frozen
from onrecord.reading.tree import tree_of

Parse = Callable[[str], Doc]
SENTENCE = "The removal of the embargo pleased Kenya."
PLAIN = (
    *("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "ent_iob_", "whitespace_"),
    *("text_with_ws", "is_alpha", "is_punct", "is_quote", "is_space", "is_stop", "like_num", "n_lefts", "n_rights"),
)


def told(token: Token) -> dict[str, object]:
    """Return all that rules ask of a token, its neighbours by their place."""
    return {
        **{name: getattr(token, name) for name in PLAIN},
        "length": len(token),
        "opens": bool(token.is_sent_start),
        "near": [t.i for t in (token.head, token.left_edge, token.right_edge)],
        "many": [[t.i for t in getattr(token, name)] for name in ("children", "lefts", "rights", "subtree")],
        "above": [t.i for t in token.ancestors],
        "sentence": (token.sent.start, token.sent.end),
    }


@pytest.mark.parametrize("nth", range(40))
def test_a_stand_in_answers_as_spacy_does(nth: int) -> None:
    for doc in map(frozen.decode, islice(frozen.read().values(), nth, None, 400)):
        alike(doc, tree_of(doc))


def alike(doc: Doc, tree: Doc) -> None:
    assert (tree.text, len(tree), tree.has_annotation("DEP")) == (doc.text, len(doc), doc.has_annotation("DEP"))
    assert [told(t) for t in tree] == [told(t) for t in doc]
    assert [spelt(s) for s in (*tree.ents, *tree.sents)] == [spelt(s) for s in (*doc.ents, *doc.sents)]
    for start, length in product(range(len(doc)), range(1, 7)):
        end = start + length
        assert spelt(tree[start:end]) == spelt(doc[start:end])


def spelt(span: Span) -> tuple[object, ...]:
    """Return all that rules ask of a span."""
    bounds = (span.start, span.end, span.start_char, span.end_char, len(span))
    return (*bounds, span.label_, span.text, span.root.i, [t.i for t in span], span[-1].i, span[1:].text)


@pytest.mark.parametrize("mode", ["expand", "contract"])
def test_characters_are_found_as_spacy_finds_them(parse: Parse, mode: str) -> None:
    doc = parse(SENTENCE)
    tree = tree_of(doc)
    for start, length in product(range(len(doc.text) + 2), range(1, 12)):
        found = [d.char_span(start, start + length, alignment_mode=mode) for d in (tree, doc)]
        ours, theirs = (None if s is None else (s.start, s.end) for s in found)
        assert ours == theirs


def test_there_are_no_words_beyond_the_last(parse: Parse) -> None:
    doc = parse(SENTENCE)
    for d in (doc, tree_of(doc)):
        assert (d[-1].i, d[len(d) - 1 : len(d) + 5].end, len(d[len(d) :])) == (len(d) - 1, len(d), 0)
        with pytest.raises(IndexError):
            d[len(d)]
        with pytest.raises(IndexError):
            d[-1].nbor(1)


def test_a_changed_parse_has_a_new_stand_in(parse: Parse) -> None:
    doc = parse(SENTENCE)
    before = tree_of(doc)
    assert tree_of(doc) is before
    doc[0].tag_ = "UH"
    assert tree_of(doc)[0].tag_ == "UH"
