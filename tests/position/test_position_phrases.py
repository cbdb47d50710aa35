"""Stance words among tokens."""

from __future__ import annotations

from hemicycle.parse import Token
from hemicycle.position.phrases import find


def test_the_word_as_it_stands_goes_before_its_lemma() -> None:
    """Both are entries; which one won changed from process to process."""
    token = Token(0, 0, 9, "promising", "promise", "VERB", "VBG", "ROOT", 0, "")
    assert [phrase.group.label for phrase in find([token])] == ["approval"]
