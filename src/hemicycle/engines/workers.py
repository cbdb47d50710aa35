"""Run a function on many tasks, here or in processes that may die.

A parser deep in C can crash or hang on one odd document, and in a shared pool nobody knows which
one it was. Here each worker process has a pipe of its own and holds one task at a time, so when it
dies exactly that task has failed, and a fresh worker takes its place. A worker whose parent is
gone ends by itself; Ctrl-C is the parent's to handle.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from hemicycle.errors import DocumentError, HemicycleError

T = TypeVar("T")
R = TypeVar("R")

READY = "ready"
LOOK_SECONDS = 0.2  # how often to look for workers that take too long


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a task gave no result."""

    message: str


def each(
    function: Callable[[T], R], tasks: Iterable[T], workers: int, timeout: float | None = None
) -> Iterator[tuple[T, R | Failed]]:
    """Every task with its outcome; in order with one worker, as they finish with more.

    With one worker the function runs in this process. With more it must be picklable, and a task
    that takes longer than `timeout` seconds has failed. Raises HemicycleError when workers cannot
    be started at all.
    """
    if workers <= 1:
        return ((task, attempt(function, task)) for task in tasks)
    return _Crew(function, iter(tasks), workers, timeout).work()


def attempt(function: Callable[[T], R], task: T) -> R | Failed:
    """The function's result, or what went wrong in one line."""
    try:
        return function(task)
    except DocumentError as error:
        return Failed(error.message)
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")


class _Crew(Generic[T, R]):
    """A number of workers that share a list of tasks."""

    def __init__(
        self, function: Callable[[T], R], tasks: Iterator[T], size: int, timeout: float | None
    ) -> None:
        self._function = function
        self._tasks = tasks
        self._timeout = timeout
        self._workers = [_Worker[T](function) for _ in range(size)]

    def work(self) -> Iterator[tuple[T, R | Failed]]:
        """Every task with its outcome, as they finish."""
        try:
            while self._workers:
                for worker in self._heard():
                    came = worker.take()
                    if came != READY and worker.task is not None:
                        yield worker.task[0], came
                    self._employ(worker)
        finally:
            for worker in self._workers:
                worker.stop()

    def _heard(self) -> list[_Worker[T]]:
        """The workers that sent something or died. Waits for one."""
        heard = wait([w.pipe for w in self._workers], LOOK_SECONDS if self._timeout else None)
        for worker in self._workers:
            if self._timeout and worker.busy_seconds > self._timeout:
                worker.end(f"it took longer than {self._timeout:g} seconds")
        return [worker for worker in self._workers if worker.pipe in heard]

    def _employ(self, worker: _Worker[T]) -> None:
        """Give the worker, or its heir when it died, the next task; let it go when none is left."""
        if not worker.alive:
            self._workers.remove(worker)
            self._workers.append(_Worker(self._function))
        elif (task := next(self._tasks, self)) is not self:
            worker.give(task)  # type: ignore[arg-type]
        else:
            self._workers.remove(worker)
            worker.stop()


class _Worker(Generic[T]):
    """A process that holds one task at a time; `task` is that one in a tuple, or None."""

    def __init__(self, function: Callable[[T], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        self._process.start()
        theirs.close()
        self.task: tuple[T] | None = None
        self.alive = True
        self._ready = False
        self._since = 0.0
        self._ended = ""

    @property
    def busy_seconds(self) -> float:
        """How long it has been at its task."""
        return time.monotonic() - self._since if self.task else 0.0

    def give(self, task: T) -> None:
        """Let it start on `task`."""
        self.task, self._since = (task,), time.monotonic()
        with suppress(OSError):  # it died meanwhile; `take` will notice
            self.pipe.send(task)

    def take(self) -> Any:
        """What it sent, or Failed when it died. Raises HemicycleError when it never started."""
        try:
            came = self.pipe.recv()
        except (EOFError, OSError):
            return self._died()
        self._ready = True
        return came

    def end(self, why: str) -> None:
        """Kill it; the pipe will tell that it died."""
        self._ended = why
        self._process.kill()

    def stop(self) -> None:
        """Let it go home."""
        self.pipe.close()
        self._process.join(LOOK_SECONDS)
        self._process.kill()
        self._process.join()

    def _died(self) -> Failed:
        self.alive = False
        self.stop()
        if not self._ready:
            raise HemicycleError(
                "no worker process could be started; try again with a single worker"
            )
        return Failed(self._ended or f"the process at work on it {_ending(self._process.exitcode)}")


def _serve(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """What a worker does until its parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(READY)
        while True:
            _hand_over(pipe, attempt(function, pipe.recv()))


def _end_with_parent() -> None:
    """A killed parent hangs up nothing that a worker deep in its task would notice."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _hand_over(pipe: Connection, result: Any) -> None:
    try:
        pipe.send(result)
    except OSError:
        raise
    except Exception as error:  # nothing was sent yet: it could not be pickled
        pipe.send(Failed(f"its result cannot be handed over: {error}"))


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with status {code}"
    with suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}"
    return f"was ended by signal {-code}"
