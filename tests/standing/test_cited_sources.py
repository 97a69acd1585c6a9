"""Those whom an outlet cites speak for themselves, inside the outlet's statement."""

from __future__ import annotations

import pytest

from spoken import Parse, Told, read, told

CITED: list[tuple[str, list[Told]]] = [
    # a free participle after the report
    (
        "AFP reported that the army had left Pemba, citing a minister.",
        [
            ("AFP", "reported", "that the army had left Pemba", None),
            ("a minister", "citing", "that the army had left Pemba", "AFP"),
        ],
    ),
    # between cue and content
    (
        "Reuters reported, citing two officials, that the port had closed.",
        [
            ("Reuters", "reported", "that the port had closed", None),
            ("two officials", "citing", "that the port had closed", "Reuters"),
        ],
    ),
    # between source and cue
    (
        "State agency SANA, quoting a military source, said strikes hit Aleppo.",
        [
            ("a military source", "quoting", "strikes hit Aleppo", "State agency SANA"),
            ("State agency SANA", "said", "strikes hit Aleppo", None),
        ],
    ),
    # a relative clause on the outlet in an adjunct
    (
        "The bridge had been closed, according to Interfax, which cited the ministry.",
        [
            ("Interfax", "according to", "The bridge had been closed", None),
            ("the ministry", "cited", "The bridge had been closed", "Interfax"),
        ],
    ),
    # a participle on it
    (
        "The bridge had been closed, according to Interfax, citing the ministry.",
        [
            ("Interfax", "according to", "The bridge had been closed", None),
            ("the ministry", "citing", "The bridge had been closed", "Interfax"),
        ],
    ),
    # a participle between cue and content
    (
        "The paper said, quoting a source, that Ghana had bought the boats.",
        [
            ("The paper", "said", "that Ghana had bought the boats", None),
            ("a source", "quoting", "that Ghana had bought the boats", "The paper"),
        ],
    ),
    # the cue after the content
    (
        "Ghana has bought the boats, Kyodo reported, citing people familiar with the deal.",
        [
            ("Kyodo", "reported", "Ghana has bought the boats", None),
            ("people familiar with the deal", "citing", "Ghana has bought the boats", "Kyodo"),
        ],
    ),
    (
        "Ghana has bought the boats, the newspaper said on Monday, citing unnamed diplomats.",
        [
            ("the newspaper", "said", "Ghana has bought the boats", None),
            ("unnamed diplomats", "citing", "Ghana has bought the boats", "the newspaper"),
        ],
    ),
    # the participle opens the sentence
    (
        "Citing two diplomats, the newspaper said Ghana had bought the boats.",
        [
            ("two diplomats", "Citing", "Ghana had bought the boats", "the newspaper"),
            ("the newspaper", "said", "Ghana had bought the boats", None),
        ],
    ),
    # a paper that is cited speaks
    (
        "The broadcaster reported that the mine had flooded, citing a police report.",
        [
            ("The broadcaster", "reported", "that the mine had flooded", None),
            ("a police report", "citing", "that the mine had flooded", "The broadcaster"),
        ],
    ),
    # a reason that is cited does not
    (
        "The minister, citing security concerns, said the road was closed.",
        [("The minister", "said", "the road was closed", None)],
    ),
    (
        "Citing the heat, the council said the school would stay shut.",
        [("the council", "said", "the school would stay shut", None)],
    ),
    # … nor does anybody where the citing goes with no report
    ("The airline cancelled ten flights, citing security concerns.", []),
    # several are cited
    (
        "AFP reported that the army had left Pemba, citing a minister and two aid workers.",
        [
            ("AFP", "reported", "that the army had left Pemba", None),
            ("a minister and two aid workers", "citing", "that the army had left Pemba", "AFP"),
        ],
    ),
    # coordinated with the report, as a verb of its own
    (
        "Xinhua reported that the mine had flooded and cited a local official.",
        [
            ("Xinhua", "reported", "that the mine had flooded", None),
            ("a local official", "cited", "that the mine had flooded", "Xinhua"),
        ],
    ),
    # in a sentence of its own
    (
        "The mine had flooded, Kyodo reported on Friday. It cited two officials.",
        [
            ("Kyodo", "reported", "The mine had flooded", None),
            ("two officials", "cited", "The mine had flooded", "Kyodo"),
        ],
    ),
    # … which may cite for what it goes on to say, or for nothing
    (
        "The port would open, it said. The minister cited a delay.",
        [(None, "said", "The port would open", None)],
    ),
    # the one who carries the paper cites in it, and reports nothing
    (
        "The ministry said it had a letter citing two drivers.",
        [("The ministry", "said", "it had a letter citing two drivers", None)],
    ),
    # a report in the outlet's statement that somebody else is cited for
    (
        "Xinhua said, citing the ministry, that Ghana had bought the boats and that Togo had sold them.",
        [
            ("Xinhua", "said", "that Ghana had bought the boats and that Togo had sold them", None),
            ("the ministry", "citing", "that Ghana had bought the boats and that Togo had sold them", "Xinhua"),
        ],
    ),
]

