"""The entry point: loads the commands."""

from __future__ import annotations

from hemicycle.cli import (  # noqa: F401
    backbones,
    camps,
    concepts,
    deciding,
    example,
    exchange,
    forecasts,
    networks,
    projects,
    reading,
    second,
    stances,
    suggesting,
    teaching,
    texts,
    threads,
    voices,
)
from hemicycle.cli.app import app
from hemicycle.cli.terminal import prepare

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    threads.one()
    prepare()
    app()


if __name__ == "__main__":
    main()
