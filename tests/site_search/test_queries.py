"""What visitors type finds the right page among the first three."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

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


def test_right_page_is_among_the_first_three(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-j2"]
    subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(ROOT), str(tmp_path / "html")],
        check=True,
    )
    asked = queries()
    assert len(asked) >= 100
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((tmp_path / "html/search/index.html").as_uri())
        for query, right in asked:
            found = page.evaluate(
                "query => siteSearch.find(query).hits.map(hit => hit.page.address)", query
            )
            names = [address.strip("/") for address in found]
            wanted = {name.removesuffix("/index") for name in right}
            if not wanted & set(names[:3]):
                place = next((n for n, name in enumerate(names, 1) if name in wanted), None)
                wrong.append((query, place, names[:3]))
        browser.close()
    assert len(wrong) <= len(asked) * (1 - RIGHT), wrong
    print(f"{len(asked) - len(wrong)} of {len(asked)}; not: {wrong}")
