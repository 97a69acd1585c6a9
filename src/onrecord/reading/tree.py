"""The parse of a Doc as plain Python objects, for rules that ask much of it: spaCy makes a Token anew at every step.

In: a parsed spaCy Doc. Out: a stand-in that rules read as they would read the Doc: it has what they ask of a Doc, a
Token and a Span under spaCy's names, with spaCy's meanings, so that rules are typed and tested with spaCy's own.

A stand-in is a copy, made once for all components, and anew where somebody has changed the parse between two of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal, cast, overload
from weakref import WeakKeyDictionary

import numpy.typing as npt
from spacy import attrs
from spacy.tokens import Doc

_STRINGS = [attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.TAG, attrs.POS, attrs.DEP, attrs.ENT_TYPE]
_NUMBERS = [attrs.IDX, attrs.ENT_IOB, attrs.SENT_START, attrs.SPACY, attrs.HEAD]
_IOB = ("", "I", "O", "B")
_made: WeakKeyDictionary[Doc, tuple[bytes, Doc]] = WeakKeyDictionary()


def tree_of(doc: Doc) -> Doc:
    """Return the stand-in of a parsed Doc."""
    table = doc.to_array([*_STRINGS, *_NUMBERS])
    parse = table.tobytes()
    known = _made.get(doc)
    if known is None or known[0] != parse:
        known = _made[doc] = (parse, cast(Doc, _Tree(doc, table.T)))
    return known[1]


class _Flag:
    """What the vocabulary knows of a word whatever its sentence: ``is_punct``, ``like_num``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, word: _Word, owner: type) -> bool:
        known, asked = word.doc.flags, (word.text, self._name)
        if asked not in known:
            known[asked] = bool(getattr(word.doc.vocab[word.text], self._name))
        return known[asked]


