"""Who speaks in the debate: the table of actors, and who gets how much of the space.

The same statements are divided six ways (first hand or carried, named or not, by actor, outlet,
country, organisation). Shares are of all statements and of all their words; words of a statement
inside another one count for both speakers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from hemicycle.report import counts, figures, phrases
from hemicycle.report.counts import Share
from hemicycle.report.numbers import Number
from hemicycle.report.panels import ConceptPanel, Rows, Seated
from hemicycle.rows import ActorRow, StatementRow

KEEP = 8  # bars shown before the rest is folded into one


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One row of the table of actors."""

    actor: ActorRow
    country: str | None
    statements: Number
    words: int
    first: date | None
    last: date | None
    stances: list[Seated]  # one per concept


def actor_lines(rows: Rows, panels: Sequence[ConceptPanel]) -> list[ActorLine]:
    """Every speaker, most statements first."""
    stances: dict[str, list[Seated]] = {actor.id: [] for actor in rows.actors}
    for panel in panels:
        for group in panel.by_stance.values():
            for one in group:
                stances[one.actor.id].append(one)
    said: dict[str, list[int]] = {actor.id: [] for actor in rows.actors}
    for at, row in enumerate(rows.statements):
        for actor in row.speakers:
            said[actor.id].append(at)
    return [_actor_line(rows, actor, said[actor.id], stances[actor.id]) for actor in rows.actors]


def _actor_line(
    rows: Rows, actor: ActorRow, said: Sequence[int], stances: list[Seated]
) -> ActorLine:
    days = [when for at in said if (when := rows.statements[at].when)]
    return ActorLine(
        actor,
        phrases.country(actor.country),
        rows.numbers.add(f"{actor.name}: all statements", said),
        sum(rows.statements[at].words for at in said),
        min(days, default=None),
        max(days, default=None),
        stances,
    )


# ---------------------------------------------------------------- who gets to speak


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart: statements, words and their shares in per cent."""

    label: str
    number: Number
    words: int
    of_statements: int
    of_words: int
    statement_bar: Markup
    word_bar: Markup


@dataclass(frozen=True, slots=True)
class BarChart:
    """One way of dividing the debate."""

    title: str
    note: str
    bars: list[Bar]


def speaking_charts(rows: Rows) -> list[BarChart]:
    """The debate divided by way of reporting, naming, actor, country, organisation and outlet."""
    return [
        BarChart(title, note, _bars(rows, title, key, unknown))
        for title, note, key, unknown in (
            ("First hand or carried", "Whether a named voice passed the words on", _carried, ""),
            ("Named or not", "Whether the reader learns who spoke", _naming, ""),
            ("By actor", "", _actor_of(rows, lambda a: a.id), "speaker not resolved"),
            ("By outlet", "Who printed it", lambda row: row.outlet, "outlet not stated"),
            ("By country", "Of the speaker", _actor_of(rows, _country), "country not known"),
            ("By organisation", "Spoken for", _actor_of(rows, _organisation), "none known"),
        )
    ]


def _bars(
    rows: Rows, title: str, key: Callable[[StatementRow], str | None], unknown: str
) -> list[Bar]:
    whole = len(rows.statements), sum(row.words for row in rows.statements)
    kept, rest, folded = counts.fold(counts.shares(rows.statements, key), KEEP)
    scale = max((_longest(share, whole) for share in kept), default=1.0)
    drawn = [
        _bar(rows, title, share, _label(rows, title, share, unknown), whole, scale)
        for share in kept
    ]
    others = [_bar(rows, title, rest, f"{folded:,} others", whole, None)] if rest else []
    return [*drawn, *others]


def _longest(share: Share, whole: tuple[int, int]) -> float:
    """The larger of the share's two bars, as a part of one; the largest fills the width."""
    return max(len(share.statements) / whole[0], share.words / max(whole[1], 1))


def _bar(
    rows: Rows, title: str, share: Share, label: str, whole: tuple[int, int], scale: float | None
) -> Bar:
    """One line; without a scale it is not drawn, so that a sum does not dwarf its parts."""
    said, of = len(share.statements), max(whole[1], 1)
    return Bar(
        label,
        rows.numbers.add(f"{title}: {label}", share.statements),
        share.words,
        counts.percent(said, whole[0]),
        counts.percent(share.words, whole[1]),
        figures.bar(said / whole[0], scale, "statements") if scale else Markup(""),
        figures.bar(share.words / of, scale, "words") if scale else Markup(""),
    )


def _label(rows: Rows, title: str, share: Share, unknown: str) -> str:
    if share.label is None:
        return phrases.capital(unknown)
    return rows.names[share.label] if title == "By actor" else share.label


def _carried(row: StatementRow) -> str:
    return "Carried by another" if row.reported else "First hand"


def unresolved(row: StatementRow) -> bool:
    """Whether the machine could not tell who the speaker is."""
    return row.actor is None or row.actor.kind == "unknown"


def _naming(row: StatementRow) -> str:
    if unresolved(row):
        return "Not resolved"
    return "Anonymous" if row.actor and row.actor.kind == "anonymous" else "Named"


def _actor_of(
    rows: Rows, field: Callable[[ActorRow], str | None]
) -> Callable[[StatementRow], str | None]:
    return lambda row: field(rows.row_of(row.actor)) if row.actor else None


def _country(actor: ActorRow) -> str | None:
    return phrases.country(actor.country)


def _organisation(actor: ActorRow) -> str | None:
    return actor.organisation or (actor.name if actor.kind == "organisation" else None)
