"""Links: by address and by file, to pages, places and files; what leads to nothing."""

from __future__ import annotations

import pytest
from small_site import Built, Site
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_site_absolute_links(app: SphinxTestApp) -> None:
    links = Built(app).page().select("section > p > a.reference")
    assert [a["href"] for a in links] == ["team/", "about/", "research/theses/?view=all#open"]


@pytest.mark.parametrize(
    ("builder", "hrefs"),
    [
        ("dirhtml", ["../", "../", "../../", "../two/"]),
        ("html", ["index.html", "index.html", "../index.html", "two.html"]),
    ],
)
def test_relative_links(site: Site, builder: str, hrefs: list[str]) -> None:
    site.page("about/index", "title: About", "[up](../) [on](one/)")
    site.page("about/two", "title: Two")
    body = "[a](../) [b](index.md) [c](../../) [](../two/)"
    site.page("about/one", "title: One", body)
    built = site.build(builder)
    assert built.warnings == []
    page = "about/one" + (".html" if builder == "html" else "")
    links = built.page(page).select("article p a.reference")
    assert [a["href"] for a in links] == hrefs
    assert links[-1].get_text() == "Two"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[x](/files/plam.pdf)", "link: no file '/files/plam.pdf' [site.link]"),
        ("[x](aboot/)", "link: no page 'aboot/'; did you mean '/about/'? [site.link]"),
        (
            "[x](/draft/)",
            "link: '/draft/' is a draft; publish it, or take the link out [site.link]",
        ),
        (
            "[x](/about/#twoo)",
            "link: /about/ has no place #twoo; did you mean 'two'? [site.link]",
        ),
    ],
)
def test_what_leads_to_nothing_is_said(images: Site, body: str, message: str) -> None:
    images.page("about/index", "title: About", "## Two\n\n[y](/about/#two)")
    images.page("draft", "title: D\ndraft: true")
    images.page("index", "title: Home", body)
    assert images.build().warnings == [f"index.md:5: WARNING: {message}"]


def test_what_is_wrong_in_an_included_file_is_said_of_it(site: Site) -> None:
    site.page("index", "title: Home", "# Home\n\n```{include} part.txt\n```")
    site.write("part.txt", "\n\n\n\n## Part\n\n[gone](/gone/)\n")
    assert site.build().warnings == [
        "index.md: WARNING: link: no page '/gone/' (in part.txt, line 7) [site.link]"
    ]


def test_deleted_target_is_reported_by_the_page_that_links(site: Site) -> None:
    site.page("about", "title: About")
    site.page("index", "title: Home", "[x](/about/)")
    site.conf("clean_builds")
    assert site.build().warnings == []
    (site.source / "about.md").unlink()
    again = site.build()
    assert again.warnings == ["index.md:5: WARNING: link: no page '/about/' [site.link]"]
    assert not again.path("about").exists()
    assert site.build().warnings == again.warnings


@pytest.mark.parametrize("link", ["[a](../secret.txt)", "{download}`a <../secret.txt>`"])
def test_file_outside_of_the_source_is_never_published(site: Site, link: str) -> None:
    (site.source.parent / "secret.txt").write_text("secret")
    site.page("index", "title: Home", link)
    built = site.build()
    (warning,) = built.warnings
    assert "index.md:5: WARNING: link: '../secret.txt' lies outside" in warning
    assert not list(built.out.rglob("secret.txt"))


def test_links_to_files_download_them(images: Site) -> None:
    images.page("index", "title: Home", "[plan](/files/plan.pdf)")
    built = images.build()
    assert built.warnings == []
    (link,) = built.page().select("p a.reference")
    assert link.get_text() == "plan"
    assert (built.out / str(link["href"])).is_file()


