"""Make the lexicon of cues: which word reports speech in which frame of syntax.

    python training/cues/count.py PATH/polnear/train.jsonl.gz -o src/hemicycle/data/en/cues.toml

"say" with a clause nearly always reports speech, "say" with an object ("said a prayer") rarely.
The idea: let `hemicycle.extract.frames` offer every frame of every word in coded news, count how
often an offer is what people marked (half of the content's words and half of the source's are
shared), and admit the pairs that were right often enough. Offers inside quotation marks and what
somebody "might say" are not counted, since the reader leaves them out too.

The verbs that may stand beside a quotation are not counted but copied from `direct.toml`.
The same articles and parser give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import textwrap
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hemicycle import lexicon
from hemicycle.evaluate import gold
from hemicycle.evaluate.readings import Coded, Reading, likeness, readings
from hemicycle.evaluate.words import Words
from hemicycle.extract.frames import Offer, offers
from hemicycle.extract.quotes import Quotations, quotations
from hemicycle.extract.reported import NOMINAL, _keys
from hemicycle.extract.spans import whole
from hemicycle.offsets import OffsetMap
from hemicycle.parse import Parse, model_version, parse
from hemicycle.records import Block, Document, Metadata, digest

SEEN = 3  # an offer made less often tells nothing
PRECISION = 0.36  # smoothed; lower admits more noise than statements (measured on dev)
PRIOR = 0.3  # hits in one offer that nobody has seen

DIRECT = Path(__file__).with_name("direct.toml")
SOURCE = "counted on PolNeAR train by training/cues/count.py"
NOTES = {
    "clause": "said THAT it rained",
    "infinitive": "vowed TO leave",
    "object": "criticised THE PLAN",
    "passive": "THE PLAN was criticised",
    "state": "is convinced THAT it rained; found by the word as it stands, not by its lemma",
    "raising": "SHE is expected TO WIN; no source",
    "noun:clause": "her claim THAT it rained",
    "noun:infinitive": "her promise TO leave",
}
HEADER = """\
Which word reports speech in which frame (extract/frames.py). Read by extract/reported.py; \
[direct] by extract/direct.py, tags.py and frames.py as well.

Made by: python training/cues/count.py PATH/train.jsonl.gz -o src/hemicycle/data/en/cues.toml
Do not edit: words added by hand are in cues_by_hand.toml, those of [direct] come from \
training/cues/direct.toml.

Counted on PolNeAR train: {articles} articles of US political news ({first} to {last}), {marked} \
attributions, sha256 of the file {fingerprint}; parsed by {model}.
PolNeAR states no licence and its texts belong to their publishers; nothing of them is in this \
file but single words, in alphabetical order.
A word is admitted to a frame when it was offered there at least {seen} times and (hits + {prior}) \
/ (offers + 1) is at least {precision}. In the notes, CAPITALS are the content."""

Pair = tuple[str, str]  # frame, lemma


def main() -> None:
    """Count, write, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="PolNeAR train, .jsonl or .jsonl.gz")
    parser.add_argument("-o", "--output", type=Path, required=True, help="cues.toml to write")
    asked = parser.parse_args()
    articles = gold.read(asked.gold)
    direct = tomllib.loads(DIRECT.read_text(encoding="utf-8"))
    with beside_quotations(direct["direct"]["words"]):
        pairs = admitted(with_progress(articles))
    head = _header(articles, hashlib.sha256(asked.gold.read_bytes()).hexdigest())
    made = _toml(head, direct | _groups(pairs))
    tomllib.loads(made)  # never leave a lexicon that cannot be read
    asked.output.write_text(made, encoding="utf-8")
    print(f"{len(pairs)} pairs of frame and word in {asked.output}")


@contextmanager
def beside_quotations(verbs: Iterable[str]) -> Iterator[None]:
    """Let the package take `verbs` for those of [direct], whatever its own lexicon holds."""
    original, own = lexicon.words, frozenset(verbs)

    def words(name: str, *groups: str, language: str = "en") -> frozenset[str]:
        asked = (name, groups) == ("cues", ("direct",))
        return own if asked else original(name, *groups, language=language)

    with patch.object(lexicon, "words", words):
        yield


def admitted(articles: Iterable[Coded]) -> list[Pair]:
    """The (frame, lemma) pairs that were right often enough, sorted.

    A verb with its particle ("rule out") is left out where the bare verb is in already.
    """
    offered: Counter[Pair] = Counter()
    right: Counter[Pair] = Counter()
    for article in articles:
        for pair, is_right in tally(article):
            offered[pair] += 1
            right[pair] += is_right
    good = {
        pair
        for pair, n in offered.items()
        if n >= SEEN and (right[pair] + PRIOR) / (n + 1) >= PRECISION
    }
    return sorted((f, w) for f, w in good if " " not in w or (f, w.split()[0]) not in good)


