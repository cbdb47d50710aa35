"""Coalitions through time: every event in a small story."""

from __future__ import annotations

from hemicycle.network.coalitions import Coalitions
from hemicycle.network.identity import identities


def window(*camps: str) -> Coalitions:
    """Camps by their members, one letter each."""
    return Coalitions({name: n for n, c in enumerate(camps, 1) for name in c}, 0.0, "by hand", 0)


def test_who_stayed_joined_and_left():
    found = identities([window("abcd", "xyz"), window("wxyz", "abce")])
    assert found.camps == ({1: 1, 2: 2}, {1: 2, 2: 1})
    first, second = found.steps
    assert (first.identity, first.stayed, first.joined, first.left) == (
        1, ("a", "b", "c"), ("e",), ("d",),
    )  # fmt: skip
    assert (second.identity, second.before, second.after) == (2, 2, 1)
    assert second.joined == ("w",)
    assert not found.merges
    assert not found.splits


def test_births_and_deaths():
    found = identities([window("abc", "xyz"), window("abc", "pqr")])
    assert found.camps[1] == {1: 1, 2: 3}
    died = [step.identity for step in found.steps if step.after is None]
    born = [step.identity for step in found.steps if step.before is None]
    assert (died, born) == ([2], [3])
    assert found.merges == found.splits == ()


def test_a_merge_and_a_split():
    apart, as_one = window("abcde", "xyz"), window("abcdexyz")
    assert identities([apart, as_one]).merges == ((1, (1, 2), 1),)
    assert identities([as_one, apart]).splits == ((1, 1, (1, 2)),)


def test_silence_breaks_nothing():
    found = identities([window("abcdefgh", "xyz"), window("xyz", "ab"), window("abcdefgh")])
    assert list(found.camps) == [{1: 1, 2: 2}, {1: 2, 2: 1}, {1: 1}]


def test_the_sum_of_overlaps_counts_not_the_first_best():
    found = identities([window("abcd", "efgh"), window("abef", "cdgh")])
    assert sorted(found.camps[1].values()) == [1, 2]


def test_no_window_and_one_and_an_empty_one():
    assert identities([]).camps == ()
    assert identities([window("ab")]).steps == ()
    assert identities([window("ab"), window(), window("ab")]).camps == ({1: 1}, {}, {1: 2})
