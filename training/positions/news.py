"""Sides that people saw in real articles: labels here, texts in the articles' own file.

Each line names the article, where source, cue and content stand in its text, the wording of the
concept and the label (`+`, `-`, `0`, `x`). `news.jsonl` is to train on and `news_tuning.jsonl` to
calibrate: 177 and 29 articles, two concepts each, by seven hands. `news_gold.jsonl` is for testing:
other articles on eight other matters, by an eighth hand, with reasons, and for every other
statement what a ninth saw who coded it blind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pairs import ANSWERS, Pair, rows
from question import Question

HERE = Path(__file__).parent
LEARNED, TUNING, GOLD = (HERE / f"news{part}.jsonl" for part in ("", "_tuning", "_gold"))
BEFORE, AFTER = 300, 150  # characters told along
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def of_news(articles: Path, labels: Path = GOLD, coder: str = "label") -> Iterator[Pair]:
    """The statements in `articles` (JSON Lines, .gz) that `coder` ("label", "second") coded."""
    texts = {article["id"]: article["text"] for article in rows(articles)}
    for line in labels.read_text(encoding="utf-8").splitlines():
        coded = json.loads(line)
        if coder in coded:
            label = coded[coder]
            asked = question(coded, texts[coded["doc"]])
            yield Pair(asked, ANSWERS[label], label, coded.get("concept", coded["doc"]))


def question(coded: dict[str, Any], text: str) -> Question:
    """What a judge is asked about the statement."""
    told = {
        part: " … ".join(text[start:end] for start, end in coded[part])
        for part in ("source", "cue", "content")
    }
    spans = [span for part in ("source", "cue", "content") for span in coded[part]]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before = SENTENCE.split(text[max(0, start - BEFORE) : start].strip())[-2:]
    after = SENTENCE.split(text[end : end + AFTER].strip(' .,”"\n'))[:1]
    return Question(
        coded["wording"], told["content"], "", " ".join(before), told["source"], told["cue"], *after
    )
