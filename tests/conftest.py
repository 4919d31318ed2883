"""Shared by all tests: sphinx.testing's fixtures, the small roots, small sites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import ALL_FEATURES, Site
from sphinx.testing.util import SphinxTestApp

pytest_plugins = ["sphinx.testing.fixtures"]

#: A person of each status, a thesis, a partner, and what lists them.
RECORDS = {
    "index": "title: Home",
    "team/index": "title: Team",
    "team/ann": "title: Ann Lee\ngroup: ut\naffiliation: ut\norcid: 0000-0002-1825-0097",
    "team/old": "title: Old Hand\ngroup: ing\nend: 2020-01-01\n"
    "links: {homepage: 'https://example.org/old'}",
    "research/index": "title: Research",
    "research/theses/index": "title: Theses",
    "research/theses/one": "title: One\ndegree: MSc\nstatus: completed\nyear: 2024\n"
    'author: "Bo Ek, Lund"\nsupervisors:\n  ut: [ann]',
    "about/index": "title: About",
    "about/partners/index": "title: Partners",
    "about/partners/ut": "title: UT\nkind: university",
}


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds in the tests be like those on an editor's own machine."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return where the test roots (``test-<name>/``) stand."""
    return Path(__file__).parent / "roots"


@pytest.fixture
def site(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Site:
    """Return a site of a home page, with the core alone."""
    small = Site(tmp_path, make_app)
    small.conf()
    small.page("index", "title: Home")
    return small


@pytest.fixture
def records(site: Site) -> Site:
    """Return a site of a few records, with the core alone."""
    site.pages(RECORDS.items())
    return site


@pytest.fixture
def whole(records: Site) -> Site:
    """Return a site of a few records, with all features."""
    records.conf(*ALL_FEATURES, project="Site", author="Us")
    return records
