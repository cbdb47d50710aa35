"""The command `hemicycle` itself; its commands register with `app`."""

from __future__ import annotations

from typing import Annotated

import typer

from hemicycle.cli.door import Door

app = typer.Typer(
    name="hemicycle",
    cls=Door,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: it can be piped, read aloud and copied
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def examples(*commands: str) -> str:
    """The end of a command's help; every command has some."""
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"hemicycle {version('hemicycle')}")
        raise typer.Exit


@app.callback(epilog=examples("hemicycle demo", "hemicycle extract article.txt --format table"))
def hemicycle(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Reads the news about a political debate and seats everyone in it: who said what, when, via
    whom, for or against what.

    Exit status: 0 done, 1 some documents failed (named on standard error), 2 wrong use.
    """
