"""Sides that people saw in real articles: labels here, texts in the articles' own file.

`news_gold.jsonl` holds, for each statement, the article's id, where source, cue and content stand in
its text, the concept, the label (`+`, `-`, `0`, `x`) with its reason, and for every other one the
label of a second person who coded it blind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pairs import ANSWERS, Pair, rows
from question import Question

LABELS = Path(__file__).with_name("news_gold.jsonl")
BEFORE, AFTER = 300, 150  # characters told along
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def of_news(articles: Path, coder: str = "label") -> Iterator[Pair]:
    """The statements in `articles` (JSON Lines, .gz) that `coder` ("label", "second") coded."""
    texts = {article["id"]: article["text"] for article in rows(articles)}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        coded = json.loads(line)
        if coder in coded:
            label = coded[coder]
            asked = question(coded, texts[coded["doc"]])
            yield Pair(asked, ANSWERS[label], label, coded["concept"])


def question(coded: dict[str, Any], text: str) -> Question:
    """What a judge is asked about the statement."""
    told = {
        part: " … ".join(text[start:end] for start, end in coded[part])
        for part in ("source", "cue", "content")
    }
    spans = [span for part in ("source", "cue", "content") for span in coded[part]]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before = SENTENCE.split(text[max(0, start - BEFORE) : start].strip())[-2:]
    after = SENTENCE.split(text[end : end + AFTER].strip(" .,”\"\n"))[:1]
    return Question(
        coded["wording"], told["content"], "", " ".join(before), told["source"], told["cue"], *after
    )
