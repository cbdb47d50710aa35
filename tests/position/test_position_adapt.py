"""Learning from decisions: what it must never make worse, and what it can make better."""

from __future__ import annotations

import numpy as np
import pytest

from hemicycle.position import adapt
from hemicycle.position.adapt import FEWEST, Decided, adapted, fitted, loss, sides_of
from hemicycle.position.reads import UNCLEAR, pack, shares_of, unpack
from hemicycle.position.rescoring import BY, Learned, rescored
from hemicycle.records import Finding, Position

WIDTH = 256


def made(count: int, seed: int, shift: float) -> Decided:
    """Pairs whose side can be read off, and a general judge that errs by `shift`."""
    chance = np.random.default_rng(seed)
    sides = chance.integers(0, 3, count)
    read = chance.normal(0, 0.5, (count, WIDTH))
    read[np.arange(count), sides] += 4.0
    logits = np.eye(3)[sides] * 1.5 + np.array([shift, 0.0, 0.0]) + chance.normal(0, 1, (count, 3))
    shares = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return Decided(read, shares, sides)


def test_a_judge_that_leans_one_way_is_put_right() -> None:
    decided, others = made(100, 1, 2.0), made(400, 2, 2.0)
    head = adapted(decided)
    assert head is not None
    assert head.loss < head.general_loss
    found = head.shares(others.read, others.general)
    assert loss(found, others.sides) < loss(others.general, others.sides)
    assert (found.argmax(1) == others.sides).mean() > 0.9
    assert np.allclose(found.sum(1), 1.0)


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_too_few_decisions_teach_nothing(count: int) -> None:
    assert adapted(made(count, 3, 2.0)) is None


def test_a_judge_that_is_right_stays() -> None:
    chance = np.random.default_rng(4)
    sides = chance.integers(0, 3, 60)
    general = np.eye(3)[sides] * 0.98 + 0.02 / 3
    assert adapted(Decided(chance.normal(size=(60, WIDTH)), general, sides)) is None


def test_the_weights_are_where_the_loss_is_least() -> None:
    """Moving them any way makes the penalised loss greater: an independent look at the fit."""
    decided, shrink = made(60, 5, 1.0), 10.0
    best = fitted(decided, shrink)
    x = np.hstack(
        [4 * decided.read / np.linalg.norm(decided.read, axis=1)[:, None], np.ones((60, 1))]
    )
    penalty = np.array([[shrink]] * WIDTH + [[1.0]])

    def cost(weights: np.ndarray) -> float:
        z = np.log(np.clip(decided.general, 1e-4, 1)) + x @ weights
        logs = z - np.log(np.exp(z).sum(1, keepdims=True))
        return -logs[np.arange(60), decided.sides].sum() + (penalty * weights**2).sum() / 2

    chance = np.random.default_rng(6)
    for _ in range(20):
        step = chance.normal(0, 0.01, best.shape)
        assert cost(best) <= cost(best + step) + 1e-6


def test_the_same_decisions_teach_the_same() -> None:
    assert adapted(made(50, 7, 1.5)) == adapted(made(50, 7, 1.5))


def test_what_is_read_survives_being_kept() -> None:
    vector = np.linspace(-3, 3, WIDTH).astype(np.float32)
    read, shares = unpack([pack({1: 0.2, -1: 0.6, 0: 0.2}, vector)])
    assert np.allclose(read[0], vector, atol=2e-3)
    assert np.allclose(shares[0], [0.2, 0.6, 0.2], atol=1e-3)


def test_how_likely_each_side_is_adds_up() -> None:
    assert shares_of(Finding(-1, 0.8, "", "rules")) == pytest.approx({1: 0.1, -1: 0.8, 0: 0.1})
    assert shares_of(Finding(None, 0.3, "", "rules")) == UNCLEAR
    assert sum(UNCLEAR.values()) == 1.0


def learned(seed: int = 1) -> tuple[Learned, list[Position]]:
    decided = made(60, seed, 2.5)
    head = adapted(decided)
    assert head is not None
    names = tuple(f"s{n}" for n in range(60))
    sides = tuple(adapt.ORDER[side] for side in decided.sides)
    return Learned(head, "judge@1", names, sides, tuple(bytes_of(decided))), held(made(30, 9, 2.5))


def bytes_of(decided: Decided) -> list[bytes]:
    rows = np.hstack([decided.general, decided.read]).astype("<f2")
    return [row.tobytes() for row in rows]


def held(decided: Decided) -> list[Position]:
    return [
        Position("c", Finding(1, 0.6, "“back” = support", "position/rules"), read)
        for read in bytes_of(decided)
    ]


def test_positions_are_judged_again_and_say_why() -> None:
    taught, before = learned()
    after = rescored(before, taught, 0.0)
    gold = [adapt.ORDER[side] for side in made(30, 9, 2.5).sides]
    right = sum(p.agreement.value == side for p, side in zip(after, gold, strict=True))
    assert right >= 24  # others are unclear
    for position in after:
        assert position.agreement.by == BY
        assert "after 60 decisions; most like s" in position.agreement.reason
        assert position.agreement.reason.endswith("; before that: “back” = support")


def test_judging_again_twice_is_judging_again_once() -> None:
    taught, before = learned()
    once = rescored(before, taught, 0.5)
    assert rescored(once, taught, 0.5) == once


def test_what_is_not_sure_enough_is_unclear_and_not_neither() -> None:
    taught, before = learned()
    for position in rescored(before, taught, 1.01):
        assert position.agreement.value is None
        assert position.agreement.reason.startswith("unclear: ")


def test_a_position_of_which_nothing_is_kept_stays() -> None:
    taught, _ = learned()
    rules = Position("c", Finding(1, 0.7, "the word “back”", "position/rules@2"))
    assert rescored([rules], taught, 0.5) == [rules]


def test_sides_as_columns() -> None:
    assert sides_of([1, -1, 0, 1]) == [0, 1, 2, 0]
