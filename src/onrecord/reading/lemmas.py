"""English words that are no names, and the lemmas of verbs where the model gets them wrong.

In: words, verbs of a parsed `Doc`. Out: lower-case words.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.lexicon import GAZETTEERS, rows, table


@cache
def common_words() -> frozenset[str]:
    """Return English words that are no names, the verbs of VerbNet among them."""
    return frozenset(r["word"] for r in rows(GAZETTEERS / "common_words.csv"))


def verb_lemma(verb: Token) -> str:
    """Return the lemma of a verb without its particle; the model cuts "hoping" and "hopes" to "hop"."""
    lemma = str(verb.lemma_.lower())
    return _slips().get(lemma) or _mended(lemma, verb.lower_)


@cache
def _slips() -> dict[str, str]:
    return {row["word"]: row["lemma"] for row in table("lemma_slips")}


@cache
def _mended(lemma: str, form: str) -> str:
    """Mend a lemma that is no verb by what the form can come from: the model makes "transferre" of "transferred"."""
    if lemma in common_words() or lemma == form:
        return lemma
    stems: list[str] = []
    if form.endswith("ed"):
        stems = [form[:-1], form[:-2], form[:-3]]
    elif form.endswith("ing"):
        stems = [form[:-3] + "e", form[:-3], form[:-4]]
    return next((stem for stem in stems if stem in common_words()), lemma)
