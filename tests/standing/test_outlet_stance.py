"""How the outlet stands to what it tells: on a statement its stance, on a description the words that hedge it."""

from __future__ import annotations

import pytest

from spoken import Parse, read

STATEMENTS = [
    ("The minister admitted that the base was closed.", "admitted", "endorsing"),
    ("The minister conceded the base was closed.", "conceded", "endorsing"),
    ("The minister acknowledged that the base was closed.", "acknowledged", "endorsing"),
    ("The minister claimed that the base was closed.", "claimed", "doubting"),
    ("The minister falsely claimed that the base was closed.", "claimed", "doubting"),
    ("The minister falsely stated that the base was closed.", "stated", "doubting"),
    ("The minister baselessly said the base was closed.", "said", "doubting"),
    ("The minister said without evidence that the base was closed.", "said", "doubting"),
    ("The minister said, without providing evidence, that the base was closed.", "said", "doubting"),
    ("Without offering any proof, the minister said the base was closed.", "said", "doubting"),
    ("The minister wrongly said the base was closed.", "said", "doubting"),
    ("The minister said that the base was closed.", "said", "neutral"),
    ("The minister alleged that the base was closed.", "alleged", "doubting"),
    ("The minister purported to have closed the base.", "purported", "doubting"),
    ("The minister rightly noted that the base was closed.", "noted", "endorsing"),
    # what is without evidence is what is said, not the saying
    ("The minister said the men were held without evidence.", "said", "neutral"),
]

RECORDS = [
    # what keeps at a distance who or what takes part, on the record that tells of them
    ("Chad attacked Niger in a so-called “cleansing operation” in May.", ["so-called", "“cleansing operation”"]),
    ("Chad attacked Niger in its “anti-terror operation” in May.", ["“anti-terror operation”"]),
    ("Chad invaded the self-styled republic in May.", ["self-styled"]),
    ("Police arrested the alleged smuggler in May.", ["alleged"]),
    ("Chad attacked a purported weapons depot in May.", ["purported"]),
    ("The rebels attacked a supposed ally of Chad.", ["supposed"]),
    ("Chad sent “volunteers” to Niger in May.", ["“volunteers”"]),
    ("Chad bombed the “People’s Republic of Tibesti” in May.", ["“People’s Republic of Tibesti”"]),
    # a name in quotation marks, a title, a long quotation are no scare quotes
    ("Chad sent the ship “Star of Bol” to Niger in May.", []),
    ("Chad sent the film “The Last Well” to Niger in May.", []),
    # what somebody says is the speaker's
    ("The minister said Chad had attacked a “nest of rebels” in May.", []),
    ("“Chad attacked the alleged smugglers,” the minister said.", ["alleged"]),
    # nothing
    ("Chad attacked the rebels in May.", []),
]

MENTIONS = [
    ("The so-called “Tibesti Liberation Army” attacked Peru in May.", "Tibesti", "outlet"),
    ("The self-styled general Luis Rojas attacked Peru in May.", "Rojas", "outlet"),
    ("Chad attacked the alleged smugglers in May.", "smugglers", "outlet"),
    ("Chad attacked the “terrorists” in May.", "terrorists", "outlet"),
    ("Chad attacked the rebels in May.", "rebels", None),
    ("General Luis Rojas attacked Peru in May.", "Rojas", None),
]


@pytest.mark.parametrize(("text", "cue", "stance"), STATEMENTS, ids=[s[0] for s in STATEMENTS])
def test_statement(parse: Parse, text: str, cue: str, stance: str) -> None:
    [found] = read(parse, text).statements
    assert found.cue is not None
    assert found.cue.quote.endswith(cue)
    assert found.stance == stance


@pytest.mark.parametrize(("text", "words"), RECORDS, ids=[r[0] for r in RECORDS])
def test_record(parse: Parse, text: str, words: list[str]) -> None:
    records = [r for r in read(parse, text).records if r.kind in ("event", "transfer", "measure")]
    assert records
    assert any([d.quote for d in r.standing.distance] == words for r in records)


@pytest.mark.parametrize(("text", "word", "wording"), MENTIONS, ids=[m[0] for m in MENTIONS])
def test_mention(parse: Parse, text: str, word: str, wording: str | None) -> None:
    found = [m for r in read(parse, text).records for m in (*r.actor, *r.recipient) if word in m.quote]
    assert found
    assert all(m.wording == wording for m in found)


@pytest.mark.parametrize(
    "text", ["Chad bombed the so-called “Republic of Tibesti” in May.", "Chad sent so-called “volunteers” to Niger."]
)
def test_so_called_says_nothing(parse: Parse, text: str) -> None:
    assert read(parse, text).statements == ()
