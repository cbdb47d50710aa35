"""Run a function on many tasks, here or in processes that may die.

A parser deep in C can crash or hang on one odd document, and in a shared pool nobody knows which
one it was. Here each worker process has a pipe of its own and holds one task at a time, so when it
dies exactly that task has failed, and a fresh worker takes its place. A task that takes too long or
too much memory costs its worker's life. A worker whose parent is gone ends by itself; Ctrl-C is
the parent's to handle.
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
OUT_OF_MEMORY = 101  # status of a worker that ended because its task wanted too much


@dataclass(frozen=True, slots=True)
class Limits(Generic[T]):
    """What a task may take in a worker: `seconds` of it, and bytes of address space.

    Memory is limited where the system has the `resource` module (not on Windows).
    """

    seconds: Callable[[T], float] = lambda task: float("inf")
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a task gave no result."""

    message: str


def each(
    function: Callable[[T], R],
    tasks: Iterable[T],
    workers: int = 0,
    limits: Limits[T] | None = None,
) -> Iterator[tuple[T, R | Failed]]:
    """Every task with its outcome; in order with one worker, as they finish with more.

    Without workers the function runs in this process, where `limits` cannot hold. With workers it
    must be picklable. A task is taken from `tasks` only when a worker is free for it. Raises
    HemicycleError when workers cannot be started at all.
    """
    if workers < 1:
        return ((task, attempt(function, task)) for task in tasks)
    return _Crew(function, iter(tasks), workers, limits or Limits()).work()


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
        self, function: Callable[[T], R], tasks: Iterator[T], size: int, limits: Limits[T]
    ) -> None:
        self._function = function
        self._tasks = tasks
        self._limits = limits
        self._workers = [_Worker[T](function, limits) for _ in range(size)]

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
        heard = wait([worker.pipe for worker in self._workers], LOOK_SECONDS)
        for worker in self._workers:
            worker.end_if_late()
        return [worker for worker in self._workers if worker.pipe in heard]

    def _employ(self, worker: _Worker[T]) -> None:
        """Give the worker, or its heir when it died, the next task; let it go when none is left."""
        if not worker.alive:
            self._workers.remove(worker)
            self._workers.append(_Worker(self._function, self._limits))
        elif (task := next(self._tasks, self)) is not self:
            worker.give(task)  # type: ignore[arg-type]
        else:
            self._workers.remove(worker)
            worker.stop()


class _Worker(Generic[T]):
    """A process that holds one task at a time; `task` is that one in a tuple, or None."""

    def __init__(self, function: Callable[[T], Any], limits: Limits[T]) -> None:
        self._limits = limits
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, function, limits.memory), daemon=True
        )
        self._process.start()
        theirs.close()
        self.task: tuple[T] | None = None
        self.alive = True
        self._ready = False
        self._since = 0.0
        self._ended = ""

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

    def end_if_late(self) -> None:
        """Kill it when its task takes too long; the pipe will tell that it died."""
        if self.task is None or self._ended:
            return
        allowed = self._limits.seconds(self.task[0])
        if time.monotonic() - self._since > allowed:
            self._ended = f"it took longer than {allowed:.0f} seconds"
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
        return Failed(self._ended or self._explain(self._process.exitcode))

    def _explain(self, code: int | None) -> str:
        if code == OUT_OF_MEMORY and self._limits.memory:
            return f"it takes more than {self._limits.memory / (1 << 30):g} GiB of memory; split it"
        return f"the process at work on it {_ending(code)}"


def _serve(pipe: Connection, function: Callable[[Any], Any], memory: int | None) -> None:
    """What a worker does until its parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(READY)
        while True:
            _hand_over(pipe, attempt(_Mortal(function), pipe.recv()))


def _limit(memory: int | None) -> None:
    with suppress(ImportError):
        import resource

        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


@dataclass(frozen=True, slots=True)
class _Mortal(Generic[T, R]):
    """The function; a worker that runs out of memory in it is of no more use and ends."""

    function: Callable[[T], R]

    def __call__(self, task: T) -> R:
        try:
            return self.function(task)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


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
