"""The command line: `verbs` is what a user types, `screen` what he sees, `checking` looks for mistakes in data.

In: arguments. Out: tables, JSON, an exit status. Nothing here loads spaCy before a verb needs it.
"""

from onrecord.cli.verbs import app

__all__ = ["app"]
