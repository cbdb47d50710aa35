"""Real articles that people coded, with their texts.

    python training/reader/real.py ../shared/data/news/articles.jsonl.gz \\
      real_fresh.jsonl > real.jsonl
    hemicycle evaluate real.jsonl --outer

The files named after the articles are of this folder and hold where source, cue, content stand; the
texts are the articles' own. `real_random.jsonl`, `real_fresh.jsonl`, `real_gold.jsonl` are to test
(twice sixteen drawn by chance, eight chosen for their kinds), `corrected.jsonl` is to train on.
With `--second` the second coder's are told.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prepare import read


def main() -> None:
    """Write each coded article with its text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("coded", nargs="+")
    parser.add_argument("--second", action="store_true")
    asked = parser.parse_args()
    for name in asked.coded:
        for one in joined(Path(__file__).with_name(name), asked.articles, asked.second):
            print(json.dumps(one))


def joined(coded: Path, articles: Path, second: bool = False) -> Iterator[dict[str, Any]]:
    """Each coded article with its text."""
    texts = {article["id"]: article["text"] for article in read(articles)}
    for one in read(coded):
        found = one["second" if second else "attributions"]
        yield {"id": one["id"], "text": texts[one["id"]], "attributions": found}


if __name__ == "__main__":
    main()
