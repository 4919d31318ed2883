"""The frame: menu, breadcrumbs, named landmarks."""

from __future__ import annotations

import pytest
from small_site import Built, Site


@pytest.fixture
def framed(records: Site) -> Site:
    records.conf("frame")
    return records


def marks(built: Built, name: str, menu: str = ".site-menu") -> list[tuple[str, object]]:
    links = built.page(name).select(f"header.site-header {menu} a")
    return [(link.text, link.get("aria-current")) for link in links]


def test_menu_names_all_sections_and_their_pages_and_marks_where_one_is(framed: Site) -> None:
    built = framed.build()
    assert built.warnings == []
    names = ["About", "Partners", "Research", "Theses", "Team"]
    assert marks(built, "") == [(name, None) for name in names]
    assert dict(marks(built, "team"))["Team"] == "page"
    assert dict(marks(built, "team/ann"))["Team"] == "true"
    here = dict(marks(built, "research/theses/one"))
    assert (here["Research"], here["Theses"], here["Team"]) == ("true", "true", None)
    assert marks(built, "research/theses", ".site-submenu") == [("Theses", "page")]
    assert marks(built, "team", ".site-submenu") == []


def test_menu_and_contents_stand_open_without_the_script(framed: Site) -> None:
    framed.conf("frame", html_theme_options={"top_of_page_buttons": []})
    framed.page("long", "title: Long", "## One\n\n## Two\n\n## Three")
    page = framed.build().page("long")
    openers = page.select("button.site-opener[aria-expanded=false]")
    controlled = [page.find(id=str(one["aria-controls"])) for one in openers]
    assert all(controlled) and len(controlled) == 2
    assert not [one for one in controlled if one and (one.get("hidden") or one.get("style"))]
    assert page.html and page.html["class"] == ["no-js"]
    scripts = [str(one["src"]) for one in page.select("head script[src]")]
    assert len(scripts) == 1 and "frame.js" in scripts[0]
    assert not page.select("input[type=checkbox], svg title")


@pytest.mark.parametrize(("headings", "shown"), [(2, 0), (3, 1)])
def test_contents_stand_on_pages_of_three_headings(
    framed: Site, headings: int, shown: int
) -> None:
    framed.page("long", "title: Long", "\n\n".join(f"## H {n}" for n in range(headings)))
    assert len(framed.build().page("long").select(".site-contents")) == shown


def test_records_lead_to_their_neighbours_and_their_list(framed: Site) -> None:
    framed.page("team/zoe", "title: Zoe Zed\ngroup: ut")

    def ways(built: Built, name: str) -> list[tuple[str, str]]:
        links = built.page(name).select(".site-along a")
        return [(str(one["class"][0]), str(one["href"])) for one in links]

    built = framed.build()
    assert ways(built, "team/ann") == [
        ("site-prev", "../old/"),
        ("site-list", "../"),
        ("site-next", "../zoe/"),
    ]
    assert ways(built, "team/zoe") == [("site-prev", "../ann/"), ("site-list", "../")]
    assert ways(built, "team") == ways(built, "about") == []
    framed.page("team/mia", "title: Mia Moe\ngroup: ut")
    again = framed.build()
    assert ways(again, "team/ann")[2] == ("site-next", "../mia/")


def test_menu_leaves_out_what_the_footer_has_and_other_views(framed: Site) -> None:
    framed.conf("frame", site_footer={"/about/privacy/": ""})
    framed.page("about/privacy", "title: Privacy")
    framed.page("research/theses-by-year", "title: By year")
    framed.page("research/side-by-side", "title: Side by side")
    built = framed.build()
    names = [name for name, _ in marks(built, "")]
    assert names == ["About", "Partners", "Research", "Side by side", "Theses", "Team"]
    assert built.texts("", ".site-footer a") == ["Privacy"]


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_other_formats_keep_their_frame(framed: Site, builder: str) -> None:
    framed.conf("frame", copyright="Us", version="1")
    assert framed.build(builder).warnings == []


def test_other_themes_keep_their_frame(framed: Site) -> None:
    framed.conf("frame", html_theme="alabaster")
    built = framed.build()
    assert built.warnings == []
    assert not built.page().select(".site-header, .site-footer")
    assert built.page().select(".sphinxsidebar, div.footer")


def test_breadcrumbs_lead_home(framed: Site) -> None:
    shown = framed.build().page("research/theses/one")
    links = shown.select("nav.site-breadcrumbs a")
    assert [(a.text, a["href"]) for a in links] == [
        ("Home", "../../../"),
        ("Research", "../../"),
        ("Theses", "../"),
    ]


@pytest.mark.parametrize("name", ["", "team/ann", "search"])
def test_landmarks_have_names_and_one_is_main(framed: Site, name: str) -> None:
    shown = framed.build().page(name)
    assert len(shown.select('[role="main"], main')) == 1
    for kind in ("nav", "aside"):
        found = [one.get("aria-label") for one in shown.select(kind)]
        assert all(found), found
        assert len(found) == len(set(found))
    first = shown.select("body a[href]")[0]
    assert first.get_text() == "Skip to content"


def test_footer_has_the_themes_date_and_icons(site: Site) -> None:
    icon = {
        "name": "Code",
        "url": "https://example.org/x",
        "html": "<svg></svg>",
        "class": "c",
    }
    site.conf("frame", html_last_updated_fmt="%Y", html_theme_options={"footer_icons": [icon]})
    built = site.build()
    assert built.warnings == []
    (footer,) = built.texts("", ".site-footer > p")
    assert "Last updated on 2" in footer
    (link,) = built.page().select(".site-footer a.c")
    assert (link["href"], link["aria-label"]) == ("https://example.org/x", "Code")


def test_footer_leads_where_conf_says(records: Site) -> None:
    records.conf(
        "frame", "feeds", site_footer={"/about/": "", "/team/": "Us", "/no.atom": "Feed"}
    )
    built = records.build()
    found = built.page("team/ann").select(".site-footer li a")
    ways = [(link.get_text(), str(link["href"])) for link in found]
    assert ways == [("About", "../../about/"), ("Us", "../")]
    assert built.warnings == []


def test_footer_tells_of_a_page_that_moved(records: Site) -> None:
    records.conf("frame", site_footer={"/privacy/": ""})
    records.page("about/privacy", "title: Privacy\naliases: [/privacy/]")
    (told,) = records.build().warnings
    assert "site_footer: no page '/privacy/'; it moved to '/about/privacy/'" in told
    assert told.endswith("[site.config]")


def test_paper_has_the_day_and_the_header_a_button_that_searches(
    framed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    framed.conf("frame", html_baseurl="https://s.example/x/")
    page = framed.build().page("team")
    (address,) = page.select(".site-footer .site-address")
    assert address.get_text() == "https://s.example/x/team/ · 21 September 2026"
    (button,) = page.select("form.site-find button")
    assert button["aria-label"] == "Search"
