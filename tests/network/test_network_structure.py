"""Backbones, annealing, DNA's score, bar plots and recoding on tables worked by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest

from hemicycle.errors import UsageError
from hemicycle.network import annealing, backbone, recode
from hemicycle.network.barplot import barplot
from hemicycle.network.polarisation_dna import score
from hemicycle.network.table import statements

ROWS = [
    *[(who, what, True) for who in "ab" for what in ("dam", "toll", "tax")],
    *[(who, what, False) for who in "cd" for what in ("dam", "toll", "tax")],
    ("a", "rare", True),
]


def table(rows=ROWS):
    schema = {"who": pl.String, "what": pl.String, "how": pl.Boolean}
    return statements(pl.DataFrame(rows, schema, orient="row"), "who", "what", "how")


def test_what_adds_nothing_goes_first_and_of_equals_the_last():
    """All but the rare concept divide the actors alike, so any one of them gives the shape."""
    steps = backbone.nested(backbone.columns(table(), "congruence", "no"))
    assert [step.column for step in steps] == ["toll", "tax", "rare", "dam"]
    assert [step.statements for step in steps] == [9, 5, 4, 0]
    losses = [(step.backbone_loss, step.redundant_loss) for step in steps]
    assert np.allclose(losses, [(0, 0), (0, 0), (0, 0), (1, 0)], atol=1e-12)


def test_losses_are_distances_between_laplacian_spectra():
    rows = [*ROWS, *[(who, "fee", who in "ac") for who in "abc"]]
    asked = backbone.columns(table(rows), "congruence", "no")

    def spectrum(kept):
        ties = np.zeros((4, 4))
        for (i, (one, what, how)), (j, (other, that, too)) in product(enumerate(rows), repeat=2):
            if what == that and what in kept and how == too and one != other and i != j:
                ties["abcd".index(one), "abcd".index(other)] += 1
        values = np.linalg.eigvalsh(np.diag(ties.sum(axis=1)) - ties)[::-1]
        return values / values.sum() if values.sum() > 1e-9 else values * 0

    for kept in ({"dam"}, {"fee"}, {"dam", "fee"}, {"dam", "rare", "tax", "toll"}):
        plain = abs(spectrum({row[1] for row in rows}) - spectrum(kept)).sum()
        assert asked.loss(asked.numbers(kept)) == pytest.approx(plain, abs=1e-12)


def test_annealing_is_the_same_whenever_the_seed_is_and_finds_the_best():
    asked = backbone.columns(table(), "congruence", "no")
    runs = [annealing.anneal(asked, penalty=3, iterations=200, seed=7) for _ in range(2)]
    assert runs[0] == runs[1]
    best = min(asked.loss({n}, 3) for n in range(4))
    assert runs[0].penalised == pytest.approx(best)
    fixed = annealing.anneal(asked, size=2, iterations=100)
    assert len(fixed.backbone) == 2
    assert set(fixed.backbone) | set(fixed.redundant) == {"dam", "rare", "tax", "toll"}


def test_backbones_refuse_what_is_not_there():
    asked = backbone.columns(table())
    with pytest.raises(UsageError, match="not among the 4 columns of the network: \\['fee'\\]"):
        backbone.evaluate(asked, ["fee"])
    with pytest.raises(UsageError, match="needs more columns"):
        annealing.anneal(asked, size=4)


def test_two_camps_score_lowest_in_dna():
    """Which is why the score is no index of polarisation: the true split is its minimum."""
    camp = np.array([0, 0, 1, 1])
    congruence = (camp[:, None] == camp) * 1.0 - np.eye(4)
    conflict = (camp[:, None] != camp) * 1.0
    true, mixed = (score(congruence, conflict, groups) for groups in ([0, 0, 1, 1], [0, 1, 0, 1]))
    assert true == pytest.approx(3.0)
    assert true < mixed
    assert score(congruence, conflict, [0, 0, 1, 1], normalised=True) == pytest.approx(1 / 4)
    assert score(congruence, conflict, [0, 0, 0, 0]) >= 0  # one group: no pairs between
    with pytest.raises(UsageError, match="2 memberships for 4 actors"):
        score(congruence, conflict, [0, 1])


def test_barplot():
    assert barplot(table(), "what").rows() == [
        ("dam", 2, 2), ("rare", 0, 1), ("tax", 2, 2), ("toll", 2, 2),
    ]  # fmt: skip
    assert barplot(table(), "what").columns == ["value", "0", "1"]
    assert barplot(table([]), "what").height == 0


def test_binary_recoding():
    rows = [
        ("a", "x", True),
        ("a", "x", True),
        ("a", "x", False),
        ("b", "x", False),
        ("b", "y", True),
    ]
    nan = np.nan
    for asked, there in (
        ({}, [[nan, nan], [0, 1]]),
        ({"zero_as_missing": False}, [[0, 0], [0, 1]]),
        ({"threshold": 0.4}, [[1, nan], [0, 1]]),
        ({"threshold": 0.6}, [[1, nan], [0, 1]]),
        ({"threshold": 0.2}, [[nan, nan], [0, 1]]),
        ({"threshold": 0.2, "zero_as_missing": False}, [[nan, 0], [0, 1]]),
    ):
        made = recode.binary(table(rows), **asked)
        assert np.array_equal(made.values, there, equal_nan=True), asked
    assert (made.rows, made.columns) == (("a", "b"), ("x", "y"))


def test_ordinal_recoding_takes_the_middle_level():
    frame = pl.DataFrame(
        {"who": ["a"] * 3 + ["b"] * 2, "what": ["x"] * 4 + ["y"], "how": [-2, 3, 3, 1, -2]}
    )
    made = recode.ordinal(statements(frame, "who", "what", "how"))
    assert np.array_equal(made.values, [[2, np.nan], [1, 0]], equal_nan=True)


def test_recoding_needs_numbers():
    frame = pl.DataFrame({"who": ["a"], "what": ["x"], "how": ["cost"]})
    with pytest.raises(UsageError, match="a boolean or a number"):
        recode.binary(statements(frame, "who", "what", "how"))
