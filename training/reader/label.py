"""Code articles with the larger reader, for the smaller one to learn from.

    python training/reader/label.py ../shared/data/news/articles.jsonl.gz -o labelled.jsonl \\
      --not-in ../shared/data/polnear/dev.jsonl.gz

Writes one line for each article, as PolNeAR has them, with what the model alone finds. Left out are
one article in ten (by its id), kept to look at, and whatever has a paragraph that begins as one of
those `--not-in`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from prepare import read

from hemicycle.clean import page
from hemicycle.extract import learned
from hemicycle.extract.quotes import quotations
from hemicycle.ingest import files
from hemicycle.records import Metadata

LONG = 60  # characters from which a line of text is told from all others


def main() -> None:
    """Read, code, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--not-in", type=Path, nargs="*", default=())
    parser.add_argument("--most", type=int, default=12_000, help="characters of an article")
    parser.add_argument("--limit", type=int, help="articles to look at, for a trial")
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    known = {line for path in asked.not_in for one in read(path) for line in lines(one["text"])}
    with asked.out.open("w") as out:
        for article in islice(read(asked.articles), asked.limit):
            text = shortened(article["text"], asked.most)
            if kept_to_look_at(article["id"]) or known.intersection(lines(text)):
                continue
            out.write(json.dumps({"id": article["id"], "text": text, **coded(article["id"], text)}))
            out.write("\n")


def shortened(text: str, most: int) -> str:
    """Its first paragraphs, as many as have room; of a text without paragraphs the beginning."""
    return text if len(text) <= most else text[: text.rfind("\n", 0, most) + 1 or most]


def lines(text: str) -> Iterator[str]:
    """The beginnings of its paragraphs that are long enough to know them by."""
    return (line.strip()[:LONG] for line in text.splitlines() if len(line.strip()) >= LONG)


def kept_to_look_at(id: str) -> bool:
    return zlib.crc32(id.encode()) % 10 == 0


def coded(id: str, text: str) -> dict[str, Any]:
    """Its attributions, in spans of `text`."""
    document = page.clean(files.read_text(text, id, Metadata()))
    spans = document.original_spans
    found = learned.found(document, quotations(document), learned.LARGE)
    sure = (draft for _, draft in found if draft.score >= learned.SUREST)
    return {
        "attributions": [
            {"source": spans(d.source), "cue": spans(d.cue), "content": spans(d.content)}
            for d in sure
        ]
    }


if __name__ == "__main__":
    main()
