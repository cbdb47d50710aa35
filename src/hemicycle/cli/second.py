"""hemicycle llm-positions: a language model as a second coder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hemicycle.cli import both, options
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, STOPPED, Told, say
from hemicycle.cli.progress import EVERY_SECONDS
from hemicycle.engines.llm.budget import Limits
from hemicycle.errors import UsageError
from hemicycle.verbs import beside, second, tabular

DEFAULT = Limits()


class Pairs(StrEnum):
    """Which statements are held against which concepts."""

    all = "all"
    found = "found"


@app.command(
    "llm-positions",
    epilog=examples(
        "hemicycle llm-positions --endpoint http://localhost:8080/v1 --model qwen3-8b",
        "hemicycle llm-positions --endpoint http://localhost:11434/v1 --model llama3.1 "
        "--pairs found",
        "hemicycle llm-positions --model llama3.1 -o both.csv",
    ),
)
def llm_positions(
    endpoint: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Base URL of a chat-completions server; off without it."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The model, as the server calls it.")
    ] = None,
    key_env: Annotated[
        str | None,
        typer.Option(metavar="VARIABLE", help=f"Where the API key is; by default {second.KEY}."),
    ] = None,
    concept: Annotated[
        list[str] | None,
        typer.Option(metavar="CONCEPT", help="Id or wording; repeatable; by default all."),
    ] = None,
    pairs: Annotated[
        Pairs,
        typer.Option(metavar="WHICH", help="all; found: only where the first coder finds one."),
    ] = Pairs.all,
    max_requests: Annotated[
        int, typer.Option(metavar="N", min=0, help="Requests in all, retries included.")
    ] = DEFAULT.requests,
    max_tokens: Annotated[
        int, typer.Option(metavar="N", min=0, help="Tokens in all, in and out.")
    ] = DEFAULT.tokens,
    max_seconds: Annotated[
        float, typer.Option(metavar="S", min=0.001, help="Seconds in all.")
    ] = DEFAULT.seconds,
    seconds: Annotated[
        float, typer.Option(metavar="S", min=0.001, help="Seconds a request may take.")
    ] = DEFAULT.each,
    answer_tokens: Annotated[
        int, typer.Option(metavar="N", min=1, help="Tokens an answer may take.")
    ] = DEFAULT.answer,
    retries: Annotated[
        int, typer.Option(metavar="N", min=0, help="Further tries of a question that failed.")
    ] = DEFAULT.retries,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=JSON", help="Setting of the request; null: leave out."),
    ] = None,
    output: options.Output = None,
    project: options.ProjectFolder = Path("."),
    as_json: options.AsJson = False,
) -> None:
    """Ask a language model for positions too, and compare.

    Statements, the sentences around them and the concepts go to the endpoint, which may be on this
    machine; nothing else does, and nothing at all without --endpoint: then earlier answers are
    shown. What the first coder and people said stays as it is. -o FILE (.csv, .jsonl, .parquet)
    holds both coders side by side.
    """
    if output is not None:
        tabular.check(output)
    limits = Limits(max_requests, max_tokens, max_seconds, seconds, answer_tokens, retries)
    found = second.llm_positions(
        project, endpoint=endpoint, model=model, key_env=key_env, concepts=concept or (),
        pairs=pairs.value, limits=limits, settings=_settings(set_ or ()),
        on_progress=_progress() if endpoint else None,
    )  # fmt: skip
    if output is not None:
        tabular.write(found.frame, output)
        say(f"{found.frame.height:,} rows written to {output}")
    told = Told("; --json or -o FILE gives all")
    for issue in found.issues:
        told.tell(issue)
    told.finish()
    if as_json:
        typer.echo(json.dumps(both.record(found), ensure_ascii=False, indent=2, default=str))
    else:
        both.tell(found, listed=output is None)
    raise typer.Exit(_status(found))


def _settings(pairs: Iterable[str]) -> dict[str, Any]:
    out = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            out[name.strip()] = json.loads(value)
        except ValueError:
            raise UsageError(
                f"--set {pair!r} cannot be read; write NAME=JSON, as in temperature=0.2 or "
                "response_format=null"
            ) from None
    return out


def _status(found: beside.SecondCoding) -> int:
    from hemicycle.engines.llm.coder import NOBODY
    from hemicycle.engines.llm.coder import STOPPED as BY_HAND

    left = {outcome.reason for outcome in found.outcomes if outcome.state == "not asked"}
    if BY_HAND in left:
        return STOPPED
    return FAILED if found.count("failed") or left - {NOBODY} else 0


def _progress() -> Callable[[int, int], None]:
    last = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal last
        if done < total and time.monotonic() - last >= EVERY_SECONDS:
            last = time.monotonic()
            say(f"asking: {done:,} of {total:,} pairs")

    return told
