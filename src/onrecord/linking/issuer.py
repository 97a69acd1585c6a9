"""Who issues a report: a government's own statement speaks in the first person.

In: the outlet's name as given or found. Out: the state that issues it, and the sentences in the first person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Span

from onrecord.lexicon import words
from onrecord.linking import names

FIRST_PERSON = frozenset({"we", "our", "us", "ours", "ourselves"})
_OFFICIAL = frozenset({"GOV", "MIL"})


def country_of(outlet: str | None) -> str | None:
    """Return the ISO code of the country that the outlet's name names: "Government of Chad", "Chad Times"."""
    return next((m.entry.country for m in names.find(outlet or "") if m.entry.country), None)


def issuing_state(outlet: str | None) -> str | None:
    """Return the ISO code of the state whose body the outlet is: "Chad Ministry of Defence", not "Chad Times"."""
    official = any(_OFFICIAL & set(m.entry.sector) for m in names.find(outlet or ""))
    by_word = not words("issuer_words").isdisjoint(w.lower() for w in (outlet or "").split())
    return country_of(outlet) if official or by_word else None


def first_person_sentences(doc: Doc, said: Collection[tuple[int, int]]) -> Iterator[tuple[Span, int]]:
    """Yield each sentence that says "we" outside what somebody is quoted with, and the token that says it.

    Args:
        said: character ranges of what others say.
    """
    for sentence in doc.sents:
        for token in sentence:
            quoted = any(start <= token.idx < end for start, end in said)
            if token.lower_ in FIRST_PERSON and token.text != "US" and not quoted:
                yield sentence, token.i
                break
