"""Which language a text is in: English is read, all others are kept, marked and left alone.

In: a text and what its page says of the language. Out: an ISO 639-1 code, and whether the text itself shows it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

ENGLISH = "en"

_LONG_ENOUGH = 100
"""Below so many letters the guess is worth little: a list of names is of any language."""
_SURE = 0.75
_SAMPLE = 20_000
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def language_of(text: str, stated: str | None) -> tuple[str, bool]:
    """Return the language of a text, and whether it was told from the text.

    A page's own word is believed only where the text is too short or too mixed to show: templates of many sites state
    one language for all of their pages.
    """
    sample = text[:_SAMPLE]
    letters = _LETTER.findall(sample)
    latin = sum(bool(_LATIN.match(letter)) for letter in letters)
    if len(letters) > 2 * latin:
        return _guess(sample)[0], True  # no English, however short
    if len(letters) >= _LONG_ENOUGH:
        language, probability = _guess(sample)
        if probability >= _SURE:
            return language, True
    return stated or ENGLISH, False


def _guess(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
