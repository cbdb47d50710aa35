"""Which concepts carry a debate: the best few of them, or one taken away after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Unpack

from hemicycle.errors import UsageError
from hemicycle.network import backbone as backbones
from hemicycle.network.resampling import Resampler
from hemicycle.network.selecting import Aggregation
from hemicycle.verbs.choosing import Choice, chosen
from hemicycle.verbs.networks import Misread, resampled


def backbone(
    source: Any,
    size: int | None = None,
    penalty: float = 0.0,
    seed: int = 0,
    iterations: int = 10_000,
    aggregation: Aggregation = "subtract",
    normalisation: str = "average",
    resamples: int = 0,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> backbones.Backbone:
    """The concepts that carry the network: `size` of them, or any number at a `penalty` on many.
    With `resamples`, what is lost without the others has an interval (95 %)."""
    from hemicycle.network.annealing import anneal

    if size is None and not penalty:
        raise UsageError("a backbone needs a size (how many concepts) or a penalty on many, as 3.5")
    asked = _asked(source, aggregation, normalisation, resamples, misread, choice)
    found = anneal(asked.columns, penalty, size, iterations, seed)
    if asked.drawn is None:
        return found
    sets = [found.backbone]
    [held] = backbones.loss_intervals(asked.columns, sets, asked.drawn, resamples, seed=seed)
    return replace(found, interval=held)


def nested_backbone(
    source: Any,
    aggregation: Aggregation = "subtract",
    normalisation: str = "average",
    resamples: int = 0,
    seed: int = 0,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> list[backbones.Step]:
    """The concepts taken away one after another, the most redundant first, and what is lost; with
    `resamples`, each loss has an interval (95 %), the order held."""
    asked = _asked(source, aggregation, normalisation, resamples, misread, choice)
    steps = backbones.nested(asked.columns)
    if asked.drawn is None:
        return steps
    order = [step.column for step in steps]
    sets = [order[at:] for at in range(1, len(order) + 1)]
    held = backbones.loss_intervals(asked.columns, sets, asked.drawn, resamples, seed=seed)
    return [replace(step, interval=each) for step, each in zip(steps, held, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    columns: backbones.Columns
    drawn: Resampler | None


def _asked(
    source: Any,
    aggregation: Aggregation,
    normalisation: str,
    resamples: int,
    misread: Misread,
    choice: Choice,
) -> _Asked:
    found = chosen(source, aggregation, **choice)
    compat = choice.get("compat")
    columns = backbones.columns(found.statements, aggregation, normalisation, compat)
    if not resamples:
        return _Asked(columns, None)
    return _Asked(columns, resampled(found.statements, found.scores, misread, aggregation))
