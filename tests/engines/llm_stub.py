"""A chat-completions server on this machine that behaves, and misbehaves, as a test asks."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request; what it gets is kept in `server.seen`."""

    server: Stub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = json.loads(body)
        with self.server.counting:
            number = len(self.server.seen)
            self.server.seen.append((self.path, dict(self.headers), request))
        plan = self.server.plan
        say = plan[min(number, len(plan) - 1)]
        with contextlib.suppress(OSError):
            say(self, request)
        self.close_connection = True

    def do_GET(self) -> None:
        self.server.followed += 1
        self.reply(200, b"{}")

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        """A whole reply."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quietly."""


class Stub(ThreadingHTTPServer):
    """`plan` says how each request is met, the last one all that follow; `url` is its base."""

    daemon_threads = True

    def __init__(self, *plan: Say) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plan, self.seen, self.followed = plan, [], 0
        self.counting, self.closed = threading.Lock(), threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up."""

    def questions(self) -> list[dict[str, Any]]:
        """The data of every request."""
        return [json.loads(request["messages"][1]["content"]) for _, _, request in self.seen]


@contextlib.contextmanager
def serving(*plan: Say) -> Iterator[Stub]:
    """A server with this plan while the block runs."""
    stub = Stub(*plan)
    thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.closed.set()
        stub.shutdown()
        thread.join()
        stub.server_close()


def completion(content: Any, tokens: Any = 50, end: str = "stop") -> bytes:
    """The body of a chat completion."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": end}
    return json.dumps({"choices": [choice], "usage": {"total_tokens": tokens}}).encode()


def answer(position: str = "for", score: float = 0.9, *evidence: str) -> str:
    """What a model that keeps to the form writes."""
    return json.dumps({"position": position, "score": score, "evidence": list(evidence)})


# ---------------------------------------------------------------- ways to meet a request


def says(content: Any, **more: Any) -> Say:
    """Answer with these words."""
    return lambda handler, _: handler.reply(200, completion(content, **more))


def body(data: bytes, **headers: str) -> Say:
    """Send these bytes."""
    return lambda handler, _: handler.reply(200, data, **headers)


def status(number: int, data: bytes = b"no", **headers: str) -> Say:
    """Refuse."""
    return lambda handler, _: handler.reply(number, data, **headers)


def whole_content(handler: Handler, request: dict[str, Any]) -> None:
    """For whatever it is, with the statement itself as evidence."""
    said = json.loads(request["messages"][1]["content"])["statement"]["content"]
    handler.reply(200, completion(answer("for", 0.8, said)))


def hangs(handler: Handler, _: dict[str, Any]) -> None:
    """Never answer."""
    handler.server.closed.wait(20)


def drips(handler: Handler, _: dict[str, Any]) -> None:
    """A byte now and then, so that no single read ever waits long."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.closed.wait(0.05):
        handler.wfile.write(b" ")


def drips_headers(handler: Handler, _: dict[str, Any]) -> None:
    """Not even the head comes to an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closed.wait(0.05):
        handler.wfile.write(b"X")


def goes_on(handler: Handler, _: dict[str, Any]) -> None:
    """Bytes without end, as fast as they are taken."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.closed.is_set():
        handler.wfile.write(b"x" * 65_536)


def streams(handler: Handler, _: dict[str, Any]) -> None:
    """Events, which nobody asked for."""
    part = b'data: {"choices":[{"delta":{"content":"{\\"posi"}}]}\n\n'
    handler.reply(200, part * 20 + b"data: [DONE]\n\n", Content_Type="text/event-stream")


def cuts_off(handler: Handler, _: dict[str, Any]) -> None:
    """A body shorter than was announced."""
    handler.send_response(200)
    handler.send_header("Content-Length", "4000")
    handler.end_headers()
    handler.wfile.write(completion(answer())[:60])


def resets(handler: Handler, _: dict[str, Any]) -> None:
    """The connection breaks."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()


def speaks_no_http(handler: Handler, _: dict[str, Any]) -> None:
    """Something else altogether."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n" * 3)


def wrong_chunks(handler: Handler, _: dict[str, Any]) -> None:
    """Chunks whose lengths are no numbers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")


def keeps_promising(handler: Handler, _: dict[str, Any]) -> None:
    """ "100 Continue" for ever."""
    while not handler.server.closed.wait(0.01):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def slowly(seconds: float, then: Say) -> Say:
    """The same, later."""

    def say(handler: Handler, request: dict[str, Any]) -> None:
        time.sleep(seconds)
        then(handler, request)

    return say
