"""Every path of the output is claimed once; who comes second is told."""

from __future__ import annotations

import pytest
from small_site import Site


def addresses(site: Site, builder: str = "dirhtml") -> list[str]:
    found = site.build(builder).warnings
    assert all(line.endswith(("[site.address]", "[site.alias]")) for line in found), found
    return [line.partition(": WARNING: ")[0] for line in found]


@pytest.mark.parametrize(
    ("name", "builder", "told"),
    [
        ("team.md", "dirhtml", ["team/index.md"]),
        ("team.md", "html", []),
        ("search.md", "html", ["search.md"]),
        ("genindex.md", "dirhtml", ["genindex.md"]),
        ("TEAM/index.md", "dirhtml", ["team/index.md"]),
    ],
)
def test_two_pages_at_one_address(
    site: Site, name: str, builder: str, told: list[str]
) -> None:
    site.page("team/index", "title: Team")
    site.page(name.removesuffix(".md"), "title: Other")
    assert addresses(site, builder) == told


@pytest.mark.parametrize(
    ("alias", "told"),
    [
        ("/b/", True),
        ("/index.html/x/", True),
        ("/b/index.html", True),
        ("/_static/x/", True),
        ("/x?y", True),
        ("/x#y", True),
        ("/x*", True),
        ("/x\\\\y", True),
        (f"/{'x' * 300}/", True),
        ("x/", True),
        ("/../x/", True),
        ("/oud/fr%C3%A9d%C3%A9ric/", False),
        ("/x.html", False),
    ],
)
def test_aliases(site: Site, alias: str, told: bool) -> None:
    site.conf("redirects")
    site.page("a", f'title: A\naliases: ["{alias}"]')
    site.page("b", "title: B")
    assert addresses(site) == (["a.md:3"] if told else [])


def test_alias_with_escapes_is_decoded(site: Site) -> None:
    site.conf("redirects")
    site.page("a", 'title: A\naliases: ["/oud/fr%C3%A9d%C3%A9ric/"]')
    assert (site.build().out / "oud/frédéric/index.html").is_file()


def test_alias_never_takes_the_place_of_its_page(site: Site) -> None:
    site.conf("redirects")
    site.page("a", 'title: Own\naliases: ["/a.html"]')
    built = site.build("html")
    assert "which a.md has" in built.warnings[0]
    heading = built.page("a.html").select_one("h1")
    assert heading is not None


def test_two_pages_with_one_alias(site: Site) -> None:
    site.conf("redirects")
    site.page("a", 'title: A\naliases: ["/old/"]')
    site.page("b", 'title: B\naliases: ["/old/"]')
    assert addresses(site) == ["b.md:3"]
