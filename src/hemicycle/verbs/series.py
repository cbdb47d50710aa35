"""Networks through time: window by window, smoothed by a kernel, and the phases they fall into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Unpack

from hemicycle.errors import UsageError
from hemicycle.network import kernel as kernels
from hemicycle.network.distance import distances
from hemicycle.network.kernel import Slice
from hemicycle.network.kernel_dna import Kernel
from hemicycle.network.phases import Change, changes
from hemicycle.network.selecting import Aggregation
from hemicycle.network.significance import Correction
from hemicycle.network.table import Statements
from hemicycle.network.windows import Window, sliding, windows
from hemicycle.verbs.choosing import Choice, chosen, stretch
from hemicycle.verbs.networks import Mode, made, tested

if TYPE_CHECKING:
    from hemicycle.network.result import Network

Series = Iterator[tuple[Window | Slice, "Network"]]


def networks(
    source: Any,
    window: str,
    step: str | None = None,
    mode: Mode = "one",
    aggregation: Aggregation = "subtract",
    normalisation: str = "no",
    isolates: bool = False,
    kernel: Kernel | None = None,
    significant: float | None = None,
    correction: Correction = "holm",
    **choice: Unpack[Choice],
) -> Series:
    """The network of each window of time: "30d", "2w", "1m", "1y", or "50e" for 50 statements.
    Windows follow each other, or begin a `step` apart. With compat="dna" they are DNA's: around a
    middle that moves by one unit.

    With a `kernel` ("uniform", "triangular", "epanechnikov", "gaussian") statements weigh the more
    the nearer they are to the middle of a window, and middles are a `step` apart, or one unit of
    the window (`network.kernel`). Raises UsageError, also where the debate is shorter than the
    window of a kernel.
    """
    found = chosen(source, aggregation, timed=True, **choice)
    if kernel is not None:
        if significant is not None:
            raise UsageError("ties of smoothed networks cannot be tested; leave out the kernel")
        size, unit = stretch(window)
        by = stretch(step, "step") if step else None
        yield from _filled(
            kernels.networks(
                found.named(), mode, kernel, unit, size, aggregation, normalisation, isolates,
                compat=choice.get("compat"), step=by,
            ),
            window,
        )  # fmt: skip
        return
    for each in windowed(found.named(), window, step, choice):
        tied = made(each.statements, mode, aggregation, normalisation, isolates, choice)
        yield each, tested(tied, significant, correction)


def _filled(series: Series, window: str) -> Series:
    empty = True
    for each in series:
        empty = False
        yield each
    if empty:
        raise UsageError(
            f"the debate is shorter than a window of {window} smoothed by a kernel; ask for a "
            "shorter one"
        )


def windowed(
    statements: Statements, window: str, step: str | None, choice: Choice
) -> Iterator[Window]:
    """The windows asked for: side by side or by a step, or DNA's."""
    size, unit = stretch(window)
    if unit == "events" or choice.get("compat"):
        if step is not None:
            raise UsageError("windows of events, and DNA's, move by one; leave out the step")
        return windows(statements, unit, size, compat=choice.get("compat"))
    return sliding(statements, (size, unit), stretch(step, "step") if step else (size, unit))


# ---------------------------------------------------------------- phases


@dataclass(frozen=True, slots=True)
class Phase:
    """From `first` to `last` day, so many `windows` and `statements`. `energy` and `p` are those of
    the change that it begins with (see `network.phases`); None for the first."""

    first: date
    last: date
    windows: int
    statements: int
    energy: float | None
    p: float | None


def phases(
    source: Any,
    window: str = "1m",
    mode: Mode = "one",
    aggregation: Aggregation = "subtract",
    normalisation: str = "average",
    alpha: float = 0.05,
    permutations: int = 999,
    seed: int = 0,
    **choice: Unpack[Choice],
) -> list[Phase]:
    """The phases of a debate: stretches of windows, side by side, whose networks are more alike
    than those before and after.

    Each network is divided by the sum of its absolute ties, so that a loud month is not another
    phase for that; the distance of two is the sum of the absolute differences of their ties. A
    phase has at least 2 windows. `permutations` random orders say how often chance does as well.
    """
    if choice.get("compat"):
        raise UsageError(
            "DNA's windows overlap, and phases need windows side by side: leave it out"
        )
    found = chosen(source, aggregation, timed=True, **choice)
    shown = list(windowed(found.statements, window, None, choice))
    if stretch(window)[1] == "events":
        raise UsageError("windows of events overlap, and phases need them side by side: say 1m")
    tied = [made(w.statements, mode, aggregation, normalisation, True, choice) for w in shown]
    cuts = changes(distances(tied, to_one=True), 2, alpha, permutations, seed)
    return list(_phases(shown, cuts))


def _phases(shown: Sequence[Window], cuts: Sequence[Change]) -> Iterator[Phase]:
    begins = [0, *(cut.at for cut in cuts)]
    tests: list[Change | None] = [None, *cuts]
    for low, high, cut in zip(begins, [*begins[1:], len(shown)], tests, strict=True):
        part = shown[low:high]
        yield Phase(
            day(part[0].start),
            day(part[-1].stop),
            len(part),
            sum(len(w.statements) for w in part),
            cut.energy if cut else None,
            cut.p if cut else None,
        )


def day(seconds: int) -> date:
    """The day (UTC) of a moment."""
    return datetime.fromtimestamp(seconds, UTC).date()
