"""A piece of a page (an item of a feed, the body of a news item) becomes paragraphs; all of it is text.

In: HTML or XHTML without navigation around it. Out: its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "section"),
    *("article", "header", "footer", "pre", "dl", "dt", "dd", "hr", "body", "hedline", "hl1", "hl2", "block", "main"),
}
_SKIPPED = {"script", "style", "figure", "figcaption", "iframe", "noscript", "svg", "video", "audio", "head", "form"}
_BREAK = "\u2028"
"""A mark of a line break that counts as white space."""
_BLOG_FOOTER = re.compile(r"The post .{1,300} (?:appeared|first appeared) first on .{1,200}", re.DOTALL)


def has_markup(text: str) -> bool:
    """Tell whether a cell or an item holds HTML rather than plain text."""
    return _MARKUP.search(text) is not None


def fragment_text(markup: str) -> str:
    """Return the text of a piece of HTML, its paragraphs parted by blank lines."""
    import lxml.html

    if not markup.strip():
        return ""
    try:
        root = lxml.html.fromstring(f"<div>{markup}</div>")
    except (ValueError, lxml.etree.LxmlError):
        return ""
    return element_text(root)


def element_text(root: Any) -> str:
    """Return the text of a parsed element, in whatever namespace, its paragraphs parted by blank lines."""
    found = list(filter(None, (" ".join(flow.split()) for flow in _flows(root))))
    if found and _BLOG_FOOTER.fullmatch(found[-1]):
        found.pop()
    return "\n\n".join(found)


def _flows(root: Any) -> Iterator[str]:
    """Yield what stands between the borders of blocks; a walk without recursion, whatever the depth."""
    from lxml import etree

    flow: list[str] = []
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if skipped is None and event == "start":
            skipped = element if name in _SKIPPED else None
            if name in _BLOCKS or (name == "br" and _broken(flow)):  # one break is a space, two part paragraphs
                yield "".join(flow)
                flow = []
            flow.append(_BREAK if name == "br" else "" if name in _SKIPPED else element.text or "")
            continue
        if skipped is not None and skipped is not element:
            continue
        skipped = None
        if name in _BLOCKS:
            yield "".join(flow)
            flow = []
        if element is not root:
            flow.append(element.tail or "")
    yield "".join(flow)


def _broken(flow: list[str]) -> bool:
    """Tell whether nothing but space stands behind the last break of a line."""
    for text in reversed(flow):
        if text == _BREAK:
            return True
        if text.strip(" \t\r\n\u00a0"):
            return False
    return False
