"""How far a run is: a bar on a terminal, a plain line now and then elsewhere.

A log file full of redrawn bars cannot be read, and a long run without a word looks dead.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hemicycle.cli.door import say
from hemicycle.cli.terminal import styled

if TYPE_CHECKING:
    from rich.progress import Progress

Told = Callable[[int, int, int], None]  # documents done, documents in all, words read
EVERY_SECONDS = 10.0


@contextlib.contextmanager
def progress(*steps: str) -> Iterator[list[Told]]:
    """Show how far each step ("coding") is while the block runs; one function to tell it each."""
    if sys.stderr.isatty():
        with _bars(steps) as told:
            yield told
    else:
        yield [_lines(step) for step in steps]


def _lines(step: str) -> Told:
    clock, last = _Clock(), time.monotonic()

    def told(done: int, total: int, words: int) -> None:
        nonlocal last
        rate = clock.rate(done, total, words)
        if done < total and time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            say(f"{step}: {done:,} of {total:,} documents, {rate}")

    return told


@contextlib.contextmanager
def _bars(steps: tuple[str, ...]) -> Iterator[list[Told]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=Console(file=styled(sys.stderr)), transient=True) as shown:
        yield [_bar(shown, step, n == 0) for n, step in enumerate(steps)]


def _bar(shown: Progress, step: str, visible: bool) -> Told:
    task = shown.add_task(step, total=None, visible=visible, rate="getting ready")
    clock = _Clock()

    def told(done: int, total: int, words: int) -> None:
        rate = f"{done:,}/{total:,} documents, {clock.rate(done, total, words)}"
        shown.update(task, completed=done, total=total, visible=True, rate=rate)

    return told


class _Clock:
    """Runs from the first document on, so that loading a model is not counted as reading."""

    def __init__(self) -> None:
        self._since: tuple[float, int, int] | None = None

    def rate(self, done: int, total: int, words: int) -> str:
        """Words a second, and how long the rest will take at this pace."""
        now = time.monotonic()
        since, first, read = self._since = self._since or (now, done, words)
        seconds = now - since
        if done == first or seconds <= 0:
            return "…"
        left = seconds / (done - first) * (total - done)
        return f"{(words - read) / seconds:,.0f} words/s, {_span(left)} left"


def _span(seconds: float) -> str:
    """ "40 s", "3 min", "2 h 10 min"."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