def tally(article: Coded) -> Iterator[tuple[Pair, bool]]:
    """Every offer in `article`, and whether people marked the same."""
    document = as_document(article)
    parsed = parse(document)
    made = list(_offers(parsed, quotations(document)))
    words = Words(article["text"])
    is_coded = _judge(readings(article, words))
    predicted = Coded(
        id=article["id"],
        text=article["text"],
        attributions=[{"source": whole(o.source), "content": whole(o.content)} for o in made],
    )
    for offer, one in zip(made, readings(predicted, words), strict=True):
        is_right = is_coded(one)
        yield from ((pair, is_right) for pair in _keys(parsed, offer))


def _judge(coded: list[Reading]) -> Callable[[Reading], bool]:
    """Whether an attribution is one of `coded`, of which only those near it are compared."""
    alike = likeness("strict")
    by_word: dict[int, set[int]] = defaultdict(set)
    for one in coded:
        for word in one.words["content"]:
            by_word[word].add(one.mark)

    def is_coded(one: Reading) -> bool:
        near = {mark for word in one.words["content"] for mark in by_word.get(word, ())}
        return any(alike(one, coded[mark]) > 0 for mark in near)

    return is_coded


def _offers(parsed: Parse, marks: Quotations) -> Iterator[Offer]:
    for word in parsed.tokens:
        if not marks.hold(word.start):
            yield from (offer for offer in offers(parsed, word) if not _might(offer))


def _might(offer: Offer) -> bool:
    """ "might say" reports nothing, "would not say" does."""
    return any(t.tag == "MD" for t in offer.cue) and not any(t.dep == "neg" for t in offer.cue)


def as_document(article: Coded) -> Document:
    """The article with one block for each line that is not empty."""
    id, text = article["id"], article["text"]
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    blocks = tuple(Block(line.start(), line.end(), "body") for line in lines)
    offsets = OffsetMap.identity(len(text))
    return Document(digest(id, text), id, id, text, text, blocks, offsets, Metadata())


def with_progress(articles: list[Coded]) -> Iterator[Coded]:
    """The articles, with a line on stderr after every hundredth."""
    for n, article in enumerate(articles, 1):
        yield article
        if n % 100 == 0 or n == len(articles):
            print(f"{n} of {len(articles)} articles", file=sys.stderr)


# ------------------------------------------------------------------ writing

GLUE = "\xa0"  # keeps "rule out" on one line


def _groups(pairs: Iterable[Pair]) -> dict[str, dict[str, Any]]:
    words: dict[str, list[str]] = defaultdict(list)
    for frame, lemma in pairs:
        words[frame].append(lemma)
    return {
        frame: {"note": _note(frame), "source": SOURCE, "words": found}
        for frame, found in sorted(words.items())
    }


def _note(frame: str) -> str:
    example = "the word {} SOMETHING" if frame.startswith(NOMINAL) else "spoke {} SOMETHING"
    return f"{frame}: {NOTES.get(frame) or example.format(frame.split(':')[-1])}"


def _header(articles: list[Coded], fingerprint: str) -> str:
    dates = sorted(str(row["date"]) for row in map(dict, articles) if row.get("date"))
    return HEADER.format(
        articles=len(articles),
        marked=sum(len(article["attributions"]) for article in articles),
        first=dates[0] if dates else "no date",
        last=dates[-1] if dates else "no date",
        fingerprint=fingerprint,
        model=model_version(),
        seen=SEEN,
        prior=PRIOR,
        precision=PRECISION,
    )


def _toml(header: str, groups: dict[str, dict[str, Any]]) -> str:
    lines = [line for part in header.split("\n") for line in textwrap.wrap(part, 98) or [""]]
    head = "\n".join(f"# {line}".rstrip() for line in lines)
    return "\n\n".join([head, *(_group(name, group) for name, group in groups.items())]) + "\n"


def _group(name: str, group: dict[str, Any]) -> str:
    title = name if name.isalpha() else _quoted(name)
    rows = [f"{key} = {_quoted(group[key])}" for key in ("note", "source")]
    words = ", ".join(_quoted(word).replace(" ", GLUE) for word in sorted(set(group["words"])))
    wrapped = textwrap.wrap(words, 96, break_long_words=False, break_on_hyphens=False)
    body = "\n".join(f"  {row}".replace(GLUE, " ") for row in wrapped)
    return "\n".join([f"[{title}]", *rows, f"words = [\n{body},\n]"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
