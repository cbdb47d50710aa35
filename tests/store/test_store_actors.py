"""One row per actor, folded from statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hemicycle.store.actors import actor_rows
from store.store_builders import raw, save

LINE = "Ada Lund: Yes to the bridge."


@pytest.mark.parametrize(
    ("stated", "every", "distinct"),
    [
        ([[], []], (), ()),
        (
            [["Mayor"], ["mayor", "chair"], ["mayor"], ["chair"], ["Mayor of Skerrow"]],
            ("mayor", "Mayor", "chair", "Mayor of Skerrow"),
            ("mayor", "chair"),
        ),
        ([["b"], ["a"], ["b", "c"]], ("b", "a", "c"), ("b", "a", "c")),
    ],
)
def test_roles_are_the_most_frequent_first(store, stated, every, distinct):
    source = raw(LINE)
    save(store, source)
    (row,) = store.statements()
    rows = [replace(row, actor=replace(row.actor, roles=tuple(roles))) for roles in stated]
    (actor,) = actor_rows(rows)
    assert actor.roles == every
    assert actor.distinct_roles == distinct