#: How a reference is written, with its target in place of ``%s``.
SYNTAXES = {
    "card": ":::{card} One\n:link: %s\ntext\n:::",
    "grid": "::::{grid} 2\n:::{grid-item-card} One\n:link: %s\ntext\n:::\n::::",
    "button": "```{button-link} %s\nGo\n```",
    "figure": "```{figure} /images/mark.svg\n:alt: m\n:target: %s\n\nCaption\n```",
    "image": "```{image} /images/mark.svg\n:alt: m\n:target: %s\n```",
    "eval-rst": "```{eval-rst}\n`Go <%s>`_\n```",
    "markdown": "[Go](%s)",
    "definition": "[Go][ref]\n\n[ref]: %s",
}


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_references_of_every_syntax(images: Site, syntax: str, builder: str) -> None:
    images.conf("sphinx_design", myst_enable_extensions=["colon_fence"])
    images.page("team/index", "title: Team")
    targets = [
        "/team/",
        "../team/index.md",
        "../team/",
        "/files/plan.pdf",
        "/search/",
        ".",
        "..",
    ]
    body = "\n\n".join(SYNTAXES[syntax] % target for target in targets)
    if syntax == "definition":  # a name has one definition in a page
        body = "\n\n".join(
            f"[Go][r{n}]\n\n[r{n}]: {target}" for n, target in enumerate(targets)
        )
    images.page("about/index", "title: About", body)
    built = images.build(builder)
    assert built.warnings == []
    page = "about" if builder == "dirhtml" else "about/index.html"
    links = [str(a["href"]) for a in built.article(page).select("section a.reference")]
    ends = {"dirhtml": "/", "html": ".html"}[builder]
    assert len(links) == len(targets)
    for href in (href for href in links if href != "#"):
        found = (built.path(page).parent / href).resolve()
        assert found.is_file() or (found / "index.html").is_file(), href
        assert "_downloads" in href or href.endswith(ends), href


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_dead_references_of_every_syntax_are_told(images: Site, syntax: str) -> None:
    images.conf("sphinx_design", myst_enable_extensions=["colon_fence"])
    for target, message in {
        "/hoome/": "no page '/hoome/'",
        "/files/plam.pdf": "no file '/files/plam.pdf'",
        "no/where.md": "no page 'no/where.md'",
    }.items():
        images.page("index", "title: Home", SYNTAXES[syntax] % target)
        (warning,) = images.build().warnings
        assert warning.endswith(f"WARNING: link: {message} [site.link]"), warning
        assert warning.startswith("index.md:"), warning


def test_titles_are_kept_or_told(images: Site) -> None:
    images.page("team/index", "title: Team")
    images.page("index", "title: Home", '[a](/team/ "T") [b](/files/plan.pdf "W")')
    built = images.build()
    assert built.warnings == [
        "index.md:5: WARNING: link: a link to a file shows no title 'W'; say it in the text "
        "[site.link]"
    ]
    assert built.article().select("a.reference")[0]["title"] == "T"


@pytest.mark.parametrize("target", ["/files/plan.pdf", "/team/", "https://example.org"])
def test_picture_that_leads_on_needs_a_text(images: Site, target: str) -> None:
    images.conf(myst_enable_extensions=["attrs_inline"])
    images.page("team/index", "title: Team")
    body = f"So [![](/images/mark.svg){{.decorative}}]({target}) here"
    images.page("index", "title: Home", body)
    built = images.build()
    assert built.warnings == [
        "index.md:5: WARNING: link: the picture '/images/mark.svg' leads on, so it needs a "
        "text: ![where it leads](…) [site.alt]"
    ]
    assert built.article().select("a img")


def test_id_of_a_record_is_no_label(records: Site) -> None:
    records.page("index", "title: Home", "[Ann](ann)")
    assert records.build().warnings == [
        "index.md:5: WARNING: link: no label 'ann'; did you mean '/team/ann/'?; a page is "
        "named by /its/address/ [site.link]"
    ]


@pytest.mark.parametrize("target", ["http://", "https://", "tel:", "mailto:"])
def test_address_that_names_nothing_is_told(site: Site, target: str) -> None:
    site.page("index", "title: Home", f"Words, [one]({target}).")
    (message,) = site.build().warnings
    assert message == (
        f"index.md:5: WARNING: link: found '{target}', which names no host or number "
        "[site.link]"
    )


def test_tag_that_cannot_be_read_costs_that_tag_alone(site: Site) -> None:
    site.conf(myst_enable_extensions=["html_image"])
    site.page("index", "title: Home", "Before <img src> after.")
    built = site.build()
    (message,) = built.warnings
    assert message.startswith("index.md:5: WARNING: raw HTML: '<img src>' cannot be read; ")
    assert built.article().get_text(" ", strip=True).endswith("Before <img src> after.")


def test_other_suffix_of_markdown_is_told(site: Site) -> None:
    site.page("index", "title: Home")
    site.write("old.markdown", "# Old")
    (message,) = site.build().warnings
    assert message.startswith("old.markdown:1: WARNING: file name: found another suffix")


def test_table_of_another_host_is_told_and_not_asked_for(site: Site) -> None:
    site.page("index", "title: Home", "```{csv-table}\n:url: https://example.org/a.csv\n```")
    (message,) = site.build().warnings
    assert message == (
        "index.md:5: WARNING: file: found 'https://example.org/a.csv', expected a file of "
        "the site: save it there [site.link]"
    )
