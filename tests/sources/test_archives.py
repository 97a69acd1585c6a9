"""Archives: members one by one, each with its outcome; bombs, links and broken ones are told by name."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from makers import BODY, ENGLISH, docx, html_page, tarred, zipped
from onrecord.sources import Metadata, Opened, Options, open_files
from onrecord.sources.metadata import Given
from opened import opened, reports, shape, unread

FILES = {
    "march/a.txt": ENGLISH.encode(),
    "b.html": html_page("Dam opens in Peru").encode(),
    "c.docx": docx(["Rain falls", *BODY]),
    "twin.txt": ENGLISH.encode(),
    "empty.txt": b"",
    "photo.png": b"\x89PNG\r\n\x1a\n",
    ".hidden": b"x",
    "__MACOSX/._a.txt": b"x",
}
EXPECTED = {
    "march/a.txt": "report",
    "b.html": "report",
    "c.docx": "report",
    "twin.txt": "report",
    "empty.txt": "empty",
    "photo.png": "empty",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("clips.zip", zipped(FILES)),
        ("clips.tar", tarred(FILES)),
        ("clips.tar.gz", tarred(FILES, packed="gz")),
        ("clips.tbz", tarred(FILES, packed="bz2")),
        ("lies.txt", zipped(FILES)),  # known by its content
    ],
)
def test_every_member_has_its_outcome(name: str, data: bytes) -> None:
    found = opened(data, name)
    assert shape(found) == {f"{name}/{member}": kind for member, kind in EXPECTED.items()} | {name: "opened"}
    assert isinstance(found[-1], Opened)
    assert found[-1].detail == "6 members; left out, being no documents: hidden file 2"


def test_a_member_is_the_same_report_as_the_file() -> None:
    (inside,) = reports(opened(zipped({"a.txt": ENGLISH}), "a.zip"))
    (alone,) = reports(opened(ENGLISH, "b.txt"))
    assert inside.id == alone.id


@pytest.mark.parametrize(("name", "pack"), [("a.html.gz", gzip.compress), ("a.html.bz2", bz2.compress)])
def test_a_packed_file_is_what_it_packs(name: str, pack: object) -> None:
    found = opened(pack(html_page().encode()), name)  # type: ignore[operator]
    assert shape(found) == {name: "report"}
    assert reports(found)[0].title == "Peru opens dam"


def test_archives_in_archives() -> None:
    inner = zipped({"a.txt": ENGLISH})
    found = opened(tarred({"x/inner.zip": inner, "b.txt.gz": gzip.compress(b"Rain fell.")}, packed="gz"), "o.tgz")
    assert shape(found) == {
        "o.tgz/x/inner.zip/a.txt": "report",
        "o.tgz/x/inner.zip": "opened",
        "o.tgz/b.txt.gz": "report",
        "o.tgz": "opened",
    }


def test_deep_nesting_is_refused() -> None:
    data = ENGLISH.encode()
    for _ in range(8):
        data = zipped({"in.zip": data})
    ((source, why),) = unread(opened(data, "deep.zip")).items()
    assert source.count("in.zip") == 4
    assert "more than 4 deep" in why
    for _ in range(50):
        data = gzip.compress(data)
    assert "more than 4 deep" in unread(opened(data, "deep.gz"))["deep.gz"]


def test_metadata_of_members_goes_before_that_of_their_archive() -> None:
    table = {("clips.zip",): Given("The Herald", "2024-01-01"), ("march", "a.txt"): Given(None, "2024-03-01")}
    data = zipped({"march/a.txt": ENGLISH, "b.txt": "Rain fell on Kuna."})
    first, second = reports(opened(data, "clips.zip", metadata=Metadata(outlet="All", files=table)))
    assert (first.outlet, first.published) == ("The Herald", "2024-03-01")
    assert (second.outlet, second.published) == ("The Herald", "2024-01-01")


def test_bombs_are_given_up_whole() -> None:
    bomb = zipped({f"{n}.txt": b"a" * 15_000_000 for n in range(12)})
    assert len(bomb) < 300_000
    found = opened(bomb, "bomb.zip")
    assert "unpacks to more than 100 times its size" in unread(found)["bomb.zip"]
    assert len(found) < 10
    packed = gzip.compress(gzip.compress(b"\0" * 150_000_000))
    assert "more than" in unread(opened(packed, "bomb.gz"))["bomb.gz"]


def test_a_large_member_is_refused_and_the_others_are_read() -> None:
    found = opened(zipped({"big.txt": "word " * 1000, "a.txt": ENGLISH}), "a.zip", max_bytes=1000)
    assert shape(found) == {"a.zip/big.txt": "failed", "a.zip/a.txt": "report", "a.zip": "opened"}


def test_links_out_of_the_archive_are_not_followed(tmp_path: Path) -> None:
    found = unread(opened(tarred({}, links={"passwd": "/etc/passwd", "up": "../../secret"}), "a.tar"))
    assert "a link to '/etc/passwd'; links in archives are not followed" in found["a.tar/passwd"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert "this is a link" in unread(opened(stream.getvalue(), "a.zip"))["a.zip/link"]


def test_names_that_climb_are_only_shown(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    found = opened(zipped({"../../up.txt": ENGLISH, "/root.txt": ENGLISH}), "a.zip")
    assert set(shape(found).values()) == {"report", "opened"}
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_an_unknown_encoding_is_marked() -> None:
    data = tarred({"caf?.txt": ENGLISH.encode()}).replace(b"caf?", b"caf\xe9")
    checked = bytearray(data)
    checked[148:156] = b" " * 8
    checked[148:156] = b"%06o\0 " % sum(checked[:512])
    assert list(shape(opened(bytes(checked), "a.tar"))) == ["a.tar/caf\ufffd.txt", "a.tar"]


def test_two_members_of_one_name_are_two_inputs() -> None:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for text in (ENGLISH, ENGLISH, BODY[0]):
            archive.writestr("a.txt", text)
    found = opened(stream.getvalue(), "a.zip")
    assert list(shape(found)) == ["a.zip/a.txt", "a.zip/a.txt (member 2)", "a.zip/a.txt (member 3)", "a.zip"]
    assert [report.text for report in reports(found)] == [ENGLISH, ENGLISH, BODY[0]]


def test_encrypted_members() -> None:
    data = bytearray(zipped({"a.txt": ENGLISH}))
    data[6] |= 1  # the flag in the member's own head
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # and in the table of contents
    assert "this is encrypted; unpack it with its password first" in unread(opened(bytes(data), "a.zip"))["a.zip/a.txt"]


@pytest.mark.parametrize("cut", [10, 200, 5000, -30])
def test_archives_that_break_off(cut: int) -> None:
    noise = os.urandom(20_000).hex()
    for name, data in (
        ("a.zip", zipped({"a.txt": ENGLISH, "b.txt": noise})),
        ("a.tgz", tarred({"a.txt": ENGLISH.encode(), "b.txt": noise.encode()}, packed="gz")),
        ("a.txt.gz", gzip.compress(noise.encode())),
    ):
        assert shape(opened(data[:cut], name))[name] == "failed", name


def test_members_before_the_break_are_kept_and_counted() -> None:
    data = tarred({"a.txt": ENGLISH.encode(), "b.txt": b"x" * 50_000})
    found = opened(data[: 1024 + 512 + 20_000], "a.tar")
    assert shape(found)["a.tar/a.txt"] == "report"
    assert "(2 members were read)" in unread(found)["a.tar"]


@pytest.mark.parametrize("data", [zipped({}), zipped({".x": "y"}), tarred({".x": b"y"})])
def test_an_archive_of_nothing_has_no_text(data: bytes) -> None:
    found = opened(data, "a.bin")
    assert shape(found) == {"a.bin": "empty"}


def test_a_stream_that_cannot_be_wound_back() -> None:
    read, write = os.pipe()
    with os.fdopen(write, "wb") as sink:
        sink.write(zipped({"a.txt": ENGLISH}))
    with os.fdopen(read, "rb") as source:
        found = list(open_files(["-"], Options(stdin=source)))
    assert shape(found) == {"-/a.txt": "report", "-": "opened"}
