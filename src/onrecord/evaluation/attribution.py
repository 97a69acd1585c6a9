"""Who said what: sources, cues and contents against brat annotation in the layout of PolNeAR.

In: a folder of ``NAME.txt`` with ``NAME.ann`` (or ``text/`` and ``attributions/`` beside each other, the first of
several annotators being the gold). Out: precision, recall and F1 over all attributions and by type of quotation; who
said what also for the predictions that are surer than `SURE` alone.

Tokens are runs of letters and digits or single marks; a span is the set of tokens that it touches. A content is
aligned with the content that shares most of its words (Dice at least one half), one to one. "Who-said-what" asks of an
aligned pair that the sources share a word of weight, or that both have none. The gold holds outermost attributions
only, so a statement inside a statement is left out of the prediction.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingGold
from onrecord.evaluation import quoted
from onrecord.evaluation.metrics import Figures, Span, Tally, align, dice, equal
from onrecord.evaluation.model import Model, report

if TYPE_CHECKING:
    from onrecord.attribution.statements import Attribution

SURE = 0.8
"""The confidence from which on an attribution counts as sure: `min_confidence` of the high-precision mode."""
ROLES = ("source", "cue", "content")
TYPES = ("direct", "mixed", "indirect")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DULL = frozenset(re.findall(r"\w+", "a an the of and or in on for to at by from with s mr mrs ms dr sen gov rep"))
_MARK = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_PRONOUN = re.compile(r"[\s,]*(who|which|that)\s*(?:\w+ly\s*)?")
_EVENT = re.compile(r"E\d+\tAttribution\S* (.*)")

Spans = Mapping[str, Sequence[Sequence[int]]]
"""``{"source": [[s, e], …], "cue": …, "content": …}``."""


@dataclass(frozen=True, slots=True)
class _Attribution:
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    words: frozenset[int]
    """The tokens of the content that are words."""
    names: frozenset[int]
    """The tokens of the source that are neither article, title nor preposition."""
    type: str

    @property
    def relation(self) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        return self.source, self.cue, self.content


class _Text:
    """A raw text as tokens, and which of them stand inside quotation marks."""

    def __init__(self, raw: str) -> None:
        found = list(_TOKEN.finditer(raw))
        self.starts, self.ends = [m.start() for m in found], [m.end() for m in found]
        self.lower = [m[0].lower() for m in found]
        inside = quoted.mask(raw)
        self.quoted = [inside[start] for start in self.starts]

    def tokens(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return frozenset(
            i
            for start, end in spans
            for i in range(bisect.bisect_right(self.ends, start), bisect.bisect_left(self.starts, end))
        )

    def words(self, tokens: frozenset[int]) -> frozenset[int]:
        """The tokens that are words; a cue such as a colon keeps its mark."""
        return frozenset(t for t in tokens if self.lower[t][0].isalnum() or self.lower[t][0] == "_") or tokens

    def attribution(self, spans: Spans) -> _Attribution:
        source, cue, content = (self.tokens(spans.get(role) or ()) for role in ROLES)
        words, names = self.words(content), self.words(source)
        inside = sum(self.quoted[t] for t in words)
        kind = "indirect" if not inside else "direct" if inside == len(words) else "mixed"
        return _Attribution(
            source, cue, content, words, frozenset(t for t in names if self.lower[t] not in _DULL) or names, kind
        )


def gold(path: Path) -> dict[str, tuple[str, list[dict[str, list[Span]]]]]:
    """Read the folder: raw text and attributions by document.

    Raises:
        MissingGold: no text with an annotation is there.
    """
    texts, marks = (path / "text", path / "attributions") if (path / "text").is_dir() else (path, path)
    annotations: dict[str, Path] = {}
    for file in sorted(marks.glob("*.ann")):
        for name in (file.stem, re.sub(r"_[0-9a-f]{4}$", "", file.stem)):
            annotations.setdefault(name, file)
    found = {f.stem: f for f in sorted(texts.glob("*.txt")) if f.stem in annotations}
    if not found:
        raise MissingGold(f"{path}: no NAME.txt with a NAME.ann beside it")
    return {name: (_raw(file), _annotation(_raw(annotations[name]))) for name, file in found.items()}


def _raw(path: Path) -> str:
    """The text with its own line ends, which the offsets count."""
    return path.read_bytes().decode("utf-8")


def _annotation(text: str) -> list[dict[str, list[Span]]]:
    marks: dict[str, list[Span]] = {}
    found = []
    lines = text.split("\n")
    for line in lines:
        if mark := _MARK.match(line):
            pieces = (piece.split() for piece in mark[2].split(";"))
            marks[mark[1]] = [(int(start), int(end)) for start, end in pieces]
    for line in lines:
        if event := _EVENT.match(line):
            spans: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument in event[1].split():
                role, mark_id = argument.split(":")
                spans.setdefault(role.rstrip("0123456789").lower(), []).extend(marks.get(mark_id, []))
            if spans["content"] and spans["cue"]:  # a handful of events in the published files are broken
                found.append({role: spans[role] for role in ROLES})
    return found


def predict(path: Path, model: Model) -> list[dict[str, Any]]:
    """Parse the texts and attribute; one object a document, as the published scorers take them.

    All attributions count, attitudes and plans too: the gold holds both.
    """
    from onrecord.attribution.statements import attribute
    from onrecord.reading.layout import lay_out

    texts = {name: raw for name, (raw, _) in gold(path).items()}
    reports = [report(name, raw) for name, raw in texts.items()]
    return [
        {"doc": name, "attributions": outermost(raw, attribute(doc, lay_out(raw)))}
        for (name, raw), doc in zip(texts.items(), model.docs(reports, f"attribution {path.name}"), strict=True)
    ]


def outermost(raw: str, attributions: Iterable[Attribution]) -> list[dict[str, Any]]:
    """Return the attributions that stand in no other, by the conventions of the gold."""
    return [
        {
            "source": _source(raw, a),
            "cue": [_cue(raw, *a.cue)] if a.cue else [],
            "content": [list(piece) for piece in a.content],
            "confidence": a.confidence,
        }
        for a in attributions
        if a.inside is None
    ]


def _source(raw: str, attribution: Attribution) -> list[list[int]]:
    """The source's words by the conventions of the gold.

    The relative pronoun before the cue counts in, "Ana Roe, who said", and so does the comma that closes an apposition:
    "Ana Roe, a minister, said".
    """
    if attribution.speaker is None:
        return []
    start, end = attribution.speaker
    closed = end + 1 if "," in raw[start:end] and raw[end : end + 1] == "," else end
    found = [[start, closed]]
    if attribution.cue is not None and (m := _PRONOUN.fullmatch(raw, end, attribution.cue[0])):
        found.append(list(m.span(1)))
    return found


def _cue(raw: str, start: int, end: int) -> list[int]:
    """The cue's words; the gold counts a colon after them in: "said:"."""
    return [start, end + 1 if raw[end : end + 1] == ":" else end]


