"""Every one of the 234 results of DNA on the synthetic database, by name.

What is random in DNA is compared by the score of the solution that it returned.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree

import dna_oracle as dna
import numpy as np
import pytest

from hemicycle.network import annealing, backbone, polarisation_dna
from hemicycle.network.barplot import barplot
from hemicycle.network.distance import distances

pytestmark = pytest.mark.skipif(
    not dna.ARCHIVE.exists(), reason=f"the results of DNA are not there: {dna.ARCHIVE}"
)


def entries(kind: str | None, *, series: bool = False, failed: bool = False) -> Any:
    """The results of one kind as parameters; networks are those without a kind."""
    chosen = [
        pytest.param(entry["job"], entry["result"], id=name)
        for name, entry in dna.results().items()
        if entry["job"].get("kind") == kind
        and ("exception" in entry["result"]) == failed
        and (kind is not None or ("timeWindow" in entry["job"]) == series)
    ]
    return pytest.mark.parametrize(("job", "result"), chosen)


def close(ours: dna.Cells, theirs: dna.Cells, tolerance: float = 1e-9) -> bool:
    assert list(ours) == list(theirs)  # labels, and their order
    there = np.array(list(theirs.values()))
    return bool(np.allclose(list(ours.values()), there, rtol=1e-12, atol=tolerance))


def test_no_result_is_forgotten():
    kinds = {entry["job"].get("kind") for entry in dna.results().values()}
    assert len(dna.results()) == 234
    assert kinds == {
        None, "distance", "barplot", "backbone", "evaluate", "polarization", "quality", "export",
    }  # fmt: skip


@entries(None)
def test_network(job, result):
    everything, chosen = dna.asked(job)
    counted = len(everything), len(chosen)
    assert counted == (result["n_statements_loaded"], result["n_statements_filtered"])
    assert close(dna.cells(dna.network(job, chosen)), dna.matrix(result["file"]))
    if "statement_ids" in result:
        assert str(chosen.id.tolist()) == str(result["statement_ids"])


@entries(None, failed=True)
def test_network_on_which_dna_crashes(job, result):
    _, chosen = dna.asked(job)
    plain = dna.network(job, chosen, normalisation="no").dense()
    by_column = (plain > 0).sum(axis=0)
    assert np.allclose(dna.network(job, chosen, compat=None).dense(), plain / by_column)


@entries(None, series=True)
def test_series(job, result):
    series, theirs = dna.over_time(job), dna.slices(result["file"])
    head, *moments = dna.lines(result["slices"])
    assert len(series) == len(moments) == result["n_matrices"]
    for (window, made), moment, cells in zip(series, moments, theirs, strict=True):
        there = dict(zip(head, moment, strict=True))
        ours = [dna.shown(second) for second in (window.middle, window.start, window.stop)]
        assert ours == [there["datetime"], there["start"], there["stop"]]
        if "kernel" not in job:  # where there is one, DNA writes 0
            assert len(window.statements) == int(there["n_statements"])
        assert close(dna.cells(made), cells)


@entries("distance")
def test_distance(job, result):
    series = [made for _, made in dna.over_time(job)]
    by = {"absdiff": "absolute", "spectral": "spectral"}[job["distanceMethod"]]
    ours = distances(series, by, to_one=job["kernel"] == "no", compat="dna")
    theirs = np.array(list(dna.matrix(result["file"]).values())).reshape(ours.shape)
    assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-9)


@entries("barplot")
def test_barplot(job, result):
    _, chosen = dna.asked(job, variable1="organization")
    ours = barplot(chosen, job["variable1"])
    head, *rows = (line[: ours.width] for line in dna.lines(result["file"]))
    assert ours.columns == head
    assert ours.rows() == [(value, *map(int, counts)) for value, *counts in rows]


@cache
def columns(aggregation: str, normalisation: str) -> backbone.Columns:
    job = {"qualifierAggregation": aggregation, "duplicates": "document"}
    return backbone.columns(dna.asked(job)[1], aggregation, normalisation, "dna")


@entries("backbone")
def test_backbone(job, result):
    asked = columns(
        job.get("qualifierAggregation", "subtract"), job.get("normalization", "average")
    )
    if job["method"] == "nested":
        theirs = [
            (e, float(b), float(r), int(n)) for _, e, b, r, n in dna.lines(result["file"])[1:]
        ]
        ours = [
            (s.column, s.backbone_loss, s.redundant_loss, s.statements)
            for s in backbone.nested(asked)
        ]
        assert [step[0] for step in ours] == [step[0] for step in theirs]
        assert np.allclose([s[1:] for s in ours], [s[1:] for s in theirs], atol=1e-9)
        return
    penalty = job["p"] if job["method"] == "penalty" else 0.0
    theirs = backbone.evaluate(asked, result["backbone"], penalty)
    ours = annealing.anneal(asked, penalty, job.get("backboneSize"), job["T"], seed=1)
    assert theirs.penalised == pytest.approx(result["lowest_candidate_loss"], abs=1e-9)
    assert ours.penalised <= theirs.penalised + 1e-9 or job["method"] == "penalty"


@entries("evaluate")
def test_evaluation_of_a_backbone(job, result):
    asked = columns("subtract", "average")
    kept = asked.numbers(job["backbone"])
    ours = [asked.loss(kept, job["p"]), asked.loss(asked.every - kept, job["p"])]
    assert ours == pytest.approx(result["loss_backbone_redundant"], abs=1e-9)


def both() -> list[Any]:
    """Congruence and conflict as DNA's polarization takes them."""
    ways = ("congruence", "conflict")
    jobs = [{"qualifierAggregation": way, "normalization": "average"} for way in ways]
    return [dna.network(job, dna.asked(job)[1]).dense() for job in jobs]


