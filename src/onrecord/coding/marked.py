"""A candidate as a sentence encoder reads it: the words of its sentence, with marks around who, what and whom.

In: a Doc and the tokens that head predicate, actor and recipient. Out: words, and where the opening marks stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.reading import english as en

ROLES = ("actor", "predicate", "recipient")
_MARKS = {"actor": "@", "predicate": "*", "recipient": "#"}
_REACH = 45
"""Words on either side of the predicate that are read; few sentences of reports are longer."""
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """``@ Laos @ * blamed * # Peru #``."""

    words: tuple[str, ...]
    places: tuple[int, int, int]
    """The index of the word that opens each of `ROLES`, -1 where nobody fills it."""


def mark(doc: Doc, head: int, actor: int | None, recipient: int | None) -> Marked:
    """Mark predicate, actor and recipient in the words around the predicate."""
    start, end = en.sentence_span(doc[head])
    start, end = max(start, head - _REACH), min(end, head + _REACH)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for role, token in zip(ROLES, (actor, head, recipient), strict=True):
        if token is not None:
            opening.setdefault(token if role == "predicate" else _name_start(doc, token), []).append(role)
            closing.setdefault(token + 1, []).append(role)
    words: list[str] = []
    places = dict.fromkeys(ROLES, -1)
    for i in range(start, end + 1):
        words += [_MARKS[role] for role in closing.get(i, ())]
        if i == end:
            break
        for role in opening.get(i, ()):
            places[role] = len(words)
            words.append(_MARKS[role])
        if not doc[i].is_space:
            words.append(doc[i].text)
    return Marked(tuple(words), (places["actor"], places["predicate"], places["recipient"]))


def _name_start(doc: Doc, head: int) -> int:
    """Return where the phrase before its head begins: "the Jordanian foreign [ministry]"."""
    return max(min(en.noun_phrase(doc[head])[0], head), head - _LONGEST_NAME)
