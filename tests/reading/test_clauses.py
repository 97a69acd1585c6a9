"""Who does what to whom, through the grammar of news."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("sentence", "lemma", "subjects", "objects"),
    [
        ("Norway sent ships to Kenya.", "send", ["Norway"], ["ships"]),  # active
        ("The ships were sent by Norway.", "send", ["Norway"], ["ships"]),  # passive with agent
        ("Norway and Chile signed a pact.", "sign", ["Norway", "Chile"], ["pact"]),  # coordinated subjects
        ("Norway praised Kenya and sent ships.", "send", ["Norway"], ["ships"]),  # shared subject
        ("Kenya received ships which Norway built.", "build", ["Norway"], ["ships"]),  # object relative clause
        ("Kenya thanked Norway, which sent ships.", "send", ["Norway"], ["ships"]),  # subject relative clause
        ("The ships delivered to Kenya were old.", "deliver", [], ["ships"]),  # reduced relative clause
        ("Norway urged Kenya to leave the port.", "leave", ["Kenya"], ["port"]),  # object control
        ("Norway promised Kenya to leave the port.", "leave", ["Norway"], ["port"]),  # subject control
        ("Norway called on Kenya to leave the port.", "leave", ["Kenya"], ["port"]),  # control by a preposition
        ("Norway is committed to helping Kenya.", "help", ["Norway"], ["Kenya"]),  # gerund after a preposition
        ("Norway left the port after praising Kenya.", "praise", ["Norway"], ["Kenya"]),  # adverbial participle
        ("The removal of the embargo pleased Kenya.", "removal", [], ["embargo"]),  # nominal with object
        ("The attack by rebels on the port failed.", "attack", ["rebels"], []),  # nominal with agent
        ("Norway's support for Kenya grew.", "support", ["Norway"], []),  # nominal with possessor
        ("The two ministers held talks in Nairobi.", "talk", ["ministers"], []),  # light verb
        ("Norway reaffirmed its plans to export grain.", "export", ["its"], ["grain"]),  # infinitive after a noun
        ("Rebels carried out a raid.", "carry out", ["Rebels"], ["raid"]),  # particle
        # a subject that the parser hangs on the auxiliary
        ("A spokesman said the base was closed.", "close", [], ["base"]),
    ],
)
def test_arguments(parse: Parse, sentence: str, lemma: str, subjects: list[str], objects: list[str]) -> None:
    doc = parse(sentence)
    clause = next(c for c in clauses(doc) if c.lemma == lemma)
    assert ([doc[i].text for i in clause.subjects], [doc[i].text for i in clause.objects]) == (subjects, objects)


def test_obliques_expand_coordination(parse: Parse) -> None:
    doc = parse("Norway sent ships to Kenya and Ghana.")
    clause = next(c for c in clauses(doc) if c.lemma == "send")
    assert [doc[i].text for i in clause.oblique("to")] == ["Kenya", "Ghana"]


def test_negation(parse: Parse) -> None:
    doc = parse("Norway did not send ships.")
    clause = next(c for c in clauses(doc) if c.lemma == "send")
    assert clause.negation is not None
    assert doc[clause.negation].text == "not"


def test_words_of_a_clause_leave_out_its_neighbour(parse: Parse) -> None:
    doc = parse("Norway sent ships and praised Kenya.")
    sent = next(c for c in clauses(doc) if c.lemma == "send")
    assert doc[sent.start : sent.end].text == "Norway sent ships"
