"""The language of full-text questions, the same whatever database keeps the register.

In: what a user types: ``ferries OR boats "naval base" -oil``. Out: a `Question`, its parts as folded words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from onrecord.errors import RegisterError

LONGEST = 250
"""Of a word, in letters; no index takes words without end."""

_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Of each group of `wanted` one phrase must stand in a text, and none of `unwanted`.

    A phrase is folded: words with a space before and after each. One of several words stands within one of the texts
    that were folded together, in that order.
    """

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...] = ()


def folded(*texts: str | None) -> str:
    """Return the words of texts for comparison: no case, accents or marks, one space before and after each word.

    Between two texts stand two spaces, so that no phrase begins in one and ends in the next.
    """
    found = []
    for text in filter(None, texts):
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        if words := re.findall(r"\w+", plain.casefold()):
            found.append(f" {' '.join(words)} ")
    return "".join(found)


def words_of(phrase: str) -> list[str]:
    """Return the words of a folded phrase."""
    return phrase.split()


def phrase(text: str, name: str) -> Question:
    """Return the question for all words of a text in their order.

    Raises:
        RegisterError: there is no word in it, or one too long to be looked for.
    """
    return Question(wanted=((_folded(text, name),),))


def parse(text: str, name: str) -> Question:
    """Return the question that a user typed: words and "phrases", all of them; ``OR`` between two; ``-`` before one.

    ``ferries OR boats oil`` asks for oil and for one of the other two. A word with marks in it (anti-tank) is a phrase.

    Raises:
        RegisterError: there is nothing to look for, or an ``OR`` does not stand between two words.
    """
    wanted: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    either = False
    for part in _PART.finditer(text):
        if part["word"] == "OR" and not part["minus"]:
            if either or not wanted:
                raise RegisterError(f"{name}: OR stands between two words or phrases: ferries OR boats")
            either = True
        elif not folded(part["phrase"] or part["word"]):
            continue  # a dash, a bullet: nothing that one could look for
        elif part["minus"]:
            unwanted.append(_folded(part["phrase"] or part["word"], name))
        else:
            found = (_folded(part["phrase"] or part["word"], name),)
            wanted[-1:] = [wanted[-1] + found] if either else [*wanted[-1:], found]
            either = False
    if either:
        raise RegisterError(f"{name}: OR stands between two words or phrases: ferries OR boats")
    if not wanted:
        raise RegisterError(f"{name}: there is no word in {text!r} to look for; -word only leaves out of what is found")
    return Question(wanted=tuple(wanted), unwanted=tuple(unwanted))


def _folded(text: str, name: str) -> str:
    found = folded(text)
    if not found:
        raise RegisterError(f"{name}: there is no word in {text!r} to look for")
    if any(len(word) > LONGEST for word in words_of(found)):
        raise RegisterError(f"{name}: a word of more than {LONGEST} letters cannot be looked for")
    return found
