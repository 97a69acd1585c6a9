"""Places: the entities that a model finds are written into the sentence, "[Aleppo|GPE]", so that no model is needed."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc, Span

from onrecord.lexicon import GAZETTEERS, rows
from onrecord.linking.gazetteer import countries, fold, lookup
from onrecord.linking.places import places
from onrecord.records import Place

TOKENIZER = spacy.blank("en")


def read(marked: str) -> Doc:
    text, ents = "", []
    for piece in re.split(r"(\[[^]]+\])", marked):
        if piece.startswith("["):
            words, label = piece[1:-1].split("|")
            ents.append((len(text), len(text) + len(words), label))
            text += words
        else:
            text += piece
    doc = TOKENIZER(text)
    spans: list[Span] = [s for start, end, label in ents if (s := doc.char_span(start, end, label=label)) is not None]
    assert len(spans) == len(ents), marked
    doc.ents = tuple(spans)
    return doc


def found(marked: str) -> tuple[Place, ...]:
    doc = read(marked)
    result = places(doc)
    assert all(doc.text[p.start : p.end] == p.quote for p in result)
    return result


@pytest.mark.parametrize(
    ("marked", "quote", "name", "country", "precision"),
    [
        # what the model and the gazetteer both call a place
        ("The convoy reached [Aleppo|GPE] at dawn.", "Aleppo", "Aleppo", "SYR", 1),
        ("The talks in [Kenya|GPE] failed.", "Kenya", "Kenya", "KEN", 6),
        ("Shells fell on [Darfur|LOC].", "Darfur", "Darfur", "SDN", 5),
        ("Unrest in the [Sahel|LOC] grew.", "Sahel", "Sahel", None, 7),
        # other spellings, other names, abbreviations
        ("Envoys flew to [Kiev|GPE].", "Kiev", "Kyiv", "UKR", 1),
        ("Envoys flew to [Bombay|GPE].", "Bombay", "Mumbai", "IND", 1),
        ("The [U.S.|GPE] sent aid.", "U.S.", "United States", "USA", 6),
        ("The [UK|GPE] sent aid.", "UK", "United Kingdom", "GBR", 6),
        # what only the gazetteer knows, after a cue, or opening a dispatch
        ("Four were held in Latakia.", "Latakia", "Latakia", "SYR", 1),
        ("TEHRAN – The minister spoke.", "TEHRAN", "Tehran", "IRN", 1),
        ("Four were held in [Latakia|PERSON].", "Latakia", "Latakia", "SYR", 1),
        # a province of a country that writes the word for it behind the name, and regions
        ("Rain fell on [Qinghai|GPE] province.", "Qinghai", "Qinghai Sheng", "CHN", 4),
        ("Rain fell on [Gansu|GPE].", "Gansu", "Gansu Sheng", "CHN", 4),
        ("Rain fell on [Central Africa|LOC].", "Central Africa", "Central Africa", None, 7),
        # a province by its word, and a part of a country
        ("Rain fell on [Homs|GPE] province.", "Homs", "Homs", "SYR", 4),
        ("Rain fell on northern [Benin|GPE].", "Benin", "Benin", "BEN", 5),
        # the larger of two places of one name, where nothing else is said
        ("The plane landed in [Paris|GPE].", "Paris", "Paris", "FRA", 1),
    ],
)
def test_one_place(marked: str, quote: str, name: str, country: str | None, precision: int) -> None:
    (place,) = found(marked)
    assert (place.quote, place.name, place.country, place.precision) == (quote, name, country, precision)
    assert place.lat is not None and place.lon is not None


@pytest.mark.parametrize(
    ("marked", "quote", "country", "near"),
    [
        # what it lies in stands beside it
        ("He was born in [Athens|GPE], [Ohio|GPE].", "Athens", "USA", (39.3, -82.1)),
        ("He was born in [Athens|GPE], [Ga.|GPE] in 1950.", "Athens", "USA", (34.0, -83.4)),
        ("He was born in [Athens|GPE], TN.", "Athens", "USA", (35.4, -84.6)),
        ("He was born in [Tripoli|GPE], [Lebanon|GPE].", "Tripoli", "LBN", (34.4, 35.8)),
        ("He was born in [Tripoli|GPE] in northern [Lebanon|GPE].", "Tripoli", "LBN", (34.4, 35.8)),
        # the rest of the report speaks of the country
        ("[Lebanon|GPE] closed its ports. In [Tripoli|GPE], shops shut.", "Tripoli", "LBN", (34.4, 35.8)),
        ("[Georgia|GPE] and [Armenia|GPE] signed. [Tbilisi|GPE] rejoiced.", "Georgia", "GEO", (42.0, 43.5)),
        ("[Atlanta|GPE] is the capital of [Georgia|GPE]; [Macon|GPE] is not.", "Georgia", "USA", (32.75, -83.5)),
        # what stands in a list is what its neighbours are, and lies in none of them
        ("It hit [Nevada|GPE], [Washington|GPE] and [Oregon|GPE].", "Washington", "USA", (47.3, -121.6)),
        ("[Kenya|GPE], [Georgia|GPE], and [Ghana|GPE] abstained.", "Georgia", "GEO", (42.0, 43.5)),
        ("[Utah|GPE], [Georgia|GPE] and [Iowa|GPE] voted.", "Georgia", "USA", (32.75, -83.5)),
        ("It met [Peru|GPE], [Lebanon|GPE], [Chile|GPE] and [Cuba|GPE].", "Lebanon", "LBN", (33.8, 35.8)),
        ("[Cuba|GPE], [Poland|GPE] agreed.", "Cuba", "CUB", (22.0, -79.5)),
        # but two names are no list, and what a place lies in still stands behind its comma
        ("They met in [Tripoli|GPE], [Lebanon|GPE] and [Cairo|GPE].", "Tripoli", "LBN", (34.4, 35.8)),
        # said outright, and of a Chinese province, whose towns have it under its own name
        ("It struck [Milton|GPE], located in [Vermont|GPE].", "Milton", "USA", (44.6, -73.1)),
        ("It struck [Milton|GPE] located in [Vermont|GPE].", "Milton", "USA", (44.6, -73.1)),
        ("They met in [Taizhou|GPE] in [Zhejiang|GPE] province.", "Taizhou", "CHN", (28.7, 121.4)),
        ("They met in [Taizhou|GPE] in [Jiangsu|GPE] province.", "Taizhou", "CHN", (32.5, 119.9)),
        # a town lies in a province of its name, but not in what is named anew
        ("Envoys met in [Córdoba|GPE], the [Córdoba|GPE] mayor and others said.", "Córdoba", "ARG", (-31.4, -64.2)),
        # the word before calls it a province or a town
        ("It spread in the state of [Washington|GPE].", "Washington", "USA", (47.3, -121.6)),
        # the town of just that name, not a larger one that is sometimes written so
        ("The plane landed in [Cancun|GPE].", "Cancun", "MEX", (21.2, -86.8)),
    ],
)
def test_one_name_many_places(marked: str, quote: str, country: str, near: tuple[float, float]) -> None:
    place = next(p for p in found(marked) if p.quote == quote)
    assert place.country == country
    assert (place.lat, place.lon) == pytest.approx(near, abs=0.5)


@pytest.mark.parametrize(
    "marked",
    [
        "[Michael Jordan|PERSON] spoke.",
        "Mr London spoke of it.",
        "[Jack London|PERSON] wrote it.",
        "He reads the [Jakarta Post|ORG].",
        "It happened in Paris Street.",
        "The [Sudanese|NORP] army left.",
        "Members of the [EU|GPE] met.",
        "It was sent to us, and to the Police.",
        "Wash your hands.",
        # the word before opens another name
        "They trained at Camp [Lincoln|GPE].",
        "[Hurricane|EVENT] Florence killed nine in Florence Street.",
        "They crossed the River [Jordan|GPE].",
    ],
)
def test_what_is_no_place(marked: str) -> None:
    assert found(marked) == ()


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("Floods hit North and South Carolina.", [("North", "North Carolina"), ("South Carolina", "South Carolina")]),
        ("It hit [Eastern|LOC] and [Western Europe|LOC].", [("Eastern", "Eastern Europe"), ("Western Europe",) * 2]),
        (
            "It spread in North, Central and South America.",
            [("North", "North America"), ("Central", "Central America"), ("South America",) * 2],
        ),
        ("Rain fell on North and South Derby.", []),  # no such parts of the town
        ("Boats sank on Lake Chad.", [("Lake Chad",) * 2]),
    ],
)
def test_names_that_share_their_last_word(marked: str, named: list[tuple[str, str]]) -> None:
    assert [(p.quote, p.name) for p in found(marked)] == named


def test_a_place_named_once_is_known_again() -> None:
    first, second = found("Four were held in Latakia. Latakia lies on the sea.")
    assert (first.country, second.country, second.quote) == ("SYR", "SYR", "Latakia")
    assert len(found("Four were held in Jackson. [Anna Jackson|PERSON] said Jackson was calm.")) == 1


def test_a_place_no_gazetteer_knows_keeps_its_name_and_country() -> None:
    village, country = found("The convoy was hit in [Qarat al-Zeit|GPE], northern [Syria|GPE].")
    assert (village.name, village.country, village.lat, village.geonames) == ("Qarat al-Zeit", "SYR", None, None)
    assert country.country == "SYR"


@pytest.mark.parametrize(
    ("marked", "quote", "country", "known"),
    [
        # no town of that name lies in that province
        ("He was born in [Dakar|GPE], [Ontario|GPE].", "Dakar", "CAN", False),
        ("He was born in [Lima|GPE], [Ohio|GPE].", "Lima", "USA", True),
        # a list of towns, though one of them is a province, too
        ("They met in [Moscow|GPE], [Berlin|GPE] and [Oslo|GPE].", "Moscow", "RUS", True),
        # what a province is called with "in" instead of the comma
        ("They met in [Sucre|GPE] in [Cauca|GPE] province.", "Sucre", "COL", True),
        # a province that only a village of another country bears the name of
        ("[Kenya|GPE] sent aid to [Suba|GPE] province.", "Suba", None, False),
        ("[Kenya|GPE] and [Philippines|GPE] sent aid to [Suba|GPE] province.", "Suba", "PHL", True),
    ],
)
def test_a_name_that_fits_no_place_of_the_gazetteer(marked: str, quote: str, country: str | None, known: bool) -> None:
    place = next(p for p in found(marked) if p.quote == quote)
    assert (place.country, place.lat is not None) == (country, known)


def test_outlet_dateline_and_exclusion() -> None:
    doc = read("A fire broke out in [Cambridge|GPE].")
    assert places(doc)[0].country == "GBR"
    assert places(doc, dateline_place="Massachusetts")[0].country == "USA"
    assert places(read("A fire broke out in [Perth|GPE]."), published_country="AUS")[0].country == "AUS"
    doc = read("[Tehran|GPE] promised aid from [Isfahan|GPE].")
    assert [p.quote for p in places(doc, exclude=[(0, 6)])] == ["Isfahan"]


def test_the_table_is_sorted_and_whole() -> None:
    """It is searched by halving, so one line out of order would hide others."""
    lines = (GAZETTEERS / "places.tsv").read_bytes().splitlines()[1:]
    keys = [line.split(b"\t", 1)[0] for line in lines]
    assert keys == sorted(keys)
    assert {line.count(b"\t") for line in lines} == {8}
    for i in (0, len(lines) // 3, len(lines) - 1):
        assert lookup(keys[i].decode())


def test_countries_are_unique_and_fold() -> None:
    assert len(countries()) == len(list(rows(GAZETTEERS / "places_countries.csv")))
    assert fold("Côte d’Ivoire") == fold("Cote d'Ivoire") == "cote divoire"
    assert fold("St. Louis") == "saint louis"
    assert lookup("no such place") == ()


@pytest.mark.parametrize(
    ("marked", "quote", "country", "known"),
    [
        ("Sheep grazed at [Northern Kasai|GPE].", "Northern Kasai", None, False),  # no part of a small town in Japan
        ("Shells hit [East Aleppo|GPE].", "East Aleppo", "SYR", True),  # a part of a large one
        ("Rain fell on [Western Kenya|GPE].", "Western Kenya", "KEN", True),
        ("Rain fell on [South Western Province|GPE].", "South Western Province", None, False),  # a name of its own
    ],
)
def test_parts_by_the_compass(marked: str, quote: str, country: str | None, known: bool) -> None:
    (place,) = found(marked)
    assert (place.quote, place.country, place.lat is not None) == (quote, country, known)