def score(path: Path, predictions: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare; a document without a prediction counts as one without attributions."""
    predicted = {p["doc"]: p["attributions"] for p in predictions}
    tallies, sure = _tallies(), _tallies()
    for name, (raw, spans) in gold(path).items():
        text = _Text(raw)
        golds, made = [text.attribution(a) for a in spans], predicted.get(name, [])
        for scores, chosen in ((tallies, made), (sure, [p for p in made if p.get("confidence", 1.0) >= SURE])):
            _compare(golds, [a for a in map(text.attribution, chosen) if a.content or a.cue], scores)
    figures: Figures = {}
    for name in _NAMES:
        figures |= tallies[name, None].figures(name)
    for kind in TYPES:
        figures |= tallies["who-said-what", kind].figures(f"who-said-what {kind}")
        figures[f"relation exact {kind} F1"] = tallies["relation exact", kind].f1
    return figures | sure["who-said-what", None].figures("who-said-what sure")


def _tallies() -> dict[tuple[str, str | None], Tally]:
    return {(name, kind): Tally() for name in _NAMES for kind in (None, *TYPES)}


_NAMES = ("who-said-what", "relation exact", "content overlap", "content match", "cue hit", "source|content hit")


def _compare(
    golds: Sequence[_Attribution],
    predicted: Sequence[_Attribution],
    tallies: Mapping[tuple[str, str | None], Tally],
) -> None:
    aligned = align(
        golds,
        predicted,
        lambda g, p: (dice(g.words, p.words), float(len(g.cue & p.cue)), dice(g.source, p.source)),
        least=0.5,
    )
    named = {i: j for i, j in aligned.items() if golds[i].names & predicted[j].names}
    silent = {i: j for i, j in aligned.items() if not (golds[i].source or predicted[j].source)}
    pairs = {
        "who-said-what": named | silent,
        "relation exact": equal(golds, predicted, lambda a: a.relation),
        "content match": aligned,
        "cue hit": align(golds, predicted, lambda g, p: (dice(g.cue, p.cue),), least=1e-9),
    }
    for kind in (None, *TYPES):
        wanted = {i for i, a in enumerate(golds) if kind in (None, a.type)}
        made = {j for j, a in enumerate(predicted) if kind in (None, a.type)}
        for name, found in pairs.items():
            tallies[name, kind].add(
                sum(j in made for j in found.values()),
                len(made),
                len(wanted),
                hits_gold=sum(i in wanted for i in found),
            )
        tallies["source|content hit", kind].add(
            sum(j in made for j in named.values()),
            sum(j in made and bool(predicted[j].source) for j in aligned.values()),
            sum(i in wanted and bool(golds[i].source) for i in aligned),
            hits_gold=sum(i in wanted for i in named),
        )
        _overlap(golds, predicted, wanted, made, tallies["content overlap", kind])


def _overlap(
    golds: Sequence[_Attribution],
    predicted: Sequence[_Attribution],
    wanted: set[int],
    made: set[int],
    tally: Tally,
) -> None:
    in_gold = frozenset().union(*(a.content for a in golds))
    in_predicted = frozenset().union(*(a.content for a in predicted))
    tally.add(
        sum(len(predicted[j].content & in_gold) for j in made),
        sum(len(predicted[j].content) for j in made),
        sum(len(golds[i].content) for i in wanted),
        hits_gold=sum(len(golds[i].content & in_predicted) for i in wanted),
    )
