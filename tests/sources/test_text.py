from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.sources.text import decode

CURLY = "“Não”, said José Peña – in São Tomé."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", CURLY),
        ("utf-8-sig", CURLY),  # the mark goes, offsets begin behind it
        ("utf-16", CURLY),
        ("utf-32", CURLY),
        ("cp1252", CURLY),
        ("cp1252", "The café in Málaga cost £5 or 5 €."),  # the detector says Central European
        ("cp1252", "«Peut-être», dit-il à l’été."),
        ("cp1250", "Wałęsa powiedział, że był w Łodzi."),  # as western it would have signs inside of words
        ("cp1251", "Министр заявил, что договор подписан в Москве."),
        ("shift_jis", "日本の首相は火曜日に述べた。"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<meta charset="windows-1252">“é”'.encode("cp1252"), "“é”"),
        # declared Latin-1 is windows-1252 on the web
        ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>“é”".encode("cp1252"), "“é”"),
        ('<?xml version="1.0" encoding="koi8-r"?>договор'.encode("koi8-r"), "договор"),
        ('<meta charset="ascii-armour">é'.encode(), "é"),  # an encoding that does not exist
        ('<meta charset="utf-8">é'.encode("cp1252") + b" end", "\ufffd end"),  # one broken byte, as browsers do
        ("<p>“São”</p>".encode("cp1252"), "“São”"),  # undeclared
    ],
)
def test_declared_encodings_of_pages(page: bytes, expected: str) -> None:
    assert expected in decode(page, markup=True)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_utf8_text_without_control_characters_is_kept(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_give_text_or_a_clear_error(data: bytes, markup: bool) -> None:
    try:
        assert "\r" not in decode(data, markup=markup)
    except SourceError as error:
        assert str(error)
