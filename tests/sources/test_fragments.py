from __future__ import annotations

import pytest

from onrecord.sources.fragments import fragment_text, has_markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>One <b>bold</b> two.</p><p>Three<br>four</p>five<br> <br>six",
            ["One bold two.", "Three four", "five", "six"],
        ),
        ("six<!-- no --> seven<script>x()</script> eight", ["six seven eight"]),
        ("<p>a</p><figure><img><figcaption>a picture</figcaption></figure>b", ["a", "b"]),
        ("plain &amp; simple", ["plain & simple"]),
        ("<p>Rain.</p><p>The post Rain appeared first on Kuna Herald.</p>", ["Rain."]),
        ("<ul><li>one</li><li>two</li></ul>", ["one", "two"]),
        ("", [""]),
    ],
)
def test_paragraphs(markup: str, expected: list[str]) -> None:
    assert fragment_text(markup).split("\n\n") == expected


def test_depth_does_no_harm() -> None:
    assert fragment_text("<div>" * 50_000 + "deep") in {"", "deep"}


@pytest.mark.parametrize(
    ("text", "markup"), [("a <b>c", True), ("a &amp; b", True), ("a < b > c & d", False), ("x<3", False)]
)
def test_markup_is_told_from_signs(text: str, markup: bool) -> None:
    assert has_markup(text) is markup
