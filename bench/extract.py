"""Speed, memory and quality of reading statements, beside textacy's `direct_quotations`.

    python bench/extract.py [../shared/data/polnear/dev.jsonl.gz] [--rounds 3]

Every contender runs in a process of its own over the same articles and the same spaCy model:

- trained reader, larger reader (`pip install -e readers/large`), rules: Hemicycle's rooms clean and
  extract, from raw text to attributions;
- all rooms: the whole pipeline with the trained reader, from raw text to statements, as
  `hemicycle extract` does it without and with one concept;
- textacy: the model and `textacy.extract.triples.direct_quotations`, paragraph by paragraph.

Words per CPU second count the user and system time of all threads, models loaded beforehand, the
fastest of the rounds. Peak memory is that of the process, models included. F1 is Hemicycle's
attribution score (strict). Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hemicycle.cli import threads
from hemicycle.evaluate import gold
from hemicycle.evaluate.readings import Coded, Marked
from hemicycle.evaluate.scoring import Scores, score
from hemicycle.evaluate.words import Words
from hemicycle.offsets import OffsetMap
from hemicycle.records import Attribution, Concept, Document, RawDocument

DEV = Path("../shared/data/polnear/dev.jsonl.gz")
WARM_UP = Coded(id="warm-up", text="“It rained,” the mayor said.\n", attributions=[])
CONCEPT = Concept("trade", "The country should join the trade agreement")

Reader = Callable[[Coded], list[Marked]]


def main() -> None:
    """Run every contender and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", default=DEV, help="coded articles")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest one counts")
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.contender:
        json.dump(measure(asked.gold, CONTENDERS[asked.contender](), asked.rounds), sys.stdout)
    else:
        print(table(asked.gold, asked.rounds))


# ------------------------------------------------------------------ contenders


def reader(name: str) -> Reader:
    """Hemicycle's rooms clean and extract, with one of the readers."""
    from hemicycle.clean import page
    from hemicycle.pipeline import READERS

    find = READERS[name][0]

    def read(article: Coded) -> list[Marked]:
        document = page.clean(_raw(article))
        return [_marks(document, found) for found in find(document)]

    return read


def all_rooms(*concepts: Concept) -> Reader:
    """Hemicycle's whole pipeline with the trained reader, every act a statement."""
    from hemicycle.extract.acts import ACTS
    from hemicycle.pipeline import Coder

    coder = Coder(concepts, acts=ACTS)

    def read(article: Coded) -> list[Marked]:
        coding = coder.code(_raw(article))
        return [_marks(coding.document, s.attribution) for s in coding.statements]

    return read


def textacy() -> Reader:
    """textacy on the parser's model; a paragraph it gives up on (ValueError) has no quotations."""
    import spacy
    from textacy.extract.triples import direct_quotations

    from hemicycle import parse

    installed = spacy.util.is_package(parse.OFFICIAL_MODEL)
    model = spacy.load(parse.OFFICIAL_MODEL if installed else parse.BUNDLED_MODEL)

    def read(article: Coded) -> list[Marked]:
        found: list[Marked] = []
        for start, doc in _paragraphs(model, article["text"]):
            try:
                quotations = list(direct_quotations(doc))
            except ValueError:
                continue
            found += [_of_tokens(start, *triple) for triple in quotations]
        return found

    return read


CONTENDERS: dict[str, Callable[[], Reader]] = {
    "trained reader": lambda: reader("learned"),
    "larger reader": lambda: reader("large"),
    "rules": lambda: reader("rules"),
    "all rooms": all_rooms,
    "all rooms, one concept": lambda: all_rooms(CONCEPT),
    "textacy": textacy,
}


def _raw(article: Coded) -> RawDocument:
    id, text = article["id"], article["text"]
    return RawDocument(id, id, "text", text, text, OffsetMap.identity(len(text)))


def _marks(document: Document, found: Attribution) -> Marked:
    roles = {"source": found.source, "cue": found.cue, "content": found.content}
    return {role: document.original_spans(spans) for role, spans in roles.items()}


def _paragraphs(model: Any, text: str) -> list[tuple[int, Any]]:
    lines, starts, at = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(line)
            starts.append(at)
        at += len(line) + 1
    return list(zip(starts, model.pipe(lines, batch_size=64), strict=True))


def _of_tokens(start: int, speaker: Any, cue: Any, content: Any) -> Marked:
    def spans(tokens: Any) -> list[list[int]]:
        return [[start + t.idx, start + t.idx + len(t)] for t in tokens]

    return {"source": spans(speaker), "cue": spans(cue), "content": spans(content)}


# ------------------------------------------------------------------ measuring


def measure(path: Path, read: Reader, rounds: int) -> dict[str, Any]:
    """CPU seconds of the fastest round, peak memory in bytes, and what was read."""
    articles = gold.read(path)
    read(WARM_UP)
    fastest, found = float("inf"), {}
    for _ in range(rounds):
        began = time.process_time()
        found = {article["id"]: read(article) for article in articles}
        fastest = min(fastest, time.process_time() - began)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {"seconds": fastest, "peak": peak, "found": found}


def table(path: Path, rounds: int) -> str:
    """One row for each contender; the ratios are to textacy."""
    articles = gold.read(path)
    words = sum(len(Words(article["text"])) for article in articles)
    results = {name: _in_child(path, name, rounds) for name in CONTENDERS}
    rows = [
        f"{len(articles)} articles, {words:,} words; fastest of {rounds} rounds",
        "",
        "| contender | words per CPU second | × textacy | peak memory, MiB | × textacy "
        "| F1 all | F1 direct | F1 indirect |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    base = results["textacy"]
    for name, result in results.items():
        speed, peak = words / result["seconds"], result["peak"] / 2**20
        cells = [
            name,
            f"{speed:,.0f}",
            f"{base['seconds'] / result['seconds']:.2f}",
            f"{peak:,.0f}",
            f"{result['peak'] / base['peak']:.2f}",
            *_quality(articles, result["found"]),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _in_child(path: Path, name: str, rounds: int) -> dict[str, Any]:
    command = [sys.executable, __file__, str(path), "--contender", name, "--rounds", str(rounds)]
    threads.one()  # as the command line does
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _quality(articles: list[Coded], found: dict[str, list[Marked]]) -> list[str]:
    predicted = [
        Coded(id=article["id"], text=article["text"], attributions=found[article["id"]])
        for article in articles
    ]
    scores: Scores = score(articles, predicted)
    parts = ("all", "direct", "indirect")
    return [f"{100 * scores.rates['attribution_strict', part].f1:.1f}" for part in parts]


if __name__ == "__main__":
    main()
