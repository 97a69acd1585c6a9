"""Pages: reading the gold, and the figures of bodies, dates, titles and authors."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.evaluation import pages
from onrecord.evaluation.model import Model

PARAGRAPHS = [
    "The mill at Kuna burnt down on Friday night, and nobody was hurt in the fire, the mayor said.",
    "It was the third mill to burn in the district since the spring, and the last one that still worked.",
    "The council will meet on Tuesday to speak about the fire brigade, which has one engine for nine villages.",
]
OTHER = ["An older layout of the page told of something else altogether."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = '<title>Mill burns</title><meta property="article:published_time" content="2024-05-04T08:00:00Z">'
    markup = (
        f"<html><head>{head}</head><body><nav>Home News</nav><article><h1>Mill burns</h1>{body}</article></body></html>"
    )
    (tmp_path / "Kuna_2024_05_05.html.gz").write_bytes(gzip.compress(markup.encode()))
    versions = {
        name: {
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": text}]},
            "publishing_date": date,
            "title": "Mill burns",
            "authors": ["Ana Paz", "Jo Lund"],
        }
        for name, text, date in (("V1", OTHER, "2020-01-01"), ("V2", PARAGRAPHS, "2024-05-04 08:00:00+00:00"))
    }
    (tmp_path / "Kuna.json").write_text(json.dumps(versions), encoding="utf-8")
    return tmp_path


def test_the_version_that_the_page_holds_is_its_gold(folder: Path) -> None:
    (page,) = pages.gold(folder).values()
    assert (page.body, page.published) == ("\n".join(PARAGRAPHS), "2024-05-04")
    assert (page.title, page.authors) == ("Mill burns", ("Ana Paz", "Jo Lund"))


def test_pages_with_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "source.html").write_text("<p>Page</p>")
    (tmp_path / "mill" / "expected.html").write_text("<p>The mill <em>burnt</em> down.</p>")
    assert pages.gold(tmp_path)["mill"].authors == ()
    known = {"title": "Mill", "byline": "By Ana Paz", "publishedTime": None}
    (tmp_path / "mill" / "expected-metadata.json").write_text(json.dumps(known))
    page = pages.gold(tmp_path)["mill"]
    assert (page.body.split(), page.title, page.authors) == (["The", "mill", "burnt", "down."], "Mill", ("By Ana Paz",))
    assert "date accuracy" not in pages.score(tmp_path, [])  # no page of the set has one


@pytest.mark.parametrize(
    ("title", "author", "right"),
    [
        ("Mill burns", "Jo Lund; Ana Paz", (1, 1)),
        ("“Mill” Burns", "By Ana Paz and Jo Lund", (1, 1)),  # signs and order are the site's
        ("Mill burns | Kuna Herald", "Ana Paz", (0, 0)),
        (None, None, (0, 0)),
    ],
)
def test_titles_and_authors(folder: Path, title: str | None, author: str | None, right: tuple[int, int]) -> None:
    answer = {"page": "Kuna_2024_05_05.html.gz", "body": "", "published": None, "title": title, "author": author}
    found = pages.score(folder, [answer])
    assert (found["title accuracy"], found["author accuracy"]) == right
    wrong = (1 - right[0], 1 - right[1]) if title else (0, 0)
    assert (found["wrong titles"], found["wrong authors"]) == wrong


def test_figures(folder: Path) -> None:
    right = {"page": "Kuna_2024_05_05.html.gz", "body": "\n".join(PARAGRAPHS), "published": "2024-05-04"}
    found = pages.score(folder, [right])
    assert (found["body F1"], found["date accuracy"], found["wrong dates"]) == (1, 1, 0)
    found = pages.score(folder, [{**right, "body": PARAGRAPHS[0], "published": "2024-05-05"}])
    assert (found["body P"], found["date accuracy"], found["wrong dates"]) == (1, 0, 1)
    assert 0.2 < found["body R"] < 0.5
    assert pages.score(folder, [])["wrong dates"] == 0  # no date is no wrong date


def test_our_own_reader_on_an_easy_page(folder: Path) -> None:
    found = pages.score(folder, pages.predict(folder, Model(quiet=True)))
    assert found["body F1"] > 0.9
    assert found["date accuracy"] == 1
