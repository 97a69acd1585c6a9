from __future__ import annotations

import pytest

from onrecord.errors import NoText, SourceError
from onrecord.sources.rtf import read_rtf
from opened import opened, shape


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"The \b port\b0  of Kuna\par reopened.\par", "The port of Kuna\n\nreopened."),
        (r"first\line second\tab third", "first\nsecond third"),
        (r"\ldblquote We wait,\rdblquote  he said \emdash  again", "“We wait,” he said — again"),
        (r"caf\'e9 \'93so\'94", "café “so”"),  # bytes of the character set
        (r"\u8220?quoted\u8221? and \u-10179?\u-8694?", "“quoted” and 😊"),  # Unicode, each with a stand-in
        (r"{\uc2 \u8220ab}x\u8221?", "“x”"),  # as many stand-ins as the group says
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} end", "Привет end"),  # the font says the character set
        (r"{\*\generator Word 97;}{\info{\title No}{\author Nobody}}text", "text"),
        (r"{\pict\wmetafile8 0102030405}{\header Page 7}text{\footer x}", "text"),
        (r"\pict picture outside of its group", ""),
        (r"a {\v hidden} b", "a b"),
        (r"{\field{\*\fldinst HYPERLINK \\l x}{\fldrslt a link}}", "a link"),
        (r"a\bin5 {{{{{b", "ab"),
        (r"50\~million, well\_known, \{sic\}", "50 million, well-known, {sic}"),
        (r"one\cell two\cell\row three", "one two\n\nthree"),
    ],
)
def test_text(body: str, expected: str) -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204 Times;}}\f0 " + body.encode() + b"}"
    )
    if not expected:
        with pytest.raises(NoText):
            read_rtf(data)
    else:
        assert read_rtf(data).text == expected


def test_other_code_pages() -> None:
    assert read_rtf(rb"{\rtf1\ansi\ansicpg1250 Wa\'b3\'easa}").text == "Wałęsa"
    assert read_rtf(rb"{\rtf1\ansi\ansicpg99999 caf\'e9}").text == "café"


def test_it_is_known_by_its_content() -> None:
    assert shape(opened(rb"{\rtf1 Rain fell in Kuna.}", "note.txt")) == {"note.txt": "report"}


@pytest.mark.parametrize("data", [b"{\\rtf1" + b"}" * 1000 + b"text", b"{\\rtf1 text", b"{\\rtf1 text\\"])
def test_groups_that_do_not_match(data: bytes) -> None:
    assert read_rtf(data).text == "text"


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(SourceError, match="nests more than"):
        read_rtf(b"{\\rtf1" + b"{" * 1_000_000 + b"x")
