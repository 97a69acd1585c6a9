"""One request to one server: the address is looked at before anything is sent to it.

In: an address. Out: the answer, within bounds on its size and on time. A redirect is an answer, too.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from onrecord.errors import SourceError
from onrecord.sources.encodings import decoded
from onrecord.sources.limits import too_large

SECONDS = 20.0
"""How long a server may stay silent; its whole answer may take six times that."""

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHUNK = 1 << 16

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; header names are in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def split(address: str) -> SplitResult:
    """Take an address apart.

    Raises:
        SourceError: it is none that is fetched.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise SourceError(f"the address {address!r} is broken ({error})") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SourceError(f"the address {address!r} is not fetched; only http and https with a host are")
    if parts.username or parts.password:
        raise SourceError("an address with a name or a password in it is not fetched; take them out")
    if port == 0 or any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        raise SourceError(f"the address {address!r} is broken")
    return parts


def request(
    parts: SplitResult,
    headers: Mapping[str, str],
    *,
    max_bytes: int,
    allow_private: bool = False,
    seconds: float = SECONDS,
) -> Answer:
    """Send a GET request.

    Raises:
        SourceError: the host is in a network that is refused, does not answer, or answers too much.
    """
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Connection(host, _checked(host, port, allow_private), port, parts.scheme == "https", seconds)
    try:
        connection.request("GET", _quoted(target), headers=dict(headers))
        return _answer(connection.getresponse(), max_bytes, monotonic() + 6 * seconds)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SourceError(
            f"{host} does not answer as it should ({error or type(error).__name__}); try again later"
        ) from error
    finally:
        connection.close()


def _quoted(target: str) -> str:
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode("utf-8")) for c in target)


def _checked(host: str, port: int, allow_private: bool) -> str:
    """Return an address of a host; none of them may lie in a private network.

    Whoever writes a feed can write an address of the reader's own network into it ("http://192.168.0.1/", or a name
    that leads there). The connection goes to the very address that was looked at.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"there is no host {host!r}, or no network to ask") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not addresses:
        raise SourceError(f"the host {host!r} has no address")
    for address in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(address)):
            raise SourceError(
                f"{host} is in a private network ({address}), and is refused; if you trust the address, allow it with "
                "--private-network"
            )
    return addresses[0]


def is_public(address: IpAddress) -> bool:
    """Tell whether an address is of the open network, also behind the forms in which IPv6 carries others."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64 or (not inner and int(address) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was looked at; the server must prove the name that was asked for."""

    def __init__(self, host: str, address: str, port: int, secure: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address, self._secure = address, secure
        self.default_port = _PORTS["https" if secure else "http"]

    def connect(self) -> None:
        """Connect; overrides the look-up of the name."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _answer(response: http.client.HTTPResponse, max_bytes: int, until: float) -> Answer:
    parts, size = [], 0
    while chunk := response.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            raise too_large(None, max_bytes)
        if monotonic() > until:
            raise TimeoutError("it sends too slowly")
    headers = {name.lower(): value for name, value in response.getheaders()}
    body = decoded(b"".join(parts), transfer="", content=headers.get("content-encoding", ""), max_bytes=max_bytes)
    return Answer(response.status, headers, body)
