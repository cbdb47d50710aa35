"""A debate through time: window by window, how large, how polarised, who changes camps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from hemicycle.errors import UsageError
from hemicycle.network.coalitions import Coalitions
from hemicycle.network.coalitions import coalitions as camps_of
from hemicycle.network.counts import count, counted
from hemicycle.network.identity import Identities, identities
from hemicycle.network.onemode import one_mode
from hemicycle.network.polarisation import polarisation
from hemicycle.network.stability import Interval
from hemicycle.network.windows import Window
from hemicycle.verbs.choosing import Choice, chosen
from hemicycle.verbs.networks import Misread, resampled
from hemicycle.verbs.series import day, windowed


@dataclass(frozen=True, slots=True)
class Moment:
    """One window, from `first` to `last` day. `polarisation` is None where there are statements of
    fewer than two documents. `camps` are the members of each coalition, under the number it has
    in all windows; `joined` and `left` who changed between seated camps since the window before."""

    first: date
    last: date
    statements: int
    actors: int
    ties: int
    polarisation: Interval | None
    camps: dict[int, list[str]]
    joined: dict[int, list[str]]
    left: dict[int, list[str]]


def timeline(
    source: Any,
    window: str = "1m",
    step: str | None = None,
    resamples: int = 50,
    seed: int = 0,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> list[Moment]:
    """The windows of a debate, in order (see `networks`), each with its polarisation and camps."""
    found = chosen(source, "subtract", timed=True, **choice)
    shown = list(windowed(found.statements, window, step, choice))
    seated = [camps_of(count(counted(w.statements, "subtract")), seed=seed) for w in shown]
    known = identities(seated)
    scores = None if misread == "ignore" else found.scores
    return [
        _moment(at, w, seated, known, _polarised(w, scores, misread, resamples, seed))
        for at, w in enumerate(shown)
    ]


def _polarised(
    window: Window, scores: str | None, misread: Misread, resamples: int, seed: int
) -> Interval | None:
    try:
        drawn = resampled(window.statements, scores, misread)
        return polarisation(drawn, resamples, seed=seed).interval
    except UsageError:  # of one document, or with sides that cannot be counted
        return None


def _moment(
    at: int,
    window: Window,
    seated: Sequence[Coalitions],
    known: Identities,
    polarised: Interval | None,
) -> Moment:
    names = known.camps[at]
    before = seated[at - 1].members if at else {}
    steps = [step for step in known.steps if step.window == at]
    return Moment(
        day(window.start),
        day(window.stop),
        len(window.statements),
        len(seated[at].members),
        one_mode(window.statements).weights.count_nonzero() // 2,
        polarised,
        {names[camp]: members for camp, members in seated[at].camps.items()},
        {s.identity: [n for n in s.joined if n in before] for s in steps},
        {s.identity: [n for n in s.left if n in seated[at].members] for s in steps},
    )
