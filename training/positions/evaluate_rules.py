"""How good are the rules on coded documents? Positions of `hemicycle.position` beside gold.

    python training/positions/evaluate_rules.py GOLD.jsonl CODEBOOK.toml [--errors]

Documents have `text` and `attributions`, each with spans and `positions` ({concept id: 1, 0 or -1};
a concept not named is off topic). Relevance and agreement are scored. Single pairs of a statement
and a concept are scored by `hemicycle evaluate --positions`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hemicycle.offsets import OffsetMap
from hemicycle.position import agreement, codebook
from hemicycle.records import Actor, Attribution, Block, Document, Finding, Metadata, digest

UNKNOWN: Finding[Actor] = Finding(None, 0.0, "not resolved", "evaluate@1")
Outcome = tuple[int | str, int | str | None, str, str, str]  # gold, answer, concept, text, why


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("codebook", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every miss")
    args = parser.parse_args()
    start = time.process_time()
    outcomes = list(of_attributions(args.gold, args.codebook))
    report(outcomes, args.errors)
    print(f"{time.process_time() - start:.1f} CPU seconds for {len(outcomes)} pairs")


def of_attributions(gold: Path, book: Path) -> Iterator[Outcome]:
    """Every attribution with every concept."""
    concepts = codebook.load(book)
    for row in rows(gold):
        document = as_document(row["text"])
        coded = row["attributions"]
        spans = [attribution(document, entry) for entry in coded]
        actors = [known(entry.get("actor")) for entry in coded]
        found = agreement.positions(document, spans, actors, concepts)
        for entry, positions in zip(coded, found, strict=True):
            text = " … ".join(row["text"][a:b] for a, b in entry["content"])
            answers = {p.concept: p.agreement for p in positions}
            for concept in concepts:
                finding = answers.get(concept.id)
                value = finding.value if finding else "off"
                yield (
                    entry["positions"].get(concept.id, "off"),
                    value,
                    concept.id,
                    text,
                    finding.reason if finding else "",
                )


def report(outcomes: list[Outcome], errors: bool) -> None:
    """Relevance, then sides, then the table gold × answer."""
    on = [o for o in outcomes if o[0] != "off"]
    found = [o for o in outcomes if o[1] != "off"]
    both = [o for o in on if o[1] != "off"]
    answered = [o for o in both if o[1] is not None]
    right = [o for o in answered if o[0] == o[1]]
    sided = [o for o in answered if o[0] and o[1]]
    taken = [o for o in outcomes if o[1] in (1, -1)]
    agreed = [o for o in taken if o[0] == o[1]]
    print(f"sides taken: {share(agreed, taken)} as in the gold, off-topic ones counted as wrong")
    print(f"on topic {len(on)} of {len(outcomes)}")
    print(f"relevance: recall {share(both, on)}, precision {share(both, found)}")
    print(
        f"answered (not unclear): {share(answered, on)} of on-topic, right {share(right, answered)}"
    )
    print(f"for or against, both: {share([o for o in sided if o[0] == o[1]], sided)} right")
    table = Counter((str(o[0]), str(o[1])) for o in outcomes)
    for gold in sorted({g for g, _ in table}):
        print(f"  gold {gold:>4}:", {a: n for (g, a), n in sorted(table.items()) if g == gold})
    if errors:
        for gold_label, answer, concept, text, why in outcomes:
            if gold_label != answer:
                print(f"{gold_label} → {answer} [{concept}] {text[:160]!r}\n      {why[:240]}")


def share(part: list[Any], whole: list[Any]) -> str:
    """ "31/40 (78 %)"."""
    return f"{len(part)}/{len(whole)} ({100 * len(part) / max(1, len(whole)):.0f} %)"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """JSON lines, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def as_document(text: str) -> Document:
    """Each line a body block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    name = digest(text)
    return Document(
        name, name, name, text, text, tuple(blocks), OffsetMap.identity(len(text)), Metadata()
    )


def attribution(document: Document, entry: dict[str, Any]) -> Attribution:
    """A gold attribution as the record the rooms take."""
    content, cue, source = (
        tuple((a, b) for a, b in entry.get(part, ())) for part in ("content", "cue", "source")
    )
    return Attribution(
        digest(document.id, content), content, cue, source, entry["form"], None, 1.0, "gold@1", ()
    )


def known(actor: dict[str, str] | None) -> Finding[Actor]:
    """A gold actor."""
    if not actor:
        return UNKNOWN
    record = Actor(digest(actor["name"]), actor["name"], actor["kind"])  # type: ignore[arg-type]
    return Finding(record, 1.0, "gold", "gold@1")


if __name__ == "__main__":
    main()
