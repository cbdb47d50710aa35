"""Run the command line, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from hemicycle.cli.main import app

QUOTE = "“{0},” said Odile Varn, the mayor of Skerrow, on Monday.\n"


def hemicycle(*arguments: object, **more: object) -> Result:
    """In this process, which has the models loaded already."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **more)


def command(*arguments: object) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "hemicycle.cli", *(str(argument) for argument in arguments)]


def process(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, as from a shell with an odd code page."""
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    return subprocess.run(command(*arguments), capture_output=True, env=environment, **more)


def article(path: Path, words: str) -> Path:
    """A file with one quotation."""
    path.write_text(QUOTE.format(words), encoding="utf-8")
    return path
