"""Rows as tables for a terminal of any width.

The words come first: a statement's cell holds what was said, and below it, dimmed, where that
stands and for or against what. Nothing here is meant for programs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.cli.terminal import styled, visible
from hemicycle.exchange.statements import state
from hemicycle.intervals import Interval
from hemicycle.records import Actor, Concept
from hemicycle.rows import ActorRow, Decided, DocumentRow, PositionRow, StatementRow

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

SIDES = {1: "for", -1: "against", 0: "neither"}
STYLES = {1: "green", -1: "red", 0: "yellow"}
LONGEST = 400  # code points of a statement
SHORT = 8  # digits of an id, by which it can be named
ROLES = 3  # of one actor
NARROW = 60  # columns below which a table loses its words: a narrower terminal breaks the lines
WIDE = 120  # columns where nobody tells how many there are


def console() -> Console:
    """Standard output, without guesses at what in a text might be a link or a number."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            raise  # for the door to hear that the reader hung up

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    made = Piped(file=styled(sys.stdout), highlight=False, markup=False, emoji=False)
    made.width = max(made.width, NARROW) if known else WIDE
    return made


def statements(rows: Iterable[StatementRow], concepts: Mapping[str, str]) -> None:
    """Statements with who said them when; `concepts` maps ids to the names shown."""
    shown = list(rows)
    several = len({row.document for row in shown}) > 1
    table = _table()
    table.add_column("said", width=10)
    table.add_column("by", ratio=1)
    table.add_column("statement", ratio=3)
    for row in shown:
        when = _lines(_when(row), _dim(row.id[:SHORT]))
        table.add_row(when, _who(row), _said(row, concepts, several))
    if shown:
        console().print(table)
    console().print(_dim(_count(len(shown), "statement") if shown else "no statements"))


def actors(rows: Sequence[ActorRow]) -> None:
    """Actors with how much they speak and where they stand."""
    table = _table()
    table.add_column("actor", ratio=2)
    table.add_column("statements", justify="right")
    table.add_column("words", justify="right")
    table.add_column("when", width=10)
    table.add_column("stands", ratio=2)
    for row in rows:
        days = _lines(_plain(str(row.first or "")), _dim(str(row.last or "")))
        stance = _lines(*(_stance(*held) for held in row.stance if any(held[1:])))
        table.add_row(_actor(row), f"{row.statements:,}", f"{row.words:,}", days, stance)
    console().print(table if rows else _dim("nobody speaks yet"))


def documents(rows: Sequence[DocumentRow]) -> None:
    """Documents with how far each is, and why some failed."""
    table = _table()
    table.add_column("state", width=7)
    table.add_column("document", ratio=3, overflow="fold")
    table.add_column("outlet", ratio=1)
    table.add_column("published", width=10)
    table.add_column("words", justify="right")
    table.add_column("statements", justify="right")
    for row in rows:
        name = _lines(_plain(row.name), _dim(row.failure or row.title or ""))
        day = interval(row.published) if row.published else "not known"
        style = "red" if row.failure else ""
        cells = (
            name,
            _plain(row.outlet or "not known"),
            day,
            f"{row.words:,}",
            f"{row.statements:,}",
        )
        table.add_row(_text(state(row), style), *cells)
    console().print(table if rows else _dim("no documents yet"))


def concepts(rows: Sequence[Concept]) -> None:
    """The codebook."""
    table = _table()
    table.add_column("id", ratio=1, overflow="fold")
    table.add_column("wording", ratio=2)
    for row in rows:
        under = f"part of {row.parent}" if row.parent else ""
        table.add_row(_plain(row.id), _lines(_plain(row.wording), _dim(under)))
    console().print(table if rows else _dim("the codebook is empty"))


def sides(concepts: Sequence[Concept], actors: Sequence[ActorRow]) -> None:
    """For each concept who is for it, against it and neither, with numbers of statements."""
    for concept in concepts:
        console().print(_text(concept.wording, "bold"))
        table = _table(header=False, gap=False)
        table.add_column(width=9)
        table.add_column(justify="right", width=3)
        table.add_column(ratio=1)
        for side in SIDES.values():
            table.add_row(*_bench(concept.id, side, actors))
        console().print(table, "")


def cells(heads: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]]) -> None:
    """Any table: texts share the width, numbers stand on the right."""
    table = _table(gap=False)
    for head, number in zip(heads, numeric, strict=True):
        if number:
            table.add_column(head, justify="right", no_wrap=True)
        else:
            table.add_column(head, ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*map(_plain, row))
    console().print(table if rows else _dim("nothing"))