QUOTED: list[tuple[str, list[Told]]] = [
    # a clause without quotation marks before the frame
    (
        "Togo had sold the boats to Ghana, the minister was quoted as saying.",
        [("the minister", "was quoted as saying", "Togo had sold the boats to Ghana", None)],
    ),
    # said, and quoted by somebody
    (
        "“The base is closed,” the minister said, quoted by the Interfax news agency.",
        [
            ("the minister", "said", "“The base is closed,”", "the Interfax news agency"),
            ("the Interfax news agency", "quoted", "“The base is closed,”", None),
        ],
    ),
    # quoted as saying, active and passive
    (
        "TASS quoted the minister as saying that the base was closed.",
        [
            ("TASS", "quoted", "that the base was closed", None),
            ("the minister", "saying", "that the base was closed", "TASS"),
        ],
    ),
    (
        "The minister was quoted by TASS as saying the base was closed.",
        [
            ("TASS", "was quoted", "the base was closed", None),
            ("The minister", "saying", "the base was closed", "TASS"),
        ],
    ),
    # nobody is said to quote
    (
        "The minister was quoted as saying the base was closed.",
        [("The minister", "was quoted as saying", "the base was closed", None)],
    ),
    (
        "“The base is closed,” the minister was quoted as saying.",
        [("the minister", "was quoted as saying", "“The base is closed,”", None)],
    ),
    (
        "“The base is closed,” the minister was quoted as saying by TASS.",
        [
            ("TASS", "was quoted", "“The base is closed,”", None),
            ("the minister", "saying", "“The base is closed,”", "TASS"),
        ],
    ),
    (
        "“The base is closed,” TASS quoted the minister as saying.",
        [
            ("TASS", "quoted", "“The base is closed,”", None),
            ("the minister", "saying", "“The base is closed,”", "TASS"),
        ],
    ),
    (
        "Interfax cited the governor as saying that two tankers were burning.",
        [
            ("Interfax", "cited", "that two tankers were burning", None),
            ("the governor", "saying", "that two tankers were burning", "Interfax"),
        ],
    ),
    # an agency that is told speaks no word
    (
        "The minister told TASS that the base was closed.",
        [("The minister", "told", "that the base was closed", None)],
    ),
    # the agency's word around the minister's
    (
        "The minister said the base was closed, TASS reported.",
        [
            ("The minister", "said", "the base was closed", "TASS"),
            ("TASS", "reported", "The minister said the base was closed", None),
        ],
    ),
    (
        "The base was closed, the minister said, according to TASS.",
        [
            ("the minister", "said", "The base was closed", "TASS"),
            ("TASS", "according to", "The base was closed, the minister said", None),
        ],
    ),
    (
        "TASS reported that the minister had said the base was closed.",
        [
            ("TASS", "reported", "that the minister had said the base was closed", None),
            ("the minister", "had said", "the base was closed", "TASS"),
        ],
    ),
    (
        "As reported by SANA, the minister has left Homs.",
        [("SANA", "reported", "the minister has left Homs", None)],
    ),
    (
        "The minister has left Homs, as reported by SANA.",
        [("SANA", "reported", "The minister has left Homs", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CITED + QUOTED, ids=[t for t, _ in CITED + QUOTED])
def test_chain(parse: Parse, text: str, expected: list[Told]) -> None:
    assert told(read(parse, text)) == expected


@pytest.mark.parametrize("text", [t for t, _ in CITED + QUOTED])
def test_citing_is_no_deed_and_no_claim(parse: Parse, text: str) -> None:
    reading = read(parse, text)
    cues = [s.cue for s in reading.statements if s.cue is not None]
    spans = [e for r in reading.records for e in r.evidence]
    assert not [e.quote for e in spans for c in cues if e.start < c.end and c.start < e.end]
