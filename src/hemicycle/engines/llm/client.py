"""One request over HTTP, and no more than was asked for: the only file here that opens a socket.

A server may hang, drip one byte a minute, send without end, or point elsewhere. So every request
has a deadline on the whole of it, a reply has a greatest size, and a redirect, which would carry
the words and the key to another place, is never followed. Proxies are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from hemicycle.engines.llm.trouble import Trouble
from hemicycle.errors import UsageError

MOST = 1 << 20  # bytes of a reply
LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait
AGAIN = (408, 409, 425, 429)  # statuses below 500 that another try may turn
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask; `key` is shown nowhere."""

    host: str
    port: int
    path: str
    secure: bool
    key: str = field(default="", repr=False)

    @property
    def warning(self) -> str | None:
        """What may go wrong with it, in a sentence for the user."""
        if self.secure or not self.key or _is_here(self.host):
            return None
        return f"the API key goes to {self.host} unencrypted; use https if the server has it"


def endpoint(url: str, key: str = "") -> Endpoint:
    """The endpoint at a base URL as "http://localhost:8080/v1". Raises UsageError."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as slip:
        raise UsageError(f"endpoint {url!r}: {slip}") from slip
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"endpoint {url!r}: write its base URL, as in http://localhost:8080/v1")
    if parts.username is not None or parts.password is not None:
        raise UsageError("endpoint: a URL is no place for a password; put the key in a variable")
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise UsageError("the API key holds a blank, a line break or a letter that no key has")
    path = parts.path.rstrip("/").removesuffix(_PATH) + _PATH
    if not path.isascii() or not path.isprintable() or " " in path:
        raise UsageError(f"endpoint {url!r}: write blanks and accents of its path as %20 and so on")
    return Endpoint(parts.hostname, port, path, parts.scheme == "https", key)


def post(to: Endpoint, body: bytes, seconds: float) -> bytes:
    """The body of the reply to a JSON request, within `seconds` in all. Raises Trouble."""
    kind = http.client.HTTPSConnection if to.secure else http.client.HTTPConnection
    connection = kind(to.host, to.port, timeout=seconds)
    late = threading.Event()
    end = time.monotonic() + seconds
    try:
        connection.connect()
        with _closing_at(end, connection.sock, late):
            connection.request("POST", to.path, body, _headers(to))
            return _body(connection.getresponse(), to.key)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise Trouble(f"no reply within {seconds:.0f} s") from error
        what = str(error) or type(error).__name__
        raise Trouble(f"no reply from {to.host}:{to.port} ({_line(what, to.key)})") from error
    except Trouble as trouble:
        if late.is_set():  # what came until then is only a part
            raise Trouble(f"no whole reply within {seconds:.0f} s") from trouble
        raise
    finally:
        connection.close()


@contextlib.contextmanager
def _closing_at(end: float, sock: socket.socket, late: threading.Event) -> Iterator[None]:
    """Hang up at the time `end`, whatever the block is waiting for. Raises Trouble then."""

    def hang_up() -> None:
        late.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if late.is_set():
        raise Trouble("late")


def _headers(to: Endpoint) -> dict[str, str]:
    plain = {"Content-Type": "application/json", "Accept": "application/json"}
    return plain | ({"Authorization": f"Bearer {to.key}"} if to.key else {})


def _body(response: http.client.HTTPResponse, key: str) -> bytes:
    status = response.status
    if 300 <= status < 400:
        place = _line(response.getheader("Location", "elsewhere"), key)
        raise Trouble(f"HTTP {status}: it points to {place}, which is not followed", again=False)
    if status != 200:
        told = _line(response.read(2_000).decode("utf-8", "replace"), key)
        again = status >= 500 or status in AGAIN
        raise Trouble(f"HTTP {status}: {told}", again, _wait(response.getheader("Retry-After")))
    data = response.read(MOST + 1)
    if len(data) > MOST:
        raise Trouble(f"the reply is longer than {MOST:,} bytes")
    return data


def _wait(stated: str | None) -> float:
    """Seconds that a server asks for; a date or nonsense is none."""
    try:
        seconds = float(stated or 0)
    except ValueError:
        return 0.0
    return min(seconds, LONGEST_WAIT) if seconds > 0 else 0.0


def _line(text: str, key: str) -> str:
    """What a server said, short, in one line, without the key."""
    told = text.replace(key, "(key)") if key else text
    return " ".join(told.split())[:200]


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
