"""The options by which statements are chosen, the same for every command on networks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Any, cast

import typer

from hemicycle.cli import options
from hemicycle.cli.door import say
from hemicycle.errors import UsageError
from hemicycle.verbs.choosing import Choice


class Duplicates(StrEnum):
    """Where statements that say the same count once."""

    include = "include"
    document = "document"
    week = "week"
    month = "month"
    year = "year"
    acrossrange = "acrossrange"


class Compat(StrEnum):
    """Whose ways."""

    dna = "dna"


class Misread(StrEnum):
    """What becomes of a position that was misread, in a resample."""

    drop = "drop"
    flip = "flip"
    ignore = "ignore"


class Aggregation(StrEnum):
    """How statements become a tie."""

    subtract = "subtract"
    congruence = "congruence"
    conflict = "conflict"
    ignore = "ignore"
    combine = "combine"


class Mode(StrEnum):
    """What is tied to what."""

    one = "one"
    two = "two"


AggregationOption = Annotated[
    Aggregation,
    typer.Option(metavar="WAY", help="subtract, congruence, conflict, ignore or combine."),
]
ModeOption = Annotated[
    Mode, typer.Option(metavar="MODE", help="one: who with whom; two: who says what.")
]
Normalisation = Annotated[
    str,
    typer.Option(
        metavar="WAY", help="no; one: average, jaccard, cosine; two: activity, prominence."
    ),
]
Window = Annotated[
    str | None,
    typer.Option(metavar="LENGTH", help="One after another: 30d, 2w, 1m, 1y; 50e for statements."),
]
Step = Annotated[
    str | None, typer.Option(metavar="LENGTH", help="How far windows begin apart, as 7d.")
]
Source = Annotated[
    str,
    typer.Argument(
        metavar="[SOURCE]",
        help="A project, a table of statements (.csv, .xlsx, .jsonl, .parquet ...) or a .dna file.",
    ),
]
Resamples = Annotated[
    int, typer.Option(metavar="N", min=1, help="Resamples that intervals are made from.")
]
Intervals = Annotated[
    int, typer.Option(metavar="N", min=0, help="Resamples for intervals; 0 for none.")
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help="The same seed, the same result.")]
MisreadOption = Annotated[
    Misread,
    typer.Option(
        metavar="WAY", help="drop, flip or ignore: what scores say of positions in resamples."
    ),
]
_COLUMN = "COLUMN=VALUE"


def _asked(
    by: Annotated[
        str,
        typer.Option(metavar="COLUMN", help="actor, organisation, country, outlet, or a column."),
    ] = "actor",
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    to: Annotated[str | None, typer.Option(metavar="DATE", help="Last day, included.")] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar=_COLUMN, help="Leave these out; repeatable.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar=_COLUMN, help="Keep these alone; repeatable.")
    ] = None,
    duplicates: Annotated[
        Duplicates,
        typer.Option(
            metavar="WHERE",
            help="Count once in a document, week, month, year, or acrossrange; or include all.",
        ),
    ] = Duplicates.include,
    min_statements: Annotated[
        int, typer.Option(metavar="N", min=1, help="Leave out who says less.")
    ] = 1,
    neutral: Annotated[
        bool, typer.Option("--neutral", help="Count agreement 0, neither for nor against.")
    ] = False,
    column_map: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=COLUMN,...",
            help="Which columns of a table hold actor, concept, agreement, date, document, score.",
        ),
    ] = None,
    compat: Annotated[
        Compat | None, typer.Option(metavar="dna", help="As the Discourse Network Analyzer does.")
    ] = None,
) -> Choice:
    choice: dict[str, Any] = {
        "by": by, "from_": from_, "to": to, "exclude": _lists(exclude), "only": _lists(only),
        "duplicates": duplicates.value, "min_statements": min_statements, "neutral": neutral,
        "columns": options.column_map(column_map), "compat": compat and compat.value, "tell": say,
    }  # fmt: skip
    return cast(Choice, choice)


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options added; it gets what they say as `choice`."""
    shared = inspect.signature(_asked, eval_str=True).parameters
    own = dict(inspect.signature(command, eval_str=True).parameters)
    del own["choice"]

    def with_options(**given: Any) -> None:
        choice = _asked(**{name: given.pop(name) for name in shared})
        command(**given, choice=choice)

    both = [*own.values(), *shared.values()]
    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__signature__ = inspect.Signature(both)  # type: ignore[attr-defined]
    with_options.__annotations__ = {each.name: each.annotation for each in both}
    return with_options


def _lists(pairs: Iterable[str] | None) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for pair in pairs or ():
        column, mark, value = pair.partition("=")
        if not (column.strip() and mark):
            raise UsageError(f"{pair!r} cannot be read; write {_COLUMN}, as in outlet=RT")
        out.setdefault(column.strip(), []).append(value)
    return out
