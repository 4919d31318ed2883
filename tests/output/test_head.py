"""The head: front matter as metadata, escaped for where it goes."""

from __future__ import annotations

import pytest
from small_site import Site

BASE = "https://site.example/en/latest/"


def test_front_matter_becomes_metadata(site: Site) -> None:
    site.conf(project="Site", html_baseurl=BASE)
    site.page(
        "about/one",
        'title: A "b" <c>\ndescription: D & "e"\nnoindex: true\n'
        "date: 2024-05-06\nlastmod: 2025-01",
    )
    built = site.build()
    assert built.warnings == []
    meta = built.meta("about/one")
    for pair in (
        ("description", 'D & "e"'),
        ("robots", "noindex"),
        ("og:title", 'A "b" <c>'),
        ("og:description", 'D & "e"'),
        ("og:type", "article"),
        ("og:site_name", "Site"),
        ("article:published_time", "2024-05-06"),
        ("article:modified_time", "2025-01"),
        ("og:url", f"{BASE}about/one/"),
    ):
        assert meta.count(pair) == 1, pair
    (canonical,) = built.page("about/one").select("link[rel=canonical]")
    assert canonical["href"] == f"{BASE}about/one/"
    assert ("og:type", "website") in built.meta()


def test_what_is_not_given_is_not_said(site: Site) -> None:
    names = dict(site.build().meta())
    assert not {"description", "robots", "og:description", "og:url"} & set(names)


def test_keywords_are_in_the_head(site: Site) -> None:
    site.page("index", "title: Home\nkeywords: [credit risk, banks]")
    assert ("keywords", "credit risk, banks") in site.build().meta()


@pytest.mark.parametrize("name", ["search", "genindex"])
def test_pages_of_sphinx_have_no_record(site: Site, name: str) -> None:
    assert "og:title" not in dict(site.build().meta(name))


@pytest.mark.parametrize("head", ["myst: {{html_meta: {}}}", "html_meta: {}"])
def test_what_a_page_says_in_mysts_words_stands_once(site: Site, head: str) -> None:
    words = "{description: Theirs, 'property=og:title': Their title}"
    site.page("index", f"title: Home\ndescription: Ours\n{head.format(words)}")
    built = site.build()
    assert built.warnings == []
    meta = [pair for pair in built.meta() if pair[0] in ("description", "og:title")]
    assert meta == [("description", "Theirs"), ("og:title", "Their title")]
