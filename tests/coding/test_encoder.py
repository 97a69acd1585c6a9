"""What the sentence encoder reads, and what a user is told who lacks it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Doc

from onrecord.coding import encoder as module
from onrecord.coding.candidates import Candidate
from onrecord.coding.judges import judge_of
from onrecord.coding.marked import mark
from onrecord.coding.pieces import encode
from onrecord.coding.trust import NONE
from onrecord.errors import ModelError

Parse = Callable[[str], Doc]
_PIECES = "[PAD] [UNK] [CLS] [SEP] lao ##s blam ##ed per ##u ' saint - eti ##enne 5 . s pre ##ss"
PIECES = {piece: number for number, piece in enumerate(_PIECES.split())}


@pytest.mark.parametrize(
    ("words", "pieces", "places"),
    [
        (["Laos", "blamed"], ["lao", "##s", "blam", "##ed"], [1, 3]),
        (["Saint-Étienne's"], ["saint", "-", "eti", "##enne", "'", "s"], [1]),  # accents and marks
        (["5.5"], ["5", ".", "5"], [1]),
        (["Laos", "", "Xyz", "Peru"], ["lao", "##s", "[UNK]", "per", "##u"], [1, 3, 3, 4]),  # nothing, unknown
    ],
)
def test_word_pieces(words: list[str], pieces: list[str], places: list[int]) -> None:
    assert encode(words, PIECES) == ([2, *(PIECES[p] for p in pieces), 3], places)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((0, 1, 2), "@ Norway @ * praised * # Kenya # ."),
        ((0, 1, None), "@ Norway @ * praised * Kenya ."),  # nobody to whom
        ((2, 1, 2), "Norway * praised * @ # Kenya @ # ."),  # one and the same
    ],
)
def test_marks_stand_around_who_does_what_to_whom(
    parse: Parse, roles: tuple[int | None, int, int | None], words: str
) -> None:
    doc = parse("Norway praised Kenya.")
    actor, head, recipient = roles
    found = mark(doc, head, actor, recipient)
    assert " ".join(found.words) == words
    opened = [found.words[place] if place >= 0 else None for place in found.places]
    assert opened == ["@", "*", "#" if recipient is not None else None]


def test_a_name_is_marked_from_its_beginning(parse: Parse) -> None:
    doc = parse("The Norwegian foreign minister praised Kenya.")
    found = mark(doc, 4, 3, 5)
    assert " ".join(found.words).startswith("@ The Norwegian foreign minister @ * praised *")


@pytest.fixture
def without() -> Iterator[Callable[[str], None]]:
    """Make a module that cannot be imported, as long as the test runs."""
    module.encoder.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        yield lambda name: patch.setitem(sys.modules, name, None)
    module.encoder.cache_clear()


def test_without_onnxruntime_the_way_out_is_told(without: Callable[[str], None]) -> None:
    without("onnxruntime")
    with pytest.raises(ModelError, match=r"onrecord\[encoder\]"):
        judge_of("encoder")


def test_without_weights_the_way_out_is_told(without: Callable[[str], None]) -> None:
    pytest.importorskip("onnxruntime")
    without(module.PACKAGE)
    with pytest.raises(ModelError, match=r"pip install \./encoder"):
        judge_of("encoder")


def test_an_unknown_classifier_is_told() -> None:
    with pytest.raises(ModelError, match="linear and encoder"):
        judge_of("oracle")


def test_the_encoder_judges(parse: Parse) -> None:
    pytest.importorskip("onnxruntime", reason="only with the extra")
    pytest.importorskip(module.PACKAGE, reason="only with the weights")
    doc = parse("Norway praised Kenya.")
    candidate = Candidate(head=1, actors=(0,), recipients=(2,), start=0, end=3)
    [found] = judge_of("encoder").judge(doc, [candidate])
    assert sum(found.values()) == pytest.approx(1)
    assert NONE in found
    assert max(found, key=lambda label: found[label]) == "SUPPORT"
