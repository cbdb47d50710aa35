"""Eight real articles of many kinds, coded blind and never trained on, for `hemicycle evaluate`.

    python training/reader/real.py ../shared/data/news/articles.jsonl.gz > real.jsonl
    hemicycle evaluate real.jsonl

`real_gold.jsonl` holds where source, cue and content stand; the texts are the articles' own. The
articles are of those one in ten that `label.py` leaves out, each by another outlet.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from prepare import read


def main() -> None:
    """Write each coded article with its text."""
    coded = {one["id"]: one for one in read(Path(__file__).with_name("real_gold.jsonl"))}
    for article in read(Path(sys.argv[1])):
        if article["id"] in coded:
            print(json.dumps({**coded[article["id"]], "text": article["text"]}))


if __name__ == "__main__":
    main()
