"""How the writer stands to what a cue brings: "falsely claimed", "said, without offering any proof, that".

In: a cue. Out: its stance.
"""

from __future__ import annotations

from onrecord.attribution import syntax
from onrecord.attribution.cues import Cue, Stance, stance_of
from onrecord.lexicon import words
from onrecord.reading import english


def stance(cue: Cue) -> Stance:
    """Return the stance of the cue, of its adverbs, and of what it is said without."""
    for preposition in syntax.prepositions(cue.head):
        for deed in syntax.preposition_objects(preposition) if preposition.lower_ == "without" else ():
            proof = any(o.lemma_.lower() in words("stance_proofs") for o in english.objects(deed))
            if proof and english.lemma(deed) in words("proving_verbs", "verb"):
                return "doubting"
    return stance_of(cue)
