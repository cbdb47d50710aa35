"""What DNA says otherwise than the project, as verdicts on the project's statement.

Only what was sent to DNA can have been deleted there: a position that DNA lacks is taken away when
the statement came from here, and left alone when it was coded elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hemicycle.exchange.dna import trace
from hemicycle.exchange.dna.from_project import sides
from hemicycle.exchange.dna.matching import Cells
from hemicycle.exchange.dna.schema import shortened
from hemicycle.exchange.report import Notes
from hemicycle.rows import StatementRow


def verdicts(
    row: StatementRow, group: list[Cells], wordings: Mapping[str, str], notes: Notes
) -> Iterator[Cells]:
    """The fields of a `review.decisions.Decision` each. `group` is all that DNA says of the
    statement, `wordings` gives the ids of concepts."""
    yield from _actor(row, group, notes)
    yield from _positions(row, group, wordings, notes)


def _positions(
    row: StatementRow, group: list[Cells], wordings: Mapping[str, str], notes: Notes
) -> Iterator[Cells]:
    said: dict[str, dict[Any, str]] = {}
    for cells in group:
        concept = wordings.get(cells.get("concept") or "")
        if concept and "agreement" in cells:
            said.setdefault(concept, {})[_side(cells["agreement"])] = cells["coder"]
    held = {p.concept: p.agreement for p in row.positions if p.agreement is not None}
    for concept, found in said.items():
        if len(found) > 1 or found.keys() - {1, 0, -1}:
            notes.add("neither 1, 0 nor -1, or two sides at once", f"{_told(row)}, on {concept}")
        elif held.get(concept) not in found:
            ((side, coder),) = found.items()
            if _as_sent(group, concept, side):
                notes.add("read otherwise since it went to DNA: the new reading stays", _told(row))
            else:
                yield _verdict(row, f"position:{concept}", coder, side)
    for concept in sorted(held.keys() & set(wordings.values()) - said.keys()):
        if _could_be_there(group, held[concept]):
            yield _verdict(row, f"position:{concept}", group[0]["coder"])


def _as_sent(group: list[Cells], concept: str, side: Any) -> bool:
    """Whether nobody in DNA changed the side that was sent."""
    traces = [trace.read(cells.get(trace.VARIABLE)) for cells in group]
    return any(each.sides.get(concept) == side for each in traces if each)


def _told(row: StatementRow) -> str:
    return f"{row.document_name} {row.content[0][0]}: {row.text[:40]}"


def _could_be_there(group: list[Cells], side: int | None) -> bool:
    """Whether DNA would have the position if nobody had deleted it."""
    sent = any(trace.read(cells.get(trace.VARIABLE)) for cells in group)
    yes_or_no = any(isinstance(cells.get("agreement"), bool) for cells in group)
    return sent and "agreement" in group[0] and not (side == 0 and yes_or_no)


def _side(value: Any) -> Any:
    """1 or -1 for yes or no; numbers as they are."""
    return (1 if value else -1) if isinstance(value, bool) else value


def _actor(row: StatementRow, group: list[Cells], notes: Notes) -> Iterator[Cells]:
    names = {(c.get("person") or "", c.get("organization") or "") for c in group}
    speakers = {shortened(person or body) for person, body in names} - {""}
    if speakers == {shortened(speaker.name) for speaker in row.speakers}:
        if not names <= {
            tuple(map(shortened, sides(speaker))) for speaker in row.speakers or (None,)
        }:
            notes.add("organizations of persons cannot be corrected", row.document_name)
        return
    if len(names) != 1:
        notes.add("several speakers, of whom a verdict can name one", f"{row.document_name}")
        return
    ((person, body),) = names
    value = {"name": person or body, "kind": "person" if person else "organisation"}
    yield _verdict(row, "actor", group[0]["coder"], value if person or body else None)


def _verdict(row: StatementRow, field: str, coder: str, value: Any = None) -> Cells:
    verdict = "reject" if value is None else "replace"
    by = "DNA" if coder.strip() in ("", "Hemicycle") else coder.strip()  # somebody there
    return {"subject": row.id, "field": field, "verdict": verdict, "by": by, "replacement": value}
