"""Coalitions through time: which camp of a window is which of the window before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.network.coalitions import Coalitions

if TYPE_CHECKING:
    from hemicycle.network.table import Floats


@dataclass(frozen=True, slots=True)
class Step:
    """A camp of one window and the same one in the next. `identity` numbers coalitions over all
    windows; `before` or `after` is None where it is born or dies there. `stayed` were in it and
    are; of `joined` and `left`, who was or is in no other camp simply came or fell silent."""

    window: int
    identity: int
    before: int | None
    after: int | None
    stayed: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """`camps[w]` is the identity of each camp number of window w; `steps` lead from window w - 1
    to `window` w. `merges` are (window, identities that went into one, that one), `splits`
    (window, the one, identities that came of it)."""

    camps: tuple[dict[int, int], ...]
    steps: tuple[Step, ...]
    merges: tuple[tuple[int, tuple[int, ...], int], ...]
    splits: tuple[tuple[int, int, tuple[int, ...]], ...]


def identities(found: Sequence[Coalitions], least: float = 0.3) -> Identities:
    """Matches the camps of each window to those of the one before.

    The overlap of two camps is |A & B| / |A | B|, over the actors seated in both windows, so that
    who is silent in one breaks nothing. Pairs are chosen to make the sum of overlaps the largest
    (Hungarian method: Kuhn 1955) among those of at least `least`; the rest die and are born.
    Events as in Greene, Doyle & Cunningham (2010, ASONAM, 176): a camp that dies although at least
    half of its actors who are still seated went to one camp merged into it; a camp born although
    at least half of those who were seated come from one camp split from it.
    """
    camps: list[dict[int, int]] = [{c: n for n, c in enumerate(found[0].camps, 1)}] if found else []
    steps: list[Step] = []
    merges: list[tuple[int, tuple[int, ...], int]] = []
    splits: list[tuple[int, int, tuple[int, ...]]] = []
    known = len(camps[0]) if camps else 0
    for window in range(1, len(found)):
        one, two = found[window - 1], found[window]
        pairs = _matched(one, two, least)
        names = {after: camps[-1][before] for before, after in pairs.items()}
        for camp in two.camps:
            if camp not in names:
                known += 1
                names[camp] = known
        steps += _steps(window, one, two, pairs, camps[-1], names)
        merges += _merges(window, one, two, pairs, camps[-1], names)
        backward = {after: before for before, after in pairs.items()}
        turned = _merges(window, two, one, backward, names, camps[-1])
        splits += [(window, whole, parts) for window, parts, whole in turned]
        camps.append(names)
    return Identities(tuple(camps), tuple(steps), tuple(merges), tuple(splits))


def _matched(one: Coalitions, two: Coalitions, least: float) -> dict[int, int]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    overlap = _overlap(one, two)
    overlap[overlap < least] = 0
    befores, afters = linear_sum_assignment(-overlap)
    chosen = zip(befores.tolist(), afters.tolist(), strict=True)
    return {b + 1: a + 1 for b, a in chosen if np.greater(overlap[b, a], 0)}


def _overlap(one: Coalitions, two: Coalitions) -> Floats:
    import numpy as np

    both = one.members.keys() & two.members.keys()
    table = np.zeros((len(one.camps), len(two.camps)))
    for name in both:
        table[one.members[name] - 1, two.members[name] - 1] += 1
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    return np.divide(table, union, out=np.zeros_like(table), where=union > 0)


def _steps(
    window: int,
    one: Coalitions,
    two: Coalitions,
    pairs: dict[int, int],
    old: dict[int, int],
    new: dict[int, int],
) -> list[Step]:
    out = []
    for before, members in one.camps.items():
        was, after = set(members), pairs.get(before)
        now = set(two.camps[after]) if after else set()
        who = (tuple(sorted(some)) for some in (was & now, now - was, was - now))
        out.append(Step(window, old[before], before, after, *who))
    born = [camp for camp in two.camps if camp not in pairs.values()]
    names = ((camp, tuple(sorted(two.camps[camp]))) for camp in born)
    return out + [Step(window, new[camp], None, camp, joined=who) for camp, who in names]


def _merges(
    window: int,
    one: Coalitions,
    two: Coalitions,
    pairs: dict[int, int],
    old: dict[int, int],
    new: dict[int, int],
) -> list[tuple[int, tuple[int, ...], int]]:
    """Camps of `one` without a match whose half went to one camp of `two`, with that one's match;
    those that went to one that is new too must be at least two."""
    came: dict[int, list[int]] = {}
    for camp, members in one.camps.items():
        went = [two.members[name] for name in members if name in two.members]
        into = max(sorted(set(went)), key=went.count, default=None)
        if into is not None and (pairs.get(camp) == into or camp not in pairs):
            if 2 * went.count(into) >= len(went):
                came.setdefault(into, []).append(camp)
    found = [(into, camps) for into, camps in sorted(came.items()) if len(camps) > 1]
    return [(window, tuple(old[c] for c in camps), new[into]) for into, camps in found]
