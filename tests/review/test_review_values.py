"""The words a person types for a replacement, the shape they are stored in, and back."""

from __future__ import annotations

import pytest

from hemicycle.errors import UsageError
from hemicycle.review.decisions import Decision
from hemicycle.review.values import read, words

SAME = [
    ("position:x", "against", -1),
    ("position:x", "neutral", 0),
    ("actor", "Ada Lund (person)", {"name": "Ada Lund", "kind": "person"}),
    ("actor", "Guild (Lyr) (organisation)", {"name": "Guild (Lyr)", "kind": "organisation"}),
    ("via", "The Mole (outlet); Bo Ek (person)",
     [{"name": "The Mole", "kind": "outlet"}, {"name": "Bo Ek", "kind": "person"}]),
    ("said_on", "2031-05-04", {"start": "2031-05-04", "end": "2031-05-05", "precision": "day"}),
    ("said_on", "2031-12", {"start": "2031-12-01", "end": "2032-01-01", "precision": "month"}),
    ("said_on", "2031", {"start": "2031-01-01", "end": "2032-01-01", "precision": "year"}),
    ("said_on", "2031-05-04/2031-05-10",
     {"start": "2031-05-04", "end": "2031-05-11", "precision": "range"}),
    ("forecast", "true", True),
    ("form", "mixed", "mixed"),
    ("outcome:f", "void", {"outcome": "void", "note": ""}),
    ("outcome:f", "false: it held", {"outcome": "false", "note": "it held"}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "told", "stored"), SAME)
def test_words_and_shape_are_the_same(field, told, stored):
    assert read(field, told) == stored
    assert words(field, stored) == told
    assert Decision("s", field, "replace", "Mia", stored).replacement == stored


@pytest.mark.parametrize(
    ("field", "told", "stored"),
    [("position:x", "-1", -1), ("forecast", "No", False), ("via", "[]", [])],
)
def test_other_words_for_the_same(field, told, stored):
    assert read(field, told) == stored


def test_what_words_cannot_hold_is_told_as_json():
    value = {"id": "abc", "name": "Ada Lund", "kind": "person"}
    assert read("actor", words("actor", value)) == value
    week = {"start": "2031-05-05", "end": "2031-05-12", "precision": "week"}
    assert read("said_on", words("said_on", week)) == week


@pytest.mark.parametrize(
    ("field", "told", "message"),
    [
        ("position:x", "maybe", "1, 0 or -1, not by 'maybe'"),
        ("actor", "Ada Lund", "in words: Ada Lund .person."),
        ("actor", "Ada Lund (king)", "'king' is no kind; there are person"),
        ("via", "The Mole", "via is replaced by"),
        ("said_on", "next week", "in words: 2031-05-04"),
        ("said_on", "2031-13", "in words: 2031-05-04"),
        ("said_on", "2031-05-10/2031-05-04", "in words: 2031-05-04"),
        ("said_on", '{"start": 3}', "in words: 2031-05-04"),
        ("forecast", "perhaps", "true or false"),
        ("form", "loud", "direct, indirect, mixed"),
        ("outcome:f", "maybe", "true, false, void"),
        ("actor", "{oops", "is no JSON"),
    ],
)
def test_what_makes_no_sense_is_refused(field, told, message):
    with pytest.raises(UsageError, match=message):
        Decision("s", field, "replace", "Mia", read(field, told))


def test_a_time_that_is_none_and_an_outcome_that_is_accepted():
    with pytest.raises(UsageError, match="'yesterday' is no time"):
        Decision("s", "actor", "accept", "Mia", None, "yesterday")
    with pytest.raises(UsageError, match="an outcome is given"):
        Decision("s", "outcome:f", "accept", "Mia")
