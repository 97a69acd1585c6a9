"""Drafts out of matches: what one deed swallows, and what makes a draft at all."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.coding.coded import coded
from onrecord.coding.folding import folded
from onrecord.reading.clauses import clauses

Parse = Callable[[str], Doc]


def named(doc: Doc) -> Callable[[int], bool]:
    return lambda i: doc[i].pos_ == "PROPN"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a purpose of the same kind is part of the deed and lends its recipient
        ("Spain sent medicine to help Mauritania.", [("AID", ["Spain"], ["Mauritania"])]),
        # a purpose of another kind stays beside the deed
        (
            "Spain sent troops to Chad to attack Libya.",
            [("MOBILIZE", ["Spain"], ["Chad"]), ("ASSAULT", ["Spain"], ["Libya"])],
        ),
        # the phrase that the parser hangs on the object counts as the verb's own
        ("Spain returned a painting to Peru.", [("RETREAT", ["Spain"], ["Peru"])]),
        # what is sent is not who it is sent to; whom one frees is
        ("Spain sent two engineers.", [("AID", ["Spain"], [])]),
        # a decision lends its status and is no deed
        ("Spain decided to send medicine to Peru.", [("AID", ["Spain"], ["Peru"])]),
        # who is counted by a quantity stands for the other side
        ("Spain met a handful of Tuaregs.", [("CONSULT", ["Spain", "Tuaregs"], ["Tuaregs"])]),
        # who is to meet the condition is who it is said to
        ("Spain threatened to close the port unless Peru pays its debts.", [("THREATEN", ["Spain"], ["Peru"])]),
        # "its" means the actor: another name comes first
        ("Spain welcomed its talks with Peru.", [("SUPPORT", ["Spain"], ["Peru"])]),
        # a subject that cannot act does not hide a deed whose words and other side stand
        ("The curators lifted a boycott of Peru.", [("CONCEDE", [], ["Peru"])]),
        # who stands behind the noun of the predicate's own phrase
        ("Spain has been in touch with Peru.", [("CONSULT", ["Spain", "Peru"], ["Peru"])]),
        # whom something is asked of
        (
            "Spain underlined the need for Peru to withdraw.",
            [("REQUEST", ["Spain"], ["Peru"]), ("RETREAT", ["Peru"], [])],
        ),
        # who counts on a deed is whom it reaches
        ("Spain can count on support from Peru.", [("AID", ["Peru"], ["Spain"])]),
        # who answers a request is whom it is made to; whose the thing is that one answers
        ("Spain accepted a request by Peru.", [("AGREE", ["Spain"], ["Peru"]), ("REQUEST", ["Peru"], ["Spain"])]),
        # who receives it, too
        ("Spain has received a request from Peru.", [("REQUEST", ["Peru"], ["Spain"])]),
        # who goes on in spite of what is said against it
        (
            "Spain signed the pact despite criticism by Peru.",
            [("SUPPORT", ["Spain"], []), ("ACCUSE", ["Peru"], ["Spain"])],
        ),
        # with whose help somebody does it
        ("With aid from Peru, Spain fed the town.", [("AID", ["Peru"], ["Spain"])]),
        # what both sides talk about is no side
        ("Spain and Chile discussed the crisis in Peru.", [("CONSULT", ["Spain", "Chile"], [])]),
        # of names stacked before a noun the first does it, the second bears it; a possessor does it to the name behind
        ("Spain opposes EU Peru sanctions.", [("REJECT", ["Spain"], ["EU"]), ("SANCTION", ["EU"], ["Peru"])]),
        ("Spain's Peru embargo was lifted.", [("SANCTION", ["Spain"], ["Peru"]), ("CONCEDE", ["Spain"], ["Peru"])]),
        # one of those whom it befalls
        ("Roe was among the Taliban who had been arrested.", [("COERCE", [], ["Roe", "Taliban"])]),
        # who is where it befalls the place
        ("The Taliban live in villages besieged by Spain.", [("COERCE", ["Spain"], ["Taliban"])]),
        # whose duties stand in an accord is a party to it; so is whoever ratifies it
        ("Spain's duties under the 1998 accord with Peru are clear.", [("AGREE", ["Spain", "Peru"], ["Peru"])]),
        # what the idea that somebody airs is about
        (
            "Roe floated the idea of having Peru patrol the coast.",
            [("REQUEST", ["Roe"], ["Peru"]), ("MOBILIZE", ["Peru"], [])],
        ),
        # both of a hyphenated pair
        (
            "Spain condemned the Peru-Chile pact.",
            [("ACCUSE", ["Spain"], ["Peru", "Chile"]), ("AGREE", ["Peru", "Chile"], [])],
        ),
    ],
)
def test_drafts(parse: Parse, sentence: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    doc = parse(sentence)
    view = clauses(doc)
    drafts = folded(doc, view, coded(doc, view, named(doc)))
    made = [(d.act, [doc[i].text for i in d.actors], [doc[i].text for i in d.recipients]) for d in drafts]
    assert made == expected


@pytest.mark.parametrize(
    ("sentence", "acts", "recipients"),
    [
        ("Norway gave aid to Kenya.", ["AID"], [["Kenya"]]),  # not "gave" and "aid"
        # what somebody else does is a deed of its own
        ("Norway repelled the air strikes launched by Kenya.", ["ASSAULT", "ASSAULT"], [["Kenya"], ["Norway"]]),
        ("Norway sent engineers to the port.", ["AID"], [[]]),  # engineers receive nothing
    ],
)
def test_one_deed(parse: Callable[[str], Doc], sentence: str, acts: list[str], recipients: list[list[str]]) -> None:
    doc = parse(sentence)
    named = {t.i for t in doc if t.text in ("Norway", "Kenya", "engineers")}
    view = clauses(doc)
    found = folded(doc, view, coded(doc, view, lambda i: i in named))
    assert [d.act for d in found] == acts
    assert [[doc[i].text for i in d.recipients] for d in found] == recipients


@pytest.mark.parametrize(
    ("sentence", "act", "mode"),
    [
        ("The militia threatened to arrest the mayor.", "THREATEN", "arrest"),
        ("Peru threatened to cut ties with Chile.", "THREATEN", "relations"),
        ("Peru urged Chile to release the sailors.", "REQUEST", "yield"),
        ("Chile refused to meet Peru.", "REJECT", "meet"),
        ("Chile rejected talks with Peru.", "REJECT", "meet"),  # the pattern names the mode
        ("Chile praised Peru.", "SUPPORT", None),
    ],
)
def test_mode_by_content(parse: Parse, sentence: str, act: str, mode: str | None) -> None:
    doc = parse(sentence)
    found = coded(
        doc, clauses(doc), lambda i: doc[i].pos_ == "PROPN" or doc[i].lemma_ in ("militia", "mayor", "sailor")
    )
    assert (found[0].act, found[0].mode) == (act, mode)
    # where the mode is the content's, the crosswalk gives the finer code
    assert found[0].cameo is None or found[0].mode != "arrest"
