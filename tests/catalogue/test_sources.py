"""Which files are pages, and how they may be called."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

import pytest
from small_site import Site

#: What systems, tools and repositories leave in a source folder.
NO_PAGES = [
    "._index.md",
    "team/._ann.md",
    "team/README.md",
    ".hidden/a.md",
    "CHANGELOG.md",
    "node_modules/x/a.md",
    "venv/lib/a.md",
    "env/a.md",
    "team/ann.md~",
]


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_what_systems_leave_behind_is_no_page(records: Site, builder: str) -> None:
    before = records.build(builder).app.env.found_docs
    for folder in ("venv", "env"):
        records.write(f"{folder}/pyvenv.cfg", "home = /usr/bin")
    for name in NO_PAGES:
        records.write(name, "# Zebra\n")
    built = records.build(builder)
    assert built.warnings == []
    assert built.app.env.found_docs == before


@pytest.mark.parametrize(
    ("name", "sign", "better"),
    [("c#", "#", "c"), ("q?", "?", "q"), ("p%41", "%", "p-41"), ("a b", " ", "a-b")],
)
def test_names_that_cannot_stand_in_an_address_are_refused(
    site: Site, name: str, sign: str, better: str
) -> None:
    site.page(f"research/{name}", "title: T")
    assert site.build().warnings == [
        f"research/{name}.md: WARNING: file name: found '{sign}', expected letters, digits, - "
        f"and _; rename it, for instance to research/{better}.md [site.address]"
    ]


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
@pytest.mark.parametrize("name", ["café", "x;y", "a&b", "o'n", "A+b", "~t", "ä.b"])
def test_other_names_are_encoded_wherever_they_stand(
    records: Site, name: str, builder: str
) -> None:
    records.conf("sitemap", "redirects", html_baseurl="https://example.org/x/")
    records.page(f"about/{name}", 'title: T\naliases: ["/old ö/"]')
    records.page("index", "title: Home", f"[x](</about/{name}/>) [y](<about/{name}.md>)")
    built = records.build(builder)
    assert built.warnings == []
    end = "/" if builder == "dirhtml" else ".html"
    wanted = f"/x/about/{name}{end}"
    page = built.page(f"about/{name}{'' if builder == 'dirhtml' else '.html'}")
    canonical = str(page.select_one("link[rel=canonical]")["href"])  # type: ignore[index]
    places = (built.out / "sitemap.xml").read_text(encoding="utf-8")
    assert canonical.isascii() and places.isascii()
    assert unquote(urlsplit(canonical).path) == wanted
    assert f"<loc>{canonical.replace('&', '&amp;')}</loc>" in places
    start = "" if builder == "dirhtml" else "index.html"
    for link in built.article(start).select("section p a.reference"):
        path = built.out / unquote(str(link["href"]))
        assert path.is_file() or (path / "index.html").is_file(), link
    old = built.page("old ö/index.html")
    (to,) = old.select("a")
    assert f"/{unquote(str(to['href']))}".endswith(f"about/{name}{end}")


def test_names_that_differ_in_case_are_told(site: Site) -> None:
    site.page("about/Case", "title: C")
    if (site.source / "about/case.md").exists():
        pytest.skip("this file system knows no case")
    site.page("about/case", "title: C")
    assert site.build().warnings == [
        "about/case.md: WARNING: address: about/case.md would be published as "
        "about/case/index.html, which about/Case.md has (as about/Case/index.html); rename "
        "one of the two, or take the address out here [site.address]"
    ]


def test_letters_in_parts_are_as_whole_ones(records: Site) -> None:
    """macOS writes é as e and an accent (NFD), editors as one sign (NFC)."""

    def parts(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    records.conf(myst_heading_anchors=2)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"/>'
    records.write(parts("_static/images/café.svg"), svg)
    records.write("team/zoé.md", parts("---\ntitle: Zoé Müller\ngroup: ut\n---\n\n## Café\n"))
    body = (
        "[a](/team/zoé/) [b](team/zoé.md) {person}`zoé` [c](/team/zoé/#café)"
        " ![p](/images/café.svg)"
    )
    records.page("index", "title: Home", f"{body} {parts(body)}")
    built = records.build()
    assert built.warnings == []
    titles = {a.get_text() for a in built.article().select('a[href="team/zo%C3%A9/"]')}
    titles |= {a.get_text() for a in built.article().select('a[href="team/zoé/"]')}
    assert titles == {"a", "b", "Zoé Müller"}
    assert len(built.article().select("img")) == 2


def test_file_name_in_parts_is_told_where_sphinx_cannot_read_it(site: Site) -> None:
    site.write(unicodedata.normalize("NFD", "café.md"), "# Café\n")
    if (site.source / "café.md").exists():
        pytest.skip("this file system takes both forms for one")
    *_, told = site.build().warnings
    assert told == (
        "café.md:1: WARNING: file name: found letters in parts (NFD, as macOS writes them), "
        "expected whole ones (NFC); rename it to 'café.md', typed anew [site.address]"
    )
