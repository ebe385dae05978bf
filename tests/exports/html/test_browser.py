"""The page in a real browser: Chromium, without a network.

Clicks a number to its source, sorts, filters, copies a footnote, prints, by mouse and by keys, in
light and dark, with and without scripts; axe-core finds nothing.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

import dealmodel as dm
from dealmodel.exports.html.page import html_of
from dealmodel.reports.footnote import footnote
from tests.exports.engines import needs
from tests.exports.html.pages import SEEDS, book_with, seeds_page

pytestmark = needs("chromium")

AXE = Path(__file__).parents[2] / "npm" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with playwright.sync_playwright() as running:
        program = shutil.which("chromium")
        found = running.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "seeds.html"
    path.write_text(seeds_page())
    return path


class Opened:
    """A page in the browser, and whatever it complained of or asked for."""

    def __init__(self, browser, path: Path, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda each: self.complaints.append(each.text))
        self.page.on("pageerror", lambda each: self.complaints.append(str(each)))
        self.page.on("request", lambda each: self.requests.append(each.url))
        self.page.goto(path.as_uri())

    def close(self, path: Path) -> None:
        self.context.close()
        assert self.complaints == []
        assert self.requests == [path.as_uri()]


@pytest.fixture
def opened(browser, file) -> Iterator:
    found = Opened(browser, file, viewport={"width": 1280, "height": 900})
    yield found.page
    found.close(file)


def _row(page, words: str, section: str = "stakes"):
    return page.locator(f"#{section} .t-answers tbody tr").filter(has_text=words).first


def test_a_number_opens_to_its_source(opened):
    row = _row(opened, "$7.62bn")
    work = row.locator(".work")
    assert not work.is_visible()
    row.locator("summary b").click()
    assert work.is_visible()
    assert "paid / stake = $1.6 billion / 21%" in work.inner_text()
    assert "CNBC (after Reuters), 2025-04-26" in work.inner_text()
    work.get_by_text("in the list of sources").click()
    source = opened.locator("#source-cnbc-2025-04-26")
    assert opened.evaluate("location.hash") == "#source-cnbc-2025-04-26"
    assert source.is_visible()
    box = source.bounding_box()
    assert 0 <= box["y"] <= 900


def test_a_footnote_copies_in_one_click(opened):
    book = dm.load_book(SEEDS)
    item = next(
        each
        for each in dm.report(book).items
        if each.name == "implied_equity_value" and each.result.unit.text == "USD"
    )
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = _row(opened, "$7.62bn")
    row.locator("summary b").click()
    row.get_by_role("button", name="Copy footnote").click()
    opened.get_by_text("Footnote copied").wait_for(state="attached")
    assert opened.evaluate("navigator.clipboard.readText()") == footnote(item, book)


def _numbers(page) -> list[tuple[str, float]]:
    """The numbers of a table with their units, those of one unit beside each other."""
    cells = page.locator("#prices .t-answers tbody td[data-v]")
    found = cells.evaluate_all("all => all.map(each => [each.dataset.u, each.dataset.v])")
    return [(unit, float(value)) for unit, value in found if value]


def test_a_table_sorts_there_and_back(opened):
    before = _numbers(opened)
    head = opened.locator("#prices thead th").nth(2)
    button = head.get_by_role("button")
    assert head.get_attribute("aria-sort") is None
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert _numbers(opened) == sorted(before) != before
    button.focus()
    opened.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert _numbers(opened) == sorted(before, reverse=True)
    opened.keyboard.press("Space")
    assert head.get_attribute("aria-sort") is None
    assert _numbers(opened) == before


def test_a_table_filters(opened):
    section = opened.locator("#agreements")
    rows = section.locator("tbody tr")
    number = rows.count()
    section.get_by_label("Filter rows of Agreements and their status").fill("ferrari talks")
    hidden = section.locator("tbody tr[hidden]")
    hidden.first.wait_for(state="attached")
    left = [each for each in rows.all() if each.is_visible()]
    assert 0 < len(left) < number
    assert all("Ferrari" in each.inner_text() for each in left)
    assert f"{len(left)} of {number} rows" in section.inner_text()
    section.get_by_role("searchbox").fill("")
    playwright.expect(hidden).to_have_count(0)


def test_the_verdict_leads_to_its_facts(opened):
    opened.get_by_role("link", name=re.compile("Contested")).click()
    assert opened.evaluate("location.hash") == "#facts-contested"
    assert opened.get_by_role("heading", name=re.compile(r"Contested \(\d+\)")).is_visible()


def test_it_is_gone_through_by_keys(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "To the report"
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#main"
    opened.locator("#stakes summary").first.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#stakes .work").first.is_visible()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert opened.evaluate(outline) == "solid"


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_nothing_is_wider_than_the_window(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_long_words_break(browser, tmp_path):
    path = tmp_path / "long.html"
    path.write_text(html_of(dm.report(book_with("Donaudampfschiff" * 40))))
    found = Opened(browser, path, viewport={"width": 390, "height": 800})
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
    found.close(path)


def test_it_prints(opened):
    printed = opened.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 10 <= pages <= 30
    opened.emulate_media(media="print")
    assert not opened.locator("header.bar").is_visible()


def test_rows_of_a_page_that_is_not_long_stay_where_they_are(browser, file):
    # A click is for the row that was there when somebody took aim.
    found = Opened(browser, file)
    height = "document.documentElement.scrollHeight"
    before = found.page.evaluate(height)
    place = _row(found.page, "$7.62bn").bounding_box()
    found.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found.page.wait_for_timeout(100)
    found.page.evaluate("scrollTo(0, 0)")
    assert found.page.evaluate(height) == before
    assert _row(found.page, "$7.62bn").bounding_box() == place
    found.close(file)


def test_it_is_whole_without_scripts(browser, file):
    found = Opened(browser, file, java_script_enabled=False)
    page = found.page
    row = _row(page, "$7.62bn")
    row.locator("summary b").click()
    assert row.locator(".work").is_visible()
    assert page.get_by_role("searchbox").count() == 0
    assert page.get_by_role("button").count() == 0
    found.close(file)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_light_and_dark(browser, file, scheme):
    found = Opened(browser, file, color_scheme=scheme)
    ground = found.page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(re.findall(r"\d+", ground)[0])
    assert (red > 200) == (scheme == "light")
    found.close(file)


HOSTILE = "</script><img src=x onerror=\"document.title='gone'\"> \u202e javascript:alert(1)"


def test_hostile_words_do_nothing(browser, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(html_of(dm.report(book_with(HOSTILE))))
    found = Opened(browser, path)
    assert "⟨U+202E⟩" in found.page.title()
    assert found.page.locator("img").count() == 0
    assert found.page.evaluate("document.querySelectorAll('script').length") == 2
    found.close(path)


def _axe_is_here() -> bool:
    return AXE.exists() or bool(os.environ.get("CI"))


@pytest.mark.skipif(not _axe_is_here(), reason="not installed: axe-core (npm ci in tests/npm)")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser, file, scheme, width):
    # Only for axe itself the page's own policy is passed over.
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    context = browser.new_context(bypass_csp=True, **options)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    told = [
        f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary']}"
        for each in found["violations"]
    ]
    assert told == []
    assert len(found["passes"]) > 20