@entries("polarization")
def test_polarization(job, result):
    theirs = result["results"]
    if "timeWindow" not in job:
        series = [tuple(both())]
    else:
        chosen = dna.asked(job, qualifierAggregation="subtract")[1]
        when = job["kernel"], job["timeWindow"], job["windowSize"]
        made = [network for _, network in polarisation_dna.slices(chosen, *when)]
        assert [list(network.rows) for network in made] == [there["names"] for there in theirs]
        series = [(network.dense(), network.dense()) for network in made]
    for (congruence, conflict), there in zip(series, theirs, strict=True):
        score = polarisation_dna.score(congruence, conflict, there["memberships"])
        assert score == pytest.approx(float(there["finalMaxQ"]), abs=1e-9, rel=1e-12)


@entries("quality")
def test_score_of_given_groups(job, result):
    congruence, conflict = both()
    for there in result["quality"]:
        for normalised, name in ((False, "raw"), (True, "normalized")):
            ours = polarisation_dna.score(congruence, conflict, there["memberships"], normalised)
            assert ours == pytest.approx(float(there[name]), abs=1e-9)


@entries("export")
def test_what_dna_itself_wrote(job, result):
    """To the six decimals that DNA writes; how files are laid out is a matter of `exchange`."""
    if job["networkType"] == "eventlist":
        written = [int(line[0]) for line in dna.lines(result["file"], ";")[1:]]
        assert dna.asked(job)[1].id.tolist() == written
    elif "timeWindow" in job:
        files = sorted(dna.unpacked().glob(f"{job['name']} *.csv"))
        for (_, made), file in zip(dna.over_time(job), files, strict=True):
            assert close(dna.cells(made), dna.matrix(file.name, ";"), 5.1e-7)
    else:
        ours = dna.cells(dna.network(job, dna.asked(job)[1]))
        written = READERS[job["fileFormat"]](result["file"])
        assert close({cell: ours[cell] for cell in written}, written, 5.1e-7)


@entries("export", failed=True)
def test_export_on_which_dna_crashes(job, result):
    made = dna.network(job, dna.asked(job)[1])
    assert made.to_networkx().number_of_edges() == made.weights.nnz > 0


def _dl(name: str) -> dna.Cells:
    text = (dna.unpacked() / name).read_text(encoding="utf-8")
    labels, data = text.split("labels:\n")[1].split("data:\n")
    names = [label.strip('"') for label in labels.splitlines()]
    rows = [line.split() for line in data.splitlines()]
    return {(a, b): float(rows[i][j]) for i, a in enumerate(names) for j, b in enumerate(names)}


def _graphml(name: str) -> dna.Cells:
    spaces = {"": "http://graphml.graphdrawing.org/xmlns"}
    tree = ElementTree.parse(dna.unpacked() / name)
    names = {
        node.get("id"): node.findtext("data[@key='name']", namespaces=spaces)
        for node in tree.iterfind(".//node", spaces)
    }
    return {
        (str(names[edge.get("source")]), str(names[edge.get("target")])): float(
            edge.findtext("data[@key='weight']", "nan", spaces)
        )
        for edge in tree.iterfind(".//edge", spaces)
    }


READERS = {"csv": lambda name: dna.matrix(name, ";"), "dl": _dl, "graphml": _graphml}
