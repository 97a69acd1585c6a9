"""Every error a user can meet: what was found, where, and what to do.

In: the names and values of the moment. Out: one exception class whose text is a whole, helpful sentence.
"""

from __future__ import annotations

from pathlib import Path


class OnrecordError(Exception):
    """The base of all errors meant for the user's eyes; its text names the file and the way out."""


class SourceError(OnrecordError):
    """An input cannot be read: empty, no text, wrongly encoded, too large."""


class NoText(SourceError):
    """An input that can be read holds no text: it is empty, a picture, a scan."""


class DataError(OnrecordError):
    """A lexicon, codebook or gazetteer is wrong at a line; as a whole where the line is 0."""

    def __init__(self, path: Path | str, line: int, what: str) -> None:
        self.path, self.line, self.what = Path(path), line, what
        super().__init__(f"{path}:{line}: {what}" if line else f"{path}: {what}")


class ModelError(OnrecordError):
    """The spaCy pipeline is missing or lacks a component that onrecord needs."""


class RegisterError(OnrecordError):
    """The register cannot be opened, or is not one."""


class MissingGold(OnrecordError):
    """A measure was asked for whose gold set is not there."""
