"""The drawings of who stands with whom as SVG files of their own, for papers and slides.

They hold their own style and legend and need neither script nor font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from textwrap import wrap

from markupsafe import Markup

from hemicycle.records import Concept
from hemicycle.report import pairs_figure, together_panel
from hemicycle.report.evidence import printable
from hemicycle.report.figures import shape
from hemicycle.report.groups import Grouping
from hemicycle.report.panels import Rows
from hemicycle.report.together import Together
from hemicycle.rows import ActorRow, StatementRow

LINE, PAD = 19, 12
_NO_XML = re.compile("[\ufffe\uffff]")


def drawings(
    concepts: Sequence[Concept],
    statements: Sequence[StatementRow],
    actors: Sequence[ActorRow],
    together: Together,
) -> dict[str, str]:
    """Names of files and what is in them; no lanes where nothing is dated."""
    found = together_panel.panel(Rows(statements, actors), concepts, together)
    camps = list(_camps(found.groupings[0]))
    drawn = {
        "network.svg": _file(found.network, [*camps, *_signs()]),
        "pairs.svg": _file(found.pairs, [*camps, *_marks()]),
        "matrix.svg": _file(found.matrix, [*_columns(found.concepts), *_stances()]),
    }
    if found.lanes:
        drawn["camps.svg"] = _file(found.lanes, camps)
    return drawn


def _file(drawing: Markup, legend: Sequence[Markup]) -> str:
    """One drawing with its legend beneath, a line each."""
    style = resources.files("hemicycle.report").joinpath("templates", "figure.css")
    width, height = (float(n) for n in re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawing)[0])
    place = (
        f'<svg x="{PAD}" y="{PAD}" width="{width:.0f}" height="{height:.0f}" overflow="visible" '
    )
    lines = Markup("").join(
        Markup('<g transform="translate({} {:.0f})">{}</g>').format(
            PAD + 8, height + 2 * PAD + (at + 0.7) * LINE, line
        )
        for at, line in enumerate(legend)
    )
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" '
        'width="{0:.0f}" height="{1:.0f}"><style>{2}</style>'
        '<rect width="100%" height="100%" fill="#fff"/>{3}{4}</svg>\n'
    ).format(
        width + 2 * PAD,
        height + 3 * PAD + LINE * len(legend),
        Markup(style.read_text("utf-8")),
        Markup(str(drawing).replace("<svg ", place, 1)),
        lines,
    )
    return _NO_XML.sub("\ufffd", printable(svg))


def _text(words: str) -> Markup:
    return Markup('<text class="legend" x="16" y="4.3">{}</text>').format(words)


def _camps(grouping: Grouping) -> Iterator[Markup]:
    badge = '<g class="g{}"><circle r="7.5"/><text class="number" y="4">{}</text></g>'
    for group in grouping.groups:
        mark = Markup(badge).format(group.number, group.number or "–")
        yield mark + _text(f"{group.label} ({group.actors})")


def _signs() -> Iterator[Markup]:
    for kind, words in (("plus", "agreement"), ("minus", "conflict")):
        line = '<g class="{}"><line class="drawn" x1="-8" x2="12" stroke-width="3"/></g>'
        yield Markup(line).format(kind) + _text(words)


def _marks() -> Iterator[Markup]:
    for weight, kind, words in ((1.0, "agrees", "agreement"), (-1.0, "conflicts", "conflict")):
        drawn = pairs_figure.mark(weight, 0, 0, 1.0)
        yield Markup('<g class="dyad {}">{}</g>').format(kind, drawn) + _text(words)


def _stances() -> Iterator[Markup]:
    for stance in ("for", "against", "divided"):
        yield shape(stance, 0, 0, 6) + _text(stance)


def _columns(wordings: Sequence[str]) -> Iterator[Markup]:
    """Numbered, and broken where the matrix ends."""
    for number, wording in enumerate(wordings, 1):
        for at, part in enumerate(wrap(wording, 56)):
            yield Markup('<text class="legend" x="-4" y="4.3">{}</text>').format(
                "" if at else f"{number}"
            ) + _text(part)
