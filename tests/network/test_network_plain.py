"""Networks computed a second time by loops over pairs of statements, as the formulas read."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.network.evidence import of_tie
from hemicycle.network.onemode import one_mode
from hemicycle.network.selecting import filtered
from hemicycle.network.table import statements
from hemicycle.network.twomode import two_mode

LEVELS = {
    "boolean": st.booleans(),
    "number": st.sampled_from([-2, -1, 1, 3]),
    "text": st.sampled_from(["cost", "climate", "jobs"]),
}


@st.composite
def tables(draw, kind=None):
    """Up to 25 statements of few actors on few concepts within five weeks around a new year."""
    kind = kind or draw(st.sampled_from(sorted(LEVELS)))
    row = st.tuples(
        st.sampled_from("ABCD"), st.sampled_from("xyz"), LEVELS[kind],
        st.integers(1_703_000_000, 1_706_000_000), st.integers(1, 3),
    )  # fmt: skip
    rows = draw(st.lists(row, min_size=1, max_size=25))
    frame = pl.DataFrame(rows, ["who", "what", "how", "when", "paper"], orient="row")
    return statements(frame, "who", "what", "how", "when", "paper", kinds={"how": kind})


def said(table):
    """(actor, concept, level number, value) of every statement."""
    levels = table.levels
    values = levels.values if levels.values is not None else [0] * len(levels.labels)
    codes = zip(table.rows.codes, table.columns.codes, levels.codes, strict=True)
    return [
        (table.rows.labels[i], table.columns.labels[j], int(k), float(values[k]))
        for i, j, k in codes
    ]


def tie(told, kind, values, aggregation, one, other):
    """The numerator of the tie of two, pair of statements by pair of statements."""
    mine, theirs = ([s for s in told if s[0] == name] for name in (one, other))
    pairs = [(s, t) for s, t in product(mine, theirs) if s[1] == t[1]]
    if aggregation == "ignore":
        return float(len(pairs))
    if kind == "text":
        same = sum(s[2] == t[2] for s, t in pairs)
        alone = len(lonely(mine, theirs)) + len(lonely(theirs, mine))
        return float({"congruence": same, "conflict": alone, "subtract": same - alone}[aggregation])
    widest = max(values) - min(values)
    far = [abs(s[3] - t[3]) / widest if widest else 0.0 for s, t in pairs]
    conflict, congruence = sum(far), sum(1 - f for f in far)
    both = {"congruence": congruence, "conflict": conflict, "subtract": congruence - conflict}
    return both[aggregation]


def lonely(some, others):
    cells = {(t[1], t[2]) for t in others}
    return [s for s in some if (s[1], s[2]) not in cells]


def divisor(told, normalisation, one, other):
    mine, theirs = ([s for s in told if s[0] == name] for name in (one, other))
    if normalisation == "average":
        return (len(mine) + len(theirs)) / 2
    if normalisation == "cosine":
        return len(mine) * len(theirs)
    if normalisation == "jaccard":
        same = sum(s[1:3] == t[1:3] for s, t in product(mine, theirs))
        return len(lonely(mine, theirs)) + len(lonely(theirs, mine)) + same
    return 1


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["ignore", "congruence", "conflict", "subtract"]))
def test_one_mode_is_what_the_formulas_say(table, aggregation):
    told = said(table)
    values = [0.0, 1.0] if table.levels.kind == "boolean" else [s[3] for s in told]
    for normalisation in ("no", "average", "jaccard", "cosine"):
        made = one_mode(table, aggregation, normalisation)
        ties = made.dense()
        assert np.array_equal(ties, ties.T)
        for (a, one), (b, other) in product(enumerate(made.rows), repeat=2):
            by = divisor(told, normalisation, one, other)
            plain = tie(told, table.levels.kind, values, aggregation, one, other)
            expected = plain / by if by and one != other else 0.0
            assert ties[a, b] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["ignore", "subtract", "combine"]))
def test_two_mode_is_what_the_formulas_say(table, aggregation):
    told, levels = said(table), len(table.levels.labels)
    made = two_mode(table, aggregation)
    sign = {"boolean": lambda v: 2 * v - 1, "number": lambda v: v, "text": lambda v: 1}
    for (i, row), (j, column) in product(enumerate(made.rows), enumerate(made.columns)):
        here = [s for s in told if s[:2] == (row, column)]
        expected = {
            "ignore": len(here),
            "subtract": sum(sign[table.levels.kind](s[3]) for s in here),
            "combine": sum(2 ** (levels - 1 - k) for k in {s[2] for s in here}),
        }[aggregation]
        assert made.dense()[i, j] == expected
        assert made.evidence(row, column) == [
            int(n) for n, s in zip(table.id, told, strict=True) if s[:2] == (row, column)
        ]


@settings(max_examples=40, deadline=None)
@given(tables())
def test_networkx_projects_to_the_network_that_ignores_the_qualifier(table):
    bipartite = pytest.importorskip("networkx.algorithms.bipartite")
    chosen = filtered(table, "ignore", "acrossrange")  # networkx knows no repeated ties
    graph = two_mode(chosen, "ignore").to_networkx()
    made = one_mode(chosen, "ignore")
    projected = bipartite.weighted_projected_graph(graph, made.rows)
    ours = {frozenset(pair): weight for *pair, weight in made.to_frame().iter_rows()}
    assert ours == {frozenset((a, b)): w for a, b, w in projected.edges(data="weight")}


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["document", "week", "month", "year", "acrossrange"]))
def test_the_first_of_the_same_survives(table, duplicates):
    moments = table.time.astype("M8[s]").tolist()
    period = {
        "document": lambda n: table.document[n],
        "week": lambda n: moments[n].isocalendar()[:2],
        "month": lambda n: (moments[n].year, moments[n].month),
        "year": lambda n: moments[n].year,
        "acrossrange": lambda n: None,
    }[duplicates]
    seen, kept = set(), []
    for n, statement in enumerate(said(table)):
        if (key := (*statement[:3], period(n))) not in seen:
            seen.add(key)
            kept.append(table.id[n])
    assert filtered(table, "subtract", duplicates).id.tolist() == kept


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["ignore", "congruence", "conflict"]))
def test_evidence_and_ties_are_two_ways_of_the_same(table, aggregation):
    made = one_mode(table, aggregation)
    of_whom = dict(zip(table.id.tolist(), (s[0] for s in said(table)), strict=True))
    for one, other in product(made.rows, repeat=2):
        if one == other:
            continue
        found = made.evidence(one, other)
        assert bool(found) == (made.dense()[made.rows.index(one), made.rows.index(other)] != 0)
        mine = [n for n in found if of_whom[n] == one]
        assert mine == [
            n for n in table.id if of_whom[n] == one and (one, other) in made.ties_of(n)
        ]
        assert found == of_tie(made.statements, made.weighing, other, one)
