"""docs/cli.md, made from the commands themselves: python -m hemicycle.cli.docs > docs/cli.md"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from hemicycle.cli.main import app

HEAD = """\
# Command line

Made from the commands themselves by `python -m hemicycle.cli.docs`; do not edit it by hand.

Every command has `--help`, and `--json` (or `--format jsonl`) where a program would read it.
Results go to standard output; progress, warnings and failures go to standard error. On a terminal,
control characters of documents are written out (`\\u001b`); files and pipes get texts as they are.

Exit status:

- 0: done
- 1: some documents failed (named on standard error, with why: of one table the first 20 rows, 100
  in all, then how many more, all of which `add --json`, `run --json` and `hemicycle documents`
  list; the rest was done), or the work could not be finished (the disk is full, another program
  writes to the project)
- 2: wrong use: the request cannot be carried out as it was made; the message says what can
- 130: stopped with Ctrl-C; what was done is kept
- 141: whoever read the output hung up, as `head` does (what a shell calls death by SIGPIPE);
  nothing is said

`hemicycle --debug COMMAND ...` shows the traceback of an error.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(path, command) for path, command in commands())


def commands() -> list[tuple[str, Any]]:
    """Every command by its full name ("hemicycle concept add"), in the order of the help."""
    return list(_walk("hemicycle", typer.main.get_command(app)))


def about(command: Any) -> str:
    """What a command does, in paragraphs."""
    return inspect.cleandoc(command.help or "")


def examples(command: Any) -> list[str]:
    """The example lines of a command's help."""
    lines = (command.epilog or "").splitlines()
    return [
        line.strip() for line in lines if line.strip().startswith(("hemicycle", "curl", "zcat"))
    ]


def _walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    if path != "hemicycle":
        yield path, command
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from _walk(f"{path} {name}", command.commands[name])


def _section(path: str, command: Any) -> str:
    title = f"\n{'#' * (len(path.split()))} {path}\n\n"
    shown = [param for param in command.params if param.name != "help"]
    usage = "" if hasattr(command, "commands") else _usage(path, shown)
    lines = "".join(_line(param) for param in shown)
    table = f"| | |\n|---|---|\n{lines}\n" if lines else ""
    block = "\n".join(examples(command))
    return f"{title}{about(command)}\n\n{usage}{table}```\n{block}\n```\n"


def _usage(path: str, params: list[Any]) -> str:
    arguments = [_argument(param) for param in params if param.param_type_name == "argument"]
    options = ["[OPTIONS]"] * any(param.param_type_name == "option" for param in params)
    return f"`{' '.join([path, *options, *arguments])}`\n\n"


def _argument(param: Any) -> str:
    many = "..." if param.nargs == -1 else ""
    return f"{param.metavar}{many}"


def _line(param: Any) -> str:
    """One row of the table of options."""
    if param.param_type_name == "argument":
        name = f"`{_argument(param)}`"
    else:
        names = ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))
        name = names if param.is_flag else f"{names} {param.metavar}"
    return f"| {name} | {param.help} |\n"


if __name__ == "__main__":
    print(page(), end="")
