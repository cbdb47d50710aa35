"""The network in a real Chromium, for a hand and for a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from test_report_browser import chromium, report, visit  # noqa: F401

pytestmark = pytest.mark.browser

sizes = pytest.mark.parametrize("width", [380, 1400])


def middle(mark) -> tuple[float, float]:
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def node(page, at: int = 0):
    return page.locator(f".node[data-at='{at}']")


def ties(page) -> int:
    return page.locator(".net .tie:not([hidden])").count()


@sizes
def test_hovering_lights_the_neighbours(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width)
    node(page).locator("circle").hover()
    own = page.locator(":is(.tie[data-a='0'], .tie[data-b='0']):not([hidden])").count()
    assert page.locator(".net .tie.lit").count() == own > 0
    assert page.locator(".node.lit").count() == own + 1
    assert page.locator(".web .who").inner_text() == node(page).get_attribute("data-name")
    page.mouse.move(1, 1)
    assert page.locator(".lit").count() == 0
    assert "ties" in page.locator(".web .who").inner_text()


@sizes
def test_the_slider_sifts_the_weak_and_the_boxes_the_signs(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width)
    every, total = ties(page), page.locator(".net .tie").count()
    page.locator("[data-net-least]").fill("1")
    strong = ties(page)
    assert 0 < strong < every
    weights = page.locator(".net .tie:not([hidden])").evaluate_all(
        "(all) => all.map((tie) => Math.abs(tie.dataset.w))"
    )
    assert min(weights) >= 0.995
    assert (
        page.locator("[data-net-count]").inner_text()
        == f"{strong} of {total} ties, from weight 1.00"
    )
    page.get_by_role("checkbox", name="conflict").uncheck()
    assert page.locator(".net .tie.minus:not([hidden])").count() == 0 < ties(page)


@sizes
def test_dragging_moves_an_actor_and_opens_nothing(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width)
    circle = node(page).locator("circle")
    circle.scroll_into_view_if_needed()
    x, y = middle(circle)
    left, top = page.locator(".net").bounding_box()["x"], page.locator(".net").bounding_box()["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(left + 100, top + 60, steps=4)
    page.mouse.up()
    assert middle(circle) == pytest.approx((left + 100, top + 60), abs=2)
    assert not page.get_by_role("dialog").is_visible()
    end = page.locator(".net .tie[data-a='0'] .drawn").first
    moved = node(page).get_attribute("transform")
    assert moved == f"translate({end.get_attribute('x1')} {end.get_attribute('y1')})"
    page.get_by_role("button", name="Rearrange").click()  # the others, not the one that was put
    assert node(page).get_attribute("transform") == moved
    circle.click()
    assert page.get_by_role("dialog").is_visible()


@sizes
def test_an_actor_a_tie_and_a_cell_show_their_statements(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width)
    panel = page.get_by_role("dialog")
    node(page).locator("circle").click()
    said = node(page).get_attribute("data-say").split()[0]
    assert panel.locator("blockquote").count() == {"five": 5, "six": 6}.get(said, 4)
    page.keyboard.press("Escape")
    tie = page.locator(".net .tie").last  # the strongest
    tie.dispatch_event("click")
    names = tie.get_attribute("data-title").split(" and ")
    assert panel.get_by_role("heading").inner_text() == " and ".join(names)
    assert {*panel.locator(".speaker > bdi").all_inner_texts()} == {*names}
    page.keyboard.press("Escape")
    cell = page.locator(".cell").first
    cell.hover()
    assert page.locator(".grid .who").inner_text() == cell.get_attribute("data-name")
    cell.click()
    assert (
        panel.get_by_role("heading")
        .inner_text()
        .startswith(cell.get_attribute("data-name").split(" on “")[0])
    )


def test_a_tie_can_be_hit_with_the_pointer(visit: Callable) -> None:  # noqa: F811
    page = visit(report())
    page.locator(".net").scroll_into_view_if_needed()
    spot = page.evaluate(
        """() => { for (const line of document.querySelectorAll('.tie .reach')) {
          const box = line.getBoundingClientRect();
          const at = [box.x + box.width / 2, box.y + box.height / 2];
          if (document.elementFromPoint(...at) === line) return at; } }"""
    )
    page.mouse.move(*spot)
    assert page.locator(".net .tie.lit").count() == 1
    assert page.locator(".node.lit").count() == 2
    page.mouse.click(*spot)
    assert page.get_by_role("dialog").is_visible()


@sizes
def test_the_keyboard_reaches_actors_ties_and_cells(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width)
    for group in (".nodes", ".ties", ".matrix", ".lanes"):
        marks = page.locator(f"{group} [data-set]:not([hidden])")
        assert page.locator(f"{group} [tabindex='0']").count() == 1
        marks.first.focus()
        page.keyboard.press("ArrowRight")
        assert marks.nth(1).evaluate("(mark) => mark === document.activeElement")
        page.keyboard.press("Enter")
        assert page.get_by_role("dialog").is_visible()
        page.keyboard.press("Escape")
    node(page).focus()
    assert page.locator(".net.looking .node.lit").count() > 1


def test_colours_follow_the_choice(visit: Callable) -> None:  # noqa: F811
    page = visit(report())
    for way, word in enumerate(("camp", "kind", "country")):
        page.locator("[data-net-colour]").select_option(f"by {word}")
        group = node(page).get_attribute("data-groups").split()[way]
        assert f"g{group}" in node(page).get_attribute("class").split()
        assert page.locator(f"[data-net-key='{way}']").is_visible()
    assert page.locator("[data-net-key]:visible").count() == 1


@sizes
def test_without_scripts_the_network_is_there(visit: Callable, width: int) -> None:  # noqa: F811
    page = visit(report(), width, java_script_enabled=False)
    assert page.locator(".node").first.is_visible()
    assert page.locator(".net .tie .drawn").count() > 50
    assert not page.locator(".knobs").is_visible()
