"""Speakers over sentences and paragraphs: pronouns, titles and papers; who cannot be known stays open."""

from __future__ import annotations

import pytest

from spoken import Parse, named, read

# who speaks, in the report's words, and by standard name: None is open, "*" somebody unnamed, "=0" who spoke first
REPORTS: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    # "he added", in the next sentence and in the next paragraph
    (
        "Mayor Omar Diop said the bridge was open. He added that tolls would rise.",
        [("Mayor Omar Diop", "Omar Diop"), ("He", "Omar Diop")],
    ),
    (
        "Mayor Omar Diop said the bridge was open.\n\nHe added that tolls would rise.",
        [("Mayor Omar Diop", "Omar Diop"), ("He", "Omar Diop")],
    ),
    (
        "Mayor Omar Diop opened the bridge on Monday.\n\n“It is ours,” he said.\n\n“It stays ours,” he added.",
        [("he", "Omar Diop"), ("he", "Omar Diop")],
    ),
    # a woman and a man
    (
        "Ms. Ana Roe met Mr. Omar Diop on Monday. She said the talks had failed. He said they would go on.",
        [("She", "Ana Roe"), ("He", "Omar Diop")],
    ),
    # two men, none the subject before: open
    (
        "A bridge joins the towns of Mr. Omar Diop and Mr. Luis Rojas. He said tolls would rise.",
        [(None, None)],
    ),
    (
        "Mr. Omar Diop and Mr. Luis Rojas opened the bridge. He said tolls would rise.",
        [(None, None)],
    ),
    # two men, one of them speaks: he goes on
    (
        "Mr. Omar Diop told Mr. Luis Rojas that the bridge was open. He added that tolls would rise.",
        [("Mr. Omar Diop", "Omar Diop"), ("He", "Omar Diop")],
    ),
    (
        "Mr. Omar Diop said Mr. Luis Rojas had opened the bridge. He added that tolls would rise.",
        [("Mr. Omar Diop", "Omar Diop"), ("He", "Omar Diop")],
    ),
    (
        "“Mr. Luis Rojas opened the bridge,” Mr. Omar Diop said. “He is proud,” he added.",
        [("Mr. Omar Diop", "Omar Diop"), ("he", "Omar Diop")],
    ),
    # a woman named, a man unnamed
    (
        "Ms. Ana Roe opened the bridge. He said tolls would rise.",
        [(None, None)],
    ),
    # an unnamed speaker
    (
        "A driver said the bridge was open. He said he had crossed it.",
        [("A driver", "*"), ("He", "=0")],
    ),
    (
        "A spokeswoman for the Kenyan navy said the boats were old. She said more would come.",
        [
            ("A spokeswoman for the Kenyan navy", "*"),
            ("She", "=0"),
        ],
    ),
    # a title takes up the name
    (
        "Peruvian General Luis Rojas said the town had fallen. The general added that troops would stay.",
        [("Peruvian General Luis Rojas", "Luis Rojas"), ("The general", "Luis Rojas")],
    ),
    (
        "Omar Diop, the mayor, met Luis Rojas, a lawyer. The lawyer said the bridge was closed.",
        [("The lawyer", "Luis Rojas")],
    ),
    # of two who hold the title, nobody knows which
    (
        "Minister Ana Roe met Minister Bo Lee on Monday. The minister said the talks had failed.",
        [("The minister", None)],
    ),
    # a surname
    (
        "Defence Minister Ana Roe met Colonel Luis Rojas. “We are ready,” Rojas said. Roe said nothing was ready.",
        [("Rojas", "Luis Rojas"), ("Roe", "Ana Roe")],
    ),
    # "it" and the body
    (
        "The Kenyan foreign ministry said the embassy was closed. It said the staff had left.",
        [
            ("The Kenyan foreign ministry", "Kenyan Foreign Ministry"),
            ("It", "Kenyan Foreign Ministry"),
        ],
    ),
    (
        "The Kenyan foreign ministry said the embassy was closed. The ministry added that the staff had left.",
        [
            ("The Kenyan foreign ministry", "Kenyan Foreign Ministry"),
            ("The ministry", "Kenyan Foreign Ministry"),
        ],
    ),
    (
        "The Kenyan foreign ministry said Somalia had closed the embassy. It said the staff had left.",
        [
            ("The Kenyan foreign ministry", "Kenyan Foreign Ministry"),
            ("It", "Kenyan Foreign Ministry"),
        ],
    ),
    # papers: whose they are
    (
        "The Kenyan foreign ministry closed the embassy. The ministry statement said the staff had left.",
        [("The ministry statement", "Kenyan Foreign Ministry")],
    ),
    (
        "The Kenyan foreign ministry issued a statement on Monday. The statement said the staff had left.",
        [("The statement", "Kenyan Foreign Ministry")],
    ),
    (
        "The Kenyan foreign ministry said in a statement that the staff had left. The statement added that"
        " the embassy was closed.",
        [
            ("The Kenyan foreign ministry", "Kenyan Foreign Ministry"),
            ("The statement", "Kenyan Foreign Ministry"),
        ],
    ),
    (
        "The letter, signed by General Luis Rojas, said the town had fallen.",
        [("The letter", "Luis Rojas")],
    ),
    (
        "A report by the Baobab Relief Committee said the road was unsafe. The report said two trucks had burned.",
        [
            ("A report by the Baobab Relief Committee", "Baobab Relief Committee"),
            ("The report", "Baobab Relief Committee"),
        ],
    ),
    (
        "A leaked letter said the town had fallen. The letter said troops would stay.",
        [("A leaked letter", None), ("The letter", None)],
    ),
    (
        "General Luis Rojas wrote to the council on Monday. In the letter, he said the town had fallen.",
        [("he", "Luis Rojas")],
    ),
    # a thing said in between does not become the speaker
    (
        "President Bo Lee said the dam would open in May. The dam belongs to Chad. He said it was safe.",
        [("President Bo Lee", "Bo Lee"), ("He", "Bo Lee")],
    ),
    # the pronoun and a person within what is said
    (
        "Senator Bo Lee accused Governor Luis Rojas of delay. He said the bridge had stood empty for a year.",
        [("Senator Bo Lee", "Bo Lee"), ("He", "Bo Lee")],
    ),
    # whose aide it is is not who speaks
    (
        "An aide to President Bo Lee said the dam was safe. She said it would open in May.",
        [("An aide to President Bo Lee", "*"), ("She", "=0")],
    ),
    (
        "President Bo Lee’s lawyer said the dam was safe. “He is innocent,” the lawyer said.",
        [("President Bo Lee’s lawyer", "*"), ("the lawyer", "=0")],
    ),
    # they
    (
        "Peru and Chile signed the pact. They said it would hold.",
        [("They", "Peru and Chile")],
    ),
    (
        "Residents fled the town on Monday. They said shots had been fired.",
        [("They", "residents (unnamed)")],
    ),
    # a far speaker is not taken up where another stands between
    (
        "Mr. Omar Diop said the bridge was open.\n\nThe council met on Monday.\n\nMr. Luis Rojas crossed the bridge."
        " He said it was safe.",
        [("Mr. Omar Diop", "Omar Diop"), ("He", "Luis Rojas")],
    ),
    # who is spoken of by name in a subordinate place is not "he"
    (
        "Mr. Omar Diop, who had met Mr. Luis Rojas, left on Monday. He said the bridge was open.",
        [("He", "Omar Diop")],
    ),
    # an unknown paper
    ("It said the town had fallen.", [(None, None)]),
    ("He said the town had fallen.", [(None, None)]),
    # a headline's title is the body's person
    (
        "Minister: bridge to open\n\nMining Minister Ana Roe said the bridge would open in May.",
        [("Minister", "Ana Roe"), ("Mining Minister Ana Roe", "Ana Roe")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS, ids=[r[0] for r in REPORTS])
def test_speakers(parse: Parse, text: str, expected: list[tuple[str | None, str | None]]) -> None:
    reading = read(parse, text)
    speakers = [s.speaker for s in reading.statements]
    assert [s and s.quote for s in speakers] == [words for words, _ in expected]
    for speaker, (words, who) in zip(speakers, expected, strict=True):
        name = named(reading, speaker)
        if who == "*":  # somebody, unnamed
            assert name is not None, words
        elif who is not None and who.startswith("="):  # the same as an earlier one
            assert speaker is not None
            assert speaker.actor == speakers[int(who[1:])].actor  # type: ignore[union-attr]
        else:
            assert name == who, words
