"""Which verbs of `direct.toml` earn their place beside a quotation?

    python training/cues/direct.py PATH/polnear/train.jsonl.gz [--try VERB]...

Reads every article with the whole list, then once without each verb of the list that occurs in it
(or with each verb to `--try`), and prints what the verb alone changes: attributions right, and
attributions made (strict). A verb raises F1 where it brings more than about three right ones for
ten made. The list stays made by hand; this is what to look at before editing it.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from count import DIRECT, as_document, beside_quotations, with_progress

from hemicycle.evaluate import gold
from hemicycle.evaluate.readings import Coded
from hemicycle.evaluate.scoring import score
from hemicycle.extract import rules
from hemicycle.parse import parse

Change = tuple[int, int]  # right, made


def main() -> None:
    """Measure and print, the most harmful verb first."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="PolNeAR train, .jsonl or .jsonl.gz")
    parser.add_argument("--try", dest="tried", action="append", default=[], metavar="VERB")
    asked = parser.parse_args()
    known = frozenset(tomllib.loads(DIRECT.read_text(encoding="utf-8"))["direct"]["words"])
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for article in with_progress(gold.read(asked.gold)):
        for verb, change in changes(article, known, frozenset(asked.tried)).items():
            right[verb] += change[0]
            made[verb] += change[1]
            articles[verb] += 1
    print("verb              articles  right   made")
    for verb in sorted(articles, key=lambda v: (right[v] - 0.3 * made[v], v)):
        print(f"{verb:<18}{articles[verb]:>8} {right[verb]:>+6} {made[verb]:>+6}")


def changes(article: Coded, known: frozenset[str], tried: frozenset[str]) -> dict[str, Change]:
    """Verb → what having it in the list changes in this article."""
    lemmas = {t.lemma for t in parse(as_document(article)).tokens if t.pos in ("VERB", "AUX")}
    usual = _count(article, known)
    out: dict[str, Change] = {}
    for verb in lemmas & (known | tried):
        other = _count(article, known ^ {verb})
        with_it, without = (usual, other) if verb in known else (other, usual)
        out[verb] = (with_it[0] - without[0], with_it[1] - without[1])
    return out


def _count(article: Coded, direct: frozenset[str]) -> Change:
    """Attributions right and made when `direct` are the verbs beside a quotation."""
    with beside_quotations(direct):
        found = rules.read(as_document(article))
    predicted = Coded(
        id=article["id"],
        text=article["text"],
        attributions=[{"source": a.source, "cue": a.cue, "content": a.content} for a in found],
    )
    rate = score([article], [predicted]).rates["attribution_strict", "all"]
    return rate.hits, rate.predicted


if __name__ == "__main__":
    main()
