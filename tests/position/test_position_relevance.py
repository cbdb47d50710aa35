"""Relevance, phrases and the reading of concepts."""

from __future__ import annotations

import pytest

from hemicycle.parse import parse
from hemicycle.position.codebook import concept_from_text
from hemicycle.position.concept_frame import distinct, frame
from hemicycle.position.phrases import find
from hemicycle.position.relevance import Passage, Relevance, compete, relevance
from position.position_builders import document

TROOPS = concept_from_text("Foreign troops should be sent to Velland")


def passage(text: str, *before: str, points_back: bool = False) -> Passage:
    none: frozenset[str] = frozenset()
    return Passage((text,), none, before, tuple(none for _ in before), points_back)


def judged(said: Passage, named: bool = False) -> Relevance:
    return relevance(said, TROOPS, frame(TROOPS), named)


def test_direct() -> None:
    found = judged(passage("We must not deploy our soldiers in Velland."))
    assert found.relevant
    assert not found.by_context


def test_other_topic() -> None:
    assert not judged(passage("The goalkeeper was injured in the second half.")).relevant


def test_context_needs_something_that_points_back() -> None:
    before = "The talks turned to sending foreign troops to Velland."
    assert judged(passage("This is madness.", before, points_back=True)).by_context
    assert not judged(passage("Ticket prices rose.", before)).relevant
    assert not judged(passage("This is madness.", "It rained.", points_back=True)).relevant


def test_only_the_closest_concept_takes_a_bare_reference() -> None:
    near = Relevance(0.7, True, True, "near")
    far = Relevance(0.5, True, True, "far")
    direct = Relevance(0.5, True, False, "direct")
    assert [r.relevant for r in compete([near, far, direct])] == [True, False, True]


@pytest.mark.parametrize(
    ("wording", "sign"),
    [
        ("Troops should be sent", 1),
        ("Troops should not be sent", -1),
        ("The reactors should be closed", -1),
        ("The reactors must not be closed", 1),
        ("A ban on plastic bags", -1),
        ("Should the toll be abolished?", -1),
        ("Opposition to a ban on gill nets", 1),
    ],
)
def test_direction_of_a_concept(wording: str, sign: int) -> None:
    read = frame(concept_from_text(wording))
    assert read.sign == sign, read.why


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("He did not rule out a deal.", "not rule out", "leaves the door open"),
        ("He ruled out a deal.", "ruled out", "opposition"),
        ("A deal cannot be ruled out.", "can not be ruled out", "leaves the door open"),
        ("She warned everybody against it.", "warned against", "opposition"),
        ("All options are on the table.", "All options are on the table", "leaves the door open"),
    ],
)
def test_the_longest_phrase_wins(text: str, words: str, label: str) -> None:
    found = {phrase.text: phrase.group.label for phrase in find(parse(document(text)).tokens)}
    assert found.get(words) == label


def test_no_word_is_used_twice() -> None:
    text = "They did not rule out, and never ruled out, lifting the ban against which we warned."
    used = [i for phrase in find(parse(document(text)).tokens) for i in phrase.tokens]
    assert len(used) == len(set(used))


def test_words_of_several_concepts_name_none_of_them() -> None:
    wordings = ("The Narrows should be dredged", "The Narrows should be decided in a referendum")
    dredge, vote = distinct([frame(concept_from_text(wording)) for wording in wordings])
    assert dredge.words == ("dredged",)
    assert "narrows" not in vote.words or vote.words == ("narrows",)  # never left without a word
