from __future__ import annotations

import json

import pytest

from makers import BODY, ENGLISH
from opened import opened, reports, shape, unread

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="Agence Kuna"><name>Agence Kuna</name></provider>
<versionCreated>2024-03-13T10:00:00Z</versionCreated><firstCreated>2024-03-12T23:30:00-05:00</firstCreated></itemMeta>
<contentMeta><headline>Peru opens dam</headline><by>By Ana Paz</by><language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body>{body}</body></html></inlineXML></contentSet></newsItem>"""


MARKED = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def item(kind: str = "text", body: str = MARKED) -> str:
    return ITEM.format(kind=kind, body=body)


def message(*items: str) -> str:
    return f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{''.join(items)}</itemSet></newsMessage>"


@pytest.mark.parametrize("data", [item(), f"<?xml version='1.0'?>\n<!-- x -->{message(item())}"])
def test_a_news_item(data: str) -> None:
    found = opened(data, "a.xml")
    assert shape(found) == {"a.xml/1": "report", "a.xml": "opened"}
    (report,) = reports(found)
    assert (report.text, report.title, report.outlet) == (ENGLISH, "Peru opens dam", "Agence Kuna")
    assert (report.published, report.language) == ("2024-03-12", "en")  # the day as written, in its own zone


def test_pictures_of_a_message_are_told() -> None:
    found = opened(message(item(), item("picture")), "a.xml")
    assert shape(found) == {"a.xml/1": "report", "a.xml/2": "failed", "a.xml": "opened"}
    assert "this news item is a picture, not a text" in unread(found)["a.xml/2"]


def test_bodies_in_nitf() -> None:
    body = "<p>Rain fell on the coast.</p><p>It stopped.</p>"
    nitf = (
        "<nitf><head><title>x</title></head><body><body.head><hedline/></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    data = item(body="").replace(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>\n</head><body></body></html>', nitf
    )
    (report,) = reports(opened(data, "a.xml"))
    assert report.text == "Peru opens dam\n\nRain fell on the coast.\n\nIt stopped."


@pytest.mark.parametrize(
    "value",
    [
        {"uri": "urn:x:1", "type": "text", "headline": "Peru opens dam", "body_text": "\n\n".join(BODY),
         "byline": "Ana Paz", "firstcreated": "2024-03-12T10:00:00Z", "versioncreated": "2024-03-14T10:00:00Z",
         "language": "en", "copyrightholder": "Agence Kuna"},
        {"uri": "urn:x:1", "headline": "Peru opens dam", "body_xhtml": MARKED,
         "byline": "Ana Paz", "firstcreated": "2024-03-12T10:00:00Z", "language": "en",
         "copyrightholder": "Agence Kuna"},
        {"uri": "urn:x:1", "headlines": [{"role": "main", "value": "Peru opens dam"}],
         "bodies": [{"contenttype": "text/html", "value": MARKED}],
         "bylines": [{"value": "Ana Paz"}], "firstCreated": "2024-03-12T10:00:00Z", "language": "en-US",
         "infosources": [{"name": "Agence Kuna"}]},
    ],
    ids=["plain", "xhtml", "second edition"],
)  # fmt: skip
def test_ninjs(value: dict[str, object]) -> None:
    for data in (json.dumps(value), json.dumps([value]), json.dumps({"items": [value]})):
        (report,) = reports(opened(data, "a.json"))
        assert (report.text, report.title, report.author) == (ENGLISH, "Peru opens dam", "Ana Paz")
        assert (report.outlet, report.published, report.language) == ("Agence Kuna", "2024-03-12", "en")


def test_entities_are_not_unfolded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{lol}]>'
    for entity in ("&l9;", "&f;"):
        for report in reports(opened(evil + item(body=f"<p>Rain {entity} fell on the coast.</p>"), "a.xml")):
            assert len(report.text) < 100
            assert "lol" not in report.text


@pytest.mark.parametrize("data", [item()[:-30], message(), "<newsItem" + "<a>" * 10_000])
def test_broken_messages(data: str) -> None:
    assert shape(opened(data, "a.xml"))["a.xml"] == "failed"
