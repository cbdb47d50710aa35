"""What an epoch is made of: each source by its name, and how much of it is seen."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from news import CAMPAIGN, LEARNED, of_news, of_wide
from pairs import Pair, of_arguments, of_debates, of_examples, together
from plain import fours, topics

HERE = Path(__file__).parent
OFF_TOPIC = 0.3  # of the pairs off the concept that an epoch sees


def shared(asked: str) -> tuple[str, float]:
    """What is learned from, and how much of it. Raises ValueError."""
    name, _, share = asked.partition(":")
    return ON[ON.index(name)], float(share or 1)


def units(asked: argparse.Namespace, chance: random.Random) -> list[list[Pair]]:
    """What an epoch sees, in units that are to be seen together: a statement with its concepts."""
    found = (
        [pair for pair in unit if pair.label != "x" or chance.random() < OFF_TOPIC]
        for name, share in asked.on
        for unit in SOURCES[name](asked, chance)
        if chance.random() < share
    )
    return [unit for unit in found if unit]


def debates(asked: argparse.Namespace, chance: random.Random) -> Iterator[list[Pair]]:
    """The invented debates, and the examples of their codebooks."""
    paths = sorted((HERE / "debates").glob("*.json"))
    yield from together(chain(of_debates(paths), of_examples(paths)))


def arguments_pro_and_con(asked: argparse.Namespace, chance: random.Random) -> Iterator[list[Pair]]:
    """Public arguments."""
    yield from together(arguments_of(asked.data, asked.weight))


def plain(asked: argparse.Namespace, chance: random.Random) -> Iterator[list[Pair]]:
    """The plain sides, in fours."""
    paths = sorted((HERE / "plain").glob("*.txt"))
    yield from fours((topic for path in paths for topic in topics(path)), chance)


def news(asked: argparse.Namespace, chance: random.Random) -> Iterator[list[Pair]]:
    """Real news; where both wordings were coded a statement is seen under as many as `copies`."""
    articles = asked.data / "news" / "articles.jsonl.gz"
    for _ in range(asked.copies):
        yield from together(of_news(articles, LEARNED))
    yield from together(drawn(of_wide(articles, tuning=False), asked, chance))


def campaign(asked: argparse.Namespace, chance: random.Random) -> Iterator[list[Pair]]:
    """PolNeAR's articles, in the same way."""
    coded = of_wide(asked.data / "polnear" / "train.jsonl.gz", CAMPAIGN)
    yield from together(drawn(coded, asked, chance))


def drawn(
    both: Iterable[list[Pair]], asked: argparse.Namespace, chance: random.Random
) -> Iterator[Pair]:
    for wordings in both:
        yield from chance.sample(wordings, min(asked.copies, len(wordings)))


def arguments_of(data: Path, weight: float) -> Iterator[Pair]:
    """Public arguments for and against claims."""
    for part in ("train", "dev"):
        path = data / "perspectrum" / f"{part}.jsonl.gz"
        yield from of_arguments(path, "claim", "perspective", weight)
    path = data / "ibm_claim_stance" / "train.jsonl.gz"
    yield from of_arguments(path, "topic", "claim", weight)


SOURCES = {
    "debates": debates, "arguments": arguments_pro_and_con, "plain": plain, "news": news,
    "campaign": campaign,
}  # fmt: skip
ON = tuple(SOURCES)
