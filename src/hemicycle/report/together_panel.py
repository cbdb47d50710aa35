"""Who stands with whom, ready to be printed: network, matrix, and when each camp took sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.records import Concept
from hemicycle.report import (
    camps_figure,
    counts,
    groups,
    matrix_figure,
    network_figure,
    pairs_figure,
    phrases,
)
from hemicycle.report.counts import Standing
from hemicycle.report.groups import Grouping
from hemicycle.report.numbers import Number
from hemicycle.report.panels import STANCE_WORDS, Rows
from hemicycle.report.together import Tie, Together
from hemicycle.rows import ActorRow


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about the network; `start` is the weight from which ties are shown at first."""

    network: Markup
    pairs: Markup
    matrix: Markup
    lanes: Markup
    outside: int
    undated: Number
    groupings: tuple[Grouping, ...]
    concepts: tuple[str, ...]
    agreeing: int
    conflicting: int
    start: float
    strongest: float
    actors: int
    camps: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Said:
    """What the shown actors say: their standings by actor and concept, in the order shown."""

    rows: Rows
    actors: Sequence[ActorRow]
    concepts: Sequence[Concept]
    standings: Mapping[tuple[str, str], Standing]

    def sided(self, actor: str, concept: str) -> list[int]:
        """Statements for and against."""
        by_side = self.standings[actor, concept].by_side
        return sorted({*by_side["for"], *by_side["against"]})

    def all_sided(self, actor: str) -> list[int]:
        return sorted({at for concept in self.concepts for at in self.sided(actor, concept.id)})

    def key(self, actor: ActorRow, concept: Concept) -> int:
        title = f"{actor.name} for or against “{concept.wording}”"
        return self.rows.numbers.key(title, self.sided(actor.id, concept.id))


def panel(rows: Rows, concepts: Sequence[Concept], found: Together) -> Panel:
    """The section of the page; `found` is what the door counted on the same statements."""
    said = _said(rows, concepts, found)
    camps = groups.by_camp(said.actors, found.camps)
    others = (groups.by_kind(said.actors), groups.by_country(said.actors))
    groupings = (camps, *(grouping for grouping in others if any(grouping.of.values())))
    lanes, outside, undated = _lanes(said, camps)
    lines, easy = _lines(said, found.ties), network_figure.EASY
    weights = sorted((abs(tie.weight) for tie in found.ties), reverse=True)
    return Panel(
        network=network_figure.draw(_nodes(said, groupings), lines),
        pairs=_pairs(said, camps, lines),
        matrix=matrix_figure.draw(_matrix(said, camps), [c.wording for c in concepts]),
        lanes=lanes,
        outside=outside,
        undated=undated,
        groupings=groupings,
        concepts=tuple(concept.wording for concept in concepts),
        agreeing=sum(tie.weight > 0 for tie in found.ties),
        conflicting=sum(tie.weight < 0 for tie in found.ties),
        start=weights[easy - 1] if len(weights) > easy else 0.0,
        strongest=weights[0] if weights else 0.0,
        actors=len(said.actors),
        camps=len({*found.camps.values()}),
        left_out=found.left_out,
    )


def _said(rows: Rows, concepts: Sequence[Concept], found: Together) -> _Said:
    standings = {
        (standing.actor, concept.id): standing
        for concept in concepts
        for standing in counts.standings(concept.id, rows.statements, found.actors)
    }
    return _Said(rows, [rows.by_id[actor] for actor in found.actors], concepts, standings)


def _nodes(said: _Said, groupings: Sequence[Grouping]) -> list[network_figure.Node]:
    nodes = []
    for actor in said.actors:
        sided = said.all_sided(actor.id)
        words = f"{phrases.number(len(sided), 'statement')} for or against"
        key = said.rows.numbers.key(f"{actor.name}: all that is for or against", sided)
        of = tuple(grouping.of[actor.id] for grouping in groupings)
        nodes.append(network_figure.Node(actor.name, words, key, len(sided), of))
    return nodes


def _lines(said: _Said, ties: Sequence[Tie]) -> list[network_figure.Line]:
    place = {actor.id: at for at, actor in enumerate(said.actors)}
    return [_line(said, tie, place[tie.one], place[tie.other]) for tie in ties]


def _line(said: _Said, tie: Tie, one: int, other: int) -> network_figure.Line:
    """Opens what the two say on what both take sides on: exactly what the tie was counted from."""
    pair = said.actors[one], said.actors[other]
    shared = [c for c in said.concepts if all(said.sided(actor.id, c.id) for actor in pair)]
    keys = tuple(said.key(actor, concept) for concept in shared for actor in pair)
    title = f"{pair[0].name} and {pair[1].name}"
    return network_figure.Line(one, other, tie.weight, title, _says(tie), keys)


def _says(tie: Tie) -> str:
    """Whole numbers first: the weight is a ratio."""
    pairs = phrases.number(tie.agree, "agreeing pair")
    return f"{pairs} of statements, {phrases.count(tie.conflict)} in conflict ({tie.weight:+.2f})"


def _matrix(said: _Said, camps: Grouping) -> list[matrix_figure.Row]:
    """Camp by camp, within a camp the most active first; whoever is in none comes last."""
    return [
        matrix_figure.Row(
            actor.name, camps.of[actor.id], tuple(_cell(said, actor, c) for c in said.concepts)
        )
        for actor in _by_camp(said, camps)
    ]


def _by_camp(said: _Said, camps: Grouping) -> list[ActorRow]:
    return sorted(said.actors, key=lambda actor: camps.of[actor.id] or len(camps.of) + 1)


def _pairs(said: _Said, camps: Grouping, lines: Sequence[network_figure.Line]) -> Markup:
    """The same ties as in the network, and what they open."""
    ordered = _by_camp(said, camps)
    place = {actor.id: at for at, actor in enumerate(ordered)}
    at = [place[actor.id] for actor in said.actors]
    pairs = []
    for line in lines:
        column, row = sorted((at[line.one], at[line.other]))
        about = line.weight, line.title, line.says, line.keys
        pairs.append(pairs_figure.Pair(row, column, *about))
    rows = [pairs_figure.Row(actor.name, camps.of[actor.id]) for actor in ordered]
    return pairs_figure.draw(rows, pairs)


def _cell(said: _Said, actor: ActorRow, concept: Concept) -> matrix_figure.Cell | None:
    standing, sided = said.standings[actor.id, concept.id], said.sided(actor.id, concept.id)
    if not sided:
        return None
    parts = [
        f"{len(standing.by_side[side])} {side}"
        for side in ("for", "against")
        if standing.by_side[side]
    ]
    says = f"{STANCE_WORDS[standing.stance]} ({phrases.listed(parts)})"
    title = f"{actor.name} on “{concept.wording}”"
    return matrix_figure.Cell(standing.stance, len(sided), said.key(actor, concept), title, says)


def _lanes(said: _Said, camps: Grouping) -> tuple[Markup, int, Number]:
    """A statement by two of one camp counts once for it."""
    members: defaultdict[int, set[int]] = defaultdict(set)
    for actor in said.actors:
        members[camps.of[actor.id]].update(said.all_sided(actor.id))
    dated, undated = [], set()
    for camp, statements in members.items():
        for at in statements:
            day = said.rows.statements[at].when
            if day:
                dated.append(camps_figure.Dated(at, day, camp))
            else:
                undated.add(at)

    def opens(title: str, statements: Sequence[int]) -> int:
        return said.rows.numbers.key(phrases.capital(title), statements)

    svg, outside = camps_figure.draw(dated, opens)
    return svg, outside, said.rows.numbers.add("Not dated: for or against", sorted(undated))
