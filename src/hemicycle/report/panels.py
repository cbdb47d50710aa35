"""What the page shows about one concept, ready to be printed: rows in, small view records out.

Counting is in `counts`, drawing in `figures` and `timeline_figure`; here the two are given words
and every number is entered in the register that opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.records import Actor, Concept
from hemicycle.report import counts, figures, phrases, timeline_figure
from hemicycle.report.counts import Stance, Standing
from hemicycle.report.numbers import Number, Numbers
from hemicycle.report.timeline import timeline
from hemicycle.rows import ActorRow, StatementRow

BENCH = 60  # hollow seats shown before the rest is only counted

STANCE_WORDS: dict[Stance, str] = {
    "against": "against",
    "divided": "divided",
    "neither": "neither",
    "for": "for",
    "unclear": "side unclear",
    "silent": "silent",
}


@dataclass(frozen=True, slots=True)
class Seated:
    """One actor before one concept, for the legend, benches and tables."""

    actor: ActorRow
    about: str
    stance: Stance
    mean: float | None
    against: Number
    neither: Number
    on_side: Number  # for
    unclear: Number
    spoken: Number
    says: str  # "for: 3 for, 1 neither"

    @property
    def initials(self) -> str:
        return phrases.initials(self.actor.name)


@dataclass(frozen=True, slots=True)
class ConceptPanel:
    """Everything about one concept."""

    concept: Concept
    headline: str
    summary: str
    by_stance: dict[Stance, list[Seated]]
    totals: dict[Stance, Number]
    seated: list[Seated]
    chart: Markup
    times: list[Markup]
    undated: Number
    statements: Number

    @property
    def on_seats(self) -> int:
        return sum(one.mean is not None for one in self.seated)


class Rows:
    """The report's statements and speakers, and the register of its numbers."""

    def __init__(self, statements: Sequence[StatementRow], actors: Sequence[ActorRow]) -> None:
        self.statements = counts.chronological(statements)
        self.actors = counts.speaking(self.statements, actors)
        self.by_id = {actor.id: actor for actor in self.actors}
        self.names = {r.actor.id: self.row_of(r.actor).name for r in self.statements if r.actor}
        self.numbers = Numbers()

    def row_of(self, actor: Actor) -> ActorRow:
        """What is known of a speaker; a group whose members are seated has no row of its own."""
        return self.by_id.get(actor.id) or counts.row_of(actor)

    def where(self, title: str, test: Callable[[StatementRow], bool]) -> Number:
        """The statements that pass a test."""
        return self.numbers.add(title, [i for i, row in enumerate(self.statements) if test(row)])


def concept_panel(rows: Rows, concept: Concept) -> ConceptPanel:
    """Chart, timeline and table of one concept."""
    found = counts.standings(concept.id, rows.statements, [actor.id for actor in rows.actors])
    seated = [_seated(rows, concept, standing) for standing in counts.seating(found)]
    rest = [_seated(rows, concept, s) for s in found if s.mean is None]
    by_stance: dict[Stance, list[Seated]] = {
        stance: [one for one in [*seated, *rest] if one.stance == stance]
        for stance in counts.STANCES
    }
    statements = [i for i, row in enumerate(rows.statements) if counts.sides(row, concept.id)]
    return ConceptPanel(
        concept=concept,
        headline=headline({stance: len(group) for stance, group in by_stance.items()}),
        summary=_summary(len(seated), len(rows.actors), len(statements)),
        by_stance=by_stance,
        totals=_totals(rows, concept, found),
        seated=[*seated, *by_stance["unclear"]],
        chart=figures.hemicycle([_seat(one) for one in seated]),
        times=_times(rows, concept),
        undated=rows.numbers.add(
            f"Not dated: on “{concept.wording}”",
            [i for i in statements if rows.statements[i].when is None],
        ),
        statements=rows.numbers.add(f"All on “{concept.wording}”", statements),
    )


def headline(groups: dict[Stance, int]) -> str:
    """The count in a few words: the machine finds too few sides to call a majority."""
    against, favour = groups.get("against", 0), groups.get("for", 0)
    if not any(groups.get(stance) for stance in ("against", "for", "divided", "neither")):
        return "Nobody takes a side the machine could recognise"
    if not against and not favour:
        return "Nobody stands clearly on one side"
    others = phrases.count(against) if against else "none"
    sides = f"{phrases.number(favour, 'actor')} for, {others} against"
    divided = groups.get("divided", 0)
    return phrases.capital(sides + (f", {phrases.count(divided)} divided" if divided else ""))


def _summary(seated: int, actors: int, statements: int) -> str:
    who = phrases.capital(phrases.count(seated))
    takes = "takes" if seated == 1 else "take"
    spoken = phrases.number(statements, "statement")
    everyone = phrases.number(actors, "actor")
    return f"{who} of {everyone} {takes} a position. {phrases.capital(spoken)} on it."


def _seated(rows: Rows, concept: Concept, standing: Standing) -> Seated:
    actor = rows.by_id[standing.actor]
    words = {"unclear": "side unclear", "neither": "neither for nor against"}
    number = {
        side: rows.numbers.add(
            f"{actor.name}: {words.get(side, side)} on “{concept.wording}”", standing.by_side[side]
        )
        for side in counts.SIDES
        if standing.by_side[side]
    }
    none = Number(0, -1, "")
    parts = [f"{number[s].n} {words.get(s, s)}" for s in counts.SIDES if s in number]
    stance = standing.stance
    says = f"{STANCE_WORDS[stance]} ({phrases.listed(parts)})" if parts else STANCE_WORDS[stance]
    return Seated(
        actor,
        phrases.describe(actor),
        stance,
        standing.mean,
        number.get("against", none),
        number.get("neither", none),
        number.get("for", none),
        number.get("unclear", none),
        _spoken(rows, actor, concept, standing),
        says,
    )


def _spoken(rows: Rows, actor: ActorRow, concept: Concept, standing: Standing) -> Number:
    """What a click on the seat opens: all on the concept, else all there is."""
    on = sorted({at for group in standing.by_side.values() for at in group})
    if on:
        return rows.numbers.add(f"{actor.name} on “{concept.wording}”", on)
    return rows.numbers.add(f"{actor.name}: all statements", standing.spoken)


def _seat(one: Seated) -> figures.Seat:
    return figures.Seat(one.stance, one.spoken.key, one.initials, one.actor.name, one.says)


def _totals(rows: Rows, concept: Concept, found: Sequence[Standing]) -> dict[Stance, Number]:
    """Actors per stance; opening the number shows what they said on the concept."""
    out: dict[Stance, Number] = {}
    for stance in counts.STANCES:
        group = [standing for standing in found if standing.stance == stance]
        on = sorted({at for s in group for side in s.by_side.values() for at in side})
        said = on or sorted({at for s in group for at in s.spoken})
        title = f"Actors {STANCE_WORDS[stance]}: “{concept.wording}”"
        out[stance] = Number(len(group), rows.numbers.key(title, said), title)
    return out


def _times(rows: Rows, concept: Concept) -> list[Markup]:
    def opens(period: str, statements: Sequence[int]) -> int:
        return rows.numbers.key(f"{phrases.capital(period)}: “{concept.wording}”", statements)

    drawn = []
    for frame in (timeline_figure.WIDE, timeline_figure.NARROW):
        found = timeline(rows.statements, concept.id, frame.limit)
        if found.columns:
            drawn.append(timeline_figure.draw(found, frame, opens))
    return drawn
