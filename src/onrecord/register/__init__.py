"""The register: the store of what reports say, one SQLite file by default, a PostgreSQL database for a team.

In: readings. Out: records by what one asks for, with their report, statement and actors.
"""

from onrecord.register.base import Counts, Judgement, Logged, Query, Row, Store, Verdict
from onrecord.register.edition import edition
from onrecord.register.intake import Outcome, take_in
from onrecord.register.store import Register

__all__ = [
    "Counts",
    "Judgement",
    "Logged",
    "Outcome",
    "Query",
    "Register",
    "Row",
    "Store",
    "Verdict",
    "edition",
    "take_in",
]
