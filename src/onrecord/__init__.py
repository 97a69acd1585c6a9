"""News, on the record: who said or did what to whom, when, how firmly, and in which exact words.

The public names are resolved when first used, so that `import onrecord` loads no spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "load": "onrecord.pipeline",
    "read": "onrecord.pipeline",
    "Register": "onrecord.register",
    "Reading": "onrecord.records",
    "Record": "onrecord.records",
    "Report": "onrecord.records",
    "Statement": "onrecord.records",
    "OnrecordError": "onrecord.errors",
}
__all__ = [*_WHERE]  # noqa: PLE0604

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError as OnrecordError
    from onrecord.pipeline import load as load
    from onrecord.pipeline import read as read
    from onrecord.records import Reading as Reading
    from onrecord.records import Record as Record
    from onrecord.records import Report as Report
    from onrecord.records import Statement as Statement
    from onrecord.register import Register as Register


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
