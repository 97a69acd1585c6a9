from __future__ import annotations

import io
import zipfile

import pytest

from makers import BODY, docx, zipped
from onrecord.errors import NoText, SourceError
from onrecord.sources.docx import read_docx
from opened import opened, reports, shape, unread

BIG = 10_000_000


def test_paragraphs_in_their_order_with_tables() -> None:
    page = read_docx(docx(["Peru opens dam", "", *BODY], table=[["Dam", "Megawatts"], ["Mantaro", "900"]]), BIG)
    assert page.text.split("\n\n") == ["Peru opens dam", *BODY, "Dam | Megawatts", "Mantaro | 900"]


def test_a_table_of_one_column_is_layout() -> None:
    page = read_docx(docx([], table=[[BODY[0]], [BODY[1]]]), BIG)
    assert page.text.split("\n\n") == [BODY[0], BODY[1]]


@pytest.mark.parametrize(("stated", "title"), [("Peru opens dam", "Peru opens dam"), ("Template 7", None), ("", None)])
def test_a_title_is_believed_where_the_text_has_it(stated: str, title: str | None) -> None:
    assert read_docx(docx(["Peru opens dam", *BODY], title=stated), BIG).title == title


def test_dates_of_the_file_are_no_dates_of_the_report() -> None:
    (report,) = reports(opened(docx(BODY), "a.docx"))
    assert (report.published, report.known["published"]) == (None, "unknown")


def test_it_is_known_by_its_content() -> None:
    assert shape(opened(docx(BODY), "clipping")) == {"clipping": "report"}


def test_a_document_of_pictures_has_no_text() -> None:
    with pytest.raises(NoText, match="no text"):
        read_docx(docx([]), BIG)


def rewritten(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return stream.getvalue()


def test_a_part_that_unpacks_to_too_much_is_refused_unread() -> None:
    bomb = rewritten(docx(BODY), "word/document.xml", b"<w>" + b" " * 5_000_000)
    assert len(bomb) < 50_000
    with pytest.raises(SourceError, match=r"word/document\.xml unpacks to 5,000,003 bytes"):
        read_docx(bomb, 1_000_000)


def test_entities_are_not_unfolded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = docx(["RAIN"])
    with zipfile.ZipFile(io.BytesIO(text)) as archive:
        xml = archive.read("word/document.xml").decode()
    head, body = xml.split("?>", 1)
    evil = f'{head}?><!DOCTYPE w [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{lol}]>{body}'
    for entity in ("&l9;", "&f;"):
        found = opened(rewritten(text, "word/document.xml", evil.replace("RAIN", f"RAIN {entity}").encode()), "a.docx")
        assert all(len(r.text) < 100 for r in reports(found))


@pytest.mark.parametrize("xml", [b"", b"<broken", b"<a>" * 100_000])
def test_broken_documents(xml: bytes) -> None:
    found = unread(opened(rewritten(docx(BODY), "word/document.xml", xml), "a.docx"))
    assert "this Word document cannot be read" in found["a.docx"]


def test_other_office_documents_are_told_by_name() -> None:
    kinds = {"content.xml": "an OpenDocument file", "ppt/presentation.xml": "a presentation"}
    for name, what in kinds.items():
        found = unread(opened(zipped({"mimetype": "x", name: "<x/>"}), "a.bin"))
        assert f"this is {what}, not text" in found["a.bin"]
