"""Sides that people saw in real articles: labels here, texts in the articles' own file.

`news.jsonl` (to train on), `news_tuning.jsonl` (to calibrate) and `news_gold.jsonl` (to test: eight
contested matters that the others do not touch, with reasons, every other statement coded twice)
have one statement on one concept a line: the article, where source, cue and content stand in its
text, the wording of the concept and the label (`+`, `-`, `0`, `x`).

`news_wide.jsonl` (to train on; its articles of some events to calibrate), `news_campaign.jsonl` (to
train on; articles of PolNeAR, with the statements that its annotators marked) and `news_test.jsonl`
(to test: articles of the one in ten that are never trained on) have one article a line: three
concepts, each in a wording and one of its opposite, and for every statement its places and a label
for each.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pairs import ANSWERS, Pair, rows

from hemicycle.position import setting
from hemicycle.position.question import Question

HERE = Path(__file__).parent
LEARNED, TUNING, GOLD = (HERE / f"news{part}.jsonl" for part in ("", "_tuning", "_gold"))
WIDE, CAMPAIGN, TEST = (HERE / f"news_{part}.jsonl" for part in ("wide", "campaign", "test"))
KEPT = 12  # one event in so many is kept to calibrate on
TURNED = {"+": "-", "-": "+"}  # a label under the opposite wording
PARTS = ("source", "cue", "content")


def of_news(articles: Path, labels: Path = GOLD, coder: str = "label") -> Iterator[Pair]:
    """The statements in `articles` (JSON Lines, .gz) that `coder` ("label", "second") coded."""
    known = known_of(articles)
    tested = events_of(known, TEST) if labels == LEARNED else set()
    for coded in rows(labels):
        article = known[coded["doc"]]
        if coder in coded and article["event"] not in tested:
            asked, label = question(coded, article["text"]), coded[coder]
            yield Pair(asked, ANSWERS[label], label, coded.get("concept", coded["doc"]))


def of_wide(
    articles: Path, labels: Path = WIDE, tuning: bool | None = None, coder: str = "labels"
) -> Iterator[list[Pair]]:
    """Statement by statement and concept by concept, under a wording and under its opposite.

    With `tuning` those of the events that are kept to calibrate on, or all others but what is told
    of the events that are tested on. `coder` is "labels" or "second", who coded only some.
    """
    known = known_of(articles)
    tested = events_of(known, TEST)
    for coded in rows(labels):
        article = known[coded["doc"]]
        if tuning is not None and (kept(article) != tuning or article.get("event") in tested):
            continue
        for statement in coded["statements"]:
            if coder in statement:
                for wordings, label in zip(coded["concepts"], statement[coder], strict=True):
                    yield list(_both(article, statement, wordings, label))


def _both(
    article: dict[str, Any], statement: dict[str, Any], wordings: list[str], label: str
) -> Iterator[Pair]:
    for wording, seen in zip(wordings, (label, TURNED.get(label, label)), strict=True):
        asked = question({**statement, "wording": wording}, article["text"])
        yield Pair(asked, ANSWERS[seen], seen, article["id"])


@cache
def known_of(articles: Path) -> dict[str, dict[str, Any]]:
    """The articles of a file by id, read once."""
    return {article["id"]: article for article in rows(articles)}


def events_of(known: dict[str, dict[str, Any]], labels: Path) -> set[Any]:
    """The events that the coded articles tell of, where these are known."""
    coded = (known.get(one["doc"], {}) for one in rows(labels))
    return {article["event"] for article in coded if article.get("event") is not None}


def kept(article: dict[str, Any]) -> bool:
    """Whether the article's event is one of those to calibrate on."""
    event = article.get("event")
    return zlib.crc32(str(article["id"] if event is None else event).encode()) % KEPT == 0


def question(coded: dict[str, Any], text: str) -> Question:
    """What a judge is asked about the statement."""
    source, cue, content = (setting.words(text, coded[part]) for part in PARTS)
    before, after = setting.around(text, [span for part in PARTS for span in coded[part]])
    return Question(coded["wording"], content, "", before, source, cue, after)
