"""The built site in a real browser: axe, console, requests, keyboard, reflow."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from crawler import served
from csp import policy
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: A page of every template and kind.
PAGES = [
    "",
    "team/",
    "team/marcos-machado/",
    "research/",
    "research/areas/",
    "research/projects/",
    "research/theses/",
    "about/",
    "about/partners/",
    "about/partners/university-of-twente/",
    "about/news/",
    "about/editing/",
    "search/?q=Osterrieder",
    "404.html",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("browser")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-j2"]
    out = base / "html"
    done = subprocess.run(
        [*command, "-d", str(base / "doctrees"), str(ROOT), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    with served(out, "", base, policy(out)) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_quiet_and_still(
    address: str, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:"))
            else noise.append(f"{page.url} asks {request.url}")
        ),
    )
    found: list[str] = []
    for name in PAGES:
        page.goto(address + name, wait_until="networkidle")
        page.evaluate(AXE)
        options = json.dumps({"runOnly": TAGS})
        result = page.evaluate(f"axe.run(document, {options})")
        found += [
            f"{name}: {violation['id']}: {node['html'][:150]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
            "for (const entry of list.getEntries()) sum += entry.value;})"
            ".observe({type: 'layout-shift', buffered: true});"
            "setTimeout(() => done(sum), 60); })"
        )
        # What a search finds comes in while the page stands.
        if shift > 0 and "?" not in name:
            found.append(f"{name}: layout shift {shift}")
    context.close()
    assert found == []
    assert noise == []


def test_reflow_at_320_pixels_and_double_text(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    wide = []
    for name in PAGES:
        page.goto(address + name)
        for size in ("100%", "200%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide.append((name, size, width))
    context.close()
    assert wide == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))


def test_keyboard_skip_link_menu_and_theme(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert any("skip-to-content" in stop for stop in stops[:3])
    assert any("__navigation" in stop for stop in stops), stops
    page.focus("#__navigation")
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    assert page.evaluate(
        "document.querySelector('.sidebar-drawer').getBoundingClientRect().left"
    ) == pytest.approx(0, abs=1)
    page.keyboard.press("Space")
    page.focus(".theme-toggle-header .theme-toggle")
    page.keyboard.press("Enter")
    theme = page.evaluate("document.body.dataset.theme")
    page.reload()
    assert page.evaluate("document.body.dataset.theme") == theme
    assert page.evaluate("Object.keys(localStorage)") == ["theme"]
    assert context.cookies() == []
    context.close()


def test_keyboard_reaches_the_head_of_wide_screens(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}research/projects/")
    names: list[str] = []
    for _ in range(14):
        page.keyboard.press("Tab")
        if names and "sidebar-toggle" in focused(page):
            continue
        names.append(page.evaluate("document.activeElement.innerText.trim()"))
        box = page.evaluate(
            "(e => [e.clientHeight, getComputedStyle(e).outlineStyle])(document.activeElement)"
        )
        assert box[1] != "none" and box[0] > 0, focused(page)
        if "theme-toggle" in focused(page):
            break
    assert names[0] == "Skip to content"
    assert names[1:5] == ["AI in Finance", "Our Team", "Research", "About"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") in ("light", "dark")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Machado")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Machado")
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("name", ["", "team/", "about/editing/"])
def test_paper_has_the_text_alone_and_no_empty_sheet(
    address: str, browser: Browser, tmp_path: Path, name: str
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address + name, wait_until="networkidle")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.emulate_media(media="print")
    for hidden in (".site-header", ".related-pages", ".toc-drawer"):
        assert not page.locator(hidden).first.is_visible(), hidden
    scheme = page.evaluate("getComputedStyle(document.body).colorScheme")
    assert scheme == "light"
    page.close()
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]
    assert all(len(text) > 50 for text in sheets)


def test_home_page_is_light(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(address, wait_until="networkidle")
    context.close()
    assert len(sizes) < 20, sizes
    assert sum(sizes.values()) < 150_000, sizes


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Osterrieder", "Jörg Osterrieder"),
        ("Huellmann", "Joschka Hüllmann"),
        ("Joerg", "Jörg Osterrieder"),
        ("University of Twente", "University of Twente"),
        (
            "Early Warning Systems Customer Segmentation",
            "Applications of Early Warning Systems for Customer Segmentation of "
            "Wholesale Banking Clients",
        ),
    ],
)
def test_search_finds_first(address: str, browser: Browser, words: str, first: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search/?q={words}", wait_until="networkidle")
    page.wait_for_selector("text=Search finished")
    links = page.locator("ul.search li a")
    assert links.first.inner_text() == first
    found = links.evaluate_all("links => links.map(link => link.pathname + link.innerText)")
    assert len(found) == len(set(found))
    page.close()


def test_text_is_there_without_javascript(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").inner_text().startswith("AI in Finance")
    assert page.locator("ul.site-cards a").count() > 3
    context.close()
