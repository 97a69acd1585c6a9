"""News items as agencies send them: NewsML-G2 (XML) and ninjs (JSON).

In: a parsed XML stream, or an object of JSON. Out: the text items in them, with what they state of themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.errors import SourceError
from onrecord.sources.days import stated_day
from onrecord.sources.fragments import element_text, fragment_text
from onrecord.sources.labels import language_code
from onrecord.sources.page import Entry, Member, Page, Refused

_PLAIN = ("body_text", "body_plain", "bodyText")
_MARKED = ("body_xhtml", "body_html", "bodyXhtml", "body_sportsml")


def newsml_members(stream: BinaryIO) -> Iterator[Member]:
    """Yield the news items of a NewsML-G2 document, one item or a message of many.

    Raises:
        SourceError: the XML is broken.
    """
    from lxml import etree

    number = 0
    try:
        # Entities of a document's own are left unread: they may unfold to gigabytes, or to files of this machine.
        events = etree.iterparse(
            stream, events=("end",), tag="{*}newsItem", resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, item in events:
            number += 1
            yield _item(item, str(number))
            item.clear()
    except etree.LxmlError as error:
        raise SourceError(f"this news message is broken ({error}); fetch it again") from error
    if not number:
        raise SourceError("this news message holds no news item; give the items themselves")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Tell whether an object of JSON is a ninjs item: it has a URI, and bodies or headlines by ninjs's names."""
    named = [key for key in value if key in {"bodies", "headlines"} or key.startswith(("body_", "headline_"))]
    return isinstance(value.get("uri"), str) and ("headline" in value or bool(named)) and "text" not in value


def ninjs_page(value: Mapping[str, Any]) -> Page:
    """Return the document that a ninjs item is, in its first or its second edition's names."""
    title = _words(value.get("headline")) or _words(_first(value.get("headlines")))
    body = next((text for key in _PLAIN if isinstance(text := value.get(key), str) and text.strip()), "")
    marked = next((text for key in _MARKED if isinstance(text := value.get(key), str) and text.strip()), "")
    for one in value.get("bodies") or () if isinstance(value.get("bodies"), list) else ():
        if isinstance(one, dict) and isinstance(one.get("value"), str) and not (body or marked):
            is_markup = "html" in str(one.get("contenttype") or one.get("role") or "")
            body, marked = ("", one["value"]) if is_markup else (one["value"], "")
    provider = next((p.get("name") for p in _list(value.get("infosources")) if isinstance(p, dict)), None)
    return Page(
        text=_whole(title, body.strip() or fragment_text(marked)),
        title=title,
        author=_words(value.get("byline")) or _words(_first(value.get("bylines"))),
        outlet=_words(provider) or _words(value.get("copyrightholder")),
        published=stated_day(value.get("firstcreated") or value.get("firstCreated")),
        language=language_code(_words(value.get("language"))),
    )


def _item(item: Any, number: str) -> Member:
    kind = item.find("{*}itemMeta/{*}itemClass")
    if kind is not None and (kind.get("qcode") or "").rpartition(":")[2] not in {"", "text", "composite"}:
        what = (kind.get("qcode") or "").rpartition(":")[2]
        return Refused(name=number, error=SourceError(f"this news item is a {what}, not a text"))
    title = _line(item, "contentMeta/headline")
    inline = item.find("{*}contentSet/{*}inlineXML")
    plain = item.find("{*}contentSet/{*}inlineData")
    body = "" if inline is None else element_text(_body(inline))
    body = body or ("" if plain is None else (plain.text or "").strip())
    page = Page(
        text=_whole(title, body),
        title=title,
        author=_line(item, "contentMeta/by") or _line(item, "contentMeta/creator/name"),
        outlet=_line(item, "itemMeta/provider/name") or _provider(item),
        published=stated_day(_line(item, "itemMeta/firstCreated") or _line(item, "contentMeta/contentCreated")),
        language=language_code(_attribute(item, "contentMeta/language", "tag")),
    )
    return Entry(name=number, page=page)


def _body(inline: Any) -> Any:
    """Return the element that holds the paragraphs: an XHTML page and an NITF document have heads of their own."""
    for path in (".//{*}body.content", ".//{*}body"):
        if (found := inline.find(path)) is not None:
            return found
    return inline


def _provider(item: Any) -> str | None:
    return _attribute(item, "itemMeta/provider", "literal")


def _path(path: str) -> str:
    return "/".join(f"{{*}}{name}" for name in path.split("/"))


def _line(item: Any, path: str) -> str | None:
    found = item.find(_path(path))
    return None if found is None else _words("".join(found.itertext()))


def _attribute(item: Any, path: str, name: str) -> str | None:
    found = item.find(_path(path))
    return None if found is None else found.get(name)


def _whole(title: str | None, body: str) -> str:
    return f"{title}\n\n{body}" if title and body and not body.startswith(title) else body or title or ""


def _words(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("name")
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first(value: Any) -> Any:
    return next(iter(_list(value)), None)
