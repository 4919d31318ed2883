"""The built site in Firefox and WebKit: focus, menu, layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from crawler import served
from csp import policy
from firefox import FIREFOX, Firefox, firefox
from focus import WALKED, walk
from webkit import IS_THERE, WebKit, webkit

pytestmark = [pytest.mark.browser]
#: Nothing moves, so that what has the focus is where it is seen.
STILL = """document.head.append(Object.assign(document.createElement("style"), {textContent:
"* { transition: none !important; scroll-behavior: auto !important }"})) ?? 1"""
TAB, ESCAPE, ENTER = "\ue004", "\ue00c", "\ue007"
BROWSERS = [
    pytest.param(
        "firefox",
        marks=pytest.mark.skipif(FIREFOX is None, reason="apt-get install firefox-esr"),
    ),
    pytest.param(
        "webkit",
        marks=pytest.mark.skipif(
            not IS_THERE, reason="apt-get install webkit2gtk-driver xvfb"
        ),
    ),
]


@pytest.fixture(scope="module", params=BROWSERS)
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Firefox | WebKit]:
    with ExitStack() as stack:
        if request.param == "firefox":
            profile = tmp_path_factory.mktemp("firefox") / "profile"
            settings = {"focusmanager.testmode": True}  # it has the focus without a screen
            yield stack.enter_context(firefox(profile, **settings))
        else:
            yield stack.enter_context(webkit())


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(site, "", tmp_path_factory.mktemp("served"), policy(site)) as url:
        yield url


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_focus_is_seen_and_goes_as_one_reads(
    address: str, browser: Firefox | WebKit, width: int
) -> None:
    browser.resize(width)
    wrong: list[object] = []
    for name in WALKED:
        browser.goto(address + name)
        browser.value(STILL)
        wrong += walk(lambda: browser.press(TAB), browser.value, name)
    assert wrong == []


def test_menu_opens_and_closes_by_keyboard(address: str, browser: Firefox | WebKit) -> None:
    browser.resize(390)
    browser.goto(f"{address}research/theses/")
    opener = "document.querySelector('.site-header .site-opener')"
    assert browser.value(f"{opener}.focus() ?? 1")
    browser.press(ENTER)
    menu = "document.querySelector('#site-menu').checkVisibility()"
    assert browser.value(menu) and browser.value("document.querySelector('.page').inert")
    browser.press(TAB)
    assert browser.value("document.activeElement.textContent") == "Our Team"
    browser.press(ESCAPE)
    assert not browser.value(menu)
    assert browser.value(f"document.activeElement === {opener}")


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_no_wider_than_the_screen(
    address: str, browser: Firefox | WebKit, width: int
) -> None:
    browser.resize(width)
    wide = []
    for name in WALKED:
        browser.goto(address + name)
        found = browser.value("document.documentElement.scrollWidth")
        if found > browser.value("innerWidth"):
            wide.append((name, found))
    assert wide == []
