"""The classifiers of events by name.

In: a name that a user may give. Out: a `Judge`, or an error that says how to get it.
"""

from __future__ import annotations

from onrecord.coding.classifier import classifier
from onrecord.coding.opinion import Judge
from onrecord.errors import ModelError

LINEAR, ENCODER = "linear", "encoder"
CLASSIFIERS = (LINEAR, ENCODER)
"""The small one that always works, and the sentence encoder of the extra ``onrecord[encoder]``."""


def judge_of(name: str) -> Judge:
    """Return a classifier.

    Raises:
        ModelError: there is no classifier of that name, or the extra that it needs is not installed.
    """
    if name == LINEAR:
        return classifier()
    if name == ENCODER:
        from onrecord.coding.encoder import encoder

        return encoder()
    raise ModelError(f"{name}: no such classifier; there are {' and '.join(CLASSIFIERS)}")
