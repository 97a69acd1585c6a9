from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.sources.html import read_page

BODY = [
    "LIMA – Peru opened a dam on the river Mantaro on Tuesday, the energy ministry said in a statement.",
    "“We have waited ten years for this day,” minister Rosa Quispe told reporters at the site.",
    "The dam will give power to two million homes, according to the ministry, which paid for most of it.",
]

PARSELY = '<meta name="parsely-pub-date" content="2024-03-31">'


def page(*, head: str = "", title: str = "Peru opens dam", body: str | None = None, attributes: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY) if body is None else body
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html{attributes}><head><title>{title}</title>{head}</head><body>{menu}"
        f"<article><h1>Peru opens dam</h1>{paragraphs}</article><footer>Copyright 2019</footer></body></html>"
    )


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def test_title_and_paragraphs_with_blank_lines_between() -> None:
    found = read_page(page())
    assert found.text == "\n\n".join(["Peru opens dam", *BODY])
    assert found.title == "Peru opens dam"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # old pages part paragraphs by two line breaks, and break lines by one
        (f"<p>{BODY[0]}<br><br>{BODY[1]}<br/>\n<br/>{BODY[2]}</p>", BODY),
        (f"<p>{BODY[0]}<br>{BODY[1]}</p><p>{BODY[2]}</p>", [f"{BODY[0]} {BODY[1]}", BODY[2]]),
        (f"<p>{BODY[0]}</p><blockquote><p>{BODY[1]}</p></blockquote><p>{BODY[2]}</p>", BODY),
        (f"<p>{BODY[0]}</p><ul><li>{BODY[1]}</li><li>{BODY[2]}</li></ul>", BODY),
        # inline elements are part of their paragraph
        ("<p>" + BODY[0].replace("dam", "<a href='/dam'><b>dam</b></a>") + f"</p><p>{BODY[1]}</p>", BODY[:2]),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert read_page(page(body=body)).text.split("\n\n") == ["Peru opens dam", *expected]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(datePublished="2024-03-31T23:30:00-05:00"), "2024-03-31"),  # the day as the page says it, in its zone
        (ld(datePublished="2024-03-31", dateModified="2024-04-02"), "2024-03-31"),
        ('<meta property="article:published_time" content="2024-03-31T10:00:00Z">', "2024-03-31"),
        ('<meta property="article:modified_time" content="2024-04-02">' + PARSELY, "2024-03-31"),
        ('<meta property="article:modified_time" content="2024-04-02">', None),  # a change is no publication
        ('<script type="application/ld+json">{broken</script><meta itemprop="datePublished" content="2024-03-31">',
         "2024-03-31"),
        (ld(datePublished="yesterday"), None),
        (ld(datePublished="2024-02-30"), None),  # no day of the calendar
        ('<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2001-01-01"}</script>', None),
        ("", None),  # the year of the copyright line is not the date of the report
    ],
)  # fmt: skip
def test_date_of_publication(head: str, expected: str | None) -> None:
    assert read_page(page(head=head)).published == expected


def test_dates_in_the_markup_of_the_body() -> None:
    byline = "<p>By Ana Paz, <time datetime='2024-03-31'>31 March</time></p>"
    changed = "<p><time class='updated' datetime='2024-04-02'>2 April</time></p>"
    text = "".join(f"<p>{p}</p>" for p in BODY)
    assert read_page(page(body=byline + text)).published == "2024-03-31"
    assert read_page(page(body=changed + text)).published is None


def test_a_date_of_the_running_text_is_not_the_date_of_the_report() -> None:
    body = "".join(f"<p>On June 4, 1999 troops crossed the border. {p}</p>" for p in BODY)
    assert read_page(page(body=body)).published is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(publisher={"@type": "Organization", "name": " The\nExample "}), "The Example"),
        (ld(publisher=[{"name": "The Example"}, {"name": "Another"}]), "The Example"),
        ('<meta property="og:site_name" content="The Example">', "The Example"),
        ('<meta name="twitter:site" content="@example">', None),  # a handle is not a name
        ("", None),
    ],
)
def test_outlet(head: str, expected: str | None) -> None:
    assert read_page(page(head=head)).outlet == expected


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Peru opens dam - The Example", ""),  # the h1 tells the headline from the site
        ("Peru opens dam | World | The Example", ld(headline="Peru opens dam")),
        ("Peru opens dam – The Example", '<meta property="og:site_name" content="The Example">'),
    ],
)
def test_title_without_the_name_of_the_site(title: str, head: str) -> None:
    assert read_page(page(title=title, head=head)).title == "Peru opens dam"


def test_language() -> None:
    assert read_page(page(attributes=' lang="es-PE"')).language == "es"
    assert read_page(page()).language is None


def test_a_page_of_one_headline() -> None:
    found = read_page("<html><head><title>Peru opens dam</title></head><body></body></html>")
    assert (found.title, found.text) == ("Peru opens dam", "Peru opens dam")


def test_a_very_short_page_keeps_headline_and_text_apart() -> None:
    found = read_page("<html><body><h1>Peru opens dam</h1><article><p>It rained.</p></article></body></html>")
    assert found.text == "Peru opens dam\n\nIt rained."


@pytest.mark.parametrize("markup", ["", "<", "<html></html>", "<html><body>" + "<div>" * 100_000 + "x"])
def test_pages_without_an_article_give_a_clear_error(markup: str) -> None:
    with pytest.raises(SourceError, match="save the report as text"):
        read_page(markup)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<br>", "<table>", "<td>", "</div>", "<!--", "<script>", "&#0;", "a b. "]))
)
def test_broken_markup_never_raises_anything_else(pieces: list[str]) -> None:
    try:
        assert read_page("<html><body><h1>Rain</h1>" + "".join(pieces)).text
    except SourceError as error:
        assert str(error)


@pytest.mark.parametrize("element", ["<p>a", "<a href='x'>b</a> "])
def test_pages_of_endless_elements_are_refused_at_once(element: str) -> None:
    with pytest.raises(SourceError, match=r"has \d{2},\d{3} elements \(the limit is 50,000\); save the report alone"):
        read_page(f"<html><body>{element * 60_000}</body></html>")
