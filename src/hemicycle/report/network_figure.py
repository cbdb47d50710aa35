"""The network as SVG: actors as numbered discs, agreement as solid lines, conflict as dashed ones.

The number and the colour both tell the group, dashes and colour both the sign, so that a grey
printer loses neither. The drawing is complete without a script, which only moves and hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from hemicycle.report import labelling
from hemicycle.report.evidence import short
from hemicycle.report.layout import positions
from hemicycle.report.seats import Point

WIDTH, HEIGHT, MARGIN = 680, 560, 44
SMALL, LARGE = 9.0, 19.0  # radii
EASY = 150  # ties that can be read at once; more are drawn fainter
LETTERS, LETTERS_NARROW = 12.5, 21.0  # as the style sheet has them
NAME = 26  # most characters of a name


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: what opens on a click, how often it took a side, its group in every grouping."""

    name: str
    says: str
    key: int
    sided: int
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two nodes (their places in the list); `keys` open together."""

    one: int
    other: int
    weight: float
    title: str
    says: str
    keys: tuple[int, ...]


def draw(nodes: Sequence[Node], lines: Sequence[Line]) -> Markup:
    """The network as an SVG element; nodes are named in their order while there is room."""
    most = max((node.sided for node in nodes), default=1)
    radii = [SMALL + (LARGE - SMALL) * sqrt(node.sided / most) for node in nodes]
    places = _places(nodes, lines)
    strongest = max((abs(line.weight) for line in lines), default=1.0)
    ink = min(1.0, sqrt(EASY / max(len(lines), 1)))
    return Markup(
        '<svg class="net" viewBox="0 0 {} {}" role="group" aria-label="Network of actors" '
        'data-net="">'
        '<g class="ties" role="group" aria-label="Ties" data-rove="">{}</g>'
        '<g class="nodes" role="group" aria-label="Actors" data-rove="">{}</g></svg>'
    ).format(
        WIDTH,
        HEIGHT,
        Markup("").join(_tie(line, places, strongest, ink) for line in lines),
        Markup("").join(_nodes(nodes, places, radii)),
    )


def _places(nodes: Sequence[Node], lines: Sequence[Line]) -> list[Point]:
    """Laid out in the order of camps, so that members start as neighbours."""
    order = sorted(range(len(nodes)), key=lambda at: (nodes[at].groups[:1], at))
    where = {at: place for place, at in enumerate(order)}
    ties = [(where[line.one], where[line.other], line.weight) for line in lines]
    inner = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    found = positions(len(nodes), ties, *inner, apart=2.4 * LARGE)
    return [(x + MARGIN, y + MARGIN) for x, y in (found[where[at]] for at in range(len(nodes)))]


def _tie(line: Line, places: Sequence[Point], strongest: float, ink: float) -> Markup:
    (x, y), (u, v) = places[line.one], places[line.other]
    share = abs(line.weight) / strongest
    ends = Markup('x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"').format(x, y, u, v)
    return Markup(
        '<g class="tie {}" role="button" tabindex="-1" data-a="{}" data-b="{}" data-w="{:.4f}" '
        'data-set="{}" data-title="{}" data-name="{}" data-say="{}" aria-label="{}">'
        '<title>{}</title><line class="reach" {}/>'
        '<line class="drawn" {} stroke-width="{:.2f}" stroke-opacity="{:.2f}"/></g>'
    ).format(
        "plus" if line.weight > 0 else "minus",
        line.one,
        line.other,
        line.weight,
        " ".join(map(str, line.keys)),
        line.title,
        line.title,
        line.says,
        f"{line.title}: {line.says}",
        f"{line.title}: {line.says}",
        ends,
        ends,
        (0.8 + 3.6 * share) * ink,
        (0.3 + 0.5 * share) * ink,
    )


def _nodes(nodes: Sequence[Node], places: Sequence[Point], radii: Sequence[float]) -> list[Markup]:
    names = [short(node.name, NAME) for node in nodes]
    together = list(zip(names, places, radii, strict=True))
    discs = [labelling.Disc(x, y, r, name) for name, (x, y), r in together]
    wide = labelling.sides(discs, LETTERS, WIDTH)
    bodies = [labelling.Disc(x, y, 1.5 * r, name) for name, (x, y), r in together]
    narrow = labelling.sides(bodies, LETTERS_NARROW, WIDTH)
    drawn = []
    for at, (node, disc) in enumerate(zip(nodes, discs, strict=True)):
        crowded = "" if wide[at][1] else " crowded"
        tight = "" if narrow[at][1] else " tight"
        text = [
            _name(disc, wide[at][0], "broad" + crowded),
            _name(bodies[at], narrow[at][0], "slim" + tight),
        ]
        drawn.append(_node(at, node, disc, Markup("").join(text)))
    return drawn


def _name(disc: labelling.Disc, side: labelling.Side, kind: str) -> Markup:
    """A name beside a mark at 0, 0; its class tells the side and whether there is room."""
    size = LETTERS if kind.startswith("broad") else LETTERS_NARROW
    x = {"right": disc.r + 3.5, "left": -disc.r - 3.5}.get(side, 0)
    y = {"below": disc.r + size, "above": -disc.r - 0.3 * size}.get(side, 0.34 * size)
    text = '<text class="name {} {}" x="{:.1f}" y="{:.1f}">{}</text>'
    return Markup(text).format(side, kind, x, y, disc.name)


def _node(at: int, node: Node, disc: labelling.Disc, text: Markup) -> Markup:
    return Markup(
        '<g class="node g{}" transform="translate({:.1f} {:.1f})" role="button" tabindex="{}" '
        'data-at="{}" data-groups="{}" data-set="{}" data-name="{}" data-say="{}" aria-label="{}">'
        '<title>{}</title><circle r="{:.1f}"/><text class="number" y="4">{}</text>{}</g>'
    ).format(
        node.groups[0],
        disc.x,
        disc.y,
        0 if at == 0 else -1,
        at,
        " ".join(map(str, node.groups)),
        node.key,
        node.name,
        node.says,
        f"{node.name}: {node.says}",
        f"{node.name}: {node.says}",
        disc.r,
        node.groups[0] or "–",
        text,
    )
