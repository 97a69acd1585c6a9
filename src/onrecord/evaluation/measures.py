"""All measures by name: where their sets lie in the folder of gold, how to predict and how to score.

In: nothing. Out: the table `MEASURES`. Another measure is another module with `predict` and `score`, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluation import (
    arguments,
    attribution,
    defence,
    events,
    facts,
    factuality,
    incidents,
    offices,
    pages,
    places,
    relations,
    reliability,
    seed,
    times,
    transfers,
    who_whom,
)
from onrecord.evaluation.metrics import Figures
from onrecord.evaluation.model import Model

LOWER_IS_BETTER = frozenset(
    {
        *("Brier", "ECE", "MAE"),
        *("broken evidence", "false speakers", "invented", "mean error km", "median error km", "wrong dates"),
    }
)
"""Figures that count failures; the floor of such a figure is a ceiling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure; `sets` are paths in the folder of gold by the name of the set."""

    name: str
    sets: Mapping[str, str]
    predict: Callable[[Path, Model], list[dict[str, Any]]]
    score: Callable[[Path, Sequence[Mapping[str, Any]]], Figures]
    headline: tuple[str, ...]
    """The figures that stand in the table of all measures."""

    def set_of(self, path: Path) -> str:
        """Return the name of a set by its path, known or not."""
        for name, known in self.sets.items():
            if path.resolve().as_posix().endswith(f"/{known}"):
                return name
        return path.stem or path.resolve().name


_ALL = (
    Measure(
        name="reports",
        sets={"reports": "reports"},
        predict=facts.predict,
        score=facts.score,
        headline=("must found", "must whole", "false speakers", "quotations with speaker", "precision (touch)"),
    ),
    Measure(
        name="seed",
        sets={"seed": "seed"},
        predict=seed.predict,
        score=seed.score,
        headline=("must facts found", "must facts whole", "quotations with speaker"),
    ),
    Measure(
        name="attribution",
        sets={"PolNeAR dev": "attribution/dev"},
        predict=attribution.predict,
        score=attribution.score,
        headline=(
            "who-said-what F1",
            "who-said-what P",
            "who-said-what direct F1",
            "who-said-what mixed F1",
            "who-said-what indirect F1",
            "relation exact F1",
            "content overlap F1",
            "cue hit F1",
            "source|content hit F1",
        ),
    ),
    Measure(
        name="relations",
        sets={"PLV train": "events/PLV_train.tsv"},
        predict=relations.predict,
        score=relations.score,
        headline=("root accuracy", "root macro-F1", "quad macro-F1", "binary macro-F1"),
    ),
    Measure(
        name="events",
        sets={"PETR unit tests": "events/PETR.UnitTest.gold.xml"},
        predict=events.predict,
        score=events.score,
        headline=(
            "full F1",
            "country F1",
            "dyad F1",
            "root F1",
            "full F1, eight categories",
            "root F1, eight categories",
        ),
    ),
    Measure(
        name="reliability",
        sets={"PLV train": "events/PLV_train.tsv", "PETR unit tests": "events/PETR.UnitTest.gold.xml"},
        predict=reliability.predict,
        score=reliability.score,
        headline=("ECE", "Brier", "right above 0.8", "share above 0.8"),
    ),
    Measure(
        name="factuality",
        sets={"UW dev": "factuality/UW/dev.jsonl", "UDS-IH2 dev": "factuality/UDS_IH2/dev.jsonl"},
        predict=factuality.predict,
        score=factuality.score,
        headline=("MAE", "Pearson r", "macro-F1"),
    ),
    Measure(
        name="time",
        sets={"TimeBank": "time/TimeBank", "AQUAINT": "time/AQUAINT"},
        predict=times.predict,
        score=times.score,
        headline=("relaxed F1", "strict F1", "value F1", "value F1, dates and times"),
    ),
    Measure(
        name="place",
        sets={"LGL": "place/lgl-first150.xml", "GeoVirus": "place/GeoVirus.xml"},
        predict=places.predict,
        score=places.score,
        headline=("toponym F1", "toponym P", "accuracy@161km of linked", "accuracy@161km of all", "median error km"),
    ),
    Measure(
        name="who-whom",
        sets={"CAMEO spans": "who-whom/cameo_ner-train.txt"},
        predict=who_whom.predict,
        score=who_whom.score,
        headline=("span F1", "span F1, relaxed", "right way round"),
    ),
    Measure(
        name="arguments",
        sets={"RAMS dev": "arguments/rams/dev.jsonlines"},
        predict=arguments.predict,
        score=arguments.score,
        headline=("argument F1", "argument, relaxed F1"),
    ),
    Measure(
        name="incidents",
        sets={"MUC-3/4 dev": "incidents-muc"},
        predict=incidents.predict,
        score=incidents.score,
        headline=("message F1", "incidents found", "stage accuracy", "perpetrator confidence accuracy"),
    ),
    Measure(
        name="defence",
        sets={"re3d": "defence-re3d"},
        predict=defence.predict,
        score=defence.score,
        headline=("actor F1", "actor F1, strict", "pairs found"),
    ),
    Measure(
        name="offices",
        sets={"office holders": "../data/office_holders.csv"},
        predict=offices.predict,
        score=offices.score,
        headline=("name: right", "name: right of told", "title and surname: right", "title and surname: right of told"),
    ),
    Measure(
        name="transfers",  # no set of the folder: `tests/standing/transfers.jsonl`, or one of your own
        sets={},
        predict=transfers.predict,
        score=transfers.score,
        headline=("found", "precision", "transfer stage F1", "transfer grade F1"),
    ),
    Measure(
        name="html",
        sets={"fundus pages": "html/fundus", "readability pages": "html/readability"},
        predict=pages.predict,
        score=pages.score,
        headline=("body F1", "date accuracy", "wrong dates", "title accuracy", "author accuracy"),
    ),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
