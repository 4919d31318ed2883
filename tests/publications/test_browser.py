"""Filters and copying in a browser."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from small_site import Site

CHROMIUM: dict[str, Any] = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
pytestmark = pytest.mark.browser


@pytest.fixture
def page(bib: Site) -> Iterator[Page]:
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=str(bib.build().out)
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        found = browser.new_page()
        found.goto(f"http://127.0.0.1:{server.server_port}/research/publications/")
        yield found
        browser.close()
    server.shutdown()


def test_a_choice_acts_at_once_and_stays_in_the_address(page: Page) -> None:
    assert page.locator("[role=status]").first.inner_text() == "2 shown"
    page.get_by_label("Type").select_option("preprint")
    assert page.locator("[role=status]").first.inner_text() == "1 of 2 shown"
    assert page.url.endswith("?type=preprint")
    assert not page.locator("#year-2024").is_visible()
    page.reload()
    assert page.locator(".pub:visible").count() == 1
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".pub:visible").count() == 2
    assert "?" not in page.url


def test_an_unknown_choice_in_the_address_shows_all(page: Page) -> None:
    page.goto(f"{page.url}?year=1800&other=x")
    assert page.locator(".pub:visible").count() == 2


def test_a_place_in_the_address_is_shown_whatever_is_chosen(page: Page) -> None:
    page.goto(f"{page.url}?type=preprint")
    assert not page.locator("#lee2024net").is_visible()
    page.evaluate("location.hash = '#lee2024net'")
    page.locator("#lee2024net").wait_for(state="visible")
    assert page.locator("[role=status]").first.inner_text() == "2 shown"
    page.goto(f"{page.url.partition('#')[0]}?type=preprint#lee2024net")
    assert page.locator("#lee2024net").is_visible()
    assert page.url.endswith("/#lee2024net")


def test_copying_works_by_keyboard_and_says_so(page: Page) -> None:
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Copy the BibTeX").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.pub-status').textContent === 'Copied'")
