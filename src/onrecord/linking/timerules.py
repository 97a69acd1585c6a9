"""What each pattern of time words means.

In: a `Match` of the grammar and the `Setting` it stands in (day of publication, date told last, tense of the verb).
Out: a `Sense`: a stretch of the calendar, or an open expression with its TIMEX3 shape; None where it is no time.
"""

from __future__ import annotations

from onrecord.linking import timedates, timeevents, timelengths, timesteps, timeyears
from onrecord.linking.timegrammar import Match
from onrecord.linking.timesense import NOTHING, Rule, Sense, Setting

RULES: dict[str, Rule] = timedates.RULES | timeyears.RULES | timesteps.RULES | timelengths.RULES | timeevents.RULES
"""Meaning, as ``times_patterns.csv`` names it, to rule."""


def sense(m: Match, s: Setting) -> Sense | None:
    """Return what the match means; None where it is no time after all, or no date that the calendar knows."""
    try:
        return RULES[m.meaning](m, s)
    except (ValueError, OverflowError):
        return NOTHING  # "February 30", "Nov. 31": a slip of the report, or no date at all
