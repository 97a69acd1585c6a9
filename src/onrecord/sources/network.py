"""Documents from the network, only where the user asks for it, and as a good guest fetches.

In: addresses. Out: bytes and content type. A site's robots.txt is obeyed, a host is asked at most once a second (or as
seldom as it says), what has not changed is not sent again, and addresses of private networks are refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlunsplit

from onrecord.errors import SourceError
from onrecord.sources import robots, transport
from onrecord.sources.limits import MAX_BYTES

PAUSE = 1.0

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"


class Validators(NamedTuple):
    """What a server told of the edition of a document, by which it knows later whether that has changed."""

    etag: str = ""
    modified: str = ""


class Unmodified(Exception):
    """The document is as it was when it was last fetched."""


@dataclass(slots=True, kw_only=True)
class Network:
    """The network, with what is known of its sites; `validators` are of earlier runs, `fetched` of this one."""

    pause: float = PAUSE
    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    seconds: float = transport.SECONDS
    validators: Callable[[str], tuple[str, str] | None] = lambda _: None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    fetched: dict[str, Validators] = field(default_factory=dict)
    _rules: dict[str, robots.Rules] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> tuple[bytes, str]:
        """Return the bytes of a document and its content type.

        Raises:
            Unmodified: it has not changed since an earlier run.
            SourceError: it is not fetched, or cannot be.
        """
        known = self.validators(address)
        headers = {"If-None-Match": known[0], "If-Modified-Since": known[1]} if known else {}
        answer = self._followed(address, {name: value for name, value in headers.items() if value})
        if answer.status == 304 and headers:
            raise Unmodified
        if answer.status != 200:
            raise SourceError(f"{address} is answered with status {answer.status}; look at it in a browser")
        told = Validators(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
        if any(told):
            self.fetched[address] = told
        return answer.body, answer.headers.get("content-type", "")

    def _followed(self, address: str, headers: dict[str, str]) -> transport.Answer:
        for _ in range(_MOST_REDIRECTS + 1):
            parts = transport.split(address)
            rules = self._rules_of(parts)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            if not rules.allows(target):
                raise SourceError(f"{parts.netloc} does not allow programs to fetch {target} (its robots.txt says so)")
            answer = self._request(parts, headers, rules.delay)
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return answer
            address = urljoin(address, answer.headers["location"])
        raise SourceError(f"{address} leads on to other addresses more than {_MOST_REDIRECTS} times")

    def _rules_of(self, parts: SplitResult) -> robots.Rules:
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._ask_rules(origin)
        return self._rules[origin]

    def _ask_rules(self, origin: str) -> robots.Rules:
        address = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._request(transport.split(address), {}, 0.0, max_bytes=robots.MAX_BYTES)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                address = urljoin(address, answer.headers["location"])
                continue
            if answer.status == 200:
                return robots.parse(answer.body.decode("utf-8", errors="replace"))
            # A site without rules allows all; one that is out of order is left alone.
            return robots.Rules() if 400 <= answer.status < 500 and answer.status != 429 else robots.NOTHING
        return robots.Rules()

    def _request(
        self, parts: SplitResult, headers: dict[str, str], delay: float, *, max_bytes: int | None = None
    ) -> transport.Answer:
        host = str(parts.hostname)
        wait = self._next.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            clean = parts._replace(fragment="")
            return transport.request(
                transport.split(urlunsplit(clean)),
                {"User-Agent": _agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip", **headers},
                max_bytes=max_bytes or self.max_bytes,
                allow_private=self.allow_private,
                seconds=self.seconds,
            )
        finally:
            self._next[host] = self.clock() + max(self.pause, delay)


def _agent() -> str:
    from importlib import metadata

    return f"{robots.AGENT}/{metadata.version('onrecord')} (reads news for research; obeys robots.txt)"
