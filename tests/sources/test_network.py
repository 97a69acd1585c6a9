"""The network: asked only where the user wants it; rules of sites obeyed, private networks, endless answers refused."""

from __future__ import annotations

import contextlib
import gzip
import io
import ipaddress
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from makers import BODY, html_page
from onrecord.errors import SourceError
from onrecord.sources import Item, Network, Options, list_files, open_files, robots, transport
from onrecord.sources.network import Unmodified
from opened import reports, shape, unread

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A server of this machine: what it answers by path, and what it was asked."""

    base: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, data)
        return self.base + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            status, headers, body = found.answers.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.base = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Clock:
    """A clock that sleeping moves."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def network(clock: Clock | None = None, **options: Any) -> Network:
    clock = clock or Clock()
    return Network(allow_private=True, sleep=clock.sleep, clock=lambda: clock.now, seconds=5.0, **options)


def open_all(*paths: str | Path, **options: Any) -> list[Item]:
    return list(open_files(list_files(map(str, paths)), Options(**options)))


def test_an_address_is_fetched_only_with_the_network(site: Site) -> None:
    address = site.page("/dam.html", html_page())
    assert "--network fetches it" in unread(open_all(address))[address]
    assert site.asked == []
    (report,) = reports(open_all(address, network=network()))
    assert (report.title, report.address, report.source) == ("Peru opens dam", address, address)
    assert site.paths == ["/robots.txt", "/dam.html"]
    assert site.asked[1][1]["user-agent"].startswith("onrecord/")


def test_the_pages_that_a_feed_names_are_fetched(site: Site, tmp_path: Path) -> None:
    site.page("/dam.html", html_page())
    items = "".join(f"<item><title>x</title><link>{site.base}/{n}</link></item>" for n in ("dam.html", "gone.html"))
    feed = tmp_path / "feed.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>Kuna</title>{items}</channel></rss>")
    found = open_all(feed, network=network())
    dam, gone = (f"{feed}/{site.base}/{name}" for name in ("dam.html", "gone.html"))
    assert shape(found) == {dam: "report", gone: "failed", str(feed): "opened"}
    assert "answered with status 404" in unread(found)[gone]
    assert reports(found)[0].outlet == "Kuna"


def test_what_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    address = site.page("/private/a.html", html_page())
    assert "its robots.txt says so" in unread(open_all(address, network=network()))[address]
    assert site.paths == ["/robots.txt"]


def test_a_site_whose_rules_are_out_of_order_is_left_alone(site: Site) -> None:
    site.page("/robots.txt", "", status=503)
    address = site.page("/a.html", html_page())
    assert "robots.txt" in unread(open_all(address, network=network()))[address]


@pytest.mark.parametrize(("rules", "pause"), [("", 1.0), ("User-agent: *\nCrawl-delay: 7\n", 7.0)])
def test_a_host_is_asked_at_most_once_a_second(site: Site, rules: str, pause: float) -> None:
    site.page("/robots.txt", rules)
    addresses = [site.page(f"/{n}.html", html_page(f"Dam {n}")) for n in range(3)]
    clock = Clock()
    open_all(*addresses, network=network(clock))
    assert clock.slept == [1.0, pause, pause]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    address = site.page("/a.html", html_page(), ETag='"one"', Last_Modified="Tue, 12 Mar 2024 10:00:00 GMT")
    first = network()
    first.fetch(address)
    assert first.fetched[address] == ('"one"', "Tue, 12 Mar 2024 10:00:00 GMT")
    later = network(validators=first.fetched.get)
    with pytest.raises(Unmodified):
        later.fetch(address)
    assert site.asked[-1][1]["if-modified-since"] == "Tue, 12 Mar 2024 10:00:00 GMT"
    assert shape(open_all(address, network=network(validators=first.fetched.get))) == {address: "unchanged"}


