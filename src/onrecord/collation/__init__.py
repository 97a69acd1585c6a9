"""Collation: what records of many reports tell of one thing, brought together.

In: rows of a register. Out: dossiers of transfers with their stages in time, and the embargoes that stood beside them.
"""

from onrecord.collation.dossiers import Account, Dossier, Step, dossiers
from onrecord.collation.embargoes import Embargo, Held, held_against

__all__ = ["Account", "Dossier", "Embargo", "Held", "Step", "dossiers", "held_against"]
