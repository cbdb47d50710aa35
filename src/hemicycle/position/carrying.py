"""Which words of a statement carried the side that the judge saw: what it says without them.

Each clause of the content is left out in turn; the one without which the answer is least sure is
what a reviewer should look at first (Li, Monroe and Jurafsky 2016, erasure).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hemicycle.position.judge import ask
from hemicycle.position.setting import Setting
from hemicycle.records import Concept

CLAUSES = re.compile(
    r"[,;:.?!–—]\s+|\s+(?=(?:but|because|while|although|unless|if|which|who|so that|and)\s)"
)
MOST = 4  # clauses that are tried
SHORTEST = 3  # words of a clause


@dataclass(frozen=True, slots=True)
class Carried:
    """The words, and how likely the side still is without them, 0 to 1."""

    words: str
    without: float


def carried(setting: Setting, concept: Concept, side: int) -> Carried | None:
    """The clause that carries `side` (1 or -1) most; None where there is but one."""
    found = clauses(setting.content)
    if len(found) < 2:
        return None
    tried = [
        Carried(clause, ask(setting.saying(rest).on(concept)).shares[side])
        for clause in found
        if (rest := setting.content.replace(clause, " ", 1).strip())
    ]
    return min(tried, key=lambda each: each.without)


def clauses(content: str) -> list[str]:
    """The content cut at marks and conjunctions: at most four parts of at least three words."""
    parts: list[str] = []
    start = 0
    for cut in [*(m.end() for m in CLAUSES.finditer(content)), len(content)]:
        words = content[start:cut]
        if len(words.split()) >= SHORTEST or cut == len(content):
            parts.append(words)
            start = cut
    while len(parts) > MOST:
        at = min(range(len(parts) - 1), key=lambda n: len(parts[n]) + len(parts[n + 1]))
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return [part.strip() for part in parts if part.strip()]
