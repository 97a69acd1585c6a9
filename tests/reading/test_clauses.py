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
        (
            "The ships that Norway built and will send to Chad are old.",
            "send",
            ["Norway"],
            ["ships"],
        ),  # its second verb
        ("Kenya thanked Norway, which sent ships.", "send", ["Norway"], ["ships"]),  # subject relative clause
        ("The ships delivered to Kenya were old.", "deliver", [], ["ships"]),  # reduced relative clause
        ("The senate passed a resolution.", "resolution", ["senate"], []),  # a paper is theirs who issue it
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
        ("The jury found the trader guilty.", "find", ["jury"], ["trader"]),  # small clause, parsed as a complement
        ("The envoy called the attack an outrage.", "call", ["envoy"], ["attack"]),  # small clause with a noun
        ("The mayor was caught and jailed.", "jail", [], ["mayor"]),  # a passive shared through coordination
        # what is suffered in a raid is not the sufferers' raid; what is charged in one is
        ("Ten sailors were killed in a raid.", "raid", [], []),
        ("Two sailors were charged in the raid.", "raid", ["sailors"], []),
        ("The navy forced the trawler to turn back.", "force", ["navy"], ["trawler"]),  # made to act
        # a list whose second name is parsed as an apposition
        ("Mali, the Gambia, Togo and Peru signed a pact.", "sign", ["Mali", "Gambia", "Togo", "Peru"], ["pact"]),
        ("The envoy spoke after the raids.", "raid", [], []),  # known: not said whose
        ("The minister left after talks.", "talk", ["minister"], []),
        # gerund after a noun for a deed: the one it befalls
        ("The arrest of the mayor for selling land angered the town.", "sell", ["mayor"], ["land"]),
        # a verb of a list that the parser takes for a preposition, as in "provided that"
        ("Norway gave ferries to Kenya, provided three radar sets to its navy.", "provide", ["Norway"], ["sets"]),
        # a verb that the parser hangs on the condition before it
        (
            "Norway is working to clear mines and, when necessary, striking against smugglers who threaten the port.",
            "strike",
            ["Norway"],
            [],
        ),
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


def test_who_is_given_unhindered_access(parse: Parse) -> None:
    """The parser takes who stands before several adjectives for the subject of the first."""
    doc = parse("Kenya must allow the inspectors unconditional, safe and unhindered access.")
    clause = next(c for c in clauses(doc) if c.lemma == "allow")
    assert [doc[i].text for i in clause.indirects] == ["inspectors"]


def test_negation(parse: Parse) -> None:
    doc = parse("Norway did not send ships.")
    clause = next(c for c in clauses(doc) if c.lemma == "send")
    assert clause.negation is not None
    assert doc[clause.negation].text == "not"


def test_words_of_a_clause_leave_out_its_neighbour(parse: Parse) -> None:
    doc = parse("Norway sent ships and praised Kenya.")
    sent = next(c for c in clauses(doc) if c.lemma == "send")
    assert doc[sent.start : sent.end].text == "Norway sent ships"


@pytest.mark.parametrize(
    ("sentence", "lemma", "preposition", "said"),
    [
        ("The jury found the trader guilty.", "find", "as", ["guilty"]),
        ("The jury found the trader not guilty.", "find", "as not", ["guilty"]),
        ("The envoy called the attack an outrage.", "call", "as", ["outrage"]),
        ("The militia set the hostages free.", "set", "as", ["free"]),  # parsed as an adverbial clause
        ("The trader was found guilty.", "find", "as", ["guilty"]),  # passive
        ("The town remained calm.", "remain", "as", []),  # said of the subject: no small clause
    ],
)
def test_what_an_object_is_said_to_be(
    parse: Parse, sentence: str, lemma: str, preposition: str, said: list[str]
) -> None:
    doc = parse(sentence)
    clause = next(c for c in clauses(doc) if c.lemma == lemma)
    assert [doc[i].text for i in clause.oblique(preposition)] == said