# ---------------------------------------------------------------- cells


def _bench(concept: str, side: str, actors: Sequence[ActorRow]) -> tuple[Any, ...]:
    """One side of one concept: its name, its statements, its actors."""
    held: list[tuple[str, int]] = []
    for row in actors:
        for id, pro, neither, contra in row.stance:
            count = {"for": pro, "against": contra, "neither": neither}[side]
            if id == concept and count:
                held.append((row.name, count))
    held.sort(key=lambda pair: -pair[1])
    names = ", ".join(f"{name} ({n})" if n > 1 else name for name, n in held)
    style = next(STYLES[number] for number, name in SIDES.items() if name == side)
    return _text(f"  {side}", style), str(sum(n for _, n in held)), _plain(names or "nobody")


def _when(row: StatementRow) -> Text:
    if row.said_on:
        return _plain(interval(row.said_on))
    return _dim(f"published\n{interval(row.published)}" if row.published else "not known")


def _who(row: StatementRow) -> Text:
    if row.actor is None:
        return _lines(_dim("not known"), _dim(row.source_text))
    about = [_about(row.actor)]
    about += [f"via {carrier.name}" for carrier in row.via]
    return _lines(_text(row.actor.name, "bold"), *(_dim(line) for line in about))


def _said(row: StatementRow, concepts: Mapping[str, str], several: bool) -> Text:
    """The words, the sides they take, and where several were read, in which document."""
    words = row.text if len(row.text) <= LONGEST else row.text[: LONGEST - 1].rstrip() + "…"
    held = [_side(p, concepts) for p in row.positions if p.agreement is not None]
    title = row.title or Path(row.document_name).name
    place = " · ".join(part for part in (row.outlet, title) if part) if several else ""
    return _lines(_plain(words), *held, _dim(place), *map(_decided, row.decided))


def _decided(decided: Decided) -> Text:
    """A person's word, and what the machine's was."""
    found = f" (found: {decided.found})" if decided.found and decided.verdict != "accept" else ""
    told = f"{decided.verdict} by {decided.by}, {decided.at[:10]}"
    return _text(f"✎ {decided.field}: {told}{found}", "cyan")


def _side(position: PositionRow, names: Mapping[str, str]) -> Text:
    side = position.agreement or 0
    name = names.get(position.concept, position.concept)
    return _text(f"{SIDES[side]}: {name}", STYLES[side])


def _actor(row: ActorRow) -> Text:
    roles = row.distinct_roles[:ROLES]
    known = Actor(row.id, row.name, row.kind, (), roles[:1], row.country, row.organisation)
    return _lines(_text(row.name, "bold"), _dim(_about(known)), *map(_dim, roles[1:]))


def _about(actor: Actor) -> str:
    """Kind unless it is a person, role or else body, country."""
    kind = "" if actor.kind == "person" else actor.kind
    part = actor.roles[0] if actor.roles else actor.organisation
    known = [kind, part, actor.country]
    return ", ".join(word for word in known if word and word != actor.name)


def _stance(concept: str, pro: int, neither: int, contra: int) -> Text:
    from rich.text import Text

    said = ((pro, 1), (contra, -1), (neither, 0))
    parts = [_text(f"{n} {SIDES[side].split()[0]}", STYLES[side]) for n, side in said if n]
    return Text.assemble(_dim(f"{concept}: "), Text(", ").join(parts))


def interval(interval: Interval) -> str:
    """As precise as it is: a day, a month, a year, else first and last day."""
    if interval.precision == "month":
        return f"{interval.start:%Y-%m}"
    if interval.precision == "year":
        return str(interval.start.year)
    last = interval.end - timedelta(days=1)
    return str(interval.start) if last == interval.start else f"{interval.start} to {last}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _table(header: bool = True, gap: bool = True) -> Table:
    from rich.table import Table

    padding = (0, 1, int(gap), 0)
    return Table(box=None, show_header=header, header_style="dim", expand=True, padding=padding)


def _lines(*parts: Text) -> Text:
    from rich.text import Text

    return Text("\n").join(part for part in parts if part.plain)


def _plain(text: str) -> Text:
    return _text(text, "")


def _dim(text: str) -> Text:
    return _text(text, "dim")


def _text(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(visible(text), style=style)
