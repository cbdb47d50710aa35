"""What people decide is laid over the machine's rows, and survives every run."""

from __future__ import annotations

from datetime import date

import pytest

from hemicycle.errors import UsageError
from hemicycle.intervals import Interval
from hemicycle.records import Carrier
from hemicycle.review.apply import apply, orphans
from hemicycle.review.decisions import Decision, read, record
from hemicycle.store import sqlite
from store.store_builders import BRIDGE, code, raw, save

TEXT = "Ada Lund: Yes to the bridge. (2031-05-04)\n\nBo Ek: It will fall."


@pytest.fixture
def store(tmp_path):
    sqlite.create(tmp_path / "hemicycle.db")
    with sqlite.open(tmp_path / "hemicycle.db", writer="the tests") as store:
        save(store, raw(TEXT))
        yield store


@pytest.fixture
def rows(store):
    return store.statements()


def decide(row, field, verdict, replacement=None, by="Mia"):
    return Decision(row.id, field, verdict, by, replacement, "2031-07-01T12:00:00+00:00")


def test_no_decisions_no_change(rows):
    assert apply(rows, []) == rows


def test_a_rejected_statement_is_left_out_and_comes_back_when_undone(rows):
    reject = decide(rows[0], "statement", "reject")
    assert apply(rows, [reject]) == rows[1:]
    assert apply(rows, [reject, decide(rows[0], "statement", "undo")]) == rows


def test_an_accepted_statement_is_certain_and_says_by_whom(rows):
    row, other = apply(rows, [decide(rows[0], "statement", "accept")])
    assert (row.score, row.why[-1]) == (1.0, "statement: accept by Mia on 2031-07-01")
    assert other == rows[1]


def test_the_last_verdict_on_a_field_holds(rows):
    held = [
        decide(rows[0], "form", "replace", "indirect", by="Mia"),
        decide(rows[0], "form", "replace", "mixed", by="Ola"),
        decide(rows[0], "forecast", "replace", True),
    ]
    row = apply(rows, held)[0]
    assert (row.form, row.forecast) == ("mixed", True)
    assert len(row.why) == len(rows[0].why) + 2


CHANGES = [
    ("actor", "reject", None, lambda r: r.actor, None),
    ("actor", "replace", {"name": "Eva Dal", "kind": "person"}, lambda r: r.actor.name, "Eva Dal"),
    (
        "via",
        "replace",
        [{"name": "The Mole", "kind": "outlet"}],
        lambda r: r.via,
        (Carrier("The Mole", "outlet"),),
    ),
    ("via", "reject", None, lambda r: r.via, ()),
    ("said_on", "reject", None, lambda r: r.said_on, None),
    (
        "said_on",
        "replace",
        {"start": "2031-05-01", "end": "2031-06-01", "precision": "month"},
        lambda r: r.said_on,
        Interval(date(2031, 5, 1), date(2031, 6, 1), "month"),
    ),
    ("forecast", "reject", None, lambda r: r.forecast, False),
    ("position:bridge", "reject", None, lambda r: r.positions, ()),
    ("position:bridge", "replace", -1, lambda r: r.positions[0].agreement, -1),
    ("position:ferry", "replace", 0, lambda r: r.positions[1].by, "person/Mia"),
]


@pytest.mark.parametrize(("field", "verdict", "value", "look", "expected"), CHANGES)
def test_fields(rows, field, verdict, value, look, expected):
    row = apply(rows, [decide(rows[0], field, verdict, value)])[0]
    assert look(row) == expected
    assert "by Mia" in row.why[-1]


def test_the_same_actor_gets_the_same_id(rows):
    value = {"name": "Eva Dal", "kind": "person"}
    held = [decide(row, "actor", "replace", value) for row in rows]
    one, two = apply(rows, held)
    assert one.actor == two.actor


@pytest.mark.parametrize(
    ("field", "verdict", "replacement", "message"),
    [
        ("mood", "accept", None, "there are statement, actor"),
        ("actor", "maybe", None, "there are accept, reject"),
        ("actor", "replace", None, "goes with the verdict"),
        ("actor", "accept", {"name": "x", "kind": "person"}, "goes with the verdict"),
        ("actor", "replace", {"name": "x"}, "actor is replaced by {kind, name}"),
        ("via", "replace", [{"name": "x"}], "via is replaced by"),
        ("said_on", "replace", "May", "said_on is replaced by {end, precision, start}"),
        ("position:x", "replace", 2, "1, 0 or -1"),
        ("statement", "replace", {"text": "x"}, "replace one of its fields"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(field, verdict, replacement, message):
    with pytest.raises(UsageError, match=message):
        Decision("s", field, verdict, "Mia", replacement)
    with pytest.raises(UsageError, match="by whom"):
        Decision("s", "actor", "accept", " ")


def test_decisions_are_recorded_with_a_time_and_read_in_order(store, rows):
    first = decide(rows[0], "via", "replace", [{"name": "Ørn", "kind": "agency"}])
    record(store, first)
    record(store, Decision(rows[1].id, "actor", "reject", "Ola"))
    one, two = read(store)
    assert one == first
    assert (two.verdict, two.by) == ("reject", "Ola")
    assert two.at.endswith("+00:00")


def test_a_run_by_machine_touches_no_decision(store, rows):
    """The document is coded again by other code: the verdicts hold for what is still there."""
    record(store, decide(rows[0], "position:bridge", "replace", -1))
    record(store, decide(rows[1], "statement", "reject"))
    coded = code(raw(TEXT))
    store.save_coding(coded.document, "toy-2", coded.statements[:1], BRIDGE)
    (row,) = apply(store.statements(), read(store))
    assert row.positions[0].agreement == -1
    assert orphans(store.statements(), read(store)) == [read(store)[1]]
    assert store.statements()[0].positions[0].agreement == 1  # the machine's own row
