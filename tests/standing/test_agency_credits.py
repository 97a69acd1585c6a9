"""The agency that a report is credited to: last in the chain of who tells, and no speaker of its sentences."""

from __future__ import annotations

import pytest

from spoken import Parse, Told, read, told

LEAD = "Norway sent two ferries to Fiji on Monday"

VOICES = [
    # the outlet's own voice is the agency's
    (f"Ferries for Fiji\n\nOSLO (Reuters) - {LEAD}.", "sent", ("Reuters", "The Example")),
    # outlet <- agency <- official
    (
        f"Ferries for Fiji\n\nOSLO (AFP) - {LEAD}, officials said.",
        "sent",
        ("officials (unnamed)", "Agence France-Presse", "The Example"),
    ),
    # outlet <- agency <- official, the agency as a speaker
    (
        f"Ferries for Fiji\n\nTASS reported that {LEAD}, citing a minister.",
        "sent",
        ("minister (unnamed)", "TASS", "The Example"),
    ),
    # an agency that cites itself in a report of its own stands there once
    (f"Ferries for Fiji\n\nOSLO (AFP) - {LEAD}, AFP reported.", "sent", ("Agence France-Presse", "The Example")),
    # no credit
    (f"Ferries for Fiji\n\n{LEAD}.", "sent", ("The Example",)),
    (f"Ferries for Fiji\n\n{LEAD}.\n\nWith inputs from PTI", "sent", ("The Example",)),
    # a paragraph's credit is not its neighbour's
    (f"In brief\n\n{LEAD}. (Reuters)\n\nKenya attacked Chad on Monday.", "sent", ("Reuters", "The Example")),
    (f"In brief\n\n{LEAD}. (Reuters)\n\nKenya attacked Chad on Monday.", "attacked", ("The Example",)),
]

SAID: list[tuple[str, list[Told]]] = [
    (
        "Ferries for Fiji\n\nThe mayor said the road was open. (Reuters)",
        [("The mayor", "said", "the road was open", None)],
    ),
    (
        "Ferries for Fiji\n\nThe mayor said the road was open — AP",
        [("The mayor", "said", "the road was open", None)],
    ),
    (
        "Ferries for Fiji\n\n“The road is open,” the mayor said. “It stays open.” — AP",
        [("the mayor", "said", "“The road is open,” … “It stays open.”", None)],
    ),
    (
        "Ferries for Fiji\n\nThe mayor opened the road. “It stays open.” – AFP",
        [],
    ),
    (
        "Ferries for Fiji\n\nOSLO (Reuters) - The mayor said the road was open.",
        [("The mayor", "said", "the road was open", None)],
    ),
    ("Ferries for Fiji\n\nThe road is open.\n\nSource: TASS", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), VOICES, ids=[v[0][-60:] + v[1] for v in VOICES])
def test_voices(parse: Parse, text: str, word: str, expected: tuple[str, ...]) -> None:
    reading = read(parse, text, outlet="The Example")
    record = next(r for r in reading.records if any(word in e.quote for e in r.evidence))
    assert reading.voices(record) == expected


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[s[0][-60:] for s in SAID])
def test_a_credit_is_no_speaker(parse: Parse, text: str, expected: list[Told]) -> None:
    assert told(read(parse, text)) == expected
