"""Who bridges camps, where camps disagree inside, and which concepts divide them most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.network.coalitions import Coalitions
from hemicycle.network.counts import Counts
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.selecting import Aggregation
from hemicycle.network.table import Floats, Ints, Mask

if TYPE_CHECKING:
    import polars as pl
    from scipy import sparse


@dataclass(frozen=True, slots=True, eq=False)
class Seated:
    """A debate and the camps it is measured by: `seats[i]` is the camp of row i, 0 for none and
    for who says nothing in these `counts` (a resample has fewer voices); `agreement` and
    `conflict` are the one-mode matrices."""

    counts: Counts
    seats: Ints
    agreement: sparse.csr_array
    conflict: sparse.csr_array

    @property
    def sizes(self) -> Ints:
        """How many sit in each camp, from 0 (none) on."""
        import numpy as np

        return np.bincount(self.seats, minlength=1)


def seated(counts: Counts, found: Coalitions) -> Seated:
    """Everybody in the camp that was `found`; without numbers nothing conflicts, as in
    `factors.sides`."""
    import numpy as np

    members = np.array([found.members.get(name, 0) for name in counts.rows], dtype=np.int64)
    seats = np.where(counts.activity > 0, members, 0)
    if counts.values is None:
        only: Aggregation = "ignore" if counts.kind is None else "congruence"
        ties = one_mode_weights(counts, only, "no")[0]
        return Seated(counts, seats, ties, ties * 0)
    agreement, conflict = (
        one_mode_weights(counts, how, "no")[0] for how in ("congruence", "conflict")
    )
    return Seated(counts, seats, agreement, conflict)


def density(debate: Seated) -> pl.DataFrame:
    """Mean agreement and mean conflict per pair of actors within each camp and between each two:
    sum of ties / number of pairs (Leifeld 2013, Policy Studies J. 41, 169, section on within- and
    between-coalition density). In units of the counts; null where there is no pair."""
    import polars as pl

    sizes = debate.sizes
    sums = [_between(ties, debate.seats) for ties in (debate.agreement, debate.conflict)]
    rows = []
    for a in range(1, len(sizes)):
        for b in range(a, len(sizes)):
            pairs = int(sizes[a] * (sizes[a] - 1) // 2 if a == b else sizes[a] * sizes[b])
            ties = [float(s[a, b]) / (2 if a == b else 1) for s in sums]
            rows.append((a, b, pairs, *(t / pairs if pairs else None for t in ties)))
    schema = {"camp": pl.Int64, "other": pl.Int64, "pairs": pl.Int64}
    return pl.DataFrame(
        rows, {**schema, "agreement": pl.Float64, "conflict": pl.Float64}, orient="row"
    )


def bridging(debate: Seated) -> pl.DataFrame:
    """For every seated actor: how its agreement spreads over camps, and how often it lies between.

    `participation`: 1 - sum_c (k_ic / k_i)^2, k_ic the agreement of i with camp c, k_i with all
    (Guimera & Amaral 2005, Nature 433, 895): 0, all with one camp, to 1 - 1 / camps; null without
    agreement. `betweenness`: the share of the pairs of actors from two camps, both others, on
    whose shortest paths it lies, as Brandes (2008, Soc. Networks 30, 136) has it for subsets, over
    ties of more agreement than conflict, all of one length; 0 to 1.
    """
    import numpy as np
    import polars as pl

    from hemicycle.network.between import betweenness

    seats, agree = debate.seats, debate.agreement
    toward = agree @ np.eye(int(seats.max(initial=0)) + 1)[seats]
    total = toward.sum(axis=1)
    shares = np.divide(toward, total[:, None], out=np.zeros_like(toward), where=total[:, None] > 0)
    spread = np.where(total > 0, 1 - (shares**2).sum(axis=1), np.nan)
    net = (agree - debate.conflict).tocsr()
    net.data = np.maximum(net.data, 0)
    net.eliminate_zeros()
    frame = pl.DataFrame(
        {
            "actor": pl.Series(debate.counts.rows, dtype=pl.String),
            "camp": seats,
            "participation": spread,
            "betweenness": betweenness(net, seats),
        }
    )
    frame = frame.with_columns(pl.col("participation").fill_nan(None))
    return frame.filter(pl.col("camp") > 0).sort("participation", descending=True, nulls_last=True)


def discord(debate: Seated) -> pl.DataFrame:
    """Disagreement inside each camp: conflict / (agreement + conflict) of the pairs in it, 0 to 1;
    null where its members share no concept."""
    import polars as pl

    agree, conflict = (
        _between(ties, debate.seats).diagonal() for ties in (debate.agreement, debate.conflict)
    )
    rows = []
    for camp, members in enumerate(debate.sizes.tolist()[1:], 1):
        total = agree[camp] + conflict[camp]
        rows.append((camp, members, conflict[camp] / total if total else None))
    schema = {"camp": pl.Int64, "actors": pl.Int64, "discord": pl.Float64}
    return pl.DataFrame(rows, schema, orient="row")


def dividing(debate: Seated) -> pl.DataFrame:
    """How much each concept divides the camps, most first.

    Each seated actor's voice on a concept is the mean of its levels, put on -1 to 1. `between`:
    sum_c s_c (m_c - m)^2, m_c the mean voice of camp c, s_c its share of those who speak: the
    variance between camps, 0 to 1; `within`: the variance left inside camps (they add up to the
    variance of all). `information`: the mutual information of camp and side (voice > 0 or not) in
    bits, 0 to 1 (Shannon 1948). `actors` speak about it; where nobody does, all are null.
    """
    import numpy as np
    import polars as pl

    counts, seats = debate.counts, debate.seats
    voices, spoken = _voices(counts)
    rows: list[tuple[str, int, float | None, float | None, float | None]] = []
    for j, name in enumerate(counts.columns):
        who = np.flatnonzero(spoken[:, j] & (seats > 0))
        if not len(who):
            rows.append((name, 0, None, None, None))
            continue
        voice, seat = voices[who, j], seats[who]
        between, within = _variances(voice, seat)
        rows.append((name, len(who), between, within, _information(voice > 0, seat)))
    names = ("between", "within", "information")
    schema = {"concept": pl.String, "actors": pl.Int64, **dict.fromkeys(names, pl.Float64)}
    frame = pl.DataFrame(rows, schema, orient="row")
    return frame.sort("between", "concept", descending=[True, False], nulls_last=True)


def _voices(counts: Counts) -> tuple[Floats, Mask]:
    """Mean level of each pair, from -1 (the lowest there is) to 1, and which pairs there are."""
    import numpy as np

    values = np.zeros(len(counts.levels)) if counts.values is None else counts.values
    middle, half = (values.max() + values.min()) / 2, np.ptp(values) / 2 or 1.0
    scale = (values - middle) / half
    total = sum(counts.layers).toarray()
    summed = sum(s * layer for s, layer in zip(scale, counts.layers, strict=True)).toarray()
    return np.divide(summed, total, out=np.zeros_like(summed), where=total > 0), total > 0


def _variances(voice: Floats, seat: Ints) -> tuple[float, float]:
    import numpy as np

    number = np.bincount(seat)
    means = np.bincount(seat, voice) / np.maximum(number, 1)
    between = float(number @ (means - voice.mean()) ** 2) / len(voice)
    return between, float(((voice - means[seat]) ** 2).mean())


def _information(side: Mask, seat: Ints) -> float:
    import numpy as np

    table = np.zeros((2, int(seat.max(initial=0)) + 1))
    np.add.at(table, (side.astype(np.int64), seat), 1 / len(seat))
    chance = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True)
    there = table > 0
    return float((table[there] * np.log2(table[there] / chance[there])).sum())


def _between(matrix: sparse.csr_array, seats: Ints) -> Floats:
    """Sums of `matrix` between camps (number 0: no camp)."""
    import numpy as np

    chosen = np.eye(int(seats.max(initial=0)) + 1)[seats]
    return np.asarray(chosen.T @ (matrix @ chosen))
