"""Text exports of news databases. All names, papers and reports here are invented."""

from __future__ import annotations

import pytest

from makers import docx
from onrecord.sources.exports import exported
from opened import opened, reports, shape

NEXIS = """Page 1 of 3

Client/Matter: -None-

Documents (2)
1. Rain closes port of Kuna
2. Strike ends

Rain closes port of Kuna

The Kuna Herald

March 12, 2024 Tuesday

Copyright 2024 Kuna Media All Rights Reserved

Section: WORLD; Pg. A1

Length: 512 words

Byline: By Ada Venn

Dateline: KUNA

Body

Heavy rain closed the port of Kuna on Monday.

Subject: that was the word on every poster, and "we will open soon," the master said.

Graphic

A ship in the rain

Classification

Language: ENGLISH

Publication-Type: Newspaper

Subject: PORTS (90%)

Load-Date: March 13, 2024

End of Document

Strike ends

Agence Kuna

11 March 2024 Monday 10:15 AM GMT

Copyright 2024 Agence Kuna All Rights Reserved

Length: 51 words

Body

The strike ended on Sunday.

Load-Date: March 13, 2024

End of Document
"""

NEXIS_OLD = """                               1 of 2 DOCUMENTS

                                The Kuna Herald

                             March 12, 2024 Tuesday

SECTION: WORLD; Pg. A1

LENGTH: 512 words

HEADLINE: Rain closes port of
Kuna

BYLINE: By Ada Venn

BODY:
   Heavy rain closed the port of Kuna
on Monday.

   Subject: that was the word.

LOAD-DATE: March 13, 2024

LANGUAGE: ENGLISH

                Copyright 2024 Kuna Media
                   All Rights Reserved

                               2 of 2 DOCUMENTS

                                Agence Kuna

                             March 11, 2024 Monday

LENGTH: 51 words

HEADLINE: Strike ends

DATELINE: KUNA, March 11

   The strike ended on Sunday.

LOAD-DATE: March 13, 2024
"""

FACTIVA = """HD
Rain closes port of Kuna

BY
By Ada Venn

WC
512 words

PD
12 March 2024

SN
The Kuna Herald

SC
KNW

LA
English

CY
Copyright 2024.

LP
Heavy rain closed the port of Kuna on Monday.

TD
It was the third day.

CO
kunap : Port

AN
Document KNW0000020240312ek3c0001a

HD    Strike ends
WC    51 words
PD    11 March 2024
SN    Agence Kuna
LP    The strike ended on Sunday.
AN    Document KNW0000020240311ek3c0001b
"""

FACTIVA_ARTICLES = """WORLD
Rain closes port of Kuna

By Ada Venn

512 words

12 March 2024

14:05

The Kuna Herald

KNW

English

Copyright 2024 Kuna. All rights reserved.

Heavy rain closed the port of Kuna on Monday.

It was the third day.

Document KNW0000020240312ek3c0001a

Strike ends
51 words
11 March 2024
Agence Kuna
KNW
English
(c) 2024 Kuna

The strike ended on Sunday.

Document KNW0000020240311ek3c0001b
"""

PROQUEST = """____________________________________________________________
Report Information from ProQuest
____________________________________________________________

Document 1 of 2

Rain closes port of Kuna

Author: Ada Venn

Publication info: The Kuna Herald ; Kuna [Kuna]12 Mar 2024: A.1.

Abstract: Rain.

Full text: Heavy rain closed the port of Kuna on Monday.

It was the third day.

Title: Rain closes port of Kuna

Publication title: The Kuna Herald; Kuna

Publication date: Mar 12, 2024

Language of publication: English

ProQuest document ID: 12345
____________________________________________________________

Document 2 of 2

Strike ends

Publication info: Agence Kuna; Kuna. 11 Mar 2024.

Full text: The strike ended on Sunday.
____________________________________________________________
"""

EXPORTS = {
    "nexis": NEXIS,
    "old nexis": NEXIS_OLD,
    "factiva": FACTIVA,
    "factiva articles": FACTIVA_ARTICLES,
    "proquest": PROQUEST,
}


@pytest.mark.parametrize("name", EXPORTS)
def test_documents_and_what_is_known_of_them(name: str) -> None:
    first, second = exported(EXPORTS[name]) or []
    assert (first.title, first.author, first.outlet) == ("Rain closes port of Kuna", "Ada Venn", "The Kuna Herald")
    assert (first.published, first.language) == ("2024-03-12", "en")
    assert (second.title, second.author, second.outlet) == ("Strike ends", None, "Agence Kuna")
    assert (second.published, second.text) == ("2024-03-11", "Strike ends\n\nThe strike ended on Sunday.")


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("nexis", 'Subject: that was the word on every poster, and "we will open soon," the master said.'),
        ("old nexis", "Subject: that was the word."),
        ("factiva", "It was the third day."),
        ("factiva articles", "It was the third day."),
        ("proquest", "It was the third day."),
    ],
)
def test_the_text_is_whole_and_nothing_else(name: str, last: str) -> None:
    first = (exported(EXPORTS[name]) or [])[0]
    title, lead, end = first.text.split("\n\n")
    lead = " ".join(lead.split())
    assert (title, lead, end) == ("Rain closes port of Kuna", "Heavy rain closed the port of Kuna on Monday.", last)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nexis.txt", NEXIS),
        ("nexis.docx", docx(NEXIS.split("\n\n"))),
        ("nexis.rtf", "{\\rtf1 " + "\\par ".join(NEXIS.split("\n")) + "}"),
        ("factiva.rtf", "{\\rtf1 " + "\\par ".join(FACTIVA_ARTICLES.split("\n")) + "}"),
    ],
)
def test_each_document_of_a_file_is_a_report_of_its_own(name: str, data: bytes | str) -> None:
    found = opened(data, name)
    assert shape(found) == {f"{name}/1": "report", f"{name}/2": "report", name: "opened"}
    assert [report.published for report in reports(found)] == ["2024-03-12", "2024-03-11"]
    assert reports(found)[0].known["outlet"] == "found"


@pytest.mark.parametrize(
    "text",
    [
        "Rain closes port\n\nThe length: 512 words were enough, he said.\n\nEnd of Document",
        "Chapter 1 of 2\n\nThe strike ended.",
        "________________________\n\nRain fell.",
        "",
    ],
)
def test_other_texts_are_reports_themselves(text: str) -> None:
    assert exported(text) is None
