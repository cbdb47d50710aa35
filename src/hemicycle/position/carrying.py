"""Which words carried a judgement: those without which the judge is least of its opinion.

The cue and each clause of the content are left out in turn (occlusion, Zeiler and Fergus 2014); the
piece whose loss costs the told side most is named. It says what moved the network, not why a person
should agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hemicycle.position.judge import Verdict, verdicts
from hemicycle.position.question import Question

CLAUSE = re.compile(r"[^.;:,?!—–…]+[.;:,?!—–…]*\s*")
SHORTEST = 12  # code points of a clause; shorter ones go with the one before
MOST = 5  # clauses that are tried, the first ones
MOVED = 0.05  # what leaving it out must cost


def carried(question: Question, verdict: Verdict) -> str:
    """The clause or cue that carried the side; "" where no side is taken or no piece stands out."""
    if not verdict.told:
        return ""
    pieces = list(_without(question))
    left = verdicts([rest for _, rest in pieces])
    costs = [verdict.sure - other.shares[verdict.told] for other in left]
    best = max(range(len(pieces)), key=lambda n: costs[n], default=None)
    if best is None or costs[best] < MOVED:
        return ""
    return pieces[best][0]


def _without(question: Question) -> Iterator[tuple[str, Question]]:
    """Each piece with the question that lacks it."""
    if question.cue.strip(":"):
        yield question.cue, replace(question, cue="")
    clauses = _clauses(question.content)[:MOST]
    for clause in clauses if len(clauses) > 1 else ():
        rest = question.content.replace(clause, "", 1)
        yield clause.strip(' ,;:“”"'), replace(question, content=rest)


def _clauses(content: str) -> list[str]:
    found: list[str] = []
    for clause in CLAUSE.findall(content):
        if found and len(clause.strip()) < SHORTEST:
            found[-1] += clause
        else:
            found.append(clause)
    return found
