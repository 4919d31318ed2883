"""The frame: menu, breadcrumbs, named landmarks."""

from __future__ import annotations

import pytest
from small_site import Built, Site


@pytest.fixture
def framed(records: Site) -> Site:
    records.conf("frame")
    return records


def marks(built: Built, name: str) -> list[tuple[str, object]]:
    menu = built.page(name).select("header.site-header nav a")
    return [(link.text, link.get("aria-current")) for link in menu]


def test_menu_names_the_sections_and_marks_where_one_is(framed: Site) -> None:
    built = framed.build()
    assert built.warnings == []
    assert marks(built, "") == [("About", None), ("Research", None), ("Team", None)]
    assert marks(built, "team")[2] == ("Team", "page")
    assert marks(built, "team/ann")[2] == ("Team", "true")
    below = [("About", None), ("Research", "true"), ("Team", None), ("Theses", "true")]
    assert marks(built, "research/theses/one") == below
    assert marks(built, "research/theses") == [*below[:3], ("Theses", "page")]


@pytest.mark.parametrize(("sections", "heads"), [(4, 1), (5, 0)])
def test_head_has_room_for_few_sections(framed: Site, sections: int, heads: int) -> None:
    for number in range(sections):
        framed.page(f"s{number}/index", f"title: S {number}")
    shown = framed.build().page()
    assert len(shown.select("header.site-header")) == heads
    names = [link.text for link in shown.select(".sidebar-tree a")]
    assert [name for name in names if name[:2] == "S "] == [f"S {n}" for n in range(sections)]


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
