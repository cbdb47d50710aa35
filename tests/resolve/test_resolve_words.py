"""Names, countries and roles on their own, and that the word lists keep their promises."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.lexicon import load
from hemicycle.resolve import roles
from hemicycle.resolve.candidates import MOST, People
from hemicycle.resolve.countries import country_in, nationality, place
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import core, fold, gender_of_given, same_person, surname
from hemicycle.resolve.organisations import body_in, initials, shown

LISTS = (
    *("anonymous", "countries", "first_names", "groups", "metonyms", "organisations", "parties"),
    *("pronouns", "roles", "titles"),
)


@pytest.mark.parametrize("name", LISTS)
def test_every_group_of_a_word_list_has_a_note_and_a_source(name: str) -> None:
    for group, entry in load(name).items():
        assert entry["note"], group
        assert entry["source"], group
        assert entry.get("words") or entry.get("of"), group


def test_broader_classes_of_roles_exist() -> None:
    table = load("roles")
    for entry in table.values():
        assert set(entry.get("is", ())) <= set(table)


def test_no_given_name_is_both_mens_and_womens() -> None:
    names = load("first_names")
    assert not set(names["male"]["words"]) & set(names["female"]["words"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Joe R. Dorman", "Joe Dorman", True),
        ("Zoë Łukasz", "ZOE LUKASZ", True),
        ("Alex Dorman", "Alexander Dorman Jr.", True),
        ("Joe Dorman", "Jane Dorman", False),
        ("Joe Dorman", "Joe Norman", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(core(one), core(other)) is same


@given(st.text(max_size=30))
def test_reading_a_name_never_fails_and_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert surname(text) == (core(text) or ("",))[-1]
    gender_of_given(text)
    roles.read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("the USA", "US"), ("UK", "GB"), ("Czech Republic", "CZ"), ("Türkiye", "TR"), ("EU", "EU")],
)
def test_countries_by_other_names(text: str, code: str) -> None:
    found = place(text)
    assert found is not None
    assert found.code == code


def test_us_in_small_letters_is_no_country() -> None:
    assert place("us") is None
    assert nationality("polish") is None


def test_a_state_of_the_same_name_tells_no_country() -> None:
    assert country_in(("professor", "at", "the", "University", "of", "Georgia")) is None
    assert country_in(("Georgian", "president")) == "GE"


@pytest.mark.parametrize(
    ("text", "named", "country", "organisation"),
    [
        ("press secretary of the Russian President", "spokesperson", "RU", None),
        (
            "head of the Polish Foreign Ministry",
            "foreign_minister",
            "PL",
            "Polish Foreign Ministry",
        ),
        ("French Foreign Minister", "foreign_minister", "FR", "French Foreign Ministry"),
        ("Alliance Secretary General", "secretary_general", None, "NATO"),
        ("spokesman for the UN mission in Mali", "spokesperson", None, "United Nations"),
        ("head of the republic", "president", None, None),
    ],
)
def test_reading_a_role(
    text: str, named: str, country: str | None, organisation: str | None
) -> None:
    role = roles.read(text)
    assert named in role.named
    assert (role.country, role.organisation) == (country, organisation)


def test_a_minister_can_be_called_the_minister_and_not_the_other_way_round() -> None:
    foreign, any_minister = roles.read("foreign minister"), roles.read("minister")
    assert any_minister.points_to(foreign)
    assert not foreign.points_to(any_minister)


def test_organisations_are_shown_under_one_name() -> None:
    assert shown("the EU") == "European Union"
    assert initials("International Monetary Fund") == "IMF"
    assert body_in(("Representatives", "of", "the", "French", "Armed", "Forces")) == (
        "French Armed Forces"
    )


def test_persons_of_one_surname_take_linear_time() -> None:
    """Each was compared with all before; now only with the first `MOST`."""
    names = [f"{''.join(s).title()} Doe" for s in product("bdfgklmnprstvz", "aeiou", repeat=2)]
    people = People()
    for name in names:
        people.introduce(_mention(name))
    shared = people.of(_mention("Doe"))
    assert len(shared) == MOST
    assert [c.name for c in people.of(_mention(names[-1]))] == names[-1:]


def _mention(name: str) -> Mention:
    return Mention(0, 1, 0, 1, name, "person", (), False)
