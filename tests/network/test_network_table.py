"""The table of statements: from any library, sorted, with its gaps; and what small tables give."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest

from hemicycle.errors import UsageError
from hemicycle.network import onemode, products
from hemicycle.network.onemode import one_mode
from hemicycle.network.selecting import filtered, loaded
from hemicycle.network.table import statements
from hemicycle.network.twomode import two_mode

WHO = ["Doe", "Varn", "Doe", None, "Orm", "Varn", ""]
ROWS = {
    "who": WHO,
    "what": ["toll", "toll", "dam", "dam", "dam", None, "toll"],
    "agree": [True, False, True, True, None, True, True],
    "on": ["2024-03-02", "2024-03-01", "2024-03-01", *["2024-03-05"] * 4],
    "paper": ["b", "a", "a", "c", "c", "c", "c"],
    "number": [10, 11, 12, 13, 14, 15, 16],
}


def table(**kinds):
    return statements(
        pl.DataFrame(ROWS), "who", "what", "agree", "on", "paper", "number", kinds=kinds
    )


def libraries():
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    frame = pandas.DataFrame(ROWS)
    yield pl.DataFrame(ROWS)
    yield pyarrow.table(ROWS)
    yield frame
    yield frame.assign(on=pandas.to_datetime(frame["on"]))
    yield pl.DataFrame(ROWS).with_columns(pl.col("on").str.to_date())
    yield pl.DataFrame(ROWS).with_columns(
        pl.col("on")
        .str.to_datetime()
        .dt.replace_time_zone("UTC")
        .dt.convert_time_zone("Asia/Tokyo")
    )
    yield pl.DataFrame(ROWS).with_columns(pl.col("on").str.to_datetime().dt.epoch("s"))


def test_true_false_and_nothing_is_boolean_in_pandas_too():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"who": ["a"] * 3, "what": ["x"] * 3, "how": [True, None, False]})
    for how in (frame["how"], frame["how"].astype(float), frame["how"].astype("boolean")):
        made = statements(frame.assign(how=how), "who", "what", "how").levels
        assert (made.kind, made.codes.tolist()) == ("boolean", [1, -1, 0])


def test_too_many_levels_to_combine():
    frame = pl.DataFrame({"who": ["a"] * 51, "what": ["x"] * 51, "how": list(range(51))})
    with pytest.raises(UsageError, match="51 levels are too many to combine"):
        two_mode(statements(frame, "who", "what", "how"), "combine")


def test_every_library_gives_the_same_table():
    tables = [
        statements(f, "who", "what", "agree", "on", "paper", "number", kinds={"agree": "boolean"})
        for f in libraries()
    ]
    assert len(tables) == 7
    for made in tables:
        assert made.id.tolist() == [11, 12, 10, 13, 14, 15, 16]  # by time, paper, number
        assert made.rows.labels == ("Doe", "Orm", "Varn")
        assert made.rows.codes.tolist() == [2, 0, 0, -1, 1, 2, -1]
        assert made.levels.codes.tolist() == [0, 1, 1, 1, -1, 1, 1]
        assert made.time[:3].tolist() == [1709251200, 1709251200, 1709337600]


def test_labels_stand_in_the_order_of_java():
    names = ["b", "B", "a", "é", "\U0001f600", "￿"]  # an astral sign comes before U+FFFF there
    made = statements(pl.DataFrame({"who": names, "what": names}), "who", "what")
    assert made.rows.labels == ("B", "a", "b", "é", "\U0001f600", "￿")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"row": "speaker"}, "there is no column 'speaker'; there are: 'who', 'what'"),
        ({"time": "who"}, "3 of 7|2 of 7|1 of 7 statements have no time in column 'who'"),
        ({"time": "paper"}, "column 'paper' cannot be read as time"),
        ({"kinds": {"number": "boolean"}, "others": ["number"]}, "'number' is to be boolean"),
    ],
)
def test_errors_say_which_column(change, message):
    asked = {"row": "who", "column": "what"} | change
    with pytest.raises(UsageError, match=message):
        statements(pl.DataFrame(ROWS), **asked)


def test_an_infinite_number_is_refused():
    frame = pl.DataFrame({"who": ["a"], "what": ["x"], "how": [float("inf")]})
    with pytest.raises(UsageError, match="'how' holds an infinite number"):
        statements(frame, "who", "what", "how")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([True, False], "boolean"), ([0, 1], "boolean"), ([1, 1], "boolean"), ([-1, 1], "number"),
        ([0.0, 1.0], "boolean"), ([0.0, 0.5], "number"), (["a", "b"], "text"),
    ],
)  # fmt: skip
def test_kind_of_a_qualifier(values, kind):
    frame = pl.DataFrame({"who": ["a", "b"], "what": ["x", "x"], "how": values})
    assert statements(frame, "who", "what", "how").levels.kind == kind


def test_what_is_empty_does_not_count_and_nan_is_empty():
    frame = pl.DataFrame({"who": WHO, "what": ROWS["what"], "how": [1.5, *[float("nan")] * 6]})
    made = statements(frame, "who", "what", "how")
    assert two_mode(made, "subtract").to_frame().rows() == [("Doe", "toll", 1.5)]
    assert two_mode(made, "ignore").weights.sum() == 4
    assert filtered(made, "ignore").id.tolist() == [0, 1, 2, 4]


def test_hand_worked():
    """Doe: for the toll and the dam; Varn: against the toll; Orm on the dam, no side known."""
    made = two_mode(table())
    assert made.to_frame().rows() == [("Doe", "dam", 1), ("Doe", "toll", 1), ("Varn", "toll", -1)]
    assert made.evidence("Varn", "toll") == [11]
    assert made.ties_of(12) == [("Doe", "dam")]
    alike = one_mode(table(), "ignore")
    assert alike.to_frame().rows() == [("Doe", "Orm", 1), ("Doe", "Varn", 1)]
    against = one_mode(table(), "subtract", "average")
    assert against.to_frame().rows() == [("Doe", "Varn", pytest.approx(-2 / 3))]
    assert against.evidence("Doe", "Varn") == [11, 10]
    assert against.ties_of(10) == [("Doe", "Varn")]
    assert against.ties_of(12) == []


def test_isolates_are_those_loaded():
    late = filtered(loaded(table(), start=1709337600), "subtract")
    assert one_mode(late, isolates=True).rows == ("Doe", "Orm", "Varn")
    assert one_mode(late).rows == ("Doe",)
    assert one_mode(late.compact(), isolates=True).rows == ("Doe",)


@pytest.mark.parametrize(
    ("lists", "ids"),
    [
        ({"without": {"what": ["dam"]}}, [11, 10]),
        ({"only": {"what": ["dam", "none such"]}}, [12]),
        ({"without": {"agree": [False]}}, [12, 10]),
        ({"without": {"agree": ["0"]}, "only": {"who": []}}, [12, 10]),
    ],
)
def test_lists(lists, ids):
    assert filtered(table(), "subtract", **lists).id.tolist() == ids


def test_unknown_names_are_refused():
    with pytest.raises(UsageError, match="no column 'paper'"):
        loaded(table(), without={"paper": ["a"]})
    with pytest.raises(UsageError, match="'Nobody' is not in this network of 2"):
        one_mode(table()).evidence("Nobody", "Doe")
    with pytest.raises(UsageError, match="no statement 99 among the 3"):
        one_mode(table()).ties_of(99)
    with pytest.raises(UsageError, match="duplicates must be one of"):
        filtered(table(), "subtract", "daily")


@pytest.mark.parametrize(
    ("make", "asked"),
    [
        (one_mode, {"normalisation": "activity"}),
        (two_mode, {"normalisation": "jaccard"}),
        (two_mode, {"aggregation": "congruence"}),
    ],
)
def test_what_a_mode_does_not_have_is_refused(make, asked):
    with pytest.raises(UsageError, match=r"a (one|two)-mode network has no"):
        make(table(), **asked)


def test_without_a_qualifier_only_ignore_makes_sense():
    made = statements(pl.DataFrame(ROWS), "who", "what")
    assert one_mode(made, "ignore").weights.nnz == 4
    with pytest.raises(UsageError, match="needs a qualifier"):
        one_mode(made, "congruence")


@pytest.mark.parametrize("mode", [one_mode, two_mode])
@pytest.mark.parametrize("rows", [0, 1])
def test_nothing_and_one_actor(mode, rows):
    made = mode(table().take(slice(1, 1 + rows)))
    assert made.dense().shape[0] == rows
    assert made.to_frame().height == (rows if mode is two_mode else 0)
    assert made.to_networkx().number_of_nodes() == (0 if not rows else 1 if mode is one_mode else 2)


@pytest.mark.parametrize("kind", ["boolean", "number", "text"])
def test_one_level_only(kind):
    frame = pl.DataFrame({"who": ["a", "b"], "what": ["x", "x"], "how": [1, 1]})
    made = statements(frame, "who", "what", "how", kinds={"how": kind})
    assert one_mode(made, "congruence").to_frame().rows() == [("a", "b", 1.0)]
    assert one_mode(made, "conflict").weights.nnz == 0


def test_networkx_tells_an_actor_from_a_concept_of_its_name():
    frame = pl.DataFrame({"who": ["a", "b"], "what": ["a", "x"]})
    graph = two_mode(statements(frame, "who", "what"), "ignore").to_networkx()
    assert set(graph.edges) == {("a", ("column", "a")), ("b", "x")}


def test_dense_and_sparse_products_agree():
    rng = np.random.default_rng(0)
    frame = pl.DataFrame(
        {
            "who": rng.integers(0, 60, 900),
            "what": rng.integers(0, 9, 900),
            "how": rng.integers(-2, 3, 900),
        }
    )
    many = statements(frame, "who", "what", "how", kinds={"who": "text", "what": "text"})
    ways = ("ignore", "congruence", "conflict", "subtract"), ("no", "average", "jaccard", "cosine")
    for aggregation, normalisation in product(*ways):
        dense = one_mode(many, aggregation, normalisation).dense()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(products, "DENSE", 2.0)
            patch.setattr(products, "CELLS", 200)
            sparse = one_mode(many, aggregation, normalisation).dense()
        assert np.allclose(dense, sparse, atol=1e-12)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(onemode, "_few", lambda counts: True)
            few = one_mode(many, aggregation, normalisation).dense()
        assert np.allclose(dense, few, atol=1e-12)


@pytest.mark.parametrize("aggregation", ["ignore", "congruence", "conflict", "subtract"])
def test_texts_of_which_there_are_none(aggregation):
    """No statement, so no level either."""
    nothing = pl.DataFrame(schema=dict.fromkeys(["who", "what", "how"], pl.String))
    made = statements(nothing, "who", "what", "how")
    assert one_mode(made, aggregation, "jaccard").dense().shape == (0, 0)
    assert two_mode(made, "combine", "prominence").dense().shape == (0, 0)
