"""Parsers blow up: half a megabyte of DOCX once took a parser to 2.8 GB.

So no parser of a rich format runs in our own process. It runs in a child with a ceiling on memory
and a clock; a child that hits either is killed and the next document gets a fresh one, otherwise
one child serves many documents. The child is a plain `python -m` process, not a fork: the parent
may have threads, and the caller's script needs no `if __name__ == "__main__"`.

Guarantee: `run` returns what the function returned, or raises a `DocumentError` that names the
limit, within `seconds` plus the time to start a child. Functions are named as "module:function",
take anything that pickles and return anything that JSON can hold (what comes out of a parser of
hostile files is never unpickled). Where the system has no `resource` module (Windows) only the
clock holds.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import IO, Any

from hemicycle.errors import DocumentError

_LENGTH = struct.Struct("!Q")
_START_SECONDS = 30.0  # a cold child on a busy machine


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: code points of text, seconds, bytes of address space."""

    characters: int = 20_000_000
    seconds: float = 20.0
    memory: int = 1 << 30

    @property
    def file_bytes(self) -> int:
        """The largest file worth opening: no encoding takes more than four bytes a code point."""
        return 4 * self.characters


class Sandbox:
    """One child process, started when first needed and again after each kill. Thread-safe."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def run(self, function: str, document: str, *args: object) -> Any:
        """Call "module:function" with `args` in the child.

        Raises DocumentError, naming `document` and the limit, when it fails or takes too much.
        """
        with self._lock:
            try:
                verdict, value = self._ask(pickle.dumps((function, args)))
            except TimeoutError:
                self.close()
                verdict, value = "time", None
            except (EOFError, OSError):
                verdict, value = "died", self._exit_status()
                self.close()
            if verdict == "memory":
                self.close()
        if verdict == "value":
            return value
        raise DocumentError(document, self._explain(verdict, value))

    def close(self) -> None:
        """Kill the child, if there is one."""
        if self._child is None:
            return
        if self._owner == os.getpid():
            self._child.kill()
            self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._child = None

    def _ask(self, request: bytes) -> tuple[str, Any]:
        child = self._ready_child()
        assert child.stdin is not None
        assert child.stdout is not None
        _send(child.stdin, request)
        answer = _receive_within(child.stdout, self.limits.seconds)
        verdict, value = json.loads(answer)
        return verdict, value

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._owner == os.getpid() and self._child.poll() is None:
            return self._child
        self.close()
        self._owner = os.getpid()
        self._child = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self.limits.memory), str(self.limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        assert self._child.stdout is not None
        _receive_within(self._child.stdout, _START_SECONDS)
        return self._child

    def _exit_status(self) -> int | None:
        if self._child is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._child.wait(timeout=2)
        return None

    @property
    def _megabytes(self) -> int:
        return self.limits.memory >> 20

    def _explain(self, verdict: str, value: object) -> str:
        if verdict == "time":
            return f"reading it took more than {self.limits.seconds:g} seconds; it was given up"
        if verdict == "memory":
            return f"reading it needs more than {self._megabytes} MB; it was given up"
        if verdict == "died" and value == -signal.SIGABRT:  # how Rust and C++ run out of memory
            return f"the parser gave up on it, as when it needs more than {self._megabytes} MB"
        if verdict == "died":
            return f"the parser crashed on it (exit status {value})"
        return str(value)


@cache
def shared(limits: Limits) -> Sandbox:
    """The sandbox all readers with these limits share; closed when the program ends."""
    sandbox = Sandbox(limits)
    atexit.register(sandbox.close)
    return sandbox


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def _receive_within(pipe: IO[bytes], seconds: float) -> bytes:
    deadline = monotonic() + seconds
    head = _read_exactly(pipe, _LENGTH.size, deadline)
    return _read_exactly(pipe, _LENGTH.unpack(head)[0], deadline)


def _read_exactly(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    parts = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(parts) < size:
            if not selector.select(max(0.0, deadline - monotonic())):
                raise TimeoutError
            part = os.read(pipe.fileno(), min(size - len(parts), 1 << 20))
            if not part:
                raise EOFError
            parts += part
    return bytes(parts)


# ---------------------------------------------------------------- the child's side


def _serve(memory: int, seconds: float) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints must not reach the pipe
    _limit_memory(memory)
    _send(answers, b"ready")
    while head := sys.stdin.buffer.read(_LENGTH.size):
        request = sys.stdin.buffer.read(_LENGTH.unpack(head)[0])
        _alarm(seconds + 5)  # if the parent was killed, nobody else stops us
        _send(answers, _answer(request))
        _alarm(0)


def _answer(request: bytes) -> bytes:
    try:
        name, args = pickle.loads(request)
        module, function = name.split(":")
        value = getattr(importlib.import_module(module), function)(*args)
        return json.dumps(("value", value)).encode()
    except DocumentError as error:
        return json.dumps(("refused", error.message)).encode()
    except MemoryError:
        return b'["memory", null]'
    except Exception as error:
        return json.dumps(("failed", f"{type(error).__name__}: {str(error)[:300]}")).encode()


def _limit_memory(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), float(sys.argv[2]))
