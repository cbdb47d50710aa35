"""The bundled debate, invented from end to end, as a project to look around in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

from hemicycle import project as projects
from hemicycle.errors import ProjectError
from hemicycle.project import Project
from hemicycle.records import Issue, Metadata, RawDocument
from hemicycle.verbs import debates, texts

NAME = "Dredging the Orm Narrows (an invented debate)"
FOLDER = "hemicycle-demo"


def demo(folder: str | Path = FOLDER) -> Project:
    """Make a project of the bundled debate in `folder` and add its documents.

    A demo that is there already is used again; what is there else is left alone. Raises
    ProjectError when that stands in the way.
    """
    place = Path(folder)
    with resources.as_file(resources.files("hemicycle").joinpath("data", "demo")) as bundled:
        project = _there(place) or _made(place, bundled / "codebook.toml")
        outlets = _outlets(bundled / "gold.jsonl")
        found = texts.read(bundled / "articles", Metadata())
        with project.store(writer="hemicycle demo") as store:
            debates.take_in(store, (_described(each, outlets) for each in found))
    return project


def _there(place: Path) -> Project | None:
    """The demo in `place`, or None when it can be made there."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    if (place / projects.SETTINGS).is_file():
        project = projects.open(place)
        if project.settings.name == NAME:
            return project
    raise ProjectError(
        f"{place} is there already and is not the demo; nothing was changed. Name another folder: "
        "hemicycle demo FOLDER"
    )


def _made(place: Path, codebook: Path) -> Project:
    project = projects.init(place)
    project.codebook.write_bytes(codebook.read_bytes())
    settings = project.folder / projects.SETTINGS
    own = json.dumps(project.settings.name, ensure_ascii=False)
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(own, json.dumps(NAME), 1), encoding="utf-8")
    return projects.open(place)


def _outlets(gold: Path) -> dict[str, str]:
    """Who published each article, by its id."""
    rows = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["outlet"] for row in rows}


def _described(found: RawDocument | Issue, outlets: Mapping[str, str]) -> RawDocument | Issue:
    """As a user would have added it with --outlet; where the package is installed says nothing
    about an article."""
    if isinstance(found, Issue):
        return replace(found, document=Path(found.document).name)
    name, stated = Path(found.name).name, found.metadata
    known = replace(stated, outlet=stated.outlet or outlets.get(name))
    return replace(found, name=name, uri=Path(found.uri).name, metadata=known)
