"""Stances and shares, against numbers counted by hand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from invented_debate import actor_of, debate, documents, statement

from hemicycle.records import Actor
from hemicycle.report import counts
from hemicycle.report.panels import Rows, headline
from hemicycle.report.speakers import speaking_charts
from hemicycle.rows import PositionRow, StatementRow

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/report_stance.toml").read_text())["case"]
PARROW, SOLM, LEAGUE = actor_of(1), actor_of(3), actor_of(15)


def said(actor: Actor | None, words: int = 3, agreement: object = None, **changes: object):
    """One statement of `words` words; `agreement` 1, 0, -1, "x" (abstention) or None (silent)."""
    value = None if agreement == "x" else agreement
    positions = (
        (PositionRow("c", value, 0.8, "because", "rule@1"),) if agreement is not None else ()
    )
    row = statement(0, actor, "so be it", positions, Random(1), documents()[0])
    return replace(row, text=" ".join(["word"] * words), **{"via": (), **changes})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_stance(case: dict) -> None:
    rows = [said(PARROW, agreement=a) for a in case["agreements"]] + [said(PARROW)]
    (standing,) = counts.standings("c", rows, [PARROW.id])
    assert standing.stance == case["stance"]
    assert standing.mean == pytest.approx(case["mean"], abs=1e-4) if "mean" in case else True
    assert (standing.mean is None) == ("mean" not in case)
    assert len(standing.spoken) == len(rows)


def test_other_concepts_and_other_actors_do_not_count() -> None:
    rows = [said(SOLM, agreement=-1), said(PARROW, agreement=1)]
    (other,) = counts.standings("other", rows, [PARROW.id])
    assert other.stance == "silent"
    (standing,) = counts.standings("c", rows, [PARROW.id])
    assert standing.by_side["for"] == (1,)
    assert standing.by_side["against"] == ()


def test_seats_run_from_against_over_the_middle_to_for() -> None:
    marks = {"a": [1], "b": [-1], "c": [0], "d": [1, -1], "e": [1, 1, -1], "f": [], "g": ["x"]}
    actors = {name: Actor(name, name, "person") for name in marks}
    rows = [said(actors[name], agreement=a) for name, all_ in marks.items() for a in all_ or [None]]
    found = counts.seating(counts.standings("c", rows, list(marks)))
    assert [standing.actor for standing in found] == ["b", "d", "c", "e", "a"]


def test_shares_by_hand() -> None:
    rows = [
        said(PARROW, 10),
        said(SOLM, 1),
        said(PARROW, 5),
        said(None, 4),
        said(LEAGUE, 20),
    ]
    found = counts.shares(rows, lambda row: row.actor.name if row.actor else None)
    assert [(s.label, s.statements, s.words) for s in found] == [
        ("Jon Parrow", (0, 2), 15),
        ("League of Straits", (4,), 20),  # one statement each: more words come first
        ("Anneke Solm", (1,), 1),
        (None, (3,), 4),
    ]


def test_fold_keeps_the_largest_and_the_unknown() -> None:
    rows = [said(actor_of(at), at + 1) for at in range(6)] + [said(None)]
    kept, rest, folded = counts.fold(counts.shares(rows, lambda r: r.actor and r.actor.name), 3)
    assert len(kept) == 4
    assert kept[-1].label is None
    assert folded == 3
    assert rest is not None
    assert (rest.statements, rest.words) == ((0, 1, 2), 6)


def test_a_rest_of_one_is_not_folded() -> None:
    rows = [said(actor_of(at)) for at in range(4)]
    kept, rest, folded = counts.fold(counts.shares(rows, lambda r: r.actor and r.actor.name), 3)
    assert (len(kept), rest, folded) == (4, None, 0)


def test_every_chart_divides_all_statements() -> None:
    """No number may get lost between the bars: each chart's lists are a partition."""
    rows, actors, _ = debate()
    page = Rows(rows, actors)
    charts = speaking_charts(page)
    lists = page.numbers.lists()
    assert len(charts) == 6
    for chart in charts:
        opened = sorted(at for bar in chart.bars for at in lists[bar.number.key][1])
        assert opened == list(range(len(rows))), chart.title
        assert all(bar.number.n == len(lists[bar.number.key][1]) for bar in chart.bars)
        assert sum(bar.words for bar in chart.bars) == sum(row.words for row in rows)


def test_an_actor_without_a_row_is_not_lost() -> None:
    rows: list[StatementRow] = [said(PARROW), said(SOLM), said(SOLM)]
    assert [row.name for row in counts.speaking(rows, [])] == ["Anneke Solm", "Jon Parrow"]


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"for": 8, "against": 5}, "Eight actors for, five against"),
        ({"for": 1, "against": 14}, "One actor for, 14 against"),
        ({"for": 1}, "One actor for, none against"),
        ({"for": 2, "against": 2}, "Two actors for, two against"),
        ({"divided": 3}, "Nobody stands clearly on one side"),
        ({"silent": 3, "unclear": 1}, "Nobody takes a side the machine could recognise"),
    ],
)
def test_headline(groups: dict, words: str) -> None:
    assert headline(groups) == words


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(1, 3, 33), (2, 3, 67), (0, 0, 0), (5, 5, 100)]
)
def test_percent(part: int, whole: int, shown: int) -> None:
    assert counts.percent(part, whole) == shown


def test_the_named_members_of_a_group_are_seated_for_it() -> None:
    both = Actor("both", "Jon Parrow and Anneke Solm", "group", members=(PARROW, SOLM))
    rows: list[StatementRow] = [said(both, agreement=-1), said(PARROW, agreement=1)]
    found = counts.speaking(rows, [])
    assert [row.name for row in found] == ["Jon Parrow", "Anneke Solm"]
    stances = {s.actor: s.stance for s in counts.standings("c", rows, [a.id for a in found])}
    assert stances == {PARROW.id: "divided", SOLM.id: "against"}
    by_actor = next(c for c in speaking_charts(Rows(rows, [])) if c.title == "By actor")
    assert sorted(bar.label for bar in by_actor.bars) == [
        "Jon Parrow",
        "Jon Parrow and Anneke Solm",
    ]
