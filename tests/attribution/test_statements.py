"""Who says what, from sentence to expected source, cue and content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.attribution.statements import LOOSE, Attribution, attribute
from onrecord.reading.layout import lay_out

Parse = Callable[[str], Doc]
BODY = "The talks went on until the evening, and nothing was signed."


def read(parse: Parse, text: str) -> tuple[Attribution, ...]:
    return attribute(parse(text), lay_out(text))


def told(text: str, a: Attribution) -> tuple[str | None, str | None, list[str]]:
    cut = [None if span is None else text[slice(*span)] for span in (a.speaker, a.cue)]
    return cut[0], cut[1], [text[s:e] for s, e in a.content]


def outermost(parse: Parse, text: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [told(text, a) for a in read(parse, text) if a.inside is None]


SENTENCES = [
    # that-clause, with and without "that"
    ("The ministry said that the road was open.", "The ministry", "said", ["that the road was open"]),
    ("The ministry said the road was open.", "The ministry", "said", ["the road was open"]),
    # the cue at the end, and in the middle
    ("The army is ready, the general added.", "the general", "added", ["The army is ready"]),
    ("The army, he said, is leaving the town.", "he", "said", ["The army", "is leaving the town"]),
    # who is spoken to is no part of the content
    ("The mayor told reporters that the road was open.", "The mayor", "told", ["that the road was open"]),
    # a quotation, before and after its cue, and split by it
    ("“The road is open,” Ana Roe said.", "Ana Roe", "said", ["“The road is open,”"]),
    ("Ana Roe said: “The road is open.”", "Ana Roe", "said", ["“The road is open.”"]),
    ("“The road,” said Ana Roe, “is open.”", "Ana Roe", "said", ["“The road,”", "“is open.”"]),
    # the sentence after a quotation is the same speaker's
    (
        "“The road is open,” Ana Roe said. “It stays open until May.”",
        "Ana Roe",
        "said",
        ["“The road is open,”", "“It stays open until May.”"],
    ),
    # a source in an adjunct
    ("According to the ministry, the road was open.", "the ministry", "According to", ["the road was open"]),
    ("The road was open, according to two drivers.", "two drivers", "according to", ["The road was open"]),
    ("In the mayor’s view, the road is safe.", "the mayor’s", "In", ["the road is safe"]),
    # objects as content
    ("Kenya condemned the attack on the convoy.", "Kenya", "condemned", ["the attack on the convoy"]),
    ("The envoy praised Chad for its patience.", "The envoy", "praised", ["Chad for its patience"]),
    ("The union accused the firm of delay.", "The union", "accused", ["the firm of delay"]),
    ("The envoy called for talks.", "The envoy", "called for", ["talks"]),
    # infinitives
    ("Norway pledged to send two ferries.", "Norway", "pledged", ["to send two ferries"]),
    ("Kenya urged Chad to withdraw its troops.", "Kenya", "urged", ["Chad to withdraw its troops"]),
    # a predicate on the object, also after a pronoun
    ("Others call it the river of tears.", "Others", "call", ["it the river of tears"]),
    ("The envoy called the plan “a mistake.”", "The envoy", "called", ["the plan “a mistake.”"]),
    # an "as" clause vouches for the clause it stands in
    ("As the paper recently noted, trust is falling.", "the paper", "recently noted", ["trust is falling"]),
    ("As reported by the Herald, the mayor left the town.", "the Herald", "reported", ["the mayor left the town"]),
    ("As the mayor put it, the road is a ruin.", "the mayor", "put it", ["the road is a ruin"]),
    # quantities as sources
    ("Most said they were very worried.", "Most", "said", ["they were very worried"]),
    # adjectives and nouns
    ("The mayor is confident that the plan will work.", "The mayor", "is confident", ["that the plan will work"]),
    ("The mayor’s claim that the road was open is old.", "The mayor’s", "claim", ["that the road was open"]),
    ("Residents were dismayed by the delay.", "Residents", "were dismayed", ["the delay"]),
    # a noun of which a linking verb tells the content
    ("The union’s claim is that the road was closed.", "The union’s", "claim", ["that the road was closed"]),
    ("Their goal is to build a bridge.", "Their", "goal", ["to build a bridge"]),
    # idioms: the verb tells of speech only with the words after it
    ("The mayor took aim at the council.", "The mayor", "took aim at", ["the council"]),
    ("The mayor made it clear that the road was open.", "The mayor", "made it clear", ["that the road was open"]),
    ("The envoy has often cast doubt on the plan.", "The envoy", "has often cast doubt on", ["the plan"]),
    # whoever issues a statement says what it says; whoever meets people chanting does not chant
    (
        "The union issued a statement saying that the road was closed.",
        "The union",
        "issued a statement saying",
        ["that the road was closed"],
    ),
    ("The mayor met protesters chanting “Go home.”", "protesters", "chanting", ["“Go home.”"]),
    # a participle borrows from the clause before it where the main clause has nobody who speaks
    (
        "The trouble came at noon, when guests broke up the meeting, shouting “Go home!”",
        "guests",
        "shouting",
        ["“Go home!”"],
    ),
    # an infinitive of purpose that is followed by words
    ("The mayor went on the radio to say that the road was open.", "The mayor", "to say", ["that the road was open"]),
    # a naming verb, its object and an apposition
    (
        "Ana Roe called the chief, J. Hall, “a hero” and left.",
        "Ana Roe",
        "called",
        ["the chief, J. Hall, “a hero”"],
    ),
    # the source stands after the cue, and the parser finds another inside the quotation
    (
        "“The rain, the mud, all that old stuff,” said a driver close to the family.",
        "a driver close to the family",
        "said",
        ["“The rain, the mud, all that old stuff,”"],
    ),
    # what the outlet adds around a quotation is not said
    ("“Come in,” Ana Roe said, and the boys went inside.", "Ana Roe", "said", ["“Come in,”"]),
    # what somebody is brought to say is said; a label without a verb, after a colon
    ("The mayor was moved to say: “The road is open.”", "The mayor", "moved to say", ["“The road is open.”"]),
    ("Here’s Roe in December 1992: “Our road must be wide.”", "Roe", ":", ["“Our road must be wide.”"]),
    # the clause before the main one introduces nothing
    (
        "When the chief died in May, the mayor released the following note: “He built the road.”",
        "the mayor",
        "released",
        ["“He built the road.”"],
    ),
    # a title is no quotation
    ("On the show “Night Watch,” Ana Roe said the road was open.", "Ana Roe", "said", ["the road was open"]),
    # a poll speaks where it opens the sentence; a rumour has no source
    (
        "In a poll of Monday, half of the voters chose the mayor.",
        "a poll of Monday",
        "In",
        ["half of the voters chose the mayor"],
    ),
    ("The mayor has reportedly left the town.", None, "reportedly", ["The mayor has", "left the town"]),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_one_sentence(parse: Parse, text: str, speaker: str | None, cue: str, content: list[str]) -> None:
    assert (speaker, cue, content) in outermost(parse, text)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("It is said that the road is open.", ["is said"]),  # both voices
        ("The plan was released.", []),  # a deed, of nobody
        ("The plan was released by the union.", ["was released"]),
        ("The house was lived in.", []),
    ],
)
def test_passive(parse: Parse, text: str, cues: list[str]) -> None:
    assert [cue for _, cue, _ in outermost(parse, text)] == cues


def test_participle_belongs_to_the_speaker(parse: Parse) -> None:
    # "adding" hangs on "left" in the parse; it is the minister who adds
    text = "The minister said the army had left the town, adding that the road was open."
    assert outermost(parse, text) == [
        ("The minister", "said", ["the army had left the town"]),
        ("The minister", "adding", ["that the road was open"]),
    ]


def test_opening_participle(parse: Parse) -> None:
    text = "Highlighting the growing interest in trade, the minister said exports had doubled."
    assert outermost(parse, text) == [
        ("the minister", "Highlighting", ["the growing interest in trade"]),
        ("the minister", "said", ["exports had doubled"]),
    ]


def test_relative_clause_names_its_noun(parse: Parse) -> None:
    text = "Ana Roe, who said the road was open, left the town."
    assert ("Ana Roe", "said", ["the road was open"]) in outermost(parse, text)


def test_chain(parse: Parse) -> None:
    text = "The ministry said the general had told reporters that the bridge was open."
    outer, inner = read(parse, text)
    assert told(text, inner) == ("the general", "had told", ["that the bridge was open"])
    assert (outer.inside, inner.inside) == (None, 0)
    assert inner.hearer is not None
    assert text[slice(*inner.hearer)] == "reporters"


def test_quotation_over_two_paragraphs(parse: Parse) -> None:
    text = "Ana Roe said: “The road is open.\n\n“It stays open until May.”"
    assert outermost(parse, text) == [("Ana Roe", "said", ["“The road is open.", "“It stays open until May.”"])]


def test_own_thoughts_in_a_quotation_are_no_statements(parse: Parse) -> None:
    text = "“I think we hope for too much,” Ana Roe said."
    assert [told(text, a)[0] for a in read(parse, text)] == ["Ana Roe"]


def test_sentence_after_a_quotation_is_not_its_cue(parse: Parse) -> None:
    text = "The envoy put it bluntly: “The road is open.” She called on Chad to leave."
    assert outermost(parse, text) == [
        ("The envoy", "put it", ["“The road is open.”"]),
        ("She", "called on", ["Chad to leave"]),
    ]


def test_mixed_content_keeps_its_closing_mark(parse: Parse) -> None:
    text = "The mayor said the bridge would “open in May.”"
    (found,) = read(parse, text)
    assert told(text, found)[2] == ["the bridge would “open in May.”"]
    assert found.type == "mixed"


def test_headline_with_a_source(parse: Parse) -> None:
    text = f"Minister: Bridge to Open in May\n\nTUNIS – {BODY}"
    assert outermost(parse, text)[:1] == [("Minister", ":", ["Bridge to Open in May"])]


def test_headline_with_the_source_behind(parse: Parse) -> None:
    text = f"Bridge to open in May: ministry\n\nTUNIS – {BODY}"
    assert outermost(parse, text)[:1] == [("ministry", ":", ["Bridge to open in May"])]


def test_headline_without_a_source(parse: Parse) -> None:
    text = f"Analysis: Bridge to Open in May\n\nTUNIS – {BODY}"
    assert all(cue != ":" for _, cue, _ in outermost(parse, text))


def test_statement_as_it_was_issued(parse: Parse) -> None:
    # the paragraphs after the colon are all the minister's words, to the notes at the end
    text = (
        "Minister on the ferry agreement\n\nThe Minister, Ana Roe, said:\n\nThe agreement was signed in May."
        "\n\nI welcome the new ferries.\n\nNotes to editors\n\nThe ferries sail in June."
    )
    said = [t for t in outermost(parse, text) if t[1] == "said"]
    assert said == [
        ("The Minister, Ana Roe", "said", ["The agreement was signed in May.", "I welcome the new ferries."])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The strike showed the town its weakness.",  # a deed does not speak
        "The loan supports growth in the north.",  # nor does a thing hold an attitude
        "They met in the capital to discuss the crisis.",  # a purpose is no statement
        "You agree to receive our letters.",  # nor is what the reader does
        "There was no word on the talks.",
    ],
)
def test_no_false_speaker(parse: Parse, text: str) -> None:
    assert [a for a in read(parse, text) if a.speaker is not None and a.confidence > LOOSE] == []


@pytest.mark.parametrize(
    ("text", "stance", "sense"),
    [
        ("The mayor said the road was open.", "neutral", "speech"),
        ("The mayor admitted that the road was closed.", "endorsing", "speech"),
        ("The mayor claimed that the road was open.", "doubting", "speech"),
        ("The mayor believes that the road is open.", "neutral", "thought"),
        ("The mayor plans to open the road.", "neutral", "intention"),
    ],
)
def test_stance_and_sense(parse: Parse, text: str, stance: str, sense: str) -> None:
    (found,) = read(parse, text)
    assert (found.stance, found.sense) == (stance, sense)


def test_negated_cue_is_less_sure(parse: Parse) -> None:
    sure = read(parse, "The mayor said whether the road was open.")
    unsure = read(parse, "The mayor did not say whether the road was open.")
    assert unsure[0].confidence < sure[0].confidence


def test_rule_names_the_row(parse: Parse) -> None:
    (found,) = read(parse, "The ministry said the road was open.")
    path, line = found.rule.split(":")
    assert path == "lexicons/en/reporting_verbs.csv"
    assert int(line) > 1


@pytest.mark.parametrize("text", ["", "“", "Said.", "“”", "said said said", "\n\n", "According to", ": – “ ’"])
def test_nothing_raises(parse: Parse, text: str) -> None:
    assert isinstance(read(parse, text), tuple)


UNNAMED = [
    # what only seems so, what is expected, what is asked: nobody is named as the source
    ("The general appears to have left the town.", "appears", ["The general", "to have left the town"]),
    ("She is expected to work for the ministry.", "is expected", ["She", "to work for the ministry"]),
    ("He was asked about the need for a new road.", "was asked about", ["the need for a new road"]),
    ("The firms have been criticized for the delay.", "have been criticized", ["The firms", "for the delay"]),
]


@pytest.mark.parametrize(("text", "cue", "content"), UNNAMED, ids=[u[0] for u in UNNAMED])
def test_nobody_is_named(parse: Parse, text: str, cue: str, content: list[str]) -> None:
    assert (None, cue, content) in outermost(parse, text)


def test_coordinated_cue_belongs_to_the_speaker(parse: Parse) -> None:
    # the parser makes the army warn
    text = "The minister said the army had left the town and warned that the bridge was unsafe."
    assert outermost(parse, text) == [
        ("The minister", "said", ["the army had left the town"]),
        ("The minister", "warned", ["that the bridge was unsafe"]),
    ]


CREDITS = [
    # a dash and a name after a quotation
    (
        "“The road is open to all of us.” — Ana Roe, minister of transport",
        "Ana Roe",
        "“The road is open to all of us.”",
    ),
    # a post of a social network as it is embedded
    ("The road is open again — Ana Roe (@anaroe) May 5, 2016", "Ana Roe (@anaroe)", "The road is open again"),
    # a label without a verb before a quotation
    ("It is long. More from the report: “The road is open to all.”", "the report", "“The road is open to all.”"),
    # a fixed phrase
    ("As Ana Roe, a lawyer, put it, “the road is open to all.”", "Ana Roe, a lawyer", "“the road is open to all.”"),
    # the tagger takes the cue for a noun
    (
        "“The road is open to all,” a voice-over in the ad states.",
        "a voice-over in the ad",
        "“The road is open to all,”",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CREDITS, ids=[c[1] for c in CREDITS])
def test_source_beside_its_words(parse: Parse, text: str, speaker: str, content: str) -> None:
    assert (speaker, [content]) in [(s, c) for s, _, c in outermost(parse, text)]


def test_transcript_whose_turns_open_with_a_mark(parse: Parse) -> None:
    text = "Roe on the road\n\n“MODERATOR: When does it open?\n\n“ROE: It is open.\n\n“MODERATOR: Thank you very much."
    assert [(s, c) for s, _, c in outermost(parse, text)] == [
        ("MODERATOR", ["When does it open?"]),
        ("ROE", ["It is open"]),
        ("MODERATOR", ["Thank you very much"]),
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The general falsely claimed that the army had left.", "doubting"),
        ("The mayor said without evidence that the bridge was unsafe.", "doubting"),
        ("The mayor rightly noted that the bridge was unsafe.", "endorsing"),
    ],
)
def test_adverbs_show_the_stance(parse: Parse, text: str, stance: str) -> None:
    assert read(parse, text)[0].stance == stance


def test_high_precision_mode(parse: Parse) -> None:
    text = "“The road is open,” Ana Roe said. The loan supports growth. She hopes to stay."
    doc = parse(text)
    cues = [text[slice(*a.cue)] for a in attribute(doc, lay_out(text), min_confidence=0.8) if a.cue]
    assert cues == ["said"]
    assert len(attribute(doc, lay_out(text))) > 1


def test_the_cited_speak_inside_what_cites_them(parse: Parse) -> None:
    text = "The agency cited the general as saying that the port was closed."
    outer, inner = read(parse, text)
    assert told(text, outer)[:2] == ("The agency", "cited")
    assert told(text, inner) == ("the general", "saying", ["that the port was closed"])
    assert inner.inside == 0


def test_a_mark_is_no_speaker() -> None:
    """The parser may take the full stop for the subject, at a line's end after a name; the name speaks."""
    words = [
        "“",
        "The",
        "wells",
        "are",
        "dry",
        ",",
        "”",
        "said",
        "Professor",
        "Roe",
        ".",
        "\n",
        "“",
        "We",
        "left",
        ".",
        "”",
    ]
    heads = [3, 2, 3, 7, 3, 7, 7, 7, 9, 7, 7, 10, 14, 14, 14, 14, 14]
    deps = ["punct", "det", "nsubj", "ccomp", "acomp", "punct", "punct", "ROOT", "compound", "nsubj", "nsubj", "dep"]
    deps += ["punct", "nsubj", "ROOT", "punct", "punct"]
    pos = ["PUNCT", "DET", "NOUN", "AUX", "ADJ", "PUNCT", "PUNCT", "VERB", "PROPN", "PROPN", "PROPN", "SPACE"]
    pos += ["PUNCT", "PRON", "VERB", "PUNCT", "PUNCT"]
    lemmas = [{"are": "be", "said": "say", "left": "leave"}.get(w, w) for w in words]
    spaces = [w not in ("“", "dry", ",", "Roe", ".", "\n", "left") for w in words]
    doc = Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, lemmas=lemmas)
    found = attribute(doc, lay_out(doc.text))
    assert [told(doc.text, a)[0] for a in found if a.speaker is not None] == ["Professor Roe"]
