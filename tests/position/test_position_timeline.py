"""What stances show through time, on cases and on any stances at all."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.intervals import Interval
from hemicycle.position.timeline import Course, Stance, course, courses, silent, told_by
from hemicycle.records import Actor, Carrier
from hemicycle.rows import PositionRow, StatementRow

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "position_timeline.toml").read_text(encoding="utf-8")
)["case"]
SIDES = {"+": 1, "-": -1, "0": 0, "?": None}
VARN = Actor("v", "Odile Varn", "person", ("Varn",), (), None, "Skerrow Council")


def interval(text: str) -> Interval | None:
    if text == "none":
        return None
    parts = [int(part) for part in text.split("-")]
    ways = {1: Interval.year, 2: Interval.month, 3: lambda *day: Interval.day(date(*day))}
    return ways[len(parts)](*parts)


def made(text: str) -> Stance:
    name, side, when, *told = text.split()
    said = interval(when)
    by = "a rival" if told else ""
    return Stance(name, "doc", SIDES[side], said, "text" if said else "", 0.9, by, name, "test")


def names(pairs) -> list[str]:
    return [f"{one.statement} {other.statement}" for one, other in pairs]


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_cases(case):
    found = course("v", "Odile Varn", "dam", map(made, case["stances"]))
    assert names(found.changes) == case["changes"]
    assert names(found.conflicts) == case["conflicts"]
    assert (found.final.statement if found.final else "") == case["final"]


# ---------------------------------------------------------------- any stances

days = st.dates(date(2024, 1, 1), date(2024, 6, 30))
intervals = st.builds(
    lambda day, length: Interval(day, day + timedelta(days=length), "range"),
    days,
    st.sampled_from([1, 1, 1, 7, 30, 120]),
)
several = st.lists(
    st.tuples(st.sampled_from([1, 1, -1, -1, 0, None]), st.none() | intervals, st.booleans()),
    max_size=9,
).map(
    lambda drawn: [
        Stance(f"s{n}", "doc", side, said, "text", 0.9, "a rival" if told else "", "", "")
        for n, (side, said, told) in enumerate(drawn)
    ]
)


def of(stances: list[Stance]) -> Course:
    return course("v", "Odile Varn", "dam", stances)


@given(several)
def test_every_stance_is_shown_once(stances):
    assert sorted(s.statement for s in of(stances).stances) == sorted(s.statement for s in stances)


@given(several, st.randoms())
def test_the_order_of_the_rows_changes_nothing(stances, rng: random.Random):
    shuffled = rng.sample(stances, len(stances))
    assert of(shuffled) == of(stances)


@given(several)
def test_a_change_is_two_own_dated_opposite_sides_one_surely_first(stances):
    for before, after in of(stances).changes:
        assert before.counts
        assert after.counts
        assert before.side == -after.side
        assert before.said.before(after.said)


@given(several)
def test_changes_go_back_and_forth_in_time(stances):
    changes = of(stances).changes
    for (_, there), (back, _) in pairwise(changes):
        assert there.side == back.side
        assert there.said.start <= back.said.start or there.said.end <= back.said.end


@given(several)
def test_conflicts_overlap_and_are_never_changes(stances):
    found = of(stances)
    for one, other in found.conflicts:
        assert one.said.overlaps(other.said)
        assert one.side == -other.side
        assert (one, other) not in found.changes


@given(several)
def test_nothing_sided_surely_follows_the_final_position(stances):
    found = of(stances)
    if found.final:
        assert found.final.counts
        assert not any(s.counts and found.final.said.before(s.said) for s in stances)


@given(several)
def test_what_takes_no_side_or_is_told_by_others_changes_nothing_else(stances):
    counting = [s for s in stances if s.counts]
    full, bare = of(stances), of(counting)
    assert (full.changes, full.conflicts, full.final) == (bare.changes, bare.conflicts, bare.final)


@given(several)
def test_the_mirror_of_a_debate_changes_at_the_same_places(stances):
    mirrored = [replace(s, side=-s.side if s.side else s.side) for s in stances]
    assert names(of(mirrored).changes) == names(of(stances).changes)


# ---------------------------------------------------------------- from rows


def row(id: str, side: int | None = 1, said: str = "2024-02-01", **more) -> StatementRow:
    position = PositionRow("dam", side, 0.8, "test", "test@1")
    fields = {
        "id": id, "document": "d", "document_name": "doc", "order": 0, "content": (), "cue": (),
        "source": (), "text": "“Build it,”", "source_text": "", "cue_text": "", "form": "indirect",
        "act": "says", "parent": None, "actor": VARN, "actor_reason": "", "via": (),
        "said_on": interval(said), "said_on_text": said, "forecast": False, "score": 0.5, "why": (),
        "positions": (position,), "outlet": None, "title": None, "url": None,
        "published": interval("2024-05-01"), "paragraph": "", "paragraph_content": (),
        "paragraph_source": (), "paragraph_cue": (),
    }  # fmt: skip
    return StatementRow(**{**fields, **more})


def test_members_of_a_group_each_hold_what_it_said():
    pair = Actor("p", "Varn and Ekhoff", "group", members=(VARN, Actor("e", "Ekhoff", "person")))
    assert [c.actor for c in courses([row("a", actor=pair)])] == ["e", "v"]


def test_the_score_is_of_words_and_side_together():
    assert courses([row("a")], 0.4)[0].stances[0].score == pytest.approx(0.4)
    assert courses([row("a")], 0.41) == []


def test_without_a_date_of_saying_the_publication_dates_it_and_says_so():
    [found] = courses([row("a", said="none")])
    assert found.stances[0].said == interval("2024-05-01")
    assert found.stances[0].dated_by == "publication"
    [undated] = courses([row("a", said="none", published=None)])
    assert undated.stances[0].dated_by == ""
    assert undated.final is None


def test_nobody_in_particular_has_no_course():
    assert courses([row("a", actor=None)]) == []


@pytest.mark.parametrize(
    ("kind", "name", "form", "expected"),
    [
        ("person", "Ludmar Ekhoff", "indirect", "Ludmar Ekhoff"),
        ("person", "Ludmar Ekhoff", "direct", "Ludmar Ekhoff"),
        ("organisation", "Tarsk", "indirect", "Tarsk"),
        ("organisation", "Tarsk", "direct", ""),
        ("organisation", "Skerrow Council", "indirect", ""),
        ("person", "Varn", "indirect", ""),
        ("outlet", "The Skerrow Post", "indirect", ""),
        ("spokesperson", "Bram Ostrey", "indirect", ""),
    ],
)
def test_whose_word_it_is(kind, name, form, expected):
    assert told_by(row("a", via=(Carrier(name, kind),), form=form), VARN) == expected


def test_who_was_never_heard_is_silent():
    heard = courses([row("a")])
    assert silent(["v", "e"], ["dam", "toll"], heard) == {
        ("v", "toll"),
        ("e", "dam"),
        ("e", "toll"),
    }
