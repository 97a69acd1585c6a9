from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.records import Report
from onrecord.sources import Item, Metadata, Unread, list_files, open_reports, open_text
from onrecord.sources.report import LONGEST

HEADLINE = "Dam opens in Peru\n"


def opened(*paths: Path | str, metadata: Metadata | None = None, max_bytes: int = 20_000_000) -> list[Item]:
    return list(open_reports(paths, metadata=metadata, max_bytes=max_bytes))


def test_a_report_of_one_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HEADLINE)
    (report,) = opened(path)
    assert isinstance(report, Report)
    sha256 = hashlib.sha256(HEADLINE.encode()).hexdigest()
    assert report == Report(id="r" + sha256[:16], source=str(path), sha256=sha256, text=HEADLINE)


def test_line_ends_are_normalised_once_and_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    for name, data in (("lf.txt", b"A\n\nB\n"), ("crlf.txt", b"A\r\n\r\nB\r\n"), ("cr.txt", b"A\r\rB\r")):
        (tmp_path / name).write_bytes(data)
    reports = [r for r in opened(tmp_path) if isinstance(r, Report)]
    assert {r.text for r in reports} == {"A\n\nB\n"}
    assert len({r.id for r in reports}) == 3


def test_folders_are_deep_and_sorted_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    sources = [os.path.relpath(r.source, tmp_path) for r in opened(tmp_path) if isinstance(r, Report)]
    assert sources == ["b.txt", "a/z.txt", "a/b/c.txt"]


def test_a_pattern_is_unfolded_where_the_shell_does_not(tmp_path: Path) -> None:
    (tmp_path / "march").mkdir()
    for name in ("b.txt", "a.txt", "march/c.txt", "march/d.csv", "[x].txt"):
        (tmp_path / name).write_text("Rain.")
    found = list(list_files([f"{tmp_path}/**/*.txt", tmp_path / "a.txt", f"{tmp_path}/[x].txt", f"{tmp_path}/*.pdf"]))
    names = [name.removeprefix(f"{tmp_path}/") for name in found]
    assert names == ["[x].txt", "a.txt", "b.txt", "march/c.txt", "*.pdf"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Rain.")
    assert list(list_files([tmp_path])) == [f"{tmp_path}/a.txt"]


def test_standard_input() -> None:
    (report,) = open_reports(["-"], stdin=io.BytesIO(b"Rain in Chad."))
    assert isinstance(report, Report)
    assert (report.source, report.text) == ("-", "Rain in Chad.")


def test_a_book_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text("Rain fell. " * (LONGEST // 11) + "And more rain.")
    (unread,) = opened(tmp_path / "book.txt")
    assert isinstance(unread, Unread)
    assert "300,006 characters of text are longer than a report; split it" in str(unread.error)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "this is empty"),
        ("space.txt", b" \n\t\r\n\xc2\xa0", "only white space"),
        ("mark.txt", b"\xef\xbb\xbf", "only white space"),
        ("page.pdf", b"%PDF-1.7 ...", "this PDF file is broken or cut short; fetch it again"),
        ("lies.txt", b"PK\x03\x04....", "begins like a zip archive, but cannot be opened"),
        ("lies.html", b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        ("packed.txt", b"\x1f\x8b\x08", "cannot be read: Compressed file ended"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "an old office document, not text; save it as DOCX or as text first"),
        ("zero.txt", b"Rain \x00 in Chad", "a zero byte at byte 5"),
        ("control.txt", b"\x01\x02\x03\x04 Rain \x05\x06", "control characters"),
        ("broken.txt", b"\xff\xfeR", "byte order mark says utf-16-le"),
        ("table.csv", b"a,b\n1,2\n", "no column is known to hold text or addresses (the columns are a, b)"),
        ("feed.txt", b"<?xml version='1.0'?><rss></rss>", "this feed has no item"),
        ("other.xml", b"<?xml version='1.0'?><plants/>", "markup (XML) of the kind <plants>"),
        ("large.txt", b"x" * 101, "more than 100 bytes are too much"),
        ("nothing.html", b"<html><body></body></html>", "no article was found"),
        ("deep.html", b"<html><body>" + b"<b>" * 20, "no article was found"),
    ],
)
def test_what_is_no_report_is_told_by_name(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (unread,) = opened(path, max_bytes=100)
    assert isinstance(unread, Unread)
    assert unread.source == str(path)
    assert str(unread.error).startswith(f"{path}: ")
    assert says in str(unread.error)


def test_errors_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(HEADLINE)
    found = opened(tmp_path / "none.txt", tmp_path / "b.txt")
    assert [type(f) for f in found] == [Unread, Report]
    assert "No such file" in str(found[0].error if isinstance(found[0], Unread) else "")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse zeros: read, they would be "not text"
    (unread,) = opened(path)
    assert isinstance(unread, Unread)
    assert "more than 20,000,000 bytes are too much for one report (the limit is 20,000,000)" in str(unread.error)
    assert "--max-bytes" in str(unread.error)


def test_an_endless_stream_is_read_to_the_limit_only() -> None:
    (unread,) = opened("/dev/zero", max_bytes=1000)
    assert isinstance(unread, Unread)
    assert "more than 1,000 bytes" in str(unread.error)


def test_html_is_known_by_its_content_too(tmp_path: Path) -> None:
    page = "<!-- kept --><!DOCTYPE html><html><head><title>Dam opens in Peru</title></head><body></body></html>"
    for name in ("page", "page.txt", "page.htm"):
        path = tmp_path / name
        path.write_text(page)
        (report,) = opened(path)
        assert isinstance(report, Report)
        assert (report.title, report.text) == ("Dam opens in Peru", "Dam opens in Peru")


def test_given_goes_before_found_and_nothing_is_invented(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Dam opens</title><meta property='og:site_name' content='The Example'>"
        "<meta property='article:published_time' content='2024-03-31T23:30:00-05:00'></head><body></body></html>"
    )
    (found,) = opened(path)
    (given,) = opened(path, metadata=Metadata(published="2024-04-02"))
    assert isinstance(found, Report)
    assert isinstance(given, Report)
    assert (found.outlet, found.published) == ("The Example", "2024-03-31")
    assert (found.known["outlet"], found.known["published"]) == ("found", "found")
    assert (given.outlet, given.published) == ("The Example", "2024-04-02")
    assert (given.known["outlet"], given.known["published"]) == ("found", "given")
    assert given.id == found.id


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(HEADLINE)
    (report,) = opened(tmp_path)
    assert isinstance(report, Report)
    assert report.source.endswith("caf\ufffd.txt")
    assert report.source.encode()


def test_open_text() -> None:
    report = open_text("<b> is no page here", source="(sentence)", metadata=Metadata(outlet="The Example"))
    assert (report.text, report.source, report.outlet) == ("<b> is no page here", "(sentence)", "The Example")


def test_a_sentence_without_words_is_told_by_its_source() -> None:
    with pytest.raises(SourceError, match=r"^\(sentence\): this is only white space"):
        open_text(" ", source="(sentence)")


def test_names_in_other_letters_do_not_make_a_report_foreign(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell in Kyiv (Київ), Côte d’Ivoire and Hà Nội. 3,000 fled.", encoding="utf-8")
    (report,) = opened(tmp_path)
    assert isinstance(report, Report)
