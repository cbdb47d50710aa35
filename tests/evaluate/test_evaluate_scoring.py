"""The scores: tables computed by hand, and the same numbers as the tool beside the checkout."""

from __future__ import annotations

import importlib.util
import random
import tomllib
from pathlib import Path

import pytest

from hemicycle.errors import DocumentError
from hemicycle.evaluate import table
from hemicycle.evaluate.matching import match
from hemicycle.evaluate.scoring import Rate, score
from hemicycle.evaluate.words import Words, runs

ROOT = Path(__file__).parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "score_attributions.py"
CASES = tomllib.loads((ROOT / "tests" / "cases" / "evaluate.toml").read_text(encoding="utf-8"))


def marked(text, found):
    """Attributions given as words, "a … b" where discontinuous → spans."""
    return [
        {role: [_span(text, piece) for piece in one.get(role, "").split(" … ") if piece]
         for role in ("source", "cue", "content")}
        for one in found
    ]  # fmt: skip


def _span(text, piece):
    assert text.count(piece) == 1, piece
    return [text.index(piece), text.index(piece) + len(piece)]


def document(text, found, id="a"):
    return {"id": id, "text": text, "attributions": marked(text, found)}


@pytest.mark.parametrize("case", CASES["score"], ids=lambda case: case["tries"])
def test_by_hand(case):
    gold = document(case["text"], case["gold"])
    predicted = document(case["text"], case["predicted"])
    rates = score([gold], [predicted]).rates
    for name, expected in case["rates"].items():
        measure, part = name.split(".")
        rate = rates[measure, part]
        assert [rate.hits, rate.predicted, rate.gold] == expected, name


def test_rates_of_nothing_are_zero():
    assert (Rate().precision, Rate().recall, Rate().f1) == (0, 0, 0)
    assert Rate(1, 2, 4).f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)


def test_a_pair_moves_aside_for_one_more():
    """Both like gold 0 best, but only the first could have gold 1 as well."""
    likeness = {("p0", "g0"): 0.9, ("p0", "g1"): 0.6, ("p1", "g0"): 0.7}
    pairs = match(["p0", "p1"], ["g0", "g1"], lambda p, g: likeness.get((p, g), 0))
    assert pairs == {0: 1, 1: 0}


def test_words_and_runs():
    words = Words("“It’s late,” she said.")
    assert words.touched([(0, 11)]) == {0, 1, 2}
    assert words.touched([(10, 13)]) == set()
    assert runs({4, 0, 1, 3, 8}) == [(0, 1), (3, 4), (8, 8)]


def test_a_document_without_prediction_is_missed_not_skipped():
    text = "Ann said it rained."
    found = [{"source": "Ann", "cue": "said", "content": "it rained"}]
    gold = [document(text, found, "a"), document(text, found, "b")]
    scores = score(gold, [gold[0], document(text, found, "not in gold")])
    assert (scores.documents, scores.missing) == (2, 1)
    assert scores.rates["attribution_strict", "all"] == Rate(1, 1, 2)


def test_different_texts_are_an_error():
    gold = document("Ann said it rained.", [])
    with pytest.raises(DocumentError, match=r"^a: gold and prediction hold different texts"):
        score([gold], [{**gold, "text": "Ann said it snowed."}])


# ------------------------------------------------------------------ beside the tool


@pytest.fixture(scope="module")
def tool():
    if not TOOL.exists():
        pytest.skip(f"the scorer {TOOL.name} is not beside this checkout")
    spec = importlib.util.spec_from_file_location("score_attributions", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PIECES = [
    "rain", "the mayor", "said", "it’s", "3.5", "“", "”", '"', "``", "''", "«", "»", "‘", ",", ".",
    "?", ":", " ", " ", "\n", "—", "Zürich", "und_er", "…", "„",
]  # fmt: skip


def invented(rng):
    """A text of words and marks, and gold that touches, nests, repeats and leaves roles empty."""
    text = "".join(rng.choice(PIECES) + rng.choice(["", " "]) for _ in range(rng.randint(0, 90)))
    return text, [one(rng, len(text)) for _ in range(rng.randint(0, 9)) if text]


def one(rng, length):
    return {
        role: sorted(
            [start, min(length, start + rng.randint(1, 30))]
            for start in (rng.randrange(length) for _ in range(rng.randint(0, 2)))
        )
        for role in ("source", "cue", "content")
    }


def perturbed(rng, gold, length):
    """What a reader might make of gold: edges moved, roles lost, repeats, inventions, any order."""
    out = []
    for attribution in gold:
        if rng.random() < 0.2:
            continue
        moved = {role: _moved(rng, spans, length) for role, spans in attribution.items()}
        if rng.random() < 0.2:
            moved["source"] = []
        out += [moved] * rng.choice([1, 1, 1, 2])
    out += [one(rng, length) for _ in range(rng.randint(0, 3)) if length]
    rng.shuffle(out)
    return out


def _moved(rng, spans, length):
    def move(position):
        return min(length, max(0, position + rng.choice([0, 0, 0, -1, 1, -6, 6])))

    return [[s, e] for s, e in ((move(s), move(e)) for s, e in spans) if s < e]


def test_the_same_numbers_as_the_tool(tool):
    for seed in range(300):
        rng = random.Random(seed)
        gold, predicted = {}, {}
        for n in range(rng.randint(1, 4)):
            text, coded = invented(rng)
            gold[str(n)] = {"id": str(n), "text": text, "attributions": coded}
            found = perturbed(rng, coded, len(text))
            if rng.random() < 0.9:
                predicted[str(n)] = {"id": str(n), "text": text, "attributions": found}
        theirs = tool.score(gold, predicted)
        assert theirs.pop("extra_docs") == 0
        ours = score(gold.values(), predicted.values())
        assert ours.as_json() == theirs, f"seed {seed}"


def test_the_same_table_as_the_tool(tool, capsys):
    text = "“It rains,” Ann said. Bob denied that it rained."
    gold = document(text, [{"source": "Ann", "cue": "said", "content": "It rains"}])
    predicted = document(text, [{"source": "Bob", "cue": "denied", "content": "it rained"}])
    tool.show(tool.score({"a": gold}, {"a": predicted}))
    assert table.render(score([gold], [predicted])) + "\n" == capsys.readouterr().out
