"""Which words carried a judgement: those without which the judge is least of its opinion.

The cue and each clause of the content are left out in turn (occlusion, Zeiler and Fergus 2014); the
piece whose loss costs the told side most is named. It says what moved the network, not why a person
should agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hemicycle.offsets import Span
from hemicycle.position.judge import Verdict, verdicts
from hemicycle.position.question import Question

SHORTENED = r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)"
STOP = rf"(?:{SHORTENED}\.|[;:,?!—–…])+(?=[\s”\"’']|$)"
CLAUSE = re.compile(rf".+?(?:{STOP}|$)[”\"’']*\s*", re.DOTALL)
SHORTEST = 12  # code points of a clause; shorter ones go with the one before
MOST = 5  # clauses that are tried, the first ones
MARKS = " \n,;:.…—–“”\"’'‘"
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
    content = question.content
    if question.cue.strip(":"):
        yield question.cue, replace(question, cue="")
    clauses = _clauses(content)
    for start, end in clauses[:MOST] if len(clauses) > 1 else ():
        rest = replace(question, content=content[:start] + content[end:])
        yield content[start:end].strip(MARKS), rest


def _clauses(content: str) -> list[Span]:
    """Where each stands; a short one goes with the one before, the first with the next."""
    found: list[Span] = []
    for start, end in (clause.span() for clause in CLAUSE.finditer(content)):
        if found and end - start < SHORTEST:
            start = found.pop()[0]
        found.append((start, end))
    if len(found) > 1 and found[0][1] - found[0][0] < SHORTEST:
        found[:2] = [(found[0][0], found[1][1])]
    return found
