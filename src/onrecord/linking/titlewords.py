"""The words of titles: "minister", "General", "deputy", "Secretary-General", "former".

In: tokens. Out: what part of a title each can be, its word in the singular, and the sector that it tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from onrecord import lexicon


@cache
def parts() -> Mapping[str, frozenset[str]]:
    """Return which parts of a title each word can be: "head", "honorific", "modifier", "topic", "past"."""
    found: dict[str, set[str]] = {}
    for row in lexicon.table("titles"):
        found.setdefault(row["word"], set()).add(row["part"])
    return {k: frozenset(v) for k, v in found.items()}


@cache
def sectors_of_titles() -> Mapping[str, str]:
    """Return the PLOVER sector of each word that heads a title."""
    return {r["word"]: r["sector"] for r in lexicon.table("titles") if r["part"] == "head" and r["sector"]}


def base(token: Token) -> str:
    """Return the word of a title in the singular: "ministers" and "Minister’s" give "minister"."""
    word = joined(token) or token.lower_
    return token.lemma_.lower() if word not in parts() and token.lemma_.lower() in parts() else word


def joined(token: Token) -> str | None:
    """Return the title of which the tokenizer parts two halves at the hyphen: "Secretary-General"."""
    if token.lower_ not in _halves():
        return None
    doc, last = token.doc, len(token.doc) - 1
    for hyphen in (token.i - 1, token.i + 1):
        if 0 < hyphen < last and doc[hyphen].text == "-":
            word = f"{doc[hyphen - 1].lower_}-{doc[hyphen + 1].lower_}"
            if word in parts():
                return word
    return None


@cache
def _halves() -> frozenset[str]:
    """Return what stands before and after the hyphens of titles."""
    parted = ((word[: m.start()], word[m.end() :]) for word in parts() for m in re.finditer("-", word))
    return frozenset(half for halves in parted for half in halves)


def spelled_out(token: Token) -> str | None:
    """Return the word that a title is short for: "the general" takes up "Gen. Luis Rojas"."""
    return _shortened().get(token.lower_)


@cache
def _shortened() -> Mapping[str, str]:
    rows = reversed(lexicon.table("title_abbreviations"))
    return {short: r["word"] for r in rows for short in (r["short"], r["short"].removesuffix("."))}


def is_title(token: Token) -> bool:
    """Tell whether the token heads a title: "minister", "General", "Mr."."""
    return bool(parts().get(base(token), frozenset()) & {"head", "honorific"})


def speaks_for(token: Token) -> bool:
    """Tell whether the title is one of speaking for somebody else: "spokeswoman"."""
    return token.lower_ in lexicon.words("spokespeople", before="")


def is_title_word(token: Token) -> bool:
    """Tell whether the token can stand before the head of a title: "deputy", "foreign"."""
    return bool(parts().get(token.lower_, frozenset()) & {"head", "honorific", "modifier"})


def is_past(token: Token) -> bool:
    """Tell whether the word says of an office that it was held before: "former"."""
    return "past" in parts().get(token.lower_, frozenset())


def is_topic(token: Token) -> bool:
    """Tell whether the word says what an office is for: "foreign", "affairs"."""
    return "topic" in parts().get(token.lower_, frozenset())


@cache
def title_heads() -> frozenset[str]:
    """Return the words that head a title: "minister", "general", "mr."."""
    return frozenset(w for w, parts in parts().items() if parts & {"head", "honorific"})


def is_rank(title: Token) -> bool:
    """Tell whether a title is a rank or an address, which may stand after an office: "General", "Dr."."""
    word = base(title)
    return "honorific" in parts().get(word, frozenset()) or sectors_of_titles().get(word) == "MIL"
