"""Gold pairs as the position room sees them, as it is or after it has learned from some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hemicycle.evaluate.positions import Answered
from hemicycle.offsets import OffsetMap, Spans
from hemicycle.project import JUDGE
from hemicycle.records import (
    Actor,
    Agreement,
    Attribution,
    Block,
    Concept,
    Document,
    Finding,
    Form,
    Metadata,
    Position,
    digest,
)

if TYPE_CHECKING:
    from hemicycle.evaluate.gold_positions import GoldPair
    from hemicycle.position.adapt import Decided

NOBODY: Finding[Actor] = Finding(None, 0.0, "gold names no actor", "gold@1")
SILENT: dict[Agreement, float] = {1: 0.0, -1: 0.0, 0: 1.0}
Seen = tuple["GoldPair", Position | None]


def answered(pairs: Sequence[GoldPair], decisions: int = 0, judge: str = JUDGE) -> list[Answered]:
    """What `judge` says of them; after `decisions` of each concept, which are left out then."""
    by_concept: dict[str, list[Seen]] = defaultdict(list)
    for pair in pairs:
        by_concept[pair.concept].append((pair, position(pair, judge)))
    return [one for found in by_concept.values() for one in _of_concept(found, decisions)]


def position(pair: GoldPair, judge: str = JUDGE) -> Position | None:
    """The position on the pair's concept; None where the words do not speak to it."""
    from hemicycle.pipeline import Coder

    document, attribution = _document(pair)
    coder = Coder((Concept("gold", pair.concept, pair.definition),), judged_by=judge)
    (found,) = coder.sides(document, [attribution], [NOBODY], coder.concepts)
    return found[0] if found else None


def _document(pair: GoldPair) -> tuple[Document, Attribution]:
    """The words of the pair as one paragraph, the sentence before it as another."""
    text = ""
    spans: dict[str, Spans] = {}
    parts = ("before", "speaker", "cue", "content", "after")
    for name in parts:
        words = getattr(pair, name)
        start = len(text)
        text += words
        spans[name] = ((start, start + len(words)),) if words else ()
        text += ("\n" if name == "before" else " ") if words else ""
    name = digest("gold", text)
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    kept = tuple(block for block in blocks if block.end > block.start)
    offsets = OffsetMap.identity(len(text))
    document = Document(name, name, name, text, text, kept, offsets, Metadata())
    return document, _attribution(name, spans)


def _attribution(name: str, spans: dict[str, Spans]) -> Attribution:
    form: Form = "indirect" if spans["cue"] else "direct"
    content, cue, source = spans["content"], spans["cue"], spans["speaker"]
    return Attribution(name, content, cue, source, form, None, 1.0, "gold@1", ())


def _of_concept(found: Sequence[Seen], decisions: int) -> list[Answered]:
    """The pairs of one concept, without those that were learned from."""
    from hemicycle.position.adapt import ORDER, adapted
    from hemicycle.position.reads import unpack

    taught = [n for n, (pair, held) in enumerate(found) if pair.position is not None and held]
    taught = taught[:decisions]
    head = adapted(_decided([found[n] for n in taught])) if taught else None
    out = []
    for n, (pair, held) in enumerate(found):
        if n in set(taught):
            continue
        shares = SILENT
        if held and held.read:
            read, seen = unpack([held.read])
            row = (head.shares(read, seen) if head else seen)[0]
            shares = dict(zip(ORDER, map(float, row), strict=True))
        reason = held.agreement.reason if held else ""
        out.append(
            Answered(pair.position, float(held is not None), shares, pair.content, pair.concept,
                     reason, shares is not SILENT)
        )  # fmt: skip
    return out


def _decided(found: Sequence[Seen]) -> Decided:
    import numpy as np

    from hemicycle.position.adapt import Decided, sides_of
    from hemicycle.position.reads import unpack

    sides = sides_of([pair.position or 0 for pair, _ in found])
    return Decided(*unpack([held.read for _, held in found if held]), np.array(sides))
