"""Spans begin at whole words and end with their phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.extract.edges import finished, whole_words


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The Kochs aren't exactly what one thinks", "t exactly", "aren't exactly"),
        ("He’s from Skerrow", "s from", "He’s from"),
        ("the powerful", "ful", "powerful"),
        ("the ‘bad’ men", "men", "men"),
        ("a power-donor", "donor", "donor"),
        ("‘No,’ he said", "he said", "he said"),
        ("_Ada Lund_ said", "Ada Lund_", "Ada Lund_"),
        ("Title here\nAda said", "Ada", "Ada"),
    ],
)
def test_no_span_begins_inside_a_word(text, part, whole):
    start = text.rindex(part)
    ((low, high),) = whole_words(text, ((start, start + len(part)),))
    assert text[low:high] == whole


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("They'd meet the deadline, she said.", "They'd meet the", "They'd meet the deadline"),
        ("He feared for his life, but came back.", "for his life, but", "for his life"),
        ("Doe blamed the tax and Roe said it was fine.", "the tax and", "the tax"),
        ("They knew what it dealt with. It rained.", "what it dealt with", "what it dealt with"),
        ("the work of 1,000 men; it said.", "the work of", "the work of 1,000 men"),
        ("back to the U.S. Congress, it said.", "back to the", "back to the U.S. Congress"),
        ("the house of Mr. Roe. It rained.", "the house of", "the house of Mr. Roe"),
        ("They met in the Lund said is a square.", "They met in the", "They met in the"),
        ("It was late, and nobody came", "It was late", "It was late"),
        ("We met in the house’ said she", "We met in the", "We met in the house"),
    ],
)  # fmt: skip
def test_no_content_ends_before_its_phrase_does(text, content, whole):
    at = text.index("Lund") if "Lund" in text else len(text)
    start = text.index(content)
    ((low, high),) = finished(text, ((start, start + len(content)),), ((at, len(text)),))
    assert text[low:high] == whole


@given(st.text("ab_ '’“,.the \n", min_size=2, max_size=30), st.data())
def test_spans_stay_inside_the_text_and_never_shrink_to_nothing(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    ((low, high),) = finished(text, whole_words(text, ((start, end),)), ())
    assert 0 <= low <= start
    assert low < high <= len(text)
    assert not any(character.isspace() for character in text[low:start])
