"""Every command describes itself, and the documentation is what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.cli_helpers import hemicycle
from hemicycle.cli import docs

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
PROMISED = {
    *("demo", "init", "concept", "add", "run", "statements", "actors", "report", "extract"),
    *("evaluate", "documents", "network", "coalitions", "polarisation", "timeline", "scale"),
    *("backbone", "voices", "phases", "export", "import-dna", "adapt", "stances", "llm-positions"),
    *("decide", "decisions", "forecasts"),
}
COMMANDS = docs.commands()


def test_the_page_is_what_the_commands_say():
    fresh = "docs/cli.md is stale: python -m hemicycle.cli.docs > docs/cli.md"
    assert PAGE.read_text(encoding="utf-8") == docs.page(), fresh


def test_every_promised_command_is_there():
    assert {path.split()[1] for path, _ in COMMANDS} == PROMISED


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_has_help_and_an_example(path, command):
    assert docs.about(command)
    assert docs.examples(command)
    assert any(path in line for line in docs.examples(command))
    for param in command.params:
        assert param.name == "help" or param.help, param.name
    shown = hemicycle(*path.split()[1:], "--help")
    assert shown.exit_code == 0
    assert "Examples:" in shown.stdout
    for line in docs.examples(command):
        assert line in shown.stdout


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_example_can_be_parsed(path, command):
    """No example uses an option that is not there."""
    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    for line in docs.examples(command):
        own = line.partition("hemicycle ")[2].partition(" | ")[0]
        assert {word for word in own.split() if word.startswith("--")} <= known | {"--help"}


def test_the_commands_summaries_are_whole_at_80_columns():
    shown = hemicycle("--help", env={"COLUMNS": "80"}).stdout
    assert "..." not in shown.partition("Commands:")[2].partition("Examples:")[0]


def test_version():
    assert hemicycle("--version").stdout.startswith("hemicycle 0.")
