"""What visitors type finds the right page among the first three."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]
#: Share of the searches that find a right page among the first three.
RIGHT = 0.95


def queries() -> list[tuple[str, list[str]]]:
    lines = (Path(__file__).parent / "queries.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition(" = ") for line in lines if not line.startswith("#")]
    return [(query, right.split()) for query, _, right in pairs]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the real site's page of the search."""
    folder = tmp_path_factory.mktemp("queries")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-j2"]
    subprocess.run(
        [*command, "-d", str(folder / "trees"), str(ROOT), str(folder / "html")], check=True
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((folder / "html/search/index.html").as_uri())
        yield page
        browser.close()


def find(page: Page, query: str) -> list[str]:
    hits = "query => siteSearch.find(query).hits.map(hit => hit.page.address)"
    return [address.strip("/") for address in page.evaluate(hits, query)]


def test_right_page_is_among_the_first_three(page: Page) -> None:
    asked = queries()
    assert len(asked) >= 100
    wrong = []
    for query, right in asked:
        names = find(page, query)
        wanted = {name.removesuffix("/index") for name in right}
        if not wanted & set(names[:3]):
            place = next((n for n, name in enumerate(names, 1) if name in wanted), None)
            wrong.append((query, place, names[:3]))
    assert len(wrong) <= len(asked) * (1 - RIGHT), wrong
    print(f"{len(asked) - len(wrong)} of {len(asked)}; not: {wrong}")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("explanability", "explainability"),  # known as a word with synonyms alone
        ("onderzoeks", "onderzoeksproject"),
        ("fairness", None),  # of the family of "fair"
        ("krediet risico", None),
    ],
)
def test_words_near_to_known_ones_are_understood(
    page: Page, query: str, meant: str | None
) -> None:
    said = page.evaluate("query => siteSearch.find(query).meant", query)
    assert (said and " ".join(said)) == meant
    assert find(page, query)


@pytest.mark.parametrize(
    "query",
    ["credit " * 5000, "x" * 50_000, " ".join(f"w{n}zq" for n in range(3000)),
     ".*+?^${}()|[]\\", "<b>&amp;", "مرحبا", "😀", "__proto__", "\u202eabc"],
    ids=range(9),
)  # fmt: skip
def test_any_text_may_be_searched(page: Page, query: str) -> None:
    assert page.evaluate("query => siteSearch.find(query).terms.length", query) <= 24
