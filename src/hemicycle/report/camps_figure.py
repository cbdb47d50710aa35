"""When each camp took sides: one lane of bars a camp, one bar a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from hemicycle.report.timeline import Column, Unit, bulk, floor, following, period_name, unit_for
from hemicycle.report.timeline_figure import Opens

WIDTH, GUTTER, LANE, TICKS = 680, 40, 46, 6
LIMIT = 40  # periods


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement (its place in the report), its day, and the camp that made it."""

    statement: int
    day: date
    camp: int


def draw(dated: Sequence[Dated], opens: Opens) -> tuple[Markup, int]:
    """The lanes as an SVG element, and how many statements lie too far outside to be drawn."""
    if not dated:
        return Markup(""), 0
    low, high = bulk([one.day for one in dated])
    unit = unit_for(low, high, LIMIT)
    near = [one for one in dated if low <= one.day <= high]
    starts = _starts(low, high, unit)
    bars: dict[tuple[int, date], list[int]] = {}
    for one in near:
        bars.setdefault((one.camp, floor(one.day, unit)), []).append(one.statement)
    camps = sorted({one.camp for one in near}, key=lambda camp: (not camp, camp))
    lanes = Markup("").join(
        _lane(at, camp, starts, bars, unit, opens) for at, camp in enumerate(camps)
    )
    ticks = _ticks(starts, unit, len(camps))
    svg = Markup(
        '<svg class="lanes" viewBox="0 0 {} {}" role="group" '
        'aria-label="Statements of each camp over time" data-rove="">{}{}</svg>'
    ).format(WIDTH, LANE * len(camps) + 26, lanes, ticks)
    return svg, len(dated) - len(near)


def _starts(low: date, high: date, unit: Unit) -> list[date]:
    found = [floor(low, unit)]
    while (after := following(found[-1], unit)) <= high:
        found.append(after)
    return found


def _lane(
    at: int,
    camp: int,
    starts: Sequence[date],
    bars: Mapping[tuple[int, date], Sequence[int]],
    unit: Unit,
    opens: Opens,
) -> Markup:
    base = (at + 1) * LANE
    most = max(len({*said}) for said in bars.values())
    drawn = [
        Markup(
            '<line class="rule" x1="0" x2="{}" y1="{}" y2="{}"/><g class="badge g{}">'
            '<circle cx="12" cy="{}" r="9"/><text class="number" x="12" y="{}">{}</text></g>'
        ).format(WIDTH, base, base, camp, base - 14, base - 10, camp or "–")
    ]
    for place, start in enumerate(starts):
        if said := sorted({*bars.get((camp, start), ())}):
            name = period_name(Column(start, following(start, unit), 0, {}), unit)
            called = f"camp {camp}" if camp else "no camp"
            key = opens(f"{name}: {called}", said)
            x, wide = _x(place, len(starts))
            high = (LANE - 8) * len(said) / most
            label = f"{name}, {called}: {len(said)}"
            drawn.append(_bar(camp, key, label, x, base, wide, high))
    return Markup("").join(drawn)


def _x(place: int, count: int) -> tuple[float, float]:
    pitch = (WIDTH - GUTTER) / count
    return GUTTER + place * pitch, pitch


def _bar(
    camp: int, key: int, label: str, x: float, base: float, wide: float, high: float
) -> Markup:
    inside = min(0.8 * wide, 40)
    return Markup(
        '<g class="period" role="button" tabindex="-1" data-set="{}" aria-label="{}">'
        '<title>{}</title><rect class="hit" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"/>'
        '<rect class="bar-of g{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/></g>'
    ).format(
        key,
        label,
        label,
        x,
        base - LANE + 2,
        wide,
        LANE - 2,
        camp,
        x + (wide - inside) / 2,
        base - high,
        inside,
        high,
    )


def _ticks(starts: Sequence[date], unit: Unit, lanes: int) -> Markup:
    step = max(-(-len(starts) // TICKS), 1)
    text = Markup('<text class="tick" x="{:.1f}" y="{}">{}</text>')
    drawn = []
    for place in range(0, len(starts), step):
        x, wide = _x(place, len(starts))
        drawn.append(text.format(x + wide / 2, LANE * lanes + 19, _tick(starts[place], unit)))
    return Markup("").join(drawn)


def _tick(start: date, unit: Unit) -> str:
    if unit in ("year", "decade"):
        return str(start.year)
    return f"{start:%b %Y}" if unit in ("month", "quarter") else f"{start.day} {start:%b}"
