"""How firm it is, and whose commitment.

In: a predicate in its parsed sentence, the statements. Out: finished records.
"""
