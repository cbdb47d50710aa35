"""Whether speed and memory stay flat over a thousand articles, and what a second core brings.

    python bench/flat.py ../shared/data/news/articles.jsonl.gz [--articles 1000] [--step 100]

Articles (JSON Lines with `text`, .gz allowed) go through all rooms as `hemicycle extract` has them:
first in one process, which prints words per CPU second and resident memory every so many articles;
then the same articles with one and with two workers, by the clock. On a busy machine only ratios
within one run say something.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hemicycle.engines.workers import Failed, each
from hemicycle.ingest.files import read_text
from hemicycle.pipeline import Coder

CODER = Coder()


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--step", type=int, default=100)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    asked = parser.parse_args()
    texts = list(islice(read(asked.articles), asked.number))
    code(texts[0])  # models are loaded once, beforehand
    one_process(texts, asked.step)
    with_workers(texts, asked.workers)


def read(path: Path) -> Iterator[str]:
    """The texts of the file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def code(text: str) -> int:
    """How many words the article has; all rooms have seen them."""
    CODER.code(read_text(text))
    return len(text.split())


def one_process(texts: list[str], step: int) -> None:
    print(f"{'articles':>8} {'words':>9} {'words per CPU second':>21} {'MiB now':>8} {'peak':>6}")
    for start in range(0, len(texts), step):
        began = time.process_time()
        words = sum(map(code, texts[start : start + step]))
        speed = words / (time.process_time() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        done = min(start + step, len(texts))
        print(f"{done:8,} {words:9,} {speed:21,.0f} {resident():8.0f} {peak:6.0f}", flush=True)


def resident() -> float:
    """Memory of this process now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def with_workers(texts: list[str], counts: list[int]) -> None:
    first = None
    for count in counts:
        began = time.monotonic()
        failed = sum(isinstance(found, Failed) for _, found in each(code, texts, count))
        took = time.monotonic() - began
        first = first or took
        print(f"{count} workers: {took:.0f} s, {first / took:.2f} times as fast; {failed} failed")


if __name__ == "__main__":
    main()
