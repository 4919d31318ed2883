"""Identifiers: the right ones pass, each kind of wrong one is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from research_records import identifiers as ids


@pytest.mark.parametrize(
    ("rule", "text", "canonical"),
    [
        (ids.parse_orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (ids.parse_orcid, "0000-0002-1694-233X", "0000-0002-1694-233X"),
        (ids.parse_ror, "006hf6230", "https://ror.org/006hf6230"),
        (ids.parse_doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (ids.parse_doi, "10.1002/a%3C1661::B%3E2", "10.1002/a<1661::B>2"),
        (ids.parse_doi, "doi.org/10.1002/a<1661::B>2", "10.1002/a<1661::B>2"),
        (ids.parse_url, "https://example.org/a", "https://example.org/a"),
        (ids.parse_country, "nl", "NL"),
    ],
)
def test_right(rule: Callable[[str], str], text: str, canonical: str) -> None:
    assert rule(text) == canonical


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (ids.parse_orcid, "0000-0002-1825-0098"),
        (ids.parse_orcid, "0000-0002-1825"),
        (ids.parse_ror, "https://ror.org/006hf6231"),
        (ids.parse_doi, "11.1000/182"),
        (ids.parse_doi, "<https://doi.org/10.1000/182>"),
        (ids.parse_doi, "10.1000/182>"),
        (ids.parse_doi, "10.1000/a\\b"),
        (ids.parse_url, "http://example.org"),
        (ids.parse_url, "https://exa mple.org"),
        (ids.parse_url, "https://[::1"),
        (ids.parse_country, "XX"),
    ],
)
def test_wrong(rule: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match="a"):
        rule(text)


def test_a_doi_in_an_address_has_no_signs_that_mean_something_there() -> None:
    assert ids.doi_url("10.1002/a<b>(c)#d") == "https://doi.org/10.1002/a%3Cb%3E(c)%23d"
