"""What DNA 3.1.2 computed on a synthetic database, and the same asked of us."""

from __future__ import annotations

import csv
import json
import tarfile
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from hemicycle.network import kernel
from hemicycle.network.onemode import one_mode
from hemicycle.network.result import Network
from hemicycle.network.selecting import filtered, loaded
from hemicycle.network.table import Statements, statements
from hemicycle.network.twomode import two_mode
from hemicycle.network.windows import windows

FOLDER = Path(__file__).parents[3] / "shared" / "oracle" / "dna"
ARCHIVE = FOLDER / "synth-3.1.2.tar.gz"
OF_DOCUMENT = {"Authors": "author", "Sources": "source", "Sections": "section", "Types": "type"}
Cells = dict[tuple[str, str], float]


@cache
def unpacked() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="dna-")
    unpacked.folder = folder  # type: ignore[attr-defined]  # kept until the end
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder.name, filter="data")
    return Path(folder.name, "synth-3.1.2")


@cache
def results() -> dict[str, dict[str, Any]]:
    """By name; of a name that stands for several files, the file format is added."""
    if not ARCHIVE.exists():
        return {}
    manifest = json.loads((unpacked() / "manifest.json").read_text(encoding="utf-8"))
    return {_name(entry["job"]): entry for entry in manifest}


def _name(job: dict[str, Any]) -> str:
    return f"{job['name']}.{job['fileFormat']}" if "fileFormat" in job else str(job["name"])


@cache
def database() -> pl.DataFrame:
    return pl.read_csv(FOLDER / "synth.statements.csv")


def asked(job: dict[str, Any], **other: Any) -> tuple[Statements, Statements]:
    """The statements that `job` loads, and those that it filters from these."""
    job = {**job, **other}
    names = ("person", "organization", "concept", "agreement", "frame", "intensity")
    whole = statements(
        database(),
        job.get("variable1", "organization"),
        job.get("variable2", "concept"),
        job.get("qualifier", "agreement"),
        time="date",
        document="document_id",
        id="statement_id",
        others=[*names, *OF_DOCUMENT.values()],
        order=["start", "stop"],
        kinds=dict.fromkeys(OF_DOCUMENT.values(), "document"),
    )
    lists: dict[str, dict[str, list[str]]] = {"without": {}, "only": {}}
    for key, column in OF_DOCUMENT.items():
        way = "only" if job.get(f"invert{key}") else "without"
        lists[way][column] = job.get(f"exclude{key}", [])
    all_of_them = loaded(whole, *span(job), **lists)
    chosen: dict[str, list[str]] = {}
    for column, value in zip(
        job.get("excludeVariables", ()), job.get("excludeValues", ()), strict=True
    ):
        chosen.setdefault(column, []).append(value)
    way = "only" if job.get("invertValues") else "without"
    duplicates = job.get("duplicates", "include")
    return all_of_them, filtered(all_of_them, how(job), duplicates, compat="dna", **{way: chosen})


def how(job: dict[str, Any]) -> Any:
    return job.get("qualifierAggregation", "ignore")


def span(job: dict[str, Any]) -> tuple[int | None, int | None]:
    """First and last second that `job` asks for: days, both included."""
    days = [job.get("startDate"), job.get("stopDate")]
    start, stop = (d and datetime.strptime(f"{d}+0000", "%d.%m.%Y%z").timestamp() for d in days)
    return (None if start is None else int(start)), (None if stop is None else int(stop) + 86399)


def network(job: dict[str, Any], chosen: Statements, **other: Any) -> Network:
    """The network that `job` asks for, of these statements."""
    make: Any = two_mode if job.get("networkType") == "twomode" else one_mode
    settings = {"normalisation": job.get("normalization", "no"), "compat": "dna", **other}
    return make(chosen, how(job), isolates=job.get("isolates", False), **settings)


def over_time(job: dict[str, Any]) -> list[tuple[Any, Network]]:
    """The windows or slices that `job` asks for, with their networks."""
    everything, chosen = asked(job)
    unit, size = job["timeWindow"], job["windowSize"]
    start, stop = span(job)
    if job.get("kernel", "no") == "no":
        first, last = start or int(everything.time[0]), stop or int(everything.time[-1])
        found = windows(chosen, unit, size, first, last, compat="dna")
        return [(window, network(job, window.statements)) for window in found]
    mode = "two" if job.get("networkType") == "twomode" else "one"
    rest = {key: job.get(name, False) for key, name in _KERNEL_SETTINGS.items()}
    normalisation = job.get("normalization", "no")
    return list(
        kernel.networks(
            chosen, mode, job["kernel"], unit, size, how(job), normalisation,
            start=start, stop=stop, compat="dna", **rest,
        )
    )  # fmt: skip


_KERNEL_SETTINGS = {"isolates": "isolates", "to_one": "normalizeToOne", "indent": "indentTime"}


def cells(made: Network) -> Cells:
    values = made.dense().tolist()
    return {
        (row, column): value
        for row, line in zip(made.rows, values, strict=True)
        for column, value in zip(made.columns, line, strict=True)
    }


def lines(name: str, delimiter: str = ",") -> list[list[str]]:
    with open(unpacked() / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def matrix(name: str, delimiter: str = ",") -> Cells:
    head, *body = lines(name, delimiter)
    return {
        (line[0], column): float(value)
        for line in body
        for column, value in zip(head[1:], line[1:], strict=True)
    }


def slices(name: str) -> list[Cells]:
    """The cells of each slice of a series."""
    moments = len(lines(name.replace(".csv", ".slices.csv"))) - 1
    found: list[Cells] = [{} for _ in range(moments)]
    for at, row, column, value in lines(name)[1:]:
        found[int(at)][row, column] = float(value)
    return found


def shown(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
