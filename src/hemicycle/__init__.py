"""Hemicycle reads the news about a political debate and seats everyone in it.

    import hemicycle

    statements = hemicycle.extract(
        "“Dredge it,” the mayor of Skerrow said on Monday.",
        published="2025-03-11",
        concepts=["The Orm Narrows should be dredged"],
    )

    project = hemicycle.init("debate")
    hemicycle.add(project, ["articles/"])
    hemicycle.run(project)
    hemicycle.report(project, "report.html")

Importing it loads no heavy library. Three verbs share their name with a room of the house
(`extract`, `evaluate`, `report`): `hemicycle.extract` is always the verb, and
`from hemicycle.extract import rules` always reaches into the room.
"""

import sys
from types import ModuleType

from hemicycle.errors import (
    CodebookError,
    DocumentError,
    HemicycleError,
    ProjectError,
    StoreError,
    UsageError,
)
from hemicycle.records import Concept, Issue
from hemicycle.rows import ActorRow, DocumentRow, PositionRow, StatementRow
from hemicycle.verbs.debates import (
    actors,
    add,
    add_concept,
    concepts,
    documents,
    init,
    issues,
    left_out,
    open,
    report,
    run,
    statements,
)
from hemicycle.verbs.example import demo
from hemicycle.verbs.texts import evaluate, extract, extract_files

__all__ = [
    "ActorRow",
    "CodebookError",
    "Concept",
    "DocumentError",
    "DocumentRow",
    "HemicycleError",
    "Issue",
    "PositionRow",
    "ProjectError",
    "StatementRow",
    "StoreError",
    "UsageError",
    "actors",
    "add",
    "add_concept",
    "concepts",
    "demo",
    "documents",
    "evaluate",
    "extract",
    "extract_files",
    "init",
    "issues",
    "left_out",
    "open",
    "report",
    "run",
    "statements",
]


class _Package(ModuleType):
    """Loading `hemicycle.extract.rules` would hide the verb `hemicycle.extract` behind its room."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version

        return version("hemicycle")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
