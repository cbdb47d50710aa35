"""The verb `adapt`: what a person decided teaches how positions are taken, concept by concept.

What was learned lies in the project as `adapted.json`: the head of each concept, with its figures
and the decisions it was made from. Deleting the file forgets it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.errors import ProjectError
from hemicycle.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from hemicycle.pipeline import Coder
    from hemicycle.position.adapt import Head
    from hemicycle.position.rescoring import Learned
    from hemicycle.records import Position, Statement
    from hemicycle.review.decisions import Decision
    from hemicycle.store.contract import Store

FILE = "adapted.json"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What became of one concept: how many decisions could teach, the head where one is better than
    the judge (else None), how many positions were taken again and came out otherwise."""

    concept: str
    decisions: int
    head: Head | None
    rescored: int = 0
    changed: int = 0


def adapt(project: Project | str | Path) -> list[Lesson]:
    """Learn from all decisions on positions, and take again those on the concepts they bear on.

    A concept needs `position.adapt.FEWEST` decided statements that speak to it. No text is read
    again, and what a person decided on stays as it is. A concept that no longer has a head, and
    what is out of date (another judge was chosen since), is left for the next `run`. Raises
    ProjectError, StoreError, CodebookError.
    """
    from hemicycle.review import decisions
    from hemicycle.review.shapes import POSITION
    from hemicycle.verbs import debates

    place = debates.opened(project)
    codebook = debates.concepts(place)
    coder = debates.coder(place, codebook)  # or says what is missing, before anything is written
    with place.store(writer="hemicycle adapt") as store:
        due = dict(store.pending_positions(coder.concept_fingerprints))
        coded = {
            row.id: [_current(s, due.get(row.id, ())) for s in store.coded(row.id)]
            for row in store.documents()
        }
        held = decisions.standing(decisions.read(store))
        given = {
            c.id: {id: on[field] for id, on in held.items() if field in on}
            for c in codebook
            for field in [f"{POSITION}{c.id}"]
        }
        known = {s.id: s for statements in coded.values() for s in statements}
        examples = {c.id: _examples(given[c.id], c.id, known) for c in codebook}
        version = coder.judge_version
        heads = {name: _learned(found, version) for name, found in examples.items()}
        keep(place, {name: found for name, found in heads.items() if found})
        counts = _again(store, debates.coder(place, codebook), coded, given, due)
    return [
        Lesson(name, len(found), learned.head if (learned := heads[name]) else None, *counts[name])
        for name, found in examples.items()
        if found
    ]


Example = tuple[str, int, bytes]  # statement id, side, what was read


def _examples(
    given: Mapping[str, Decision], concept: str, known: Mapping[str, Statement]
) -> list[Example]:
    """The decided statements that speak to it, with the side that the person gave."""
    found = []
    for id, decision in sorted(given.items()):
        position = _on(known[id].positions, concept) if id in known else None
        if position is None or not position.read:
            continue
        replaced = decision.verdict == "replace"
        side = decision.replacement if replaced else position.agreement.value
        if side in (1, 0, -1) and decision.verdict != "reject":
            found.append((id, int(side), position.read))
    return found


def _on(positions: Sequence[Position], concept: str) -> Position | None:
    return next((p for p in positions if p.concept == concept), None)


def _current(statement: Statement, due: Sequence[str]) -> Statement:
    """The statement without positions that are out of date."""
    kept = tuple(p for p in statement.positions if p.concept not in due)
    return replace(statement, positions=kept)


def _learned(examples: Sequence[Example], judge: str) -> Learned | None:
    import numpy as np

    from hemicycle.position.adapt import FEWEST, Decided, adapted, sides_of
    from hemicycle.position.reads import unpack
    from hemicycle.position.rescoring import Learned

    if len(examples) < FEWEST:
        return None
    ids, sides, reads = zip(*examples, strict=True)
    head = adapted(Decided(*unpack(reads), np.array(sides_of(sides))))
    return Learned(head, judge, ids, sides, reads) if head else None


def _again(
    store: Store,
    coder: Coder,
    coded: Mapping[str, Sequence[Statement]],
    given: Mapping[str, Mapping[str, Decision]],
    due: Mapping[str, Sequence[str]],
) -> dict[str, tuple[int, int]]:
    """Take again all positions on taught concepts but those decided on or out of date, and keep
    them; by concept how many, and how many came out otherwise."""
    counts = {concept.id: (0, 0) for concept in coder.concepts}
    taught = {c: f for c, f in coder.concept_fingerprints.items() if c in coder.taught}
    for document, statements in coded.items() if taught else ():
        made = {c: f for c, f in taught.items() if c not in due.get(document, ())}
        again = coder.again([s.positions for s in statements])
        found: dict[str, list[Position]] = {}
        for statement, after in zip(statements, again, strict=True):
            found[statement.id] = []
            for old, new in zip(statement.positions, after, strict=True):
                if old.concept not in made:
                    continue
                decided = statement.id in given[old.concept]
                found[statement.id].append(old if decided else new)
                count, changed = counts[old.concept]
                differs = not decided and old.agreement.value != new.agreement.value
                counts[old.concept] = count + (not decided), changed + differs
        store.save_positions(document, made, found)
    return counts


# ---------------------------------------------------------------- what is kept


def keep(place: Project, learned: Mapping[str, Learned]) -> None:
    """Write what was learned into the project."""
    from hemicycle.exchange.files import replacing

    kept = {
        name: {
            "head": asdict(found.head),
            "judge": found.judge,
            "decisions": [
                {"statement": id, "side": side, "read": base64.b64encode(read).decode()}
                for id, side, read in zip(found.statements, found.sides, found.reads, strict=True)
            ],
        }
        for name, found in learned.items()
    }
    with replacing(place.folder / FILE, place.files) as out:
        out.write(json.dumps(kept, indent=1).encode())


def kept(place: Project) -> dict[str, Learned]:
    """What the project has learned, by concept. Raises ProjectError when the file is damaged."""
    path = place.folder / FILE
    if not path.exists():
        return {}
    from hemicycle.position.adapt import Head
    from hemicycle.position.rescoring import Learned

    try:
        found = {}
        for name, one in json.loads(path.read_text(encoding="utf-8")).items():
            head = {**one["head"], "weights": tuple(map(tuple, one["head"]["weights"]))}
            rows = one["decisions"]
            found[name] = Learned(
                Head(**head),
                one.get("judge", ""),
                tuple(row["statement"] for row in rows),
                tuple(row["side"] for row in rows),
                tuple(base64.b64decode(row["read"]) for row in rows),
            )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProjectError(
            f"{path} is damaged ({error}). Delete it: `hemicycle run`, then `hemicycle adapt` "
            "make it anew"
        ) from error
    return found
