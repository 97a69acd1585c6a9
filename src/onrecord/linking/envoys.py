"""Who is sent elsewhere: "the ambassador to Kenya" is not Kenyan.

In: the words of a title. Out: whether its holder was sent, and which names in it are where to.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_SENT = frozenset({"ambassador", "envoy", "consul", "commissioner", "representative", "delegate", "attaché", "nuncio"})
"""Offices that are held in another state's capital."""


def sent_to(title: Sequence[Token], name: Token) -> bool:
    """Tell whether a name in a title is where its holder was sent: "ambassador to Kenya", "consul in Peru"."""
    before = [t for t in title if t.i < name.i and t.lower_ != "the"]
    led = next((t for t in reversed(before) if t.lower_ in ("to", "in", "of", "for")), None)
    return led is not None and led.lower_ in ("to", "in") and any(map(is_sent, before))


def is_sent(token: Token) -> bool:
    """Tell whether a title is that of one sent elsewhere: "ambassador", "the envoys"."""
    return token.lower_ in _SENT or token.lemma_.lower() in _SENT
