from __future__ import annotations

import pytest

from makers import ENGLISH, FRENCH
from onrecord.sources.language import language_of
from opened import opened, reports

INDONESIAN = (
    "Menteri luar negeri mengatakan pada hari Selasa bahwa Indonesia akan mengirim tiga pesawat ke Malaysia, menurut "
    "juru bicara pemerintah di ibu kota. Pesawat pertama akan tiba sebelum akhir tahun depan."
)


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        (ENGLISH, None, ("en", True)),
        (ENGLISH, "de", ("en", True)),  # a site's template says one language for all pages
        (FRENCH, "en", ("fr", True)),
        (INDONESIAN, None, ("id", True)),
        ("Дождь в Чаде.", "en", ("ru", True)),  # no Latin letters: no English, however short
        ("أمطار في تشاد (BBC)", None, ("ar", True)),
        ("Lluvia en Chad", "es", ("es", False)),  # too short to show it
        ("Rain in Chad", None, ("en", False)),
        ("Rain fell in Kyiv (Київ) and Hà Nội.", None, ("en", False)),
        ("", None, ("en", False)),
    ],
)
def test_language(text: str, stated: str | None, expected: tuple[str, bool]) -> None:
    assert language_of(text, stated) == expected


def test_reports_in_other_languages_are_kept_and_marked() -> None:
    (report,) = reports(opened(FRENCH, "a.txt"))
    assert (report.language, report.known["language"], report.text) == ("fr", "found", FRENCH)
