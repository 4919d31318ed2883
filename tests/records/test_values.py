"""Values: what a link to an address is called."""

from __future__ import annotations

import pytest
from research_records.values import web_link


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://www.ing.com/", "www.ing.com"),
        ("https://purl.utwente.nl/essays/96525", "purl.utwente.nl/essays/96525"),
        (f"https://example.org/{'long/' * 10}", "example.org"),
    ],
)
def test_long_addresses_are_known_by_their_host(url: str, text: str) -> None:
    assert web_link(url) == (text, url)
