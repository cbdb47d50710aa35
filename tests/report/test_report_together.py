"""Who stands with whom: laid out the same every time, and every mark opens what it counts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest
from invented_debate import CONCEPTS, actor_rows, debate, large
from test_report_page import EVIL, data_of

from hemicycle.report import groups, labelling, layout, pairs_figure, paper
from hemicycle.report.counts import chronological
from hemicycle.report.page import render
from hemicycle.report.together import Tie, Together
from hemicycle.verbs.together import MOST, drawn, together

FRIENDS = [(a, b, 1.0) for side in ((0, 1, 2), (3, 4, 5)) for a, b in combinations(side, 2)]
FOES = [(a, b, -1.0) for a in (0, 1, 2) for b in (3, 4, 5)]


def page(rows: list, **options: object) -> str:
    found = together(rows, CONCEPTS)
    return render("T", CONCEPTS, rows, actor_rows(rows), [], together=found, version="0", **options)


def far(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(complex(*a) - complex(*b))


def test_friends_stand_together_and_opponents_apart() -> None:
    at = layout.positions(6, FRIENDS + FOES, 600, 500, 40)
    near = max(far(at[a], at[b]) for a, b, _ in FRIENDS)
    assert all(far(at[a], at[b]) > near for a, b, _ in FOES)
    assert at == layout.positions(6, FRIENDS + FOES, 600, 500, 40)


@pytest.mark.parametrize("n", [0, 1, 2, 60])
def test_nobody_stands_outside_or_on_somebody(n: int) -> None:
    ties = [(a, b, 1.0) for a, b in combinations(range(n), 2)]
    at = layout.positions(n, ties, 600, 500, 40)
    assert len(at) == n
    assert all(0 <= x <= 600 and 0 <= y <= 500 for x, y in at)
    assert all(far(a, b) > 20 for a, b in combinations(at, 2))


def test_a_name_goes_where_there_is_room() -> None:
    discs = [labelling.Disc(x, 50, 9, "Marta Ilvesk") for x in (100, 130, 590)]
    assert labelling.sides(discs, 12, 600) == [("left", True), ("right", True), ("left", True)]
    crowd = [labelling.Disc(100 + at, 50, 9, "Marta Ilvesk") for at in range(9)]
    assert not labelling.sides(crowd, 12, 600)[-1][1]


def test_only_the_largest_groups_have_a_colour() -> None:
    _, actors, _ = debate()
    countries = [*"ABCDEFGH", None, "A"]
    found = groups.by_country(
        [replace(a, country=c) for a, c in zip(actors, countries, strict=False)]
    )
    assert [group.label for group in found.groups] == [*"ABCDEF", "others or not known"]
    assert sum(group.actors for group in found.groups) == len(countries)


def test_a_tie_opens_exactly_what_it_was_counted_from() -> None:
    rows, _, _ = debate()
    ordered, found = chronological(rows), together(rows, CONCEPTS)
    assert found
    html = page(rows)
    lists = data_of(html)["lists"]
    marks = re.findall(r'<g class="tie \w+".*?data-w="([^"]+)" data-set="([^"]+)"', html)
    assert len(marks) == len(found.ties) > 50
    for tie, (weight, keys) in zip(found.ties, marks, strict=True):
        opened = {at for key in keys.split() for at in lists[int(key)][1]}
        mine, theirs = (
            [
                (p.concept, p.agreement)
                for at in opened
                for p in ordered[at].positions
                if p.agreement and who in {actor.id for actor in ordered[at].speakers}
            ]
            for who in (tie.one, tie.other)
        )
        pairs = [a == b for c, a in mine for d, b in theirs if c == d]
        assert (sum(pairs), len(pairs) - sum(pairs)) == (tie.agree, tie.conflict)
        assert float(weight) == pytest.approx(tie.weight, abs=1e-4)
        assert (tie.weight > 0) == (tie.agree > tie.conflict)


def test_only_the_most_active_are_drawn_and_the_rest_are_counted() -> None:
    rows, actors = large(2000, 90)
    found = together(rows, CONCEPTS)
    assert found
    assert len(found.actors) == MOST
    sided = {a.id for r in rows for p in r.positions if p.agreement for a in r.speakers}
    assert found.left_out == len(sided) - MOST > 0
    html = render("T", CONCEPTS, rows, actors, [], together=found, version="0")
    assert html.count('<g class="node ') == MOST
    assert "less active actors" in html


def test_a_camp_has_ties() -> None:
    found = together(debate()[0], CONCEPTS)
    assert found
    assert {*found.camps} == {actor for tie in found.ties for actor in (tie.one, tie.other)}


def test_nobody_to_tie_is_no_section() -> None:
    assert together([], CONCEPTS) is None
    silent = [replace(row, positions=()) for row in debate()[0]]
    assert 'id="together"' not in page(silent)


def test_actors_without_a_tie_are_drawn_all_the_same() -> None:
    rows, actors, _ = debate()
    two = tuple(dict.fromkeys(row.actor.id for row in rows if row.actor))[:2]
    html = render("T", CONCEPTS, rows, actors, [], together=Together(two, (), {}, 0), version="0")
    assert html.count('<g class="node g0') == 2
    one = Together(two, (Tie(*two, 1, 0, 1.0),), dict.fromkeys(two, 9), 0)
    assert "smaller camps" in render("T", CONCEPTS, rows, actors, [], together=one, version="0")


@pytest.mark.parametrize("name", ["network.svg", "pairs.svg", "matrix.svg", "camps.svg"])
def test_drawings_for_papers_are_whole_xml(name: str) -> None:
    rows, _, _ = debate()
    evil = [
        replace(r, actor=replace(r.actor, name=f"\x00\uffff{EVIL}{r.actor.name}")) if r.actor else r
        for r in rows
    ]
    concepts = [replace(CONCEPTS[0], wording=EVIL), *CONCEPTS[1:]]
    found = together(evil, concepts)
    assert found
    svg = paper.drawings(concepts, evil, actor_rows(evil), found)[name]
    root = ET.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {e.tag.split("}")[1] for e in root.iter()} <= {
        *("svg", "g", "text", "title", "style", "rect", "line", "circle", "path")
    }
    assert svg == paper.drawings(concepts, evil, actor_rows(evil), found)[name]


def test_drawings_are_written_and_refused_in_words(tmp_path) -> None:
    from hemicycle.errors import UsageError

    rows, actors, _ = debate()
    found = together(rows, CONCEPTS)
    written = drawn(tmp_path / "new" / "figures", CONCEPTS, rows, actors, found)
    names = [path.stem for path in written]
    assert names == ["network", "pairs", "matrix", "camps"]
    assert all(path.is_file() for path in written)
    with pytest.raises(UsageError, match="fewer than two actors"):
        drawn(tmp_path, CONCEPTS, rows, actors, None)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be made"):
        drawn(tmp_path / "file", CONCEPTS, rows, actors, found)


def test_the_matrix_of_actors_holds_every_tie_once_and_opens_the_same() -> None:
    rows, _, _ = debate()
    found = together(rows, CONCEPTS)
    assert found
    html = page(rows)
    svg = re.search(r'<svg class="pairs".*?</svg>', html, re.S)
    assert svg
    ties = re.findall(r'<g class="tie (\w+)".*?data-set="([^"]+)".*?data-name="([^"]+)"', html)
    marks = re.findall(r'class="dyad (\w+)".*?data-set="([^"]+)" data-name="([^"]+)"', svg[0])
    sign = {"agrees": "plus", "conflicts": "minus"}
    assert sorted((sign[kind], *rest) for kind, *rest in marks) == sorted(ties)
    heads = re.findall(r'<text class="head"[^>]*><title>([^<]+)</title>(\d+)</text>', svg[0])
    rules = r'x2="([\d.]+)" y1="([\d.]+)".*?<text class="actor"[^>]*><title>([^<]+)<'
    names = {name: (float(x), float(y)) for x, y, name in re.findall(rules, svg[0])}
    assert [int(number) for _, number in heads] == list(range(1, len(found.actors) + 1))
    spots = re.findall(
        r'data-name="([^"]+) and ([^"]+)" .*?<rect class="hit" x="([\d.]+)" y="([\d.]+)"', svg[0]
    )
    assert len(spots) == len(found.ties)
    for one, other, x, y in spots:  # below the diagonal, in the column of one, the row of the other
        corners = sorted((names[one], names[other]))
        assert (float(x) + 18, float(y) + 18) == (corners[0][0], corners[1][1])


def test_a_mark_of_a_tie_has_the_area_of_its_weight() -> None:
    disc, square = (str(pairs_figure.mark(w, 9, 9, 4.0)) for w in (4.0, -4.0))
    (r,) = re.findall(r' r="([\d.]+)"', disc)
    wide, high = re.findall(r'(?:width|height)="([\d.]+)"', square)
    assert float(wide) * float(high) == pytest.approx(3.1416 * float(r) ** 2, rel=0.03)
    small = re.findall(r' r="([\d.]+)"', str(pairs_figure.mark(1.0, 9, 9, 4.0)))
    assert float(small[0]) < float(r)
