"""How good the readings are: published measures on gold sets, beside the figures of the peers.

In: sets that others annotated. Out: figures, named as in the literature; the command is ``onrecord score``.
"""

from onrecord.evaluation.measures import MEASURES, Measure
from onrecord.evaluation.model import Model
from onrecord.evaluation.scoring import command

__all__ = ["MEASURES", "Measure", "Model", "command"]
