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
from pathlib import Path

from prepare import read


def main() -> None:
    """Write each coded article with its text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("coded", nargs="+")
    parser.add_argument("--second", action="store_true")
    asked = parser.parse_args()
    texts = {article["id"]: article["text"] for article in read(asked.articles)}
    for name in asked.coded:
        for coded in read(Path(__file__).with_name(name)):
            found = coded["second" if asked.second else "attributions"]
            told = {"id": coded["id"], "text": texts[coded["id"]], "attributions": found}
            print(json.dumps(told))


if __name__ == "__main__":
    main()
