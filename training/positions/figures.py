"""How good answers are: side taken or not, which side, three ways, calibration, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from pairs import Pair

Probabilities = tuple[float, float, float]


def figures(pairs: Sequence[Pair], found: Sequence[Probabilities]) -> dict[str, float]:
    """Figures in %, over all pairs (x counts as no side) and, `on_`, over those that speak to it."""
    on = [n for n, p in enumerate(pairs) if p.label != "x"]
    some = [pairs[n] for n in on], [found[n] for n in on]
    return {
        **_three(pairs, found),
        **{f"on_{name}": value for name, value in _three(*some).items()},
        "speaks_f1": _f1([p.label != "x" for p in pairs], [f[0] > 0.5 for f in found]),
    }


def _three(pairs: Sequence[Pair], found: Sequence[Probabilities]) -> dict[str, float]:
    gold = [{"+": 1, "-": -1}.get(p.label, 0) for p in pairs]
    three = [threefold(f) for f in found]
    told = [max(t, key=lambda side: t[side]) for t in three]
    sure = [max(t.values()) for t in three]
    right = [g == t for g, t in zip(gold, told, strict=True)]
    sided = [n for n, g in enumerate(gold) if g]
    best = sorted(range(len(gold)), key=lambda n: -sure[n])[: int(0.6 * len(gold))]
    return {
        "side_f1": _f1([g != 0 for g in gold], [f[1] > 0.5 for f in found]),
        "polarity": _share([(found[n][2] > 0.5) == (gold[n] > 0) for n in sided]),
        "macro_f1": sum(_f1([g == s for g in gold], [t == s for t in told]) for s in (1, 0, -1)) / 3,
        "accuracy": _share(right),
        "ece": _ece(sure, right),
        "at_60": _share([right[n] for n in best]),
    }  # fmt: skip


def threefold(found: Probabilities) -> dict[int, float]:
    """for, against, neither."""
    _, side, up = found
    return {1: side * up, -1: side * (1 - up), 0: 1 - side}


def _share(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / max(1, len(right)), 1)


def _f1(gold: Sequence[bool], told: Sequence[bool]) -> float:
    both = sum(g and t for g, t in zip(gold, told, strict=True))
    return round(200 * both / max(1, sum(gold) + sum(told)), 1)


def _ece(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width."""
    total = 0.0
    for low in range(10):
        here = [n for n, s in enumerate(sure) if low <= min(9, int(s * 10)) < low + 1]
        if here:
            gap = sum(sure[n] for n in here) / len(here) - sum(right[n] for n in here) / len(here)
            total += abs(gap) * len(here)
    return round(total / len(sure), 3)
