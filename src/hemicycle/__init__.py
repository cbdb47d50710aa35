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

Importing it loads no heavy library. Four verbs share their name with a room of the house
(`extract`, `evaluate`, `report`, `network`): `hemicycle.extract` is always the verb, and
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
from hemicycle.review.decisions import Decision
from hemicycle.rows import ActorRow, Decided, DocumentRow, OutlookRow, PositionRow, StatementRow
from hemicycle.verbs.backbones import backbone, nested_backbone
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
from hemicycle.verbs.deciding import decide, decide_from, decisions
from hemicycle.verbs.example import demo
from hemicycle.verbs.forecast_scores import forecast_scores
from hemicycle.verbs.foretelling import Forecast, forecasts, resolve_forecast
from hemicycle.verbs.graphs import import_dna, read_dna, write_dna, write_network
from hemicycle.verbs.networks import (
    coalitions,
    events,
    evidence,
    network,
    polarisation,
    scale,
)
from hemicycle.verbs.positions import positions, write_positions
from hemicycle.verbs.second import llm_positions
from hemicycle.verbs.series import networks, phases
from hemicycle.verbs.stances import stances, write_stances
from hemicycle.verbs.suggesting import suggest_concepts, write_suggested
from hemicycle.verbs.teaching import adapt
from hemicycle.verbs.texts import evaluate, evaluate_positions, extract, extract_files
from hemicycle.verbs.timeline import timeline
from hemicycle.verbs.voices import voices

__all__ = [
    "ActorRow",
    "CodebookError",
    "Concept",
    "Decided",
    "Decision",
    "DocumentError",
    "DocumentRow",
    "Forecast",
    "HemicycleError",
    "Issue",
    "OutlookRow",
    "PositionRow",
    "ProjectError",
    "StatementRow",
    "StoreError",
    "UsageError",
    "actors",
    "adapt",
    "add",
    "add_concept",
    "backbone",
    "coalitions",
    "concepts",
    "decide",
    "decide_from",
    "decisions",
    "demo",
    "documents",
    "evaluate",
    "evaluate_positions",
    "events",
    "evidence",
    "extract",
    "extract_files",
    "forecast_scores",
    "forecasts",
    "import_dna",
    "init",
    "issues",
    "left_out",
    "llm_positions",
    "nested_backbone",
    "network",
    "networks",
    "open",
    "phases",
    "polarisation",
    "positions",
    "read_dna",
    "report",
    "resolve_forecast",
    "run",
    "scale",
    "stances",
    "statements",
    "suggest_concepts",
    "timeline",
    "voices",
    "write_dna",
    "write_network",
    "write_positions",
    "write_stances",
    "write_suggested",
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
