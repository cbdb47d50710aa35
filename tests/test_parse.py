"""The parse of odd texts: no word is lost, and no sentence is endless."""

from __future__ import annotations

import pytest

from hemicycle.offsets import OffsetMap
from hemicycle.parse import parse
from hemicycle.pieces import LONGEST_RUN, LONGEST_SENTENCE, pieces
from hemicycle.records import Block, Document, Metadata


def document(text: str) -> Document:
    blocks = (Block(0, len(text), "body"),)
    return Document("d", "d", "d", text, text, blocks, OffsetMap.identity(len(text)), Metadata())


@pytest.mark.parametrize(
    "text",
    [
        "the mayor said that the bridge was old and " * 35,
        "Doe, Roe, " * 200,
        "Doe and Roe " * 200,
        "!?#$ " * 200,
        "“—”(…)" * 150,
        "ab-" * 500,
        "e\u0301😀👍🏽" * 100,
        "x" * (2 * LONGEST_RUN),
        "The bridge is old. " + "-/" * LONGEST_RUN + " said Doe. It rained.",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_every_character_stands_in_a_token_and_no_sentence_is_endless(text: str) -> None:
    parsed = parse(document(text))
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)
    held = "".join(t.text for t in parsed.tokens)
    assert "".join(held.split()) == "".join(text.split())
    assert [s.first for s in parsed.sentences[1:]] == [s.last for s in parsed.sentences[:-1]]
    assert max(s.last - s.first for s in parsed.sentences) <= LONGEST_SENTENCE
    assert all(parsed.sentence_of(t.head) == parsed.sentence_of(t.i) for t in parsed.tokens)


def test_a_long_sentence_is_cut_behind_a_comma() -> None:
    parsed = parse(document("the old bridge of the harbour, the tall tower and the quay, " * 40))
    ends = {parsed.tokens[s.last - 1].text for s in parsed.sentences}
    assert ends == {","}


def test_a_run_of_symbols_is_cut_for_the_tokenizer() -> None:
    """spaCy looks at all of a run for each mark that it takes off it: 30,000 took a minute."""
    text = "said " + "¿" * 30_000 + " Doe"
    cut = list(pieces(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in cut) == text
    assert max(end - start for start, end in cut) <= LONGEST_RUN + len("said ")


def test_what_follows_and_the_phrase_at_a_place() -> None:
    parsed = parse(document("The old bridge fell."))
    assert [t.text for t in parsed.following(4, 2)] == ["old", "bridge"]
    assert parsed.following(20, 2) == ()
    assert parsed.chunk_at(5) == (0, 14)
    assert parsed.chunk_at(15) is None
