from __future__ import annotations

import gzip

import brotli
import pytest

from makers import BODY, ENGLISH, column, html_page, pdf, response, warc
from onrecord.errors import SourceError
from onrecord.sources import Opened
from onrecord.sources.encodings import decoded
from opened import opened, reports, shape, unread

PAGE = html_page().encode()
OTHER = html_page("Another dam", body=[*BODY, "It is the second one."]).encode()
ARCHIVE = warc(
    response("https://a.example/dam", PAGE),
    response("https://a.example/photo.jpg", b"\xff\xd8\xff", content_type="image/jpeg"),
    response("https://a.example/gone", b"gone", status="404 Not Found"),
    response("https://a.example/note.txt", ENGLISH.encode(), content_type="text/plain"),
    response("https://a.example/paper.pdf", pdf([column(["Rain fell in Kuna."])]), content_type="application/pdf"),
    response("https://a.example/dam", b"", kind="request"),
)


@pytest.mark.parametrize(("name", "data"), [("crawl.warc", ARCHIVE), ("crawl.warc.gz", gzip.compress(ARCHIVE))])
def test_documents_are_read_and_the_rest_is_counted(name: str, data: bytes) -> None:
    found = opened(data, name)
    assert [source.partition(":")[2] for source in shape(found)] == [
        *("https://a.example/dam", "https://a.example/note.txt", "https://a.example/paper.pdf", ""),
    ]
    assert isinstance(found[-1], Opened)
    assert found[-1].detail == (
        "3 members; left out, being no documents: answer that is no page 1, picture 1, request 1"
    )
    first = reports(found)[0]
    assert (first.title, first.address, first.published) == ("Peru opens dam", "https://a.example/dam", None)


def test_the_date_in_an_address_is_found() -> None:
    (report,) = reports(opened(response("https://a.example/2024/03/12/dam", PAGE), "a.warc"))
    assert (report.published, report.known["published"]) == ("2024-03-12", "found")


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: br\r\n", brotli.compress(PAGE)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        # crawlers keep the headers of bodies that they have unpacked
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", PAGE),
    ],
)
def test_encodings(more: str, body: bytes) -> None:
    data = warc(response("https://a.example/dam", body, more=more), response("https://a.example/next", OTHER))
    assert [report.title for report in reports(opened(data, "a.warc"))] == ["Peru opens dam", "Another dam"]


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress])
def test_an_encoding_that_unfolds_to_too_much(pack: object) -> None:
    packed = pack(b"a" * 5_000_000)  # type: ignore[operator]
    name = "gzip" if pack is gzip.compress else "br"
    with pytest.raises(SourceError, match="more than 1,000,000 bytes"):
        decoded(packed, transfer="", content=name, max_bytes=1_000_000)


def test_a_large_record_is_refused_and_the_next_is_read() -> None:
    data = warc(response("https://a.example/big", b"x" * 5000), response("https://a.example/dam", PAGE))
    found = opened(data, "a.warc", max_bytes=2000)
    assert list(shape(found).values()) == ["failed", "report", "opened"]


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\n", ARCHIVE[:-400], ARCHIVE[:700], b"WARC/1.0\r\nContent-Length: 9999\r\n\r\n"]
)
def test_archives_that_break_off(data: bytes) -> None:
    found = opened(data, "a.warc")
    assert shape(found)["a.warc"] == "failed"
    assert "fetch it again" in unread(found)["a.warc"]
