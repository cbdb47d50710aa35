"""hemicycle extract, evaluate: documents in, statements or scores out, without a project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli import options
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, Told
from hemicycle.cli.options import Format
from hemicycle.cli.writing import write
from hemicycle.extract.acts import STATEMENTS
from hemicycle.project import JUDGE, READER
from hemicycle.records import Issue
from hemicycle.rows import StatementRow
from hemicycle.verbs import asked, texts

if TYPE_CHECKING:
    from hemicycle.evaluate.evaluation import Evaluation
    from hemicycle.evaluate.scoring import Rate

ReaderName = Annotated[
    str,
    typer.Option("--reader", metavar="NAME", help="Who finds them: learned, large or rules."),
]

JudgeName = Annotated[
    str,
    typer.Option("--judge", metavar="NAME", help="Who says which side: rules or trained."),
]


@app.command(
    epilog=examples(
        "hemicycle extract article.txt --published 2024-03-11 --format table",
        'hemicycle extract news/*.html --outlet RT --concept "Troops should be sent" > out.jsonl',
        "hemicycle extract corpus.csv --column-map text=body -o statements.parquet",
        "curl -s https://example.org/article | hemicycle extract - --kind html | jq .text",
    )
)
def extract(
    paths: options.Paths,
    published: options.Published = None,
    outlet: options.Outlet = None,
    title: options.Title = None,
    concept: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A claim one can be for or against; repeatable."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(metavar="FORMAT", help="jsonl (default), table, csv, xlsx or parquet."),
    ] = None,
    as_json: options.AsJsonLines = False,
    output: options.Output = None,
    column_map: options.ColumnMap = None,
    kind: options.InputKind = None,
    reader: ReaderName = READER,
    min_score: options.MinScore = None,
    acts: options.Acts = None,
    judge: JudgeName = JUDGE,
) -> None:
    """Documents in, statements out, without a project.

    One JSON object a line as documents are read, described in docs/statement-format.md; or one of
    the other formats. Nothing is kept.

    By default statements are what somebody says, believes or intends, not what one feels (likes,
    resents), hears (learns, knows, notices) or withholds (has not said).
    """
    chosen = options.chosen_format(Format.jsonl if as_json else format, output, Format.jsonl)
    wordings = {id: each.wording for id, each in asked.worded(concept or ()).items()}
    found = texts.extract_files(
        paths, published=published, outlet=outlet, title=title, concepts=concept or (),
        columns=options.column_map(column_map), kind=kind.value if kind else None,
        reader=reader, min_score=min_score or 0.0, acts=STATEMENTS if acts is None else acts,
        judge=judge, workers=1,
    )  # fmt: skip
    failed: list[Issue] = []
    write(_told(found, failed), wordings, chosen, output, paths)
    raise typer.Exit(FAILED if failed else 0)


def _told(found: Iterable[StatementRow | Issue], failed: list[Issue]) -> Iterator[StatementRow]:
    """The statements; trouble is told when it comes, and failures are kept in `failed`."""
    told = Told()
    for each in found:
        if isinstance(each, StatementRow):
            yield each
            continue
        told.tell(each)
        if each.level == "error":
            failed.append(each)
    told.finish()


@app.command(
    epilog=examples(
        "hemicycle evaluate gold.jsonl",
        "hemicycle evaluate gold.jsonl.gz --misses 30 --json",
        "hemicycle evaluate sides.jsonl --positions --adapt 100",
    )
)
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Coded documents, .jsonl or .jsonl.gz.")
    ],
    misses: Annotated[int, typer.Option(metavar="N", min=0, help="How many misses to show.")] = 10,
    positions: Annotated[
        bool, typer.Option("--positions", help="GOLD holds positions: score these.")
    ] = False,
    adapt: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="With --positions: learn from N of each concept."),
    ] = 0,
    outer: Annotated[
        bool,
        typer.Option("--outer", help="Without what is said inside another's statement."),
    ] = False,
    reader: ReaderName = READER,
    judge: JudgeName = JUDGE,
    min_score: options.MinScore = None,
    as_json: options.AsJson = False,
) -> None:
    """Score the reader, or positions, against what people coded.

    Shows the scores, how many predictions are which act (all are read), and where the misses are.

    Each line of GOLD holds id, text and attributions with content, source and cue, lists of
    [start, end) in code points of text. Where people marked nothing inside another's statement
    (PolNeAR), compare with --outer.

    With --positions each line holds concept, content and position (1, -1, 0, or null where the
    statement does not speak to the concept), and may hold definition, before, speaker, cue and
    after. Shown are precision, recall and F1 of each side, confusion, calibration, how many are
    right among the surest, and the most instructive errors.
    """
    if positions:
        typer.echo(_positions(gold, adapt, judge, misses, as_json))
        return
    found = texts.evaluate(gold, reader=reader, min_score=min_score or 0.0, outer=outer)
    told = Told()
    for issue in found.issues:
        told.tell(issue)
    told.finish()
    typer.echo(_scores_json(found, misses) if as_json else _scores(found, misses))
    raise typer.Exit(FAILED if found.issues else 0)


def _positions(gold: Path, adapt: int, judge: str, limit: int, as_json: bool) -> str:
    from hemicycle.evaluate import positions

    answered = texts.evaluate_positions(gold, adapt=adapt, judge=judge)
    if not as_json:
        return positions.render(answered, 0.5, limit)
    record = {
        "all": asdict(positions.figures(answered)),
        "on_topic": asdict(positions.figures(positions.on_topic(answered))),
        "errors": [asdict(each) for each in positions.instructive(answered, limit)],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _scores(found: Evaluation, limit: int) -> str:
    from hemicycle.evaluate import acts as acts_told
    from hemicycle.evaluate import calibration, misses, table

    believed = calibration.render(list(found.calibration))
    shown = misses.render_all(found.misses, limit) if limit else ""
    head = f"{len(found.misses):,} misses, the most instructive first:\n\n"
    acts = "acts: " + ", ".join(f"{act} {count}" for act, count in found.acts.items())
    right = acts_told.render(found.compared)
    scores = "\n".join(part for part in (table.render(found.scores), acts, right) if part)
    parts = [scores, believed, f"{head}{shown}" if shown else ""]
    return "\n\n".join(part for part in parts if part)


def _scores_json(found: Evaluation, limit: int) -> str:
    from hemicycle.evaluate import calibration, misses

    record: dict[str, Any] = {
        "documents": found.scores.documents,
        "missing": found.scores.missing,
        "rates": [
            {"measure": measure, "part": part, **_rate(rate)}
            for (measure, part), rate in found.scores.rates.items()
        ],
        "calibration": {
            "error": round(calibration.error(list(found.calibration)), 4),
            "bins": [asdict(each) for each in found.calibration],
        },
        "acts": dict(found.acts),
        "acts_compared": [
            {"gold": gold, "told": told, "count": count}
            for (gold, told), count in found.compared.items()
        ],
        "misses": [asdict(miss) for miss in misses.instructive(found.misses, limit)],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _rate(rate: Rate) -> dict[str, float]:
    found = {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
    return {**asdict(rate), **{name: round(value, 4) for name, value in found.items()}}
