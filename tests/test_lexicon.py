"""Every word list says what each of its groups is for and where it comes from."""

from importlib import resources

import pytest

from hemicycle import lexicon

LISTS = sorted(
    path.name.removesuffix(".toml")
    for path in resources.files("hemicycle").joinpath("data", "en").iterdir()
    if path.name.endswith(".toml")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_group_has_a_note_and_a_source(name):
    groups = lexicon.load(name)
    assert groups
    for group, entry in groups.items():
        assert entry.get("note"), f"{name} [{group}] has no note"
        assert entry.get("source"), f"{name} [{group}] has no source"


def test_words_of_named_groups_and_of_all():
    chosen = lexicon.words("cues_by_hand", "state")
    assert "convinced" in chosen
    assert chosen < lexicon.words("cues_by_hand")
    assert lexicon.group_of("opinion_phrases")["view"] == "opinion"


def test_the_fingerprint_stays_the_same():
    assert lexicon.fingerprint() == lexicon.fingerprint()
    assert len(lexicon.fingerprint()) == 16