def test_an_answer_is_read_to_the_limit_only(site: Site) -> None:
    long = site.page("/long.html", b"x" * 50_000)
    packed = site.page("/packed.html", gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")
    for address in (long, packed):
        with pytest.raises(SourceError, match="too much for one report"):
            network(max_bytes=20_000).fetch(address)


def test_redirects_are_followed_and_end(site: Site) -> None:
    site.page("/here.html", html_page())
    moved = site.page("/moved", "", status=301, Location="/here.html")
    assert network().fetch(moved)[0] == html_page().encode()
    circle = site.page("/circle", "", status=302, Location="/circle")
    with pytest.raises(SourceError, match="leads on to other addresses"):
        network().fetch(circle)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://a.example/x", "http://user:word@a.example/"])
def test_a_redirect_never_leads_to_files(site: Site, target: str) -> None:
    with pytest.raises(SourceError, match="not fetched"):
        network().fetch(site.page("/moved", "", status=302, Location=target))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:5432/",
        "http://10.1.2.3/",
        "http://192.168.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",  # what clouds tell of their own machines
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f.1/",
        "http://224.0.0.1/",
    ],
)
def test_private_networks_are_refused(address: str) -> None:
    with pytest.raises(SourceError, match=r"is in a private network|there is no host"):
        Network(sleep=lambda _: None).fetch(address)


def test_a_public_name_that_leads_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: int, **_: object) -> list[tuple[object, object, int, str, tuple[str, int]]]:
        addresses = ("93.184.216.34", "10.0.0.7")  # the second is the one that a later look-up would give
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(SourceError, match=r"news\.example is in a private network \(10\.0\.0\.7\)"):
        Network(sleep=lambda _: None).fetch("http://news.example/")


def test_a_redirect_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def request(parts: Any, headers: object, **options: Any) -> transport.Answer:
        transport._checked(str(parts.hostname), 80, options["allow_private"])
        if parts.path == "/robots.txt":
            return transport.Answer(404)
        return transport.Answer(302, {"location": "http://169.254.169.254/latest/"})

    monkeypatch.setattr("onrecord.sources.network.transport.request", request)
    with pytest.raises(SourceError, match=r"169\.254\.169\.254 is in a private network"):
        Network(sleep=lambda _: None).fetch("http://8.8.8.8/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("2002:7f00:1::", False),
        ("::7f00:1", False),
    ],
)
def test_addresses(address: str, public: bool) -> None:
    assert transport.is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "http://a.example:0/", "http://a:99999/"])
def test_broken_addresses(address: str) -> None:
    with pytest.raises(SourceError, match=r"broken|not fetched"):
        transport.split(address)


def test_a_server_that_sends_nonsense() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):  # the test closes the listener, whoever waits for it
            while True:
                connection, _address = listener.accept()
                with connection:
                    connection.recv(4000)
                    connection.sendall(b"\x00\x01 no answer\r\n\r\n")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with pytest.raises(SourceError, match="does not answer as it should"):
        network().fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    listener.close()


ROBOTS = """\
User-agent: other
Disallow: /

User-agent: *
Disallow: /archive/
Allow: /archive/open
Disallow: /*.pdf$
Disallow: /search?*q=
Crawl-delay: 2
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/archive/1", False),
        ("/archive/open/1", True),  # the longest line decides
        ("/arch%69ve/1", False),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/search?page=1&q=x", False),
    ],
)
def test_robots(path: str, allowed: bool) -> None:
    rules = robots.parse(ROBOTS)
    assert rules.allows(path) is allowed
    assert rules.delay == 2


def test_rules_for_this_program_go_before_those_for_all() -> None:
    rules = robots.parse("User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nUser-agent: x\nDisallow: /a\n")
    assert (rules.allows("/b"), rules.allows("/a")) == (True, False)


@pytest.mark.parametrize("delay", ["inf", "nan", "-3", "1e99", "soon"])
def test_a_delay_without_sense_does_not_stop_the_run(delay: str) -> None:
    assert 0 <= robots.parse(f"User-agent: *\nCrawl-delay: {delay}\n").delay <= 60


def test_a_pattern_made_to_hurt_is_matched_at_once() -> None:
    rules = robots.parse(f"User-agent: *\nDisallow: /{'a*' * 5000}b$\n")
    assert rules.allows("/" + "a" * 20_000)


def test_standard_input_beside_addresses(site: Site) -> None:
    address = site.page("/dam.html", html_page())
    stdin = io.BytesIO("\n\n".join(BODY).encode())
    found = open_all("-", address, network=network(), stdin=stdin)
    assert shape(found) == {"-": "report", address: "report"}
