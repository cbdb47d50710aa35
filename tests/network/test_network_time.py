"""Windows, stretches and kernels: which statements they hold, and how much these weigh."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import numpy as np
import polars as pl
import pytest

from hemicycle.errors import UsageError
from hemicycle.network import kernel
from hemicycle.network.clock import beginning, midpoints, shifted
from hemicycle.network.distance import distances, spectrum
from hemicycle.network.onemode import one_mode
from hemicycle.network.table import statements
from hemicycle.network.twomode import two_mode
from hemicycle.network.windows import stretches, windows


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def table(*days, how=None):
    frame = pl.DataFrame(
        {
            "who": ["ab"[n % 2] for n in range(len(days))],
            "what": ["x"] * len(days),
            "how": how or [True] * len(days),
            "on": list(days),
        },
        schema_overrides={"who": pl.String, "what": pl.String, "on": pl.String},
    )
    kinds = {} if how else {"how": "boolean"}
    return statements(frame, "who", "what", "how", "on" if days else None, kinds=kinds)


@pytest.mark.parametrize(
    ("time", "unit", "by", "there"),
    [
        ("2024-01-31T10:04:26", "months", 1, "2024-02-29T10:04:26"),
        ("2024-03-31T00:00:00", "months", -1, "2024-02-29T00:00:00"),
        ("2024-02-29T12:00:00", "years", 1, "2025-02-28T12:00:00"),
        ("2023-12-31T23:59:59", "seconds", 1, "2024-01-01T00:00:00"),
        ("2024-01-01T00:00:00", "weeks", -1, "2023-12-25T00:00:00"),
        ("1969-12-31T23:00:00", "months", 2, "1970-02-28T23:00:00"),
    ],
)
def test_shifted(time, unit, by, there):
    assert shifted(at(time), unit, by) == at(there)


@pytest.mark.parametrize(
    ("unit", "there"),
    [
        ("days", "2024-02-29"),
        ("weeks", "2024-02-26"),
        ("months", "2024-02-01"),
        ("years", "2024-01-01"),
    ],
)
def test_beginning(unit, there):
    assert beginning(at("2024-02-29T13:14:15"), unit) == at(there)


def test_a_month_that_was_short_does_not_shorten_the_next():
    start, stop = at("2024-01-31"), at("2024-04-01")
    ours, dna = (list(midpoints(start, stop, "months", compat)) for compat in (None, "dna"))
    assert ours == [start, at("2024-02-29"), at("2024-03-31")]
    assert dna == [start, at("2024-02-29"), at("2024-03-29")]


def test_windows_hold_what_lies_in_them_and_may_be_empty():
    made = list(windows(table("2024-01-01", "2024-01-02", "2024-01-06"), "days", 3))
    assert [window.statements.id.tolist() for window in made] == [[0, 1], [1], [], [2]]
    assert [window.middle for window in made] == [at(f"2024-01-0{n}") for n in (2, 3, 4, 5)]
    assert all(window.stop - window.start == 2 * 86400 for window in made)


def test_windows_of_events_stand_in_the_order_of_the_table():
    same = table(*["2024-01-01"] * 3, "2024-01-02")
    assert [w.statements.id.tolist() for w in windows(same, "events", 2)] == [[0, 1, 2], [1, 2, 3]]
    assert [w.statements.id.tolist() for w in windows(same, "events", 1)] == [[0], [1], [2], [3]]


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_stretches_hold_every_statement_once(unit):
    many = table("2023-12-31", "2024-01-01T00:00:00", "2024-01-01T23:59:59", "2024-02-29")
    made = list(stretches(many, unit))
    assert [n for w in made for n in w.statements.id.tolist()] == [0, 1, 2, 3]
    assert len(made) == {"days": 61, "weeks": 10, "months": 3, "years": 2}[unit]


def test_nothing_gives_no_windows():
    assert list(windows(table(), "days", 3)) == list(stretches(table(), "days")) == []
    assert list(kernel.smoothed(table(), "uniform", "days", 2)) == []


def test_sizes_and_units_that_make_no_sense_are_refused():
    one = table("2024-01-01")
    refused = [
        windows(one, "days", 0),
        windows(one, "fortnights", 1),
        stretches(one, "hours"),
        kernel.smoothed(one, "uniform", "events", 2),
    ]
    for asked in refused:
        with pytest.raises(UsageError):
            list(asked)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("uniform", [0.5, 0.5, 0.5, 0.0]),
        ("triangular", [1.0, 0.5, 0.0, 0.0]),
        ("epanechnikov", [0.75, 0.5625, 0.0, 0.0]),
        ("gaussian", [0.398942, 0.352065, 0.241971, 0.053991]),
    ],
)
def test_kernels_are_those_of_the_textbooks(name, there):
    u = np.array([0.0, 0.5, 1.0, 2.0])
    assert kernel.shape(u, name) == pytest.approx(there, abs=1e-6)
    assert kernel.shape(-u, name) == pytest.approx(there, abs=1e-6)
    wide = np.linspace(-8, 8, 160_001)
    assert kernel.shape(wide, name).sum() * 1e-4 == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("name", ["uniform", "triangular", "epanechnikov", "gaussian"])
def test_smoothed_networks_by_plain_loops(name):
    rng = np.random.default_rng(3)
    days = [f"2024-01-{n:02}" for n in sorted(rng.integers(1, 29, 24))]
    many = table(*days, how=rng.choice([-1, 2, 3], 24).tolist())
    level = dict(enumerate(many.levels.values))
    for at_, made in kernel.networks(many, "one", name, "days", 6, "congruence", indent=False):
        u = (at_.statements.time - at_.middle) / (3 * 86400)
        z, felt = kernel.shape(u, name), at_.statements
        expected = sum(
            np.sqrt(z[s] * z[t])
            * (1 - abs(level[felt.levels.codes[s]] - level[felt.levels.codes[t]]) / 4)
            for s, t in product(range(len(felt)), repeat=2)
            if (felt.rows.codes[s], felt.rows.codes[t]) == (0, 1)
        )
        assert made.dense()[0, 1] == pytest.approx(expected, abs=1e-12)
        assert made.dense()[0, 0] == 0


def test_a_wide_uniform_kernel_is_half_the_whole_network():
    many = table(*["2024-01-01", "2024-01-01", "2024-01-03", "2024-01-04"])
    _, made = next(iter(kernel.networks(many, "one", "uniform", "days", 40, indent=False)))
    assert np.allclose(made.dense(), one_mode(many).dense() / 2)
    _, made = next(iter(kernel.networks(many, "two", "uniform", "days", 40, indent=False)))
    assert np.allclose(made.dense(), two_mode(many).dense() / 2)
    _, made = next(
        iter(kernel.networks(many, "two", "uniform", "days", 40, indent=False, to_one=True))
    )
    assert abs(made.dense()).sum() == pytest.approx(1)


def test_evidence_of_a_slice_as_dna_makes_it():
    """DNA puts -1 before -2; statements still have to be found at their own level."""
    many = table(*["2024-01-01"] * 4, how=[-1, -2, 3, 3])
    settings = {"aggregation": "conflict", "indent": False, "compat": "dna"}
    _, made = next(iter(kernel.networks(many, "one", "uniform", "days", 4, **settings)))
    assert made.weighing.between.tolist() == [[0, 0.5, 0.5], [0.5, 0, 1], [0.5, 1, 0]]
    assert made.evidence("a", "b") == [0, 1, 2, 3]


def test_spectrum_of_a_path_of_three():
    """Laplacian eigenvalues of a - b - c are 3, 1, 0; the row sums that DNA takes, 2, 1, 1."""
    path = np.array([[0.0, 1, -5], [1, 0, 1], [-5, 1, 0]])
    assert spectrum(path) == pytest.approx([0.75, 0.25, 0])
    assert spectrum(path, "dna") == pytest.approx([0.5, 0.25, 0.25])
    assert spectrum(np.zeros((2, 2))).tolist() == [0, 0]


def test_distances_need_the_same_labels():
    many = table("2024-01-01", "2024-01-02", "2024-01-09")
    alike = [two_mode(w.statements, isolates=True) for w in stretches(many, "weeks")]
    assert distances(alike).tolist() == [[0, 1], [1, 0]]
    with pytest.raises(UsageError, match="isolates"):
        distances([two_mode(w.statements) for w in stretches(many, "weeks")])
