"""The parse of odd texts: no word is lost, and no sentence is endless."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, Token

from hemicycle.offsets import OffsetMap
from hemicycle.parse import BUNDLED_MODEL, parse
from hemicycle.pieces import LONGEST_RUN, LONGEST_SENTENCE, pieces
from hemicycle.records import Block, Document, Metadata
from hemicycle.transitions import Steps
from hemicycle.wordclasses import WordClasses


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


def test_remembered_word_classes_are_those_of_the_ruler() -> None:
    """Words alike in letters but not in relation, and the rules of two words, too."""
    pipeline = spacy.load(BUNDLED_MODEL)
    ruler, lemmas = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer")
    remembering = WordClasses(ruler)
    texts = [
        "There is a plan, and that is that; but it is but a plan that the mayor has.",
        "He has gone. He had the keys. They do know what they do. I told her what she told me.",
        "Let's go, y'all: it ain't so, we're gonna win and you've gotta help.",
        "The mayor got the vote and gets it back after he had been asked to   leave.",
    ]
    before = [*pipeline.pipe_names][: pipeline.pipe_names.index("attribute_ruler")]
    for text in texts * 2:
        given, told = pipeline.make_doc(text), pipeline.make_doc(text)
        for name in before:
            given, told = pipeline.get_pipe(name)(given), pipeline.get_pipe(name)(told)
        given, told = lemmas(ruler(given)), lemmas(remembering(told))
        assert [seen(token) for token in told] == [seen(token) for token in given]


@pytest.mark.parametrize("name", ["parser", "ner"])
@pytest.mark.parametrize("at_once", [1, 3, 16])
def test_steps_taken_from_python_are_those_of_the_library(name: str, at_once: int) -> None:
    """Beside empty texts, sentences begun by hand, and texts of unlike length."""
    pipeline = spacy.load(BUNDLED_MODEL)
    texts = [
        "The mayor of Skerrow, Ann Varn, told the Merrin Courier on Monday that Doe Ltd. was late.",
        "",
        "“No,” said Varn",
        "It rained. Nobody came. The European Union, the U.N. and 30 members of the Liberal Party "
        "asked President John Roe to leave New Tarn by May 3 or pay $ 20 million.",
        "Varn Varn Varn Varn",
    ]
    stepped = Steps(pipeline.get_pipe(name))
    before = pipeline.pipe_names[: pipeline.pipe_names.index(name)]
    given, told = [pipeline.make_doc(t) for t in texts], [pipeline.make_doc(t) for t in texts]
    for docs in given, told:
        docs[3][2].is_sent_start = True
        for other in map(pipeline.get_pipe, before):
            docs[:] = map(other, docs)
    given = list(pipeline.get_pipe(name).pipe(given, batch_size=at_once))
    told = list(stepped.pipe(told, batch_size=at_once))
    assert [settled(doc) for doc in told] == [settled(doc) for doc in given]


def settled(doc: Doc) -> list[tuple[int, str, bool | None, str, str]]:
    return [(t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc]


def seen(token: Token) -> tuple[str, ...]:
    return token.text, token.pos_, token.dep_, token.lemma_, str(token.morph)


def test_numpy_is_kept_to_one_thread_from_the_first_parse_on() -> None:
    """In a process of its own, where nothing else has loaded numpy before."""
    ask = "from hemicycle.parse import _threads; print(len(_threads().lib_controllers))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert int(told.stdout) >= 1
