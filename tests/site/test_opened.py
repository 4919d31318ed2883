"""The site as it is opened: what a browser keeps, blocked data, paper, from a disk."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from crawler import served
from csp import policy
from firefox import FIREFOX, firefox
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pypdf import PdfReader
from small_site import Site
from sphinx.testing.util import SphinxTestApp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and FIREFOX), reason="needs Chromium and Firefox"),
]
HITS = ".site-hits a"
SEARCHED = f"document.querySelectorAll('{HITS}').length > 0"
TOGGLE = "[...document.querySelectorAll('.theme-toggle')].find(e => e.offsetParent).click()"
THEME = "document.body.dataset.theme"
#: All that a page can keep in a browser.
KEPT = """(async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map(one => one.name), ...await caches.keys()
].filter(name => name))()"""
REFUSE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    get() { throw new DOMException("refused", "SecurityError"); }, configurable: true});"""


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(site, "", tmp_path_factory.mktemp("opened"), policy(site)) as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def told(project: Path) -> set[str]:
    """Return the names of what the privacy page says that a browser keeps."""
    return set(re.findall(r"\(`(\w+)`\)", (project / "about/privacy.md").read_text("utf-8")))


def test_browser_keeps_what_the_privacy_page_says(
    address: str, context: BrowserContext, project: Path
) -> None:
    kept: set[str] = set()
    page = context.new_page()
    for name in ("", "search/?q=Machado", "team/", "search/?q=finance", "404.html"):
        page.goto(address + name)
        if "?" in name:
            page.wait_for_selector(HITS)
        page.evaluate(TOGGLE)
        kept.update(page.evaluate(KEPT))
    assert kept == told(project)
    assert page.evaluate(KEPT) == ["theme"]
    assert context.cookies() == []


def test_the_same_in_firefox(address: str, tmp_path: Path, project: Path) -> None:
    with firefox(tmp_path / "profile") as page:
        page.goto(f"{address}search/?q=Machado")
        page.wait_for(SEARCHED)
        page.value(TOGGLE)
        assert page.value(KEPT) == ["theme"]
        assert told(project) == {"theme"}


def test_search_ends_and_colours_change_without_site_data(
    address: str, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.add_init_script(REFUSE)
    page.goto(f"{address}search/?q=Machado")
    page.wait_for_selector(HITS)
    page.evaluate(TOGGLE)
    assert page.evaluate(THEME) in ("dark", "light")
    settings: dict[str, Any] = {"network.cookie.cookieBehavior": 2}  # refuse all
    with firefox(tmp_path / "profile", **settings) as other:
        other.goto(f"{address}search/?q=Machado")
        other.wait_for(SEARCHED)
        other.value(TOGGLE)
        assert other.value(THEME) in ("dark", "light")


def test_closed_dropdowns_and_every_tab_are_printed(
    site_of_parts: str, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(site_of_parts)
    with firefox(tmp_path / "profile") as other:
        other.goto(site_of_parts)
        for printed in (page.pdf(), other.pdf()):
            sheets = PdfReader(io.BytesIO(printed)).pages
            words = " ".join(sheet.extract_text() for sheet in sheets).split()
            found = [word for word in words if word in PARTS]
            assert found == PARTS


#: Words of a page with a dropdown and tabs, in the order of paper.
PARTS = ["Closedlabel", "Closedtext", "Firstlabel", "Firsttext", "Secondlabel", "Secondtext"]


@pytest.fixture
def site_of_parts(
    make_app: Callable[..., SphinxTestApp], project: Path, tmp_path: Path
) -> Iterator[str]:
    parts = Site(tmp_path, make_app)
    parts.conf(
        "sphinx_design", "frame", html_static_path=["_static"], html_css_files=["site.css"]
    )
    parts.write("_static/site.css", (project / "_static/site.css").read_text("utf-8"))
    body = (
        "```{dropdown} Closedlabel\nClosedtext\n```\n\n"
        "````{tab-set}\n```{tab-item} Firstlabel\nFirsttext\n```\n"
        "```{tab-item} Secondlabel\nSecondtext\n```\n````\n"
    )
    parts.page("index", "title: Home", body)
    built = parts.build()
    assert built.warnings == []
    with served(built.out, "", tmp_path) as url:
        yield url


def test_pages_from_disk_lead_to_pages(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator(".site-menu a").first.click()
    page.wait_for_url("**/index.html")
    page.locator("article .site-cards a").first.click()
    page.wait_for_url("**/*/*/index.html")
    assert page.locator("h1").count() == 1
    page.locator(".site-find input").fill("Machado")
    page.keyboard.press("Enter")
    page.wait_for_selector(HITS)
    page.locator(HITS).first.click()
    page.wait_for_selector("h1")
    assert "Index of" not in page.title()
