"""Names of the gazetteers in running text."""

import pytest

from onrecord.linking import holders, names


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.entry.name, m.entry.country) for m in names.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # plain names and abbreviations, with and without points
        ("Ghana and the U.S. signed.", [("Ghana", "Ghana", "GHA"), ("U.S.", "United States", "USA")]),
        ("the UK and Peru", [("UK", "United Kingdom", "GBR"), ("Peru", "Peru", "PER")]),
        # the longest name wins
        ("Papua New Guinea", [("Papua New Guinea", "Papua New Guinea", "PNG")]),
        ("South Sudanese envoys", [("South Sudanese", "South Sudan", "SSD")]),
        (
            "the Democratic Republic of Congo",
            [("Democratic Republic of Congo", "Democratic Republic of the Congo", "COD")],
        ),
        # "us" is a pronoun, "US" a state
        ("They told us.", []),
        # capitals of a dateline or a shouted headline
        ("NORWAY SENDS MEDICS", [("NORWAY", "Norway", "NOR")]),
        # two places of one sentence are not one name
        ("He left Guinea. Bissau was calm.", [("Guinea", "Guinea", "GIN"), ("Bissau", "Guinea-Bissau", "GNB")]),
        # a name that only looks like a state's
        ("the Gulf of Oman", []),
        ("a New Mexico court", []),
        # two names with one last word, and two sides of one
        ("East and West Germany agreed.", [("East", "East Germany", "DDR"), ("West Germany", "Germany", "DEU")]),
        ("North and South Korean ships", [("North", "North Korea", "PRK"), ("South Korean", "South Korea", "KOR")]),
        ("He looked North and South Sudan waited.", [("South Sudan", "South Sudan", "SSD")]),
        ("the North and South Peru", [("Peru", "Peru", "PER")]),
        # curly apostrophe
        ("Lord’s Resistance Army", [("Lord’s Resistance Army", "Lord's Resistance Army", "UGA")]),
    ],
)
def test_find(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("the Zionist regime", "Israel", "ISR"),
        ("the Jewish state", "Israel", "ISR"),
        ("the Islamic Republic", "Iran", "IRN"),
        ("the Hermit Kingdom", "North Korea", "PRK"),
        ("the Great Satan", "United States", "USA"),
        ("the Kyiv regime", "Government of Ukraine", "UKR"),
        ("the Putin regime", "Government of Russia", "RUS"),
        ("the renegade province", "Taiwan", "TWN"),
    ],
)
def test_outlet_wordings_give_the_standard_name_and_are_marked(text: str, name: str, country: str) -> None:
    (match,) = names.find(text)
    assert (match.entry.name, match.entry.country, match.entry.wording) == (name, country, "outlet")


def test_aliases_of_a_group_are_one_entry() -> None:
    aliases = ("Daesh", "ISIL", "ISIS", "the Islamic State", "Islamic State of Iraq and the Levant")
    assert {m.entry.name for alias in aliases for m in names.find(alias)} == {"Islamic State"}


def test_the_official_name_of_a_state_is_no_loaded_wording() -> None:
    (match,) = names.find("the Islamic Republic of Iran")
    assert (match.entry.country, match.entry.wording) == ("IRN", None)


def test_no_actor_is_named_by_a_loaded_word() -> None:
    loaded = ("terror", "regime", "zionist", "mullah", "junta", "puppet", "hermit")
    entries = [*names.index().exact.values()]
    assert not [e.name for e in entries if e.wording and any(w in e.name.lower() for w in loaded)]


def test_every_state_code_of_the_wordings_is_known() -> None:
    entries = names.index().exact.values()
    assert not {e.country for e in entries if e.kind == "state" and e.country} - set(names.states())


@pytest.mark.parametrize(
    ("words", "published", "country"),
    [
        # full name, no date
        (("Ellen", "Johnson", "Sirleaf"), None, "LBR"),
        # a surname alone, at a date
        (("Mandela",), "1996-05-01", "ZAF"),
        # long before the office
        (("Zelensky",), "1985-01-01", None),
        # nobody's
        (("Qwertyuiop",), None, None),
        ((), None, None),
    ],
)
def test_office_holders(words: tuple[str, ...], published: str | None, country: str | None) -> None:
    holder = holders.lookup(words, published)
    assert (holder.iso3 if holder else None) == country


@pytest.mark.parametrize(
    ("words", "told", "country"),
    [
        # another given name of the same initial: only where the report names the country, or none at all
        (("Okoth", "Akselsen"), {"KEN"}, None),
        (("Okoth", "Akselsen"), {"KEN", "NOR"}, "NOR"),
        (("Okoth", "Akselsen"), set(), "NOR"),
        # the same given name, written otherwise
        (("Olaf", "Akselsen"), {"KEN"}, "NOR"),
    ],
)
def test_namesake_by_initial(words: tuple[str, ...], told: set[str], country: str | None) -> None:
    holder = holders.lookup(words, None, told=frozenset(told))
    assert (holder.iso3 if holder else None) == country


def test_surname_of_leaders_of_two_states_stays_unknown() -> None:
    countries = {h.iso3 for h in holders.shipped()["kim"] if h.leader}
    assert len(countries) > 1
    assert holders.lookup(("Kim",), None) is None


def test_names_are_compared_without_accents_and_doubled_letters() -> None:
    assert holders.fold("Assad") == holders.fold("Asad")
    assert holders.fold("Çiller") == holders.fold("Ciller")
    assert holders.fold("Sergey") == holders.fold("Sergei")


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        # the state that the report names elsewhere
        ("Congolese troops left Kinshasa.", "Congolese", "COD"),
        ("Congolese troops left Brazzaville.", "Congolese", "COG"),
        ("Korean ships left. Pyongyang said so.", "Korean", "PRK"),
        ("Guinean envoys of Guinea-Bissau came.", "Guinean", "GNB"),
        # nothing tells: open, or the usual one
        ("Congolese troops left.", "Congolese", None),
        ("North Korea and South Korea let Korean families meet.", "Korean", None),
        ("Sudanese envoys left.", "Sudanese", "SDN"),
        ("Georgia and Norway met.", "Georgia", "GEO"),
        # a state of the union
        ("They drove from Georgia to Alabama.", "Georgia", None),
    ],
)
def test_a_shared_name_is_the_state_that_the_text_names(text: str, word: str, country: str | None) -> None:
    assert next((c for words, _, c in found(text) if words == word), None) == country
