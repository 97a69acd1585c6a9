from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.linking import holders, names, own


def table(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.entry.name, m.entry.country) for m in names.find(text)]


def test_own_names_outrank_the_shipped_ones(tmp_path: Path) -> None:
    path = table(tmp_path, "wording,actor,kind,iso3\nBaobab Front,Baobab Front,armed_group,\nPeru,Peru,state,CHL\n")
    with own.using(own.load([path])):
        assert found("the Baobab Front met Peru") == [("Baobab Front", "Baobab Front", None), ("Peru", "Chile", "CHL")]
    assert found("the Baobab Front met Peru") == [("Peru", "Peru", "PER")]


def test_the_first_file_that_has_a_name_wins(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one = table(tmp_path, "wording,actor,kind\nthe Front,Lake Front,armed_group\n")
    two = table(tmp_path / "other", "wording,actor,kind\nthe Front,Hill Front,armed_group\n")
    with own.using(own.load([one, two])):
        assert found("the Front met") == [("Front", "Lake Front", None)]


POSTS = """person,post,iso3,start,end,sector
Akinyi Mboya,Minister of Lake Transport,KEN,2023-05,2025-01,
Luis Rojas,spokesman of the Lake Front,,,,REB
"""


@pytest.mark.parametrize(
    ("words", "published", "whom"),
    [
        (("Akinyi", "Mboya"), "2024-03-04", ("KEN", ("GOV",))),
        (("Mboya",), "2024-03-04", ("KEN", ("GOV",))),  # by surname: every post of a user's own table counts
        (("Mboya",), "2021-03-04", None),  # before the term
        (("Mboya",), None, ("KEN", ("GOV",))),
        (("Rojas",), "2024-03-04", ("", ("REB",))),  # outranks others of that surname; of no state
    ],
)
def test_own_positions(
    tmp_path: Path, words: tuple[str, ...], published: str | None, whom: tuple[str, tuple[str, ...]] | None
) -> None:
    with own.using(own.load([table(tmp_path, POSTS)])):
        holder = holders.lookup(words, published)
    assert (holder and (holder.iso3, holder.sector)) == whom


@pytest.mark.parametrize(
    ("post", "known"),
    [
        ({"transport", "minister"}, True),
        ({"minister"}, True),
        ({"health", "minister"}, False),  # of another post
        ({"governor"}, False),
        ({"mrs"}, True),
    ],
)
def test_a_surname_is_not_the_holder_of_another_post(tmp_path: Path, post: set[str], known: bool) -> None:
    with own.using(own.load([table(tmp_path, POSTS)])):
        holder = holders.lookup(("Mboya",), "2024-03-04", titled=True, post=frozenset(post))
    assert (holder is not None) == known


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "its header has neither wording,actor,kind"),
        ("name,kind\nFront,armed_group\n", 1, "nor person,post (positions)"),
        ("wording,actor\nFront,Front\n", 1, "the column 'kind' is missing"),
        ("wording,actor,kind,iso\nFront,Front,state,KEN\n", 1, "there is no column 'iso'"),
        ("wording,actor,kind\nFront,Front,tribe\n", 2, "the kind 'tribe' is none of state, person"),
        ("wording,actor,kind\nFront,,person\n", 2, "the cell 'actor' is empty"),
        ("wording,actor,kind,form\nFront,Front,state,verb\n", 2, "the form 'verb' is none of name"),
        ("wording,actor,kind,iso3\nFront,Front,state,KE\n", 2, "'KE' is no code of a state; write ISO 3166"),
        ("wording,actor,kind,sector\nFront,Front,person,rebels\n", 2, "'rebels' is no PLOVER sector; write GOV"),
        ("wording,actor,kind\nA Front,A,person\nthe Front,B,person\nA Front,B,person\n", 4, "stands at line 2"),
        ("wording,actor,kind\nFront,Front\n", 2, "2 cells where the header names 3"),
        ("person,post,start\nBo Lee,Minister,1.4.2024\n", 2, "'1.4.2024' is no date; write 2024"),
        ("person,post,start,end\nBo Lee,Minister,2024-03,2023\n", 2, "the end 2023 is before the start 2024-03"),
        ("person,post\n習,Minister\n", 2, "has no word in Latin letters"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = table(tmp_path, text)
    (mistake,) = own.check(path)
    assert str(mistake).startswith(f"{path}:{line}: ")
    assert says in str(mistake)
    with pytest.raises(DataError):
        own.load([path])


def test_a_table_saved_by_a_spreadsheet_has_a_byte_order_mark(tmp_path: Path) -> None:
    assert list(own.check(table(tmp_path, "\ufeffwording,actor,kind\nFront,Front,armed_group\n"))) == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the actors cannot be read: No such file"):
        own.load([tmp_path / "none.csv"])
