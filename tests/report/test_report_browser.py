"""The page in a real Chromium: it sends nothing, and every click shows its evidence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from invented_debate import CONCEPTS, debate, documents, large
from test_report_page import hostile

from hemicycle.report.page import render
from hemicycle.verbs.together import together

pytestmark = pytest.mark.browser

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    found = shutil.which("chromium")
    if not found and not os.environ.get("CI"):
        pytest.skip("no chromium on this machine; install Debian's package to run the page's tests")
    assert found, "chromium must be there in continuous integration"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, tmp_path: Path) -> Iterator[Callable]:
    """Opens HTML from a file; at the end nothing may have been asked for or complained about."""
    contexts, requests, complaints = [], [], []

    def opened(html: str, width: int = 1400, **options: object):
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append("alert"), dialog.dismiss()))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {url for url in requests if not url.endswith("/report.html")} == set()
    assert complaints == []


def report(**options: object) -> str:
    rows, actors, docs = debate()
    made = date(2031, 3, 20)
    ties = together(rows, CONCEPTS)
    return render(
        "The strait",
        CONCEPTS,
        rows,
        actors,
        docs,
        together=ties,
        generated=made,
        version="0",
        **options,
    )


def test_a_seat_opens_its_statements_with_the_words_marked(visit: Callable) -> None:
    page = visit(report())
    page.locator(".seat[data-name='Oleks Tarrin']").first.click()
    panel = page.get_by_role("dialog")
    assert panel.get_by_role("heading").inner_text().startswith("Oleks Tarrin on “Peacekeepers")
    row = next(
        row
        for row in sorted(debate()[0], key=lambda r: r.when or date.max)
        if row.actor
        and row.actor.name == "Oleks Tarrin"
        and any(p.concept == "peacekeepers" for p in row.positions)
    )
    assert panel.locator("blockquote mark").first.inner_text() == row.text
    assert panel.locator("blockquote .s").first.inner_text() == "Oleks Tarrin"
    assert row.outlet in panel.inner_text()


def test_the_keyboard_is_enough(visit: Callable) -> None:
    page = visit(report())
    first, second = page.locator(".seat").nth(0), page.locator(".seat").nth(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.name") == second.get_attribute("data-name")
    assert second.get_attribute("data-name") in page.locator(".readout .who").first.inner_text()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    assert panel.is_visible()
    for _ in range(12):  # the page behind cannot be reached
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.dataset.name") == second.get_attribute("data-name")


def test_tabs_change_the_proposition(visit: Callable) -> None:
    page = visit(report())
    tabs = page.get_by_role("tab")
    tabs.nth(0).focus()
    page.keyboard.press("ArrowRight")
    assert tabs.nth(1).get_attribute("aria-selected") == "true"
    shown = page.get_by_role("tabpanel")
    assert shown.count() == 1
    assert CONCEPTS[1].wording in shown.inner_text()
    shown.locator(".seat").first.click()
    assert CONCEPTS[1].wording in page.get_by_role("dialog").inner_text()


def test_every_number_opens_that_many(visit: Callable) -> None:
    page = visit(report())
    for number in page.locator("#speak .n").all()[::5]:
        number.click()
        count = int(number.inner_text())
        assert page.locator("[data-evidence-count]").inner_text().startswith(f"{count} statement")
        assert page.locator("[data-evidence-list] > li").count() == min(count, 25)
        page.keyboard.press("Escape")


def test_the_timeline_opens_too(visit: Callable) -> None:
    page = visit(report())
    page.locator(".timeline.wide .stack").first.click()
    assert page.get_by_role("dialog").locator("blockquote").count() >= 1


def test_actors_can_be_found_and_sorted(visit: Callable) -> None:
    page = visit(report())
    page.get_by_label("Find").first.fill("tolsk president")
    rows = page.locator("[data-listing=actors] tbody tr")
    assert rows.count() == 1
    assert "Oleks Tarrin" in rows.inner_text()
    page.get_by_label("Find").first.fill("")
    page.get_by_role("button", name="Actor", exact=True).click()
    names = page.locator("[data-listing=actors] tbody th > bdi").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    head = page.locator("[data-listing=actors] th").first
    assert head.get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("width", [380, 1400])
def test_nothing_sticks_out(visit: Callable, width: int) -> None:
    page = visit(report(), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".standfirst .n").first.click()
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width
    assert page.locator("dialog li").first.bounding_box()["width"] > 300


@pytest.mark.parametrize("width", [380, 1400])
def test_hostile_words_stay_words(visit: Callable, width: int) -> None:
    page = visit(hostile(), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".standfirst .n").first.click()
    while page.locator("[data-evidence-more]").is_visible():
        page.locator("[data-evidence-more]").click()
    panel = page.get_by_role("dialog")
    assert "onerror=alert(1)" in panel.inner_text()
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


CONTRAST = """(css) => {
  const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (color) => { probe.clearRect(0, 0, 1, 1); probe.fillStyle = color;
    probe.fillRect(0, 0, 1, 1); return [...probe.getImageData(0, 0, 1, 1).data]; };
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor);
    if (c[3]) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll(css)].filter((e) => e.checkVisibility()).map((e) => {
    const style = getComputedStyle(e);
    const text = e.closest('svg') ? style.fill : style.color;
    const disc = e.matches('.number') && e.parentElement.querySelector('circle');
    const under = disc ? rgb(getComputedStyle(disc).fill) : e.matches('.seat text')
      ? rgb(getComputedStyle(e.parentElement.querySelector('.half') ??
          e.parentElement.querySelector('.mark')).fill) : ground(e);
    const [a, b] = [light(rgb(text)), light(under)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05); });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(visit: Callable, scheme: str) -> None:
    page = visit(report(), color_scheme=scheme)
    page.locator(".seat").first.click()
    css = "p, h1, h2, h3, th, td, small, mark, a, button, figcaption span, svg text, .figure, li"
    found = page.evaluate(CONTRAST, css)
    assert len(found) > 300
    assert min(found) >= 4.5
    assert page.evaluate(CONTRAST, "body")[0] >= 10