class _Word:
    """Stands in for a Token."""

    __slots__ = (
        *("doc", "i", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_"),
        *("idx", "ent_iob_", "is_sent_start", "whitespace_"),
        *("head", "lefts", "rights", "children", "left_edge", "right_edge"),
    )
    is_punct, is_quote, is_stop, like_num = _Flag(), _Flag(), _Flag(), _Flag()

    def __init__(self, doc: _Tree, i: int, strings: Sequence[str], numbers: Sequence[int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_ = strings
        self.idx, iob, start, space = numbers
        self.ent_iob_, self.is_sent_start, self.whitespace_ = _IOB[iob], start == 1, " " * space
        self.head = self.left_edge = self.right_edge = self
        self.lefts: Sequence[_Word] = ()
        self.rights: Sequence[_Word] = ()
        self.children: Sequence[_Word] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def n_lefts(self) -> int:
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        return len(self.rights)

    @property
    def sent(self) -> _Stretch:
        return next(s for s in self.doc.sents if s.start <= self.i < s.end)

    @property
    def subtree(self) -> Iterator[_Word]:
        for word in self.lefts:
            yield from word.subtree
        yield self
        for word in self.rights:
            yield from word.subtree

    @property
    def ancestors(self) -> Iterator[_Word]:
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def is_ancestor(self, other: _Word) -> bool:
        return any(a is self for a in other.ancestors)

    def nbor(self, step: int = 1) -> _Word:
        if not 0 <= self.i + step < len(self.doc):
            raise IndexError(f"there is no word {step} from word {self.i}")
        return self.doc[self.i + step]


class _Stretch:
    """Stands in for a Span."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: _Tree, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[_Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> _Word: ...
    @overload
    def __getitem__(self, at: slice) -> _Stretch: ...
    def __getitem__(self, at: int | slice) -> _Word | _Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return _Stretch(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        return self.doc.words[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        last = self.doc.words[self.end - 1]
        return last.idx + len(last) if len(self) else self.start_char

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> _Word:
        outside = []
        for word in self:
            if word.head is word:
                return word
            if not self.start <= word.head.i < self.end:
                outside.append(word)
        return min(outside, key=_way, default=self.doc[self.start]) if len(outside) != 1 else outside[0]


def _way(word: _Word) -> int:
    """How far it is to the root of the sentence; punctuation and white space head no words beside others."""
    return len(word.doc) if not word.children and (word.is_punct or word.is_space) else sum(1 for _ in word.ancestors)


class _Tree:
    """Stands in for a Doc."""

    __slots__ = ("_annotated", "_offsets", "ents", "flags", "sents", "text", "user_data", "vocab", "words")

    def __init__(self, doc: Doc, columns: npt.NDArray[Any]) -> None:
        self.vocab, self.user_data = doc.vocab, doc.user_data
        self.flags: dict[tuple[str, str], bool] = {}
        self._annotated = doc.has_annotation("DEP")
        keys = columns[: len(_STRINGS)].tolist()
        spelled = doc.vocab.strings
        names = {key: spelled[key] for key in set().union(*keys)}
        strings = zip(*(map(names.__getitem__, column) for column in keys), strict=True)
        *rest, heads = columns[len(_STRINGS) :].astype(int).tolist()
        numbers = zip(*rest, strict=True)
        self.words = [_Word(self, i, *row) for i, row in enumerate(zip(strings, numbers, strict=True))]
        self._hang(heads)
        self._find_edges()
        self.text = "".join([w.text + w.whitespace_ for w in self.words])  # spaCy would make all its tokens for it
        self._offsets = [w.idx for w in self.words]
        self.sents, self.ents = list(self._sentences()), list(self._entities())

    def _hang(self, offsets: Iterable[int]) -> None:
        """Tie the words to their heads, and the heads to their children in text order."""
        lefts: defaultdict[_Word, list[_Word]] = defaultdict(list)
        rights: defaultdict[_Word, list[_Word]] = defaultdict(list)
        for word, offset in zip(self.words, offsets, strict=True):
            if offset:
                word.head = self.words[word.i + offset]
                (lefts if offset > 0 else rights)[word.head].append(word)
        for head, found in lefts.items():
            head.lefts = head.children = found
        for head, found in rights.items():
            head.rights = found
            head.children = [*head.lefts, *found] if head.lefts else found

    def _find_edges(self) -> None:
        """Give each word the first and the last of those below it: the first from either side that has it above."""
        for word in self.words:
            above = word.head
            while above.left_edge.i > word.i:
                above.left_edge, above = word, above.head
        for word in reversed(self.words):
            above = word.head
            while above.right_edge.i < word.i:
                above.right_edge, above = word, above.head

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[_Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> _Word: ...
    @overload
    def __getitem__(self, at: slice) -> _Stretch: ...
    def __getitem__(self, at: int | slice) -> _Word | _Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.words))
            return _Stretch(self, start, max(start, end))
        return self.words[at]

    def has_annotation(self, name: Literal["DEP"]) -> bool:
        return self._annotated

    def _sentences(self) -> Iterator[_Stretch]:
        starts = [0, *(w.i for w in self.words[1:] if w.is_sent_start), len(self.words)]
        return (_Stretch(self, start, end) for start, end in pairwise(starts) if start < end)

    def _entities(self) -> Iterator[_Stretch]:
        starts = [w.i for w in self.words if w.ent_iob_ == "B" and w.ent_type_]
        for start in starts:
            end = start + 1
            while end < len(self.words) and self.words[end].ent_iob_ == "I":
                end += 1
            yield _Stretch(self, start, end, self.words[start].ent_type_)

    def char_span(self, start: int, end: int, *, alignment_mode: Literal["expand", "contract"]) -> _Stretch | None:
        if not (0 <= start < len(self.text) and 0 < end <= len(self.text)):
            return None
        low, high = bisect_right(self._offsets, start) - 1, bisect_right(self._offsets, end - 1) - 1
        first, last = self.words[low], self.words[high]
        if alignment_mode == "contract":
            low += first.idx < start
            high -= end < last.idx + len(last)
            return _Stretch(self, low, high + 1) if low <= high else None
        # white space behind a word is no part of it
        return _Stretch(self, low + (start == first.idx + len(first)), high + 1)
