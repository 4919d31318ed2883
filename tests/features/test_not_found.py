"""404.html: its references hold at any address."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.mark.parametrize(
    ("base", "root"), [("https://site.example/en/latest/", "/en/latest/"), ("", "/")]
)
def test_references_begin_at_the_sites_root(records: Site, base: str, root: str) -> None:
    records.conf("not_found", html_baseurl=base)
    built = records.build()
    assert built.warnings == []
    page = built.page("404.html")
    links = page.select("link[rel=stylesheet]")
    assert links and all(str(link["href"]).startswith(root) for link in links)
    ways = [str(a["href"]) for a in page.select("article a")]
    expected = ("", "about/", "research/", "team/", "about/partners/", "research/theses/")
    assert ways == [f"{root}{way}" for way in expected]
    (form,) = page.select("article form[role=search]")
    assert form["action"] == f"{root}search/"
    assert ("robots", "noindex") in built.meta("404.html")
    assert not page.select("link[rel=canonical]")


def test_page_of_the_editor_stays(site: Site) -> None:
    site.conf("not_found")
    site.page("404", "title: Lost")
    built = site.build("html")
    assert built.texts("404.html", "h1") == ["Lost¶"]


def test_book_has_none(site: Site) -> None:
    site.conf("not_found", version="1", copyright="1")
    built = site.build("epub")
    assert built.warnings == []
    assert not (built.out / "404.html").exists()
