"""What every command shares: errors as one line, exit statuses, quiet pipes, the --debug switch.

A traceback tells a researcher nothing, so every deliberate error is printed as its message, on
standard error, with the status that a script can act on:

    0    done
    1    some documents failed (named on standard error), or the work could not be finished
    2    wrong use: the request cannot be carried out as it was made
    130  stopped with Ctrl-C
    141  whoever read the output hung up (`| head`)
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Any

import typer
from typer.core import TyperGroup

from hemicycle.cli.terminal import let_go
from hemicycle.errors import HemicycleError, UsageError
from hemicycle.records import Issue

FAILED, WRONG, STOPPED, HUNG_UP = 1, 2, 130, 141
SHOWN = 20  # failures of one table, and warnings, that are named one by one
MOST = 100  # failures that are named in all
KEPT = "; all are in `hemicycle documents --failed`"
_ROW = re.compile(r"#\d+$")


# The order in which a person meets them.
COMMANDS = (
    *("demo", "init", "concept", "add", "run", "documents", "statements", "actors", "report"),
    *("decide", "decisions", "adapt", "stances", "forecasts"),
    *("network", "coalitions", "polarisation", "voices", "timeline", "phases", "scale"),
    *("backbone", "llm-positions", "export", "import-dna", "extract", "evaluate"),
)


class Door(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, as in a day's work."""
        return sorted(super().list_commands(ctx), key=COMMANDS.index)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; turn what goes wrong into a message and a status."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            let_go(sys.stdout)
            raise typer.Exit(HUNG_UP) from None
        except KeyboardInterrupt:
            say("stopped")
            raise typer.Exit(STOPPED) from None
        except HemicycleError as error:
            if ctx.params.get("debug"):
                raise
            say(str(error))
            raise typer.Exit(WRONG if isinstance(error, UsageError) else FAILED) from None
        except OSError as error:
            if ctx.params.get("debug"):
                raise
            place = error.filename or "standard output"
            say(f"{place} cannot be read or written ({error.strerror or error})")
            let_go(sys.stdout)
            raise typer.Exit(FAILED) from None
        except Exception as error:
            if ctx.params.get("debug") or _is_the_parsers(error):
                raise
            say(
                f"something went wrong that should not ({type(error).__name__}: {error}). "
                "Please report it with what `hemicycle --debug COMMAND ...` prints"
            )
            raise typer.Exit(FAILED) from None


def say(message: str) -> None:
    """One message on standard error, in one line."""
    typer.echo(f"hemicycle: {message}".replace("\n", "\\n"), err=True)


def say_failure(document: str, message: str) -> None:
    """Name a document that failed, and why."""
    say(f"failed: {document}: {message}")


class Told:
    """Names trouble as it comes: of each table the first few rows, a hundred failures in all, and
    at the end how many more.

    A folder can hold a million broken files, a table as many rows. `where` tells at the end where
    all are listed.
    """

    def __init__(self, where: str = "") -> None:
        self._where = where
        self._named: Counter[str] = Counter()  # by table; "" is what is in none
        self._more: Counter[str] = Counter()
        self._warnings = 0

    def tell(self, issue: Issue) -> None:
        """Name a failure or a doubt, unless there were many before it. Notes are not told."""
        if issue.level == "error":
            self.failure(issue.document, issue.message)
        elif issue.level == "warning":
            self._warnings += 1
            if self._warnings <= SHOWN:
                say(f"warning: {issue.document}: {issue.message}")

    def failure(self, document: str, message: str) -> None:
        """Name a document that failed, unless there were many before it."""
        table = _ROW.sub("", document) if _ROW.search(document) else ""
        few = not table or self._named[table] < SHOWN
        if few and self._named.total() < MOST:
            self._named[table] += 1
            say_failure(document, message)
        else:
            self._more[table if table in self._named else ""] += 1

    def finish(self) -> None:
        """How many were not named."""
        others = self._more.pop("", 0)
        for table, count in self._more.items():
            say_failure(table, f"{count:,} more like this")
        if others:
            say(f"and {others:,} more failed{self._where}")
        if self._warnings > SHOWN:
            say(f"and {self._warnings - SHOWN:,} more warnings")


def _is_the_parsers(error: Exception) -> bool:
    """Whether it is how the option parser itself says goodbye."""
    return hasattr(error, "exit_code") or isinstance(error, typer.Abort)
