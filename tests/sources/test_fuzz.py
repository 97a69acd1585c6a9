"""Hostile bytes for every reader: whatever stands in a file, it ends in reports or in an error that names the file.

Each reader gets a whole file of its kind, cut, doubled and overwritten at random. ``ONRECORD_FUZZ=5000 pytest
tests/sources/test_fuzz.py`` tries that many inputs a reader, other ones at every run; without it the same few.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import zipfile

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from makers import BODY, ENGLISH, FRENCH, column, docx, html_page, pdf, response, tarred, warc, xlsx, zipped
from onrecord.errors import SourceError
from onrecord.records import Report
from onrecord.sources import Item, Opened, Unread, robots
from onrecord.sources.encodings import decoded
from onrecord.sources.newsml import ninjs_page
from opened import opened, shape

TRIES = int(os.environ.get("ONRECORD_FUZZ", "0"))
fuzz = settings(
    max_examples=TRIES or 40,
    derandomize=not TRIES,
    deadline=None,
    database=None,
    # What fails is shown as it was found, where many are tried: shrinking it would take the time of thousands more.
    phases=[Phase.generate] if TRIES else [Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
slow = settings(fuzz, max_examples=max(TRIES // 20, 8))

TEXT = "\n\n".join(BODY)
ROW = {"title": "Dam", "text": TEXT, "date": "2024-03-12", "source": "Kuna Herald", "url": "https://a.example/d"}
NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xff", b"\r", b"\n", b'"', b"'", b",", b";", b"\t", b"<", b">", b"&", b"{", b"}", b"["),
    *(b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xD800;", b"<x>" * 300),
    *(b"\\", b"\\u0000", b"\\ud800", b"{\\rtf1", b"\\bin99999999 ", b"\\u-99999 ", b"\\'", b"9" * 40, b"-1", b"1e999"),
    *(b"Body\n", b"Document kuna\n", b"HD ", b"Full text: ", b"____\n", b"End of Document", b"Content-Length: -5\r\n"),
)  # fmt: skip


def parquet() -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW, ROW]), stream)
    return stream.getvalue()


NEXIS = (
    "Rain closes port\n\nThe Kuna Herald\n\nMarch 12, 2024 Tuesday\n\nCopyright 2024 Kuna Media\n\nSection: WORLD\n\n"
    f"Length: 512 words\n\nByline: Ada Venn\n\nBody\n\n{TEXT}\n\nClassification\n\nLanguage: ENGLISH\n\n"
    "End of Document\n"
)
FACTIVA = (
    f"SE World\nHD Rain closes port\nBY Ada Venn\nWC 40 words\nPD 12 March 2024\nSN Kuna Herald\nLA English\n"
    f"LP {BODY[0]}\nTD {TEXT}\nAN Document KUNA000020240312ek3c00001\n"
)
PROQUEST = (
    f"{'_' * 60}\n\nRain closes port\n\nAuthor: Venn, Ada\n\nPublication info: Kuna Herald; Kuna. 12 Mar 2024.\n\n"
    f"Full text: {TEXT}\n\nTitle: Rain closes port\n\nPublication title: Kuna Herald\n\nPublication date: Mar 12, 2024"
    f"\n\nLanguage of publication: English\n\nProQuest document ID: 1\n\n{'_' * 60}\n\nContact ProQuest\n"
)
RSS = (
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Kuna</title><item>"
    "<title>Dam</title><link>https://a.example/d</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate>"
    f"<content:encoded><![CDATA[{html_page()}]]></content:encoded></item></channel></rss>"
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/d</loc>'
    "<lastmod>2024-03-12</lastmod></url></urlset>"
)
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    '<contentMeta><headline>Dam</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/'
    f'xhtml"><body><p>{TEXT}</p></body></html></inlineXML></contentSet></newsItem>'
)
RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}\pard Peru opens dam\par " + TEXT.replace("\n", r"\par ") + "}"
)

WHOLE: dict[str, str | bytes] = {
    "a.txt": ENGLISH,
    "french.txt": FRENCH,
    "a.html": html_page(head='<script type="application/ld+json">{"@type":"NewsArticle","author":[{}]}</script>'),
    "a.rtf": RTF,
    "nexis.txt": NEXIS,
    "factiva.txt": FACTIVA,
    "proquest.txt": PROQUEST,
    "rss.xml": RSS,
    "sitemap.xml": SITEMAP,
    "newsml.xml": NEWSML,
    "a.csv": "title,text\r\nDam," + json.dumps(TEXT) + "\r\n",
    "a.json": json.dumps({"results": [ROW, ROW]}),
    "a.jsonl": f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n",
    "a.parquet": parquet(),
    "a.warc": warc(response("https://a.example/d", html_page().encode()), response("https://a.example/x", b"x")),
    "a.zip": zipped({"a.txt": ENGLISH, "b.html": html_page()}),
    "stored.zip": zipped({"a.txt": ENGLISH, "b.csv": "text\nx\n"}, compression=zipfile.ZIP_STORED),
    "a.tar": tarred({"a.txt": ENGLISH.encode(), "b.txt": FRENCH.encode()}, links={"l": "/etc/hostname"}),
    "a.tar.gz": tarred({"a.txt": ENGLISH.encode()}, packed="gz"),
    "a.txt.bz2": tarred({"a.txt": ENGLISH.encode()}, packed="bz2"),
}
FILES = {name: data.encode() if isinstance(data, str) else data for name, data in WHOLE.items()}
OFFICE = {"a.docx": docx([TEXT], title="Dam", table=[["a", "b"]]), "a.xlsx": xlsx([["title", "text"], ["Dam", TEXT]])}


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes with a few pieces overwritten, cut out, doubled or put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 1, 2, 7, 40, 400]))
        new = draw(st.one_of(st.sampled_from(NASTY), st.binary(max_size=12), st.just(data[at : at + length])))
        data = data[:at] + new * draw(st.sampled_from([1, 1, 1, 3])) + data[at + length :]
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 4)) == 0 else data


def holds(items: list[Item]) -> None:
    """Every item stands there once; a report has text, an error its file and a way to go on."""
    shape(items)  # no source twice
    assert items
    for item in items:
        if isinstance(item, Report):
            assert item.text.strip()
            assert "\r" not in item.text
            item.text.encode("utf-8")  # no half of a letter
            json.dumps(item.to_dict())
        elif isinstance(item, Unread):
            assert str(item.error).startswith(f"{item.source}: ")
            assert len(str(item.error)) > len(item.source) + 10
        else:
            assert isinstance(item, Opened)
            assert item.members >= 0


@pytest.mark.parametrize(("name", "data"), {**FILES, **OFFICE}.items())
def test_they_are_read_undamaged(name: str, data: bytes) -> None:
    found = opened(data, name)
    holds(found)
    assert any(isinstance(item, Report) for item in found) is (name != "sitemap.xml")


@pytest.mark.parametrize("name", FILES)
def test_damaged_files(name: str) -> None:
    @fuzz
    @given(damaged(FILES[name]))
    def tried(data: bytes) -> None:
        holds(opened(data, name))

    tried()


@pytest.mark.parametrize("name", FILES)
def test_bytes_of_any_kind_under_any_name(name: str) -> None:
    @fuzz
    @given(st.binary(max_size=600), st.sampled_from([b"", *(data[:8] for data in FILES.values())]))
    def tried(data: bytes, head: bytes) -> None:
        holds(opened(head + data, name))

    tried()


@pytest.mark.parametrize("name", OFFICE)
def test_damaged_parts_of_office_documents(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(OFFICE[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}

    @fuzz
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        part = data.draw(st.sampled_from(sorted(parts)))
        holds(opened(zipped({**parts, part: data.draw(damaged(parts[part]))}), name))

    tried()


@slow  # each is opened in a process of its own
@given(damaged(pdf([column(["The dam was opened on Tuesday."] * 12)] * 2, title="Dam", picture=[1])))
def test_damaged_pdf(data: bytes) -> None:
    holds(opened(data, "a.pdf"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "url", "source", "results", "body_text", "x"]), inner
        )
    ),
    max_leaves=12,
)


@fuzz
@given(JSON)
def test_values_of_any_kind_in_json(value: object) -> None:
    holds(opened(json.dumps(value), "a.json"))


@fuzz
@given(
    st.dictionaries(
        st.sampled_from(["headline", "headlines", "body_text", "body_xhtml", "bodies", "byline", "bylines", "language",
                         "firstcreated", "firstCreated", "copyrightholder", "infosources", "slugline", "type", "uri"]),
        JSON,
    )
)  # fmt: skip
def test_values_of_any_kind_in_ninjs(value: dict[str, object]) -> None:
    with contextlib.suppress(SourceError):
        ninjs_page(value)


@fuzz
@given(st.text())
def test_rules_of_any_site(text: str) -> None:
    assert robots.parse(text).allows("/") in {True, False}


@fuzz
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "x", ""]), st.booleans())
def test_bodies_in_any_encoding(body: bytes, content: str, chunked: bool) -> None:
    with contextlib.suppress(SourceError):
        found = decoded(body, transfer="chunked" if chunked else "", content=content, max_bytes=10_000)
        assert len(found) <= 10_000
