"""A site of every kind of record, with all features and an address."""

from __future__ import annotations

import pytest
from small_site import ALL_FEATURES, Site

BASE = "https://site.example/en/latest/"
MORE = {
    "research/areas/xai": "title: Explainable AI",
    "research/projects/net": "title: Net\nkind: network\nlead: ann\npeople: [ann]\n"
    "funding: [{funder: ut, grant_number: '7'}]\nareas: [xai]",
    "about/news/index": "title: News",
    "about/news/meet": "title: A <meeting> & more\ndate: 2025-05-19\nkind: meeting\n"
    "place: Enschede\npeople: [ann]",
    "about/secret": "title: Secret\nnoindex: true",
    "about/moved": "title: Moved </script><b>\naliases: [/old/place/, /older.html]",
}


@pytest.fixture
def base() -> str:
    """Return the address of the site `found`."""
    return BASE


@pytest.fixture
def found(records: Site) -> Site:
    """Return the site, at an address of its own."""
    records.conf("clean_builds", *ALL_FEATURES, project="Site", author="Us", html_baseurl=BASE)
    records.pages(MORE.items())
    return records
