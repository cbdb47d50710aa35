"""The trained judge: what it is asked, what it says of plain cases, which words carried it, and
that int8 keeps what the network said."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from position_builders import NOBODY, attribution, document

from hemicycle import weights
from hemicycle.pipeline import JUDGES, Coder
from hemicycle.position import carrying, judge, setting, trained
from hemicycle.position.question import Question, concept_pieces, statement_pieces
from hemicycle.position.reads import unpack
from hemicycle.records import Concept

needs_judge = pytest.mark.skipif(
    not weights.installed("judge"), reason="the trained judge is not installed"
)
FP32 = Path(__file__).with_name("judge_fp32.json")
TEXT = (
    "The council met on Monday. “We will not close the bridge, whatever it costs; that would "
    "ruin the valley,” Ada Lund said. She said that the ferry had carried 300 people on Sunday."
)
CLOSE = Concept("close", "The bridge should be closed")
QUOTED = "“We will not close the bridge, whatever it costs; that would ruin the valley,”"
FERRY = "that the ferry had carried 300 people on Sunday"


# ------------------------------------------------------------------ what it is asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("We will", ("The council met on Monday. “", "not close the bridge"), id="mid"),
        pytest.param("The council", ("", "met on Monday."), id="first"),
        pytest.param("on Sunday.", ("that the ferry had carried 300 people", ""), id="last"),
    ],
)
def test_what_stands_around_is_told(words, expected):
    at = TEXT.index(words)
    before, after = setting.around(TEXT, [(at, at + len(words))])
    assert before.endswith(expected[0])
    assert after.startswith(expected[1])


def test_around_all_spans_whatever_their_order():
    spans = [(60, 70), (10, 20), (40, 50)]
    assert setting.around("x" * 100, spans) == ("x" * 10, "x" * 30)
    assert setting.words("abcdefgh", [(0, 2), (4, 6)]) == "ab … ef"


@pytest.mark.parametrize(
    ("content", "clauses"),
    [
        ("the U.S. sends 1,200 men, and pays them", ["the U.S. sends 1,200 men", "and pays them"]),
        ("It cost $3.5 billion. Enough of it!", ["It cost $3.5 billion", "Enough of it!"]),
        ("We say it is wrong, and it is so", ["We say it is wrong", "and it is so"]),
        ("“We will not, ever,” … “not for it”", ["We will not, ever", "not for it"]),
        ("what Mr. Brown of the U.S. said", ["what Mr. Brown of the U.S. said"]),
        ("one clause", ["one clause"]),
    ],
)
def test_clauses_are_cut_where_people_would(content, clauses):
    spans = carrying._clauses(content)
    assert [content[start:end].strip(carrying.MARKS) for start, end in spans] == clauses
    assert "".join(content[start:end] for start, end in spans) == content


def test_the_clause_that_is_left_out_is_the_one_that_is_named():
    question = Question("x", "We say it is wrong, and it is wrong", cue=":")
    (_, first), (name, second) = carrying._without(question)
    assert (name, first.content) == ("and it is wrong", "and it is wrong")
    assert second.content == "We say it is wrong, "


@needs_judge
@pytest.mark.parametrize("words", ["", "word " * 5000, "“”", "\u200b", "a" * 3000])
def test_any_words_can_be_asked_about(words):
    question = Question("The bridge should be closed", words, before=words, cue=words)
    assert len(statement_pieces(question)[0]) <= 203
    assert len(concept_pieces(Question(words, "x", words))[0]) <= 75
    (verdict,) = judge.verdicts([question])
    assert 0 <= verdict.speaks <= 1


# ------------------------------------------------------------------ what it says


def asked(concepts, below=0.0):
    said = [
        attribution(TEXT, "Ada Lund", "said", QUOTED, "direct"),
        attribution(TEXT, "She", "said", FERRY, "indirect"),
    ]
    return trained.positions(document(TEXT), said, [NOBODY, NOBODY], concepts, below)


@needs_judge
def test_int8_keeps_the_log_odds_of_the_network():
    cases = json.loads(FP32.read_text(encoding="utf-8"))
    full = np.array([case["logits"] for case in cases])
    small = np.array([judge.answers(Question(**case["question"]))[0] for case in cases])
    assert len(cases) >= 40
    assert ((small > 0) == (full > 0)).mean() >= 0.95
    assert np.abs(small - full).mean() <= 0.2


@needs_judge
def test_a_side_is_taken_and_the_words_that_carried_it_are_named():
    against, other = asked([CLOSE])
    (position,) = against
    assert position.agreement.value == -1
    assert position.agreement.by == trained.BY
    assert "most by “" in position.agreement.reason
    assert not [p for p in other if p.agreement.value]


@needs_judge
def test_under_the_opposite_wording_it_leans_the_other_way():
    (position,) = asked([Concept("keep", "The bridge must stay open")])[0]
    (shares,) = unpack([position.read])[1]
    assert shares.argmax() == 0  # for
    assert position.agreement.value != -1


@needs_judge
def test_what_is_far_off_is_not_asked_about():
    assert asked([Concept("tax", "Income tax should be raised for the rich")]) == [(), ()]


@needs_judge
def test_an_answer_does_not_depend_on_what_was_asked_before():
    (first,) = asked([CLOSE])[0]
    judge._statement.cache_clear()
    judge._concept.cache_clear()
    asked([Concept("ferry", "The ferry is too slow")])
    (second,) = asked([CLOSE])[0]
    assert first == second


@needs_judge
def test_what_is_not_sure_enough_is_unclear():
    (position,) = asked([CLOSE], below=0.999)[0]
    assert position.agreement.value is None
    assert position.agreement.reason.startswith("unclear: at best against it")


@needs_judge
def test_what_was_read_can_be_taken_again():
    (position,) = asked([CLOSE])[0]
    read, shares = unpack([position.read])
    assert read.shape == (1, 256)
    assert shares.argmax() == 1


@needs_judge
def test_words_without_a_letter_have_no_position():
    text = "“…” Ada Lund said."
    said = [attribution(text, "Ada Lund", "said", "“…”", "direct")]
    assert trained.positions(document(text), said, [NOBODY], [CLOSE]) == [()]


@needs_judge
def test_the_judge_is_part_of_what_a_position_hangs_on():
    coders = [Coder((CLOSE,), judged_by=name) for name in JUDGES]
    assert len({coder.concept_fingerprints["close"] for coder in coders}) == len(JUDGES)
    assert len({coder.fingerprint for coder in coders}) == 1
