"""Real articles that people coded, with their texts.

    python training/reader/real.py ../shared/data/news/articles.jsonl.gz \\
      real_random.jsonl --outer > real.jsonl
    hemicycle evaluate real.jsonl

The files named after the articles are of this folder and hold where source, cue and content stand;
the texts are the articles' own. `real_gold.jsonl` and `real_random.jsonl` are to test (eight chosen
for their kinds, sixteen by chance), `corrected.jsonl` is to train on. With `--outer` what is said
inside another's statement is left out, as PolNeAR does; with `--second` the second coder's are
told.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from prepare import read

Attribution = dict[str, Any]


def main() -> None:
    """Write each coded article with its text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("coded", nargs="+")
    parser.add_argument("--outer", action="store_true")
    parser.add_argument("--second", action="store_true")
    asked = parser.parse_args()
    texts = {article["id"]: article["text"] for article in read(asked.articles)}
    for name in asked.coded:
        for coded in read(Path(__file__).with_name(name)):
            found = coded["second" if asked.second else "attributions"]
            kept = [one for one in found if not (asked.outer and inside(one, found))]
            print(json.dumps({"id": coded["id"], "text": texts[coded["id"]], "attributions": kept}))


def inside(one: Attribution, every: list[Attribution]) -> bool:
    """Whether its cue stands in what another one tells."""
    if not one["cue"]:
        return False
    at = one["cue"][0][0]
    return any(
        start <= at < end for other in every if other is not one for start, end in other["content"]
    )


if __name__ == "__main__":
    main()
