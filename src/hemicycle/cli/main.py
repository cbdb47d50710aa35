"""The entry point: loads the commands."""

from __future__ import annotations

from hemicycle.cli import concepts, example, projects, reading, texts  # noqa: F401
from hemicycle.cli.app import app
from hemicycle.cli.door import speak_utf8

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    speak_utf8()
    app()


if __name__ == "__main__":
    main()
