"""How good positions are: per class, calibration, how much is left when only sure answers count.

Gold pairs say 1, -1, 0 or None (the statement does not speak to the concept). What is measured is
whether a side is taken, which one, and all three ways (None counts as no side), over all pairs and
over those that speak to their concept, which is harder: there the topic gives nothing away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.evaluate.calibration import Bin, bins, error
from hemicycle.records import Agreement

SIDES: tuple[Agreement, ...] = (1, -1, 0)
NAMES: dict[int | None, str] = {1: "for", -1: "against", 0: "neither", None: "off topic"}
COVERED = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)  # shares of the pairs, the surest first


@dataclass(frozen=True, slots=True)
class Answered:
    """One pair: what a person says, how likely the judge thinks that the statement speaks to the
    concept and each side (they sum to 1), both texts and a reason to show. Where the judge has no
    position at all, nothing was `scored`: its silence counts as no side, but has no probability
    that could be too high or too low."""

    gold: int | None
    speaks: float
    shares: Mapping[Agreement, float]
    content: str = ""
    concept: str = ""
    reason: str = ""
    scored: bool = True

    @property
    def told(self) -> Agreement:
        """The likeliest side."""
        return max(SIDES, key=lambda side: self.shares[side])

    @property
    def sure(self) -> float:
        """How likely that is, 0 to 1."""
        return self.shares[self.told]

    @property
    def right(self) -> bool:
        """Whether it is the person's; what does not speak to the concept takes no side."""
        return self.told == (self.gold or 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """All in 0 to 1. `classes` are precision, recall and F1 by side; `polarity` is the share of
    gold sides that are told the right way round; `covered` maps the share of pairs answered, the
    surest first, to the share of these that is right; `error` is over what was scored."""

    pairs: int
    side_f1: float
    polarity: float
    macro_f1: float
    accuracy: float
    error: float
    classes: Mapping[Agreement, tuple[float, float, float]]
    covered: Mapping[float, float]
    bins: tuple[Bin, ...] = field(repr=False, default=())


def figures(answered: Iterable[Answered]) -> Figures:
    """The figures of some pairs."""
    found = list(answered)
    classes = {side: _class(found, side) for side in SIDES}
    sided = [a for a in found if a.gold]
    held = tuple(bins((a.sure, a.right) for a in found if a.scored))
    surest = sorted(found, key=lambda a: -a.sure)
    return Figures(
        len(found),
        _f1([(bool(a.gold), a.shares[0] < 0.5) for a in found])[2],
        _share([(a.shares[1] > a.shares[-1]) == (a.gold == 1) for a in sided]),
        sum(f1 for _, _, f1 in classes.values()) / len(SIDES),
        _share([a.right for a in found]),
        error(list(held)),
        classes,
        {part: _share([a.right for a in surest[: round(part * len(found))]]) for part in COVERED},
        held,
    )


def on_topic(answered: Iterable[Answered]) -> list[Answered]:
    """Those whose statement speaks to the concept."""
    return [a for a in answered if a.gold is not None]


def confusion(answered: Iterable[Answered], below: float) -> Counter[tuple[int | None, str]]:
    """How often which gold side came out as what; "unclear" is less sure than `below`, and what
    neither takes a side nor speaks to the concept is "off topic"."""
    return Counter((a.gold, outcome(a, below)) for a in answered)


def outcome(answered: Answered, below: float) -> str:
    """What becomes of the pair in a coding."""
    if answered.speaks < 0.5 and answered.shares[0] >= 0.5:
        return NAMES[None]
    return NAMES[answered.told] if answered.sure >= below else "unclear"


def instructive(answered: Iterable[Answered], limit: int) -> list[Answered]:
    """The errors that the judge is surest of, the wrong way round first."""
    wrong = [a for a in answered if not a.right]
    return sorted(wrong, key=lambda a: (a.told * (a.gold or 0) >= 0, -a.sure))[:limit]


def render(answered: Sequence[Answered], below: float, misses: int = 10) -> str:
    """All of it as text."""
    parts = [
        _table("all pairs", figures(answered)),
        _table("pairs that speak to their concept", figures(on_topic(answered))),
        _confusion(answered, below),
        *(_miss(a) for a in instructive(answered, misses)),
    ]
    return "\n\n".join(parts)


def _table(name: str, found: Figures) -> str:
    rows = [
        f"{name}: {found.pairs:,}",
        f"  a side is taken F1 {found.side_f1:.1%}   the right one {found.polarity:.1%}",
        f"  three ways macro-F1 {found.macro_f1:.1%}   accuracy {found.accuracy:.1%}"
        f"   calibration error {found.error:.3f}",
        *(
            f"  {NAMES[side]:8} precision {p:.1%}   recall {r:.1%}   F1 {f1:.1%}"
            for side, (p, r, f1) in found.classes.items()
        ),
        "  right among the surest "
        + "   ".join(f"{part:.0%}: {share:.1%}" for part, share in found.covered.items()),
    ]
    return "\n".join(rows)


def _confusion(answered: Sequence[Answered], below: float) -> str:
    counts = confusion(answered, below)
    columns = [*(NAMES[side] for side in SIDES), NAMES[None], "unclear"]
    told = [a for a in answered if outcome(a, below) != "unclear"]
    head = f"coded with unclear below {below}: {len(told) / max(1, len(answered)):.1%} told"
    right = _share([a.right for a in told])
    rows = [
        f"{head}, of these {right:.1%} right",
        f"  {'gold':10}" + "".join(f"{name:>11}" for name in columns),
        *(
            f"  {NAMES[gold]:10}" + "".join(f"{counts[gold, name]:11,}" for name in columns)
            for gold in (*SIDES, None)
        ),
    ]
    return "\n".join(rows)


def _miss(answered: Answered) -> str:
    gold, told = NAMES[answered.gold], NAMES[answered.told]
    lines = [
        f"{told} {answered.sure:.2f}, gold {gold}: {answered.concept}",
        f"  “{answered.content}”",
    ]
    return "\n".join([*lines, *([f"  {answered.reason}"] if answered.reason else [])])


def _class(answered: Sequence[Answered], side: int) -> tuple[float, float, float]:
    return _f1([((a.gold or 0) == side, a.told == side) for a in answered])


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (gold, told)."""
    both = sum(gold and told for gold, told in pairs)
    told, gold = sum(t for _, t in pairs), sum(g for g, _ in pairs)
    return both / max(1, told), both / max(1, gold), 2 * both / max(1, told + gold)


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))
