"""Titles: the front matter's is the page's only H1, as text."""

from __future__ import annotations

from html import escape

import pytest
from small_site import ALL_FEATURES, Built, Site
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_title_is_text_everywhere(app: SphinxTestApp) -> None:
    built = Built(app)
    title = 'A <b>bold</b> & "quoted" $title$ <script>'
    assert built.texts("", "h1") == [f"{title}¶"]
    assert ("og:title", title) in built.meta()
    assert ("description", 'What "it" is <about>') in built.meta()
    (shown,) = built.texts("", "head > title")
    assert shown.startswith(title)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\nWords."])
def test_page_may_end_with_its_front_matter(site: Site, end: str) -> None:
    (site.source / "index.md").write_bytes(f"---\ntitle: Home\n---{end}".encode())
    article = site.build().article()
    shown = article.get_text(" ", strip=True).replace("¶", "").split()
    assert shown == ["Home", *end.split()]
    assert article.hr is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_other_systems_end_them(site: Site, end: str) -> None:
    text = "\ufeff---\ntitle: Home\n---\n\nWords.\n\n[x](/gone/)\n".replace("\n", end)
    (site.source / "index.md").write_bytes(text.encode())
    built = site.build()
    assert built.texts("", "h1") == ["Home¶"]
    assert built.warnings == ["index.md:7: WARNING: link: no page '/gone/' [site.link]"]


def test_a_pages_own_h1_takes_the_place_of_a_title(site: Site) -> None:
    site.write("own.md", "---\ndescription: D\n---\n\n# Own *one*\n\n## Part\n\nWords.\n")
    built = site.build()
    assert built.warnings == []
    assert built.texts("own", "h1, h2") == ["Own one¶", "Part¶"]
    assert ("og:title", "Own one") in built.meta("own")


def test_title_and_the_same_h1_stand_once(site: Site) -> None:
    site.page("index", "title: Home", "# Home\n\n## Part")
    built = site.build()
    assert built.texts("", "h1, h2") == ["Home¶", "Part¶"]
    assert built.warnings == []


def test_page_without_title_is_reported_and_named_after_its_file(site: Site) -> None:
    site.write("some-words.md", "Words.\n")
    built = site.build()
    assert built.warnings == [
        "some-words.md:1: WARNING: title: missing; a page needs title: in its front "
        "matter, or an H1 [site.missing_field]"
    ]
    assert built.texts("some-words", "h1") == ["Some words¶"]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("orphan: true", None),
        ("tocdepth: 2", None),
        ("hide-toc: true", ".toc-drawer .toc-tree"),
        ("nosearch: true", None),
        ("nocomments: true", None),
        ("html_meta: {author: Ann Lee}", None),
        ("substitutions: {x: Word}", None),
        ("myst: {html_meta: {author: Ann Lee}}", None),
        ("myst: {substitutions: {x: Word}}", None),
    ],
)
def test_fields_of_myst_and_sphinx_are_not_printed(
    site: Site, field: str, found: str | None
) -> None:
    site.page("plain", "title: One", "## Two\n\nWords.")
    site.page("one", f"title: One\n{field}", "## Two\n\nWords.")
    built = site.build()
    assert built.warnings == []
    assert built.article("one").get_text() == built.article("plain").get_text()
    if found:
        assert built.page("plain").select(found)
        assert not built.page("one").select(found)


def test_fields_of_myst_and_sphinx_work(site: Site) -> None:
    site.page("one", "title: One\nnosearch: true\norphan: true", "Unfindable.")
    site.page(
        "two", "title: Two\nmyst: {html_meta: {author: Ann Lee}}\ntocdepth: 2", "## A\n\n### B"
    )
    site.page("three", 'title: Three\nmyst: {substitutions: {x: "Wonder"}}', "{{ x }}.")
    site.conf("site_search", myst_enable_extensions=["substitution"])
    built = site.build()
    assert built.warnings == []
    assert "Unfindable" not in str(built.search_index())
    assert "one" not in built.app.env.toctree_includes["index"]
    assert ("author", "Ann Lee") in built.meta("two")
    assert [a.get_text() for a in built.page("two").select(".toc-tree a")] == ["Two", "A"]
    assert "Wonder." in built.article("three").get_text()


@pytest.mark.parametrize("field", ["orphan", "nosearch", "hide-toc", "nocomments"])
def test_a_field_that_says_false_is_as_good_as_none(site: Site, field: str) -> None:
    site.page("one", "title: One", "## Two")
    without = site.build(out="without").path("one").read_bytes()
    site.page("one", f"title: One\n{field}: false", "## Two")
    assert site.build(out="with").path("one").read_bytes() == without


def test_heading_with_markup_is_plain_text_where_none_can_stand(whole: Site) -> None:
    whole.conf(*ALL_FEATURES, project="S", author="U", html_baseurl="https://example.org/")
    heading = "# *Em* and **bold** `a<b>` [link](/team/) & <b>raw</b>"
    fields = "date: 2026-01-02\ndescription: 'Some **bold**, [a link](/team/) & more'"
    whole.page("about/news/index", "title: News")
    whole.page("about/news/one", fields, f"{heading}\n\nText.\n\n## More")
    built = whole.build()
    assert built.warnings == []
    title, words = "Em and bold a<b> link & raw", "Some bold, a link & more"
    meta = dict(built.meta("about/news/one"))
    assert (meta["og:title"], meta["og:description"], meta["description"]) == (
        title,
        words,
        words,
    )
    assert title in built.texts("about/news", ".site-cards a")
    things = [thing for thing in built.graph("about/news/one") if thing.get("name") == title]
    assert things
    for name in ("news.atom", "llms.txt"):
        text = (built.out / name).read_text(encoding="utf-8")
        assert (escape(title, quote=False) if name == "news.atom" else title) in text, name
        assert "**" not in text, name


@pytest.mark.parametrize("field", ["title", "description"])
def test_substitutions_in_front_matter_are_told(site: Site, field: str) -> None:
    site.page("index", f"{field}: About {{{{ name }}}}", "# Home")
    assert site.build().warnings == [
        f"index.md:2: WARNING: {field}: found '{{{{ name }}}}', expected words, as nothing is "
        "put in place of it in front matter [site.field]"
    ]


@pytest.mark.parametrize("fields", ["", ":orphan:\n:author: Zebra\n\n"])
def test_title_of_a_rest_page_stands_once_and_its_fields_nowhere(
    site: Site, fields: str
) -> None:
    site.conf("accessible_pages.headings")
    heads = "{}Head\n====\n\nText.\n\nBelow\n-----\n\nMore.\n"
    site.write("about.rst", heads.format(fields))
    built = site.build()
    assert built.warnings == []
    assert built.texts("about", "article h1, article h2") == ["Head¶", "Below¶"]
    assert "Zebra" not in built.article("about").get_text()
    assert ("og:title", "Head") in built.meta("about")


def test_titles_of_front_matter_are_labels_for_autosectionlabel(records: Site) -> None:
    records.conf("sphinx.ext.autosectionlabel")
    records.page("index", "title: Home", "{ref}`Ann Lee`")
    built = records.build()
    assert built.warnings == []
    (link,) = built.article().select("section p a.reference")
    assert (link.get_text(), link["href"]) == ("Ann Lee", "team/ann/#ann-lee")