def test_colours_can_be_switched(visit: Callable) -> None:
    page = visit(report(), color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-theme-toggle]").click()
    page.locator("[data-theme-toggle]").click()
    assert page.locator("[data-theme-toggle]").inner_text().endswith("Dark")
    assert page.evaluate(ground) != light


def test_motion_is_spared_on_request(visit: Callable) -> None:
    page = visit(report(), reduced_motion="reduce")
    page.locator(".seat").first.click()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('dialog')).animationName") == "none"
    )


def test_without_scripts_it_still_informs(visit: Callable) -> None:
    page = visit(report(), java_script_enabled=False)
    assert page.locator(".seat").first.is_visible()
    assert page.locator("#actors").get_by_text("Marta Ilvesk").is_visible()
    assert page.get_by_text("Scripts are off").is_visible()
    assert not page.get_by_label("Find").first.is_visible()


def test_ten_thousand_statements_stay_light(visit: Callable) -> None:
    rows, actors = large(10_000, 150)
    ties = together(rows, CONCEPTS)
    page = visit(render("Large", CONCEPTS, rows, actors, documents(), together=ties, version="0"))
    assert page.locator("*").count() < 12_000  # the matrix of actors takes three for each tie
    milliseconds = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert milliseconds < 5_000
    page.locator(".standfirst .n").first.click()
    assert page.locator("[data-evidence-list] > li").count() == 25
    page.locator("[data-evidence-more]").click()
    assert page.locator("[data-evidence-list] > li").count() == 50


@pytest.mark.parametrize("docs", [[], documents()], ids=["nothing", "nothing found"])
def test_the_empty_page_works(visit: Callable, docs: list) -> None:
    page = visit(render("Empty", [], [], [], docs, version="0"), 380)
    assert page.get_by_role("heading", level=2).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
