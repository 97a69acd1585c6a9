"""Feeds and sitemaps from files; what they name is fetched in `test_network.py`."""

from __future__ import annotations

import pytest

from makers import BODY, ENGLISH
from opened import opened, reports, shape, unread

CONTENT = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in BODY)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Kuna Herald</title><language>en-gb</language>
<item><title>Peru opens dam</title><link>https://a.example/dam</link><dc:creator>Ana Paz</dc:creator>
<pubDate>Tue, 12 Mar 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded>{CONTENT}</content:encoded></item>
<item><title>Rain &amp;amp; snow</title><link>https://a.example/rain</link><description>Rain fell.</description></item>
<item><title>Only a headline</title><link>https://a.example/head</link></item>
<item><title>Nothing at all</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Kuna Herald</title>
<updated>2024-04-01T00:00:00Z</updated>
<entry><title>Peru opens dam</title><link href="https://a.example/dam"/><author><name>Ana Paz</name></author>
<published>2024-03-12T23:30:00-05:00</published><updated>2024-03-20T00:00:00Z</updated>
<content type="html">{CONTENT}</content></entry></feed>"""


@pytest.mark.parametrize("data", [RSS, ATOM])
def test_an_item_with_its_text_is_a_report(data: str) -> None:
    report = reports(opened(data, "feed.xml"))[0]
    assert (report.text, report.title, report.author) == (ENGLISH, "Peru opens dam", "Ana Paz")
    assert (report.outlet, report.published, report.address) == (
        "The Kuna Herald",
        "2024-03-12",
        "https://a.example/dam",
    )
    assert report.known["published"] == "found"


def test_items_without_text_are_told() -> None:
    found = opened(RSS, "feed.rss")
    assert shape(found) == {
        "feed.rss/https://a.example/dam": "report",
        "feed.rss/https://a.example/rain": "report",
        "feed.rss/https://a.example/head": "empty",
        "feed.rss/4": "empty",
        "feed.rss": "opened",
    }
    assert reports(found)[1].text == "Rain & snow\n\nRain fell."
    assert "--network fetches it" in unread(found)["feed.rss/https://a.example/head"]


def test_the_day_of_a_change_is_no_day_of_publication() -> None:
    data = ATOM.replace("<published>2024-03-12T23:30:00-05:00</published>", "")
    assert reports(opened(data, "a.xml"))[0].published is None


def test_a_feed_never_leads_to_files_or_hosts() -> None:
    for name in ("http://127.0.0.1:9/feed", "/etc/passwd"):
        assert "no item" in unread(opened(f"<rss><channel><title>{name}</title></channel></rss>", "a.xml"))["a.xml"]


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/dam</loc><lastmod>2024-03-20</lastmod>
<news:news><news:publication><news:name>The Kuna Herald</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-12</news:publication_date><news:title>Peru opens dam</news:title></news:news></url>
<url><loc>ftp://a.example/x</loc></url></urlset>"""


def test_a_sitemap_names_addresses() -> None:
    found = opened(SITEMAP, "sitemap.xml")
    assert shape(found) == {"sitemap.xml/https://a.example/dam": "empty", "sitemap.xml": "opened"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("<rss", "this feed is broken"),
        ("<rss></rss>", "no item"),
        ("<rss>" + "<a>" * 100_000, "feed"),
        ("<urlset></urlset>", "lists no address"),
        ("<urlset><url>", "this sitemap is broken"),
        ("<urlset>" + "<url>" * 10_000, "this sitemap is broken"),
    ],
)
def test_broken_feeds_and_sitemaps(data: str, says: str) -> None:
    found = opened(data, "a.xml")
    assert says in unread(found)["a.xml"]


@pytest.mark.parametrize(
    "root",
    ["<rss><channel><item><title>{}</title></item></channel></rss>", "<urlset><url><loc>{}</loc></url></urlset>"],
)
def test_entities_are_not_unfolded(root: str) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{lol}]>'
    for entity in ("&l9;", "&f;"):
        found = opened(evil + root.format(f"https://a.example/{entity}"), "a.xml")
        assert all(len(item.source) < 200 for item in found)


def test_a_feed_of_too_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.sources.feeds.MAX_ITEMS", 2)
    assert "has 4 items (the limit is 2)" in unread(opened(RSS, "a.xml"))["a.xml"]
    monkeypatch.setattr("onrecord.sources.sitemaps.MAX_ADDRESSES", 0)
    assert "lists more than 0 addresses" in unread(opened(SITEMAP, "a.xml"))["a.xml"]
