"""Groups of claims, sides counted, suggestions ranked."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.parse import parse
from hemicycle.position import neighbours
from hemicycle.position.candidates import Candidate, Said, candidates, middle, said
from hemicycle.position.ought import Claim
from hemicycle.position.suggestions import (
    Suggestion,
    Voice,
    best,
    disagreement,
    suggestion,
)
from hemicycle.records import Actor, Concept, Finding, Statement
from position.position_builders import attribution, document

counts = st.integers(0, 500)


def voice(n: int, speaker: str | None, side: int | None, document: str = "d") -> Voice:
    return Voice(f"s{n}", document, speaker, side, 0.8, 0.7, "test")


# ---------------------------------------------------------------- disagreement


@given(counts, counts)
def test_disagreement_is_a_symmetric_share(pro, contra):
    value = disagreement(pro, contra)
    assert 0 <= value <= 1
    assert value == disagreement(contra, pro)


@given(st.integers(1, 200), st.integers(0, 200))
def test_even_sides_disagree_most(pro, contra):
    assert disagreement(pro, pro) == 1 >= disagreement(pro, contra)


@given(st.integers(1, 300))
def test_a_lonely_side_disagrees_less_the_more_join_it(pro):
    assert disagreement(pro + 1, 0) < disagreement(pro, 0)


# ---------------------------------------------------------------- counting


CANDIDATE = Candidate(Concept("c", "The bridge should be closed"), "s0", {}, {})


def test_actors_are_counted_once_and_on_the_side_they_mostly_take():
    told = [voice(0, "ann", 1), voice(1, "ann", 1), voice(2, "ann", -1), voice(3, "bo", -1, "e")]
    made = suggestion(CANDIDATE, told)
    assert (made.for_, made.against, made.documents) == (1, 1, 2)


def test_who_takes_both_sides_alike_and_nobody_in_particular_are_not_counted():
    told = [voice(0, "ann", 1), voice(1, "ann", -1), voice(2, None, 1), voice(3, "bo", None)]
    made = suggestion(CANDIDATE, told)
    assert made.speakers == 0
    assert len(made.voices) == 4


def test_one_document_counts_half():
    one = suggestion(CANDIDATE, [voice(0, "ann", 1), voice(1, "bo", -1)])
    two = suggestion(CANDIDATE, [voice(0, "ann", 1), voice(1, "bo", -1, "e")])
    assert two.rank == 2 * one.rank


def made(wording: str, told: list[Voice]) -> Suggestion:
    return suggestion(Candidate(Concept(wording, wording), told[0].statement, {}, {}), told)


def test_the_most_divided_come_first_and_once():
    even = [voice(n, f"a{n}", 1 if n % 2 else -1, f"d{n}") for n in range(6)]
    uneven = [voice(n, f"a{n}", 1 if n > 10 else -1, f"d{n}") for n in range(10, 14)]
    shut = [voice(30, "cy", 1), voice(31, "di", -1)]
    alone = [voice(20, "ann", 1), voice(21, "bo", 1)]
    found = [
        made("Fishing in the delta should be banned", uneven),
        made("The old bridge should be closed", even),
        made("The old bridge should be shut", shut),
        made("The harbour should be dredged", even[:4]),
        made("Schools should open earlier", alone),
    ]  # fmt: skip
    kept = best(found, np.zeros(384, dtype=np.float32), 5)
    assert [s.concept.wording for s in kept] == [
        "The old bridge should be closed",  # shut is the same; dredging rests on its statements
        "Fishing in the delta should be banned",  # and only one side, of two, speaks of schools
    ]


# ---------------------------------------------------------------- groups


@given(st.integers(0, 3), st.integers(2, 6), st.integers(3, 12))
def test_planted_groups_are_found_again_whatever_the_seed(seed, number, size):
    rng = np.random.default_rng(seed)
    centres = np.eye(32)[:number]
    rows = np.repeat(centres, size, axis=0) + 0.03 * rng.standard_normal((number * size, 32))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    found = neighbours.groups(vectors, seed)
    assert sorted(sorted(rows) for rows in found) == [
        list(range(first, first + size)) for first in range(0, number * size, size)
    ]
    assert found == neighbours.groups(vectors, seed)


def test_ties_do_not_depend_on_the_size_of_blocks(monkeypatch):
    rng = np.random.default_rng(1)
    rows = np.abs(rng.standard_normal((50, 8)))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    whole = neighbours.ties(vectors)
    monkeypatch.setattr(neighbours, "BLOCK", 7)
    cut = neighbours.ties(vectors)
    assert [pair[:2] for pair in whole] == [pair[:2] for pair in cut]


# ---------------------------------------------------------------- candidates


def claiming(n: int, wording: str, side: int = 1) -> Said:
    return Said(f"s{n}", f"d{n}", f"a{n}", wording, (Claim(wording, side, 1, "duty"),))


BRIDGE = [
    claiming(0, "The old bridge should be closed to cars"),
    claiming(1, "The old bridge should be closed to traffic", -1),
    claiming(2, "Cars should be banned from the old bridge"),
]
DELTA = [
    claiming(3, "Fishing in the delta should be stopped"),
    claiming(4, "Fishermen should leave the delta"),
]
OTHERS = [claiming(5, "The theatre should get a new roof")]


def test_candidates_are_worded_after_a_statement_and_know_its_side():
    found = candidates([*BRIDGE, *DELTA, *OTHERS], [], 10)
    first = found[0]
    assert "bridge" in first.concept.wording
    origin = next(s for s in BRIDGE if s.id == first.taken_from)
    assert first.concept.wording == origin.claims[0].wording
    assert first.sides["s0"] == -first.sides["s1"]
    assert "s3" not in first.near


def test_what_the_codebook_covers_is_left_out():
    known = [Concept("b", "The old bridge should be closed to cars")]
    assert all("bridge" not in c.concept.wording for c in candidates([*BRIDGE, *DELTA], known, 10))


def test_nothing_claimed_nothing_proposed():
    plain = Said("s", "d", "a", "The bridge was closed on Monday.", ())
    assert candidates([plain], [], 10) == []
    assert candidates([], [], 10) == []


def test_what_is_told_of_others_is_not_the_tellers_claim():
    text = "The agency said that Odile Varn said the bridge must be closed."
    outer = attribution(text, "The agency", "said", text.partition("that ")[2][:-1], "indirect")
    inner = attribution(text, "Odile Varn", "said", "the bridge must be closed", "indirect")
    inner = inner.__class__(**{**_fields(inner), "parent": outer.id})
    actor = Finding(Actor("v", "Odile Varn", "person"), 1.0, "test", "test@1")
    statements = [Statement("d", one, actor, _no(), _no(), _no()) for one in (outer, inner)]
    made = document(text)
    assert parse(made).tokens
    assert [len(s.claims) for s in said(made, statements)] == [0, 1]


def test_the_middle_is_the_mean():
    assert middle(BRIDGE).shape == (384,)


def _fields(record):
    return {name: getattr(record, name) for name in record.__slots__}


def _no():
    return Finding(None, 0.0, "test", "test@1")
