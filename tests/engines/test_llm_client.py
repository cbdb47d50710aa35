"""However a server behaves, a request ends in time, with a reply or with why there is none."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from engines import llm_stub as stub
from hemicycle.engines.llm import client, replies
from hemicycle.engines.llm.trouble import Trouble
from hemicycle.errors import UsageError


def ask(url: str, seconds: float = 5.0, key: str = "") -> replies.Reply:
    """One request, as the coder makes it."""
    return replies.read(client.post(client.endpoint(url, key), b'{"messages": []}', seconds))


def test_a_reply_and_what_it_costs():
    with stub.serving(stub.says("yes", tokens=7)) as server:
        assert ask(server.url) == replies.Reply("yes", 7)
        path, headers, _ = server.seen[0]
    assert path == "/v1/chat/completions"
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers


def test_the_key_goes_into_its_header_and_into_no_message():
    echo = stub.status(401, b"Incorrect API key provided: sk-orm-1")
    with stub.serving(echo) as server:
        with pytest.raises(Trouble) as trouble:
            ask(server.url, key="sk-orm-1")
        assert server.seen[0][1]["Authorization"] == "Bearer sk-orm-1"
    assert trouble.value.reason == "HTTP 401: Incorrect API key provided: (key)"
    assert not trouble.value.again
    assert "sk-orm-1" not in repr(client.endpoint("http://localhost/v1", "sk-orm-1"))


MISBEHAVIOUR = {
    "too many requests": (stub.status(429), "HTTP 429: no", True),
    "broken inside": (stub.status(500, b"\n oops\n\nat line 1"), "HTTP 500: oops at line 1", True),
    "overloaded": (stub.status(503), "HTTP 503", True),
    "does not understand": (stub.status(400, b"no response_format"), "HTTP 400: no resp", False),
    "does not know the model": (stub.status(404), "HTTP 404", False),
    "an endless refusal": (stub.status(500, b"x" * 3_000_000), "HTTP 500: xxx", True),
    "accepts, and does nothing": (stub.status(204, b""), "HTTP 204", False),
    "endless": (stub.goes_on, "longer than 1,048,576 bytes", True),
    "huge": (stub.body(b" " * 2_000_000), "longer than 1,048,576 bytes", True),
    "streams": (stub.streams, "the reply is no JSON", True),
    "cut off": (stub.cuts_off, "reply", True),
    "reset": (stub.resets, "no reply from 127.0.0.1", True),
    "no HTTP": (stub.speaks_no_http, "no reply from 127.0.0.1", True),
    "wrong chunks": (stub.wrong_chunks, "no reply from 127.0.0.1", True),
    "a page": (stub.body(b"<html>Sign in</html>"), "the reply is no JSON", True),
    "no text": (stub.body(b"\xff\xfe\x00garbage"), "the reply is no JSON", True),
    "nothing": (stub.body(b""), "the reply is no JSON", True),
    "nested": (stub.body(b"[" * 500_000), "the reply is no JSON", True),
    "hangs": (stub.hangs, "no reply within 0 s", True),
    "drips": (stub.drips, "within 0 s", True),
    "drips its head": (stub.drips_headers, "within 0 s", True),
    "keeps promising": (stub.keeps_promising, "within 0 s", True),
}


@pytest.mark.parametrize(("say", "why", "again"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_misbehaviour(say, why, again):
    slow = "within" in why
    started = time.monotonic()
    with stub.serving(say) as server, pytest.raises(Trouble) as trouble:
        ask(server.url, 0.4 if slow else 10.0)
    assert why in trouble.value.reason
    assert trouble.value.again is again
    assert len(trouble.value.reason) < 300
    assert time.monotonic() - started < 5


NO_COMPLETION = {
    "a number": b"3",
    "a list": b"[]",
    "an error in a 200": b'{"error": {"message": "no"}}',
    "no choices": b'{"choices": []}',
    "choices that are none": b'{"choices": {"0": 1}}',
    "a choice that is none": b'{"choices": ["yes"]}',
    "no message": b'{"choices": [{"text": "yes"}]}',
    "a message that is text": b'{"choices": [{"message": "yes"}]}',
}


@pytest.mark.parametrize("data", NO_COMPLETION.values(), ids=NO_COMPLETION)
def test_what_is_no_completion(data):
    assert replies.read(data).trouble == "the reply is no chat completion"


@pytest.mark.parametrize("content", [None, "", " \n", [{"type": "text", "text": "yes"}], 3])
def test_a_completion_without_words(content):
    assert replies.read(stub.completion(content)).trouble == "the reply holds no words"


def test_an_answer_that_was_cut_short_is_none_but_is_counted():
    found = replies.read(stub.completion('{"position"', tokens=9, end="length"))
    assert (found.trouble, found.tokens) == ("the answer was cut short", 9)


@pytest.mark.parametrize("tokens", [-5, 0, 1.5, "9", None, True, 10**30])
def test_a_count_that_is_none_is_not_believed(tokens):
    assert replies.read(stub.completion("yes", tokens=tokens)).tokens is None


@pytest.mark.parametrize("number", [301, 302, 303, 307, 308])
def test_a_redirect_is_named_and_not_followed(number):
    with stub.serving() as other:
        moved = stub.status(number, b"", Location=f"{other.url}/elsewhere")
        with stub.serving(moved) as server, pytest.raises(Trouble) as trouble:
            ask(server.url, key="sk-orm-1")
        assert (other.seen, other.followed) == ([], 0)
    assert f"{other.url}/elsewhere, which is not followed" in trouble.value.reason
    assert not trouble.value.again


@pytest.mark.parametrize(
    ("stated", "wait"),
    [("7", 7), ("0.5", 0.5), ("99999", 120), ("-3", 0), ("nan", 0), ("soon", 0), ("inf", 120)],
)
def test_a_server_may_ask_for_patience_within_reason(stated, wait):
    patience = stub.serving(stub.status(429, Retry_After=stated))
    with patience as server, pytest.raises(Trouble) as trouble:
        ask(server.url)
    assert trouble.value.wait == wait


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Trouble, match=f"no reply from 127.0.0.1:{port} .*refused"):
        ask(f"http://127.0.0.1:{port}/v1")


def test_no_proxy_is_used(monkeypatch):
    with stub.serving(stub.status(500)) as proxy, stub.serving(stub.says("yes")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(server.url).text == "yes"
        assert proxy.seen == []


def test_no_watch_is_left_running():
    with stub.serving(stub.says("yes")) as server:
        ask(server.url, seconds=60)
        watches = [each for each in threading.enumerate() if isinstance(each, threading.Timer)]
    assert all(each.finished.is_set() for each in watches)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://localhost:8080/v1", "localhost", 8080, "/v1/chat/completions"),
        ("http://localhost:8080/v1/", "localhost", 8080, "/v1/chat/completions"),
        ("http://localhost:8080/v1/chat/completions", "localhost", 8080, "/v1/chat/completions"),
        ("https://llm.example", "llm.example", 443, "/chat/completions"),
        ("http://[::1]:8000/v1", "::1", 8000, "/v1/chat/completions"),
    ],
)
def test_addresses(url, host, port, path):
    found = client.endpoint(url)
    assert (found.host, found.port, found.path) == (host, port, path)
    assert found.secure is url.startswith("https")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "localhost:8080/v1",
            "ftp://localhost/v1",
            "file:///etc/passwd",
            "http://",
            "http:///v1",
        ),
        *(
            "http://h/v1?key=1",
            "http://h/v1#a",
            "http://h:99999/v1",
            "http://h:x/v1",
            "http://[::1/v1",
        ),
        *("http://me:secret@h/v1", "http://h/v 1", "http://h/vé", "http://h/v1\r\nX: 1/a b"),
    ],
)
def test_what_is_no_address(url):
    with pytest.raises(UsageError) as slip:
        client.endpoint(url)
    assert "secret" not in str(slip.value)


@pytest.mark.parametrize("key", ["sk 1", "sk\r\nX-More: 1", "schlüssel", "\x00"])
def test_what_is_no_key(key):
    with pytest.raises(UsageError) as slip:
        client.endpoint("https://llm.example/v1", key)
    assert key not in str(slip.value)


@pytest.mark.parametrize(
    ("url", "key", "warns"),
    [
        ("http://llm.example/v1", "k", True),
        ("http://192.0.2.7/v1", "k", True),
        ("http://llm.example/v1", "", False),
        ("https://llm.example/v1", "k", False),
        ("http://localhost/v1", "k", False),
        ("http://127.0.0.1/v1", "k", False),
        ("http://[::1]/v1", "k", False),
    ],
)
def test_a_key_that_would_go_in_the_clear_is_warned_of(url, key, warns):
    assert bool(client.endpoint(url, key).warning) is warns
