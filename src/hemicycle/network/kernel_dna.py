"""DNA's smoothing as it is (Exporter.processTimeSlice, zeta; 3.1), for those who compare.

Not what the textbooks say: see docs/dna-differences.md. `kernel` has the textbook's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from hemicycle.network.clock import MONTHS, SECONDS, Unit
from hemicycle.network.counts import Counts, count
from hemicycle.network.result import Network
from hemicycle.network.selecting import Aggregation
from hemicycle.network.table import Column, Floats, Ints, Statements
from hemicycle.network.weighing import Weighing

if TYPE_CHECKING:
    from scipy import sparse

Kernel = Literal["uniform", "triangular", "epanechnikov", "gaussian"]


def weights(time: Ints, middle: int, kernel: Kernel, unit: Unit, half: int) -> Floats:
    """Weights by d, the whole units from a statement to the moment over the half width:
    triangular |1 - d|, so that later statements weigh up to 2."""
    import numpy as np

    d = whole_units(time, middle, unit) / half
    if kernel == "gaussian":
        bell: Floats = np.exp(-(d**2) / 2) / np.sqrt(2 * np.pi)
        return bell
    shapes = {"uniform": 0.5 + 0 * d, "triangular": abs(1 - d), "epanechnikov": 0.75 * (1 - d**2)}
    inside: Floats = np.where(abs(d) <= 1, shapes[kernel], 0.0)
    return inside


def whole_units(time: Ints, middle: int, unit: Unit) -> Floats:
    """Units from `time` to `middle`, cut towards zero; months and years by date alone, as
    java.time.Period counts them."""
    import numpy as np

    if unit in SECONDS:
        return np.trunc((middle - time) / SECONDS[unit])
    then, now = time.astype("M8[s]"), np.datetime64(middle, "s")
    months = (now.astype("M8[M]") - then.astype("M8[M]")).astype(np.int64)
    days = _day_of_month(now) - _day_of_month(then)
    months += np.where((months < 0) & (days > 0), 1, 0) - np.where((months > 0) & (days < 0), 1, 0)
    cut: Floats = np.trunc(months / MONTHS[unit])
    return cut


def network(
    everything: Statements,
    felt: Statements,
    weight: Floats,
    mode: Literal["one", "two"],
    aggregation: Aggregation,
    normalisation: str,
) -> Network:
    """The network of one slice: `felt` of `everything` with the weights of `weights`."""
    import numpy as np

    levels = _by_text(everything)
    if mode == "two":
        counts = _count(felt, levels, weight)
        return Network(counts.rows, counts.columns, _signed(counts, aggregation, felt), "two", felt)
    counts = _count(felt, levels, np.sqrt(weight))
    between = _between(aggregation, felt, len(counts.levels))
    spread = _spread(between, len(counts.columns))
    ties = (counts.flat @ spread @ counts.flat.T).tocsr()
    if normalisation != "no":
        ties = ties.multiply(_factor(_count(everything, levels))).tocsr()
    place = slice(None) if levels is None else levels.codes[:-1]  # of each label of `felt`
    weighed = Weighing(between[place][:, place])
    return Network(counts.rows, counts.rows, ties, "one", felt, weighed)


def _by_text(statements: Statements) -> Column | None:
    """Numbers of the levels that occur, in the order of their texts: "-1", "-2", "1", "3"."""
    import numpy as np

    levels = statements.levels
    if levels is None:
        return None
    there = Column(levels.codes, levels.labels).compact().labels
    rank = {label: place for place, label in enumerate(sorted(there))}
    codes = np.array([rank.get(label, -1) for label in levels.labels] + [-1])
    return Column(codes, tuple(sorted(there)))


def _count(statements: Statements, levels: Column | None, weight: Floats | None = None) -> Counts:
    if levels is None or statements.levels is None:
        return count(statements, True, weight)
    numbered = Column(levels.codes[statements.levels.codes], levels.labels)
    named = {**statements.named, str(statements.qualifier): numbered}
    return count(replace(statements, named=named), True, weight)


def _signed(counts: Counts, aggregation: Aggregation, felt: Statements) -> sparse.csr_array:
    import numpy as np

    place = np.arange(len(counts.levels), dtype=float)
    kind = felt.levels.kind if felt.levels and aggregation != "ignore" else "text"
    signs = {"boolean": 2 * place - 1, "number": place}.get(kind, np.ones(len(place)))
    return (counts.flat @ _spread(signs[:, None], len(counts.columns))).tocsr()


def _between(aggregation: Aggregation, felt: Statements, levels: int) -> Floats:
    import numpy as np

    kind = felt.levels.kind if felt.levels else None
    conflict = np.zeros((levels, levels))
    if kind in ("boolean", "number"):
        place = np.arange(levels)
        with np.errstate(invalid="ignore"):
            conflict = abs(place[:, None] - place[None, :]) / np.float64(levels - 1)
    ways: dict[str, Floats] = {
        "congruence": 1 - conflict,
        "conflict": conflict,
        "subtract": 1 - 2 * conflict,
    }
    return ways.get(aggregation, np.ones((levels, levels)))


def _spread(factors: Floats, columns: int) -> sparse.csr_array:
    from scipy import sparse

    return sparse.kron(factors, sparse.eye_array(columns), "csr")


def _factor(counts: Counts) -> Floats:
    """sum_jk 2 / (n_ijk + n_i'jk) over all statements; what neither has is skipped."""
    import numpy as np

    total = np.zeros((len(counts.rows),) * 2)
    for column in counts.flat.toarray().T:
        both = column[:, None] + column[None, :]
        total += np.divide(2, both, out=np.zeros_like(both), where=both > 0)
    return total


def _day_of_month(moment: Any) -> Ints:
    import numpy as np

    day = np.asarray(moment).astype("M8[D]")
    number: Ints = (day - day.astype("M8[M]").astype("M8[D]")).astype(np.int64)
    return number
