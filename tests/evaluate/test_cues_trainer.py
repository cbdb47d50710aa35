"""The trainer of the cue lexicon, on a few invented sentences, and the lexicon it made."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training" / "cues"
LEXICON = resources.files("hemicycle") / "data" / "en" / "cues.toml"
SAID = "The mayor of Skerrow claimed that the bridge was safe."
TOOK = "The mayor of Skerrow repaired the old bridge."
QUOTED = "“The mayor claimed that the bridge was safe,” she said."
MIGHT = "The mayor might claim that the bridge was safe."


@pytest.fixture(scope="module")
def count():
    spec = importlib.util.spec_from_file_location("count_cues", TRAINING / "count.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def article(sentence, n, coded=True):
    source, content = "The mayor of Skerrow", "the bridge was safe"
    spans = {
        role: [[sentence.index(words), sentence.index(words) + len(words)]]
        for role, words in (("source", source), ("content", content))
        if words in sentence
    }
    marked = [{"cue": [], **spans}] if coded and "content" in spans else []
    return {"id": f"{sentence[:6]}{n}", "text": sentence, "attributions": marked}


def test_what_people_marked_is_admitted_and_nothing_else(count):
    assert count.admitted([article(SAID, n) for n in range(3)]) == [("clause", "claim")]
    assert count.admitted([article(SAID, n) for n in range(2)]) == []  # seen too rarely
    assert count.admitted([article(SAID, n, coded=n == 0) for n in range(9)]) == []
    assert count.admitted([article(TOOK, n) for n in range(3)]) == []


@pytest.mark.parametrize("sentence", [QUOTED, MIGHT])
def test_what_the_reader_leaves_out_is_not_counted(count, sentence):
    pairs = [pair for pair, _ in count.tally(article(sentence, 0))]
    assert ("clause", "claim") not in pairs


def test_the_command_writes_a_lexicon_the_same_each_time(count, tmp_path, monkeypatch, capsys):
    gold = tmp_path / "train.jsonl"
    rows = [{**article(SAID, n), "date": f"2031-01-0{n + 1}"} for n in range(3)]
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    written = []
    for name in ("a.toml", "b.toml"):
        monkeypatch.setattr(sys, "argv", ["count.py", str(gold), "-o", str(tmp_path / name)])
        count.main()
        written.append((tmp_path / name).read_text(encoding="utf-8"))
    assert written[0] == written[1]
    assert "3 articles of US political news (2031-01-01 to 2031-01-03), 3\n" in written[0]
    groups = tomllib.loads(written[0])
    assert list(groups) == ["direct", "clause"]
    assert groups["clause"]["words"] == ["claim"]
    assert groups["clause"]["note"] == "clause: said THAT it rained"
    assert "1 pairs of frame and word" in capsys.readouterr().out


def test_verbs_with_a_particle_stay_on_one_line(count):
    words = sorted(f"{'v' * n} out" for n in range(1, 60))
    group = {"note": 'a "note"', "source": "here", "words": words}
    text = count._toml("head", {"prep:of": group, "clause": group})
    assert tomllib.loads(text) == {"prep:of": group, "clause": group}
    assert max(map(len, text.split("\n"))) < 101


def test_the_lexicon_in_the_package_holds_the_verbs_made_by_hand():
    """Whoever edits direct.toml runs count.py again."""
    made = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    by_hand = tomllib.loads((TRAINING / "direct.toml").read_text(encoding="utf-8"))
    assert made["direct"] == by_hand["direct"]


def test_every_group_of_the_lexicon_says_where_it_comes_from():
    made = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    for name, group in made.items():
        assert group["note"], name
        assert group["source"], name
        assert group["words"] == sorted(set(group["words"])), name
