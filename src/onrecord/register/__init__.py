"""The register: the store of what reports say, one SQLite file by default.

In: readings. Out: records by what one asks for, with their report, statement and actors.
"""

from onrecord.register.base import Counts, Logged, Query, Row, Store
from onrecord.register.edition import edition
from onrecord.register.intake import Outcome, take_in
from onrecord.register.sqlite import Register

__all__ = ["Counts", "Logged", "Outcome", "Query", "Register", "Row", "Store", "edition", "take_in"]
