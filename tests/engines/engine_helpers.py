"""Coders that misbehave, picklable for worker processes, and the body of the kill test."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from hemicycle.engines import local
from hemicycle.records import RawDocument
from hemicycle.store import sqlite
from store.store_builders import BRIDGE, Coded, code, raw


def documents(count: int) -> list[RawDocument]:
    """Different small debates, the same at every call."""
    chance = random.Random(7)
    who = ["Ada Lund", "Bo Ek", "Zoë Wałęska"]
    side = ["Yes", "No", "Perhaps"]
    return [
        raw(
            "\n\n".join(
                f"{chance.choice(who)}: {chance.choice(side)} to the bridge, {n}.{k}."
                for k in range(1, 6)
            ),
            f"{n}.txt",
        )
        for n in range(count)
    ]


def fill(path: Path, count: int) -> None:
    """A database with that many documents."""
    sqlite.create(path)
    with sqlite.open(path, writer="the tests") as store:
        for document in documents(count):
            store.add(document)


def slow_code(source: RawDocument) -> Coded:
    """The toy coder, a little slower, so that a kill may hit it; one document in ten fails."""
    time.sleep(0.004)
    if "9.1" in source.text:
        raise ValueError("an odd document")
    return code(source)


def touchy_code(source: RawDocument) -> Coded:
    """Dies, hangs or hands over nonsense, as the text says."""
    if "crash" in source.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "hang" in source.text:
        print("hanging", flush=True)
        time.sleep(60)
    if "greedy" in source.text:
        bytearray(2 << 30)
    if "unpicklable" in source.text:
        return lambda: None  # type: ignore[return-value]
    return code(source)


class Unloadable:
    """A coder that a worker cannot even load."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return (os._exit, (3,))

    def __call__(self, source: RawDocument) -> Coded:
        raise AssertionError


if __name__ == "__main__":
    with sqlite.open(Path(sys.argv[1]), writer="hemicycle run") as store:
        print("go", flush=True)
        coder = touchy_code if "touchy" in sys.argv else slow_code
        tell = lambda *_: print("done", flush=True)  # noqa: E731
        local.run(store, coder, "toy-1", BRIDGE, workers=int(sys.argv[2]), on_progress=tell)
