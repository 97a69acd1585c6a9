"""The classifiers of events by name.

In: a name that a user may give. Out: a `Judge`, or an error that says how to get it.
"""

from __future__ import annotations

from onrecord.coding.classifier import classifier
from onrecord.coding.opinion import Judge
from onrecord.errors import ModelError

LINEAR = "linear"
CLASSIFIERS = (LINEAR,)


def judge_of(name: str) -> Judge:
    """Return a classifier.

    Raises:
        ModelError: there is no classifier of that name.
    """
    if name == LINEAR:
        return classifier()
    raise ModelError(f"{name}: no such classifier; there are {' and '.join(CLASSIFIERS)}")
