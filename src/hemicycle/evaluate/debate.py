"""How right a whole coding is: speakers, days and sides beside gold, statement by statement.

Spans alone do not show whether the words went to the right person. A gold statement counts as found
when a coded one shares at least half of its words (intersection over union of content); on those,
speaker and day are compared. A side (for or against) is judged for every coded statement, also
where gold knows no such statement: a side taken there is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from hemicycle.offsets import Spans
from hemicycle.rows import StatementRow

HALF = 0.5
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over one or more documents."""

    gold: int = 0
    found: int = 0
    speaker_right: int = 0
    speaker_wrong: int = 0  # the others found were left open
    day_right: int = 0  # both unknown counts as right
    sides: int = 0
    sides_right: int = 0
    sides_gold: int = 0  # of the statements that were found

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


def compare(gold: Mapping[str, Any], rows: Sequence[StatementRow]) -> Tally:
    """One document's gold (`text`, `attributions` with actor, said_on, positions) and its rows."""
    pairs = matched(gold, rows)
    tally = Tally(gold=len(gold["attributions"]))
    for n, wanted in pairs.items():
        tally += _judged(wanted, rows[n])
    for n, row in enumerate(rows):
        tally += _sides(pairs.get(n), row)
    return tally


def matched(gold: Mapping[str, Any], rows: Sequence[StatementRow]) -> dict[int, Mapping[str, Any]]:
    """The gold statement that each row (by place) is found to be."""
    words = [frozenset(_points(row.content)) for row in rows]
    nearest = ((_nearest(frozenset(_points(w["content"])), words), w) for w in gold["attributions"])
    return {n: wanted for n, wanted in nearest if n is not None}


def _points(spans: Spans) -> list[int]:
    return [at for start, end in spans for at in range(start, end)]


def _nearest(wanted: frozenset[int], words: Sequence[frozenset[int]]) -> int | None:
    shares = [(len(wanted & one) / len(wanted | one), -n) for n, one in enumerate(words)]
    share, n = max(shares, default=(0.0, 0))
    return -n if share >= HALF else None


def _judged(wanted: Mapping[str, Any], row: StatementRow) -> Tally:
    names = _names(wanted["actor"])
    right = plain(row.actor.name) in names if row.actor else not names
    return Tally(
        sides_gold=sum(side != 0 for side in wanted["positions"].values()),
        found=1,
        speaker_right=right,
        speaker_wrong=not right and row.actor is not None,
        day_right=_day(wanted["said_on"]) == _said(row),
    )


def _names(actor: Mapping[str, Any] | None) -> set[str]:
    return {plain(name) for name in (actor["name"], *actor.get("aliases", ()))} if actor else set()


def plain(name: str) -> str:
    """The name as names are compared: without an article, in small letters."""
    return ARTICLE.sub("", name).casefold()


def _day(stated: Mapping[str, str] | None) -> tuple[str, str] | None:
    return (stated["start"], stated["end"]) if stated else None


def _said(row: StatementRow) -> tuple[str, str] | None:
    said = row.said_on
    return (said.start.isoformat(), said.end.isoformat()) if said else None


def _sides(wanted: Mapping[str, Any] | None, row: StatementRow) -> Tally:
    known = wanted["positions"] if wanted else {}
    taken = [(p.concept, p.agreement) for p in row.positions if p.agreement]
    return Tally(sides=len(taken), sides_right=sum(known.get(c) == side for c, side in taken))
