"""The plain sides: short topics, each proposition under two wordings and its opposite under two.

T | topic          A | a wording of the proposition          B | a wording of its opposite
+ | speaker | cue | content          (- against, 0 without a side)
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from pairs import ANSWERS, Pair

from hemicycle.position.question import Question

FIELDS = {"T": 2, "A": 2, "B": 2, "+": 4, "-": 4, "0": 4}  # of a line, by what it begins with
LEAST = {"A": 2, "B": 2, "+": 6, "-": 6, "0": 3}  # lines of a topic
TURNED = {"+": "-", "-": "+", "0": "0"}
WITHOUT = 0.4  # of the fours have one statement without a side beside them


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, and where it stands, as `a1:17`."""

    place: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Lines by what they begin with."""

    lines: dict[str, list[Line]] = field(default_factory=lambda: {kind: [] for kind in FIELDS})

    @property
    def whole(self) -> bool:
        return all(len(self.lines[kind]) >= least for kind, least in LEAST.items())


def topics(path: Path) -> list[Topic]:
    """The topics of one file. Ends the program at a line that is not understood."""
    found: list[Topic] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        kind, *rest = (part.strip() for part in line.split("|"))
        if FIELDS.get(kind) != 1 + len(rest) or not rest[-1] or not (found or kind == "T"):
            sys.exit(f"{path}, line {number}: not understood: {line}")
        if kind == "T":
            found.append(Topic())
        found[-1].lines[kind].append(Line(f"{path.stem}:{number}", tuple(rest)))
    return found


def of_plain(paths: Iterable[Path]) -> Iterator[Pair]:
    """Every statement under every wording of its topic."""
    for path in paths:
        for topic in topics(path):
            for label in ANSWERS.keys() & topic.lines.keys():
                for said in topic.lines[label]:
                    for way in "AB":
                        for wording in topic.lines[way]:
                            yield asked(said, label, way, wording)


def fours(found: Iterable[Topic], chance: random.Random) -> Iterator[list[Pair]]:
    """A statement for and one against, each under a wording and its opposite, now and then with one
    that takes no side. In such a four neither statement nor wording tells the side alone."""
    for topic in found:
        sides = {
            label: chance.sample(topic.lines[label], len(topic.lines[label])) for label in "+-"
        }
        number = max(map(len, sides.values()))
        for _, up, down in zip(range(number), cycle(sides["+"]), cycle(sides["-"]), strict=False):
            ways = [(way, chance.choice(topic.lines[way])) for way in "AB"]
            four = [
                asked(said, label, way, wording)
                for label, said in (("+", up), ("-", down))
                for way, wording in ways
            ]
            if chance.random() < WITHOUT:
                four.append(asked(chance.choice(topic.lines["0"]), "0", *chance.choice(ways)))
            yield four


def asked(said: Line, label: str, way: str, wording: Line) -> Pair:
    """One statement under one wording."""
    speaker, cue, content = said.fields
    question = Question(wording.fields[0], content, speaker=speaker, cue=cue)
    label = label if way == "A" else TURNED[label]
    return Pair(question, ANSWERS[label], label, said.place)
