"""Headings that skip a level, and second H1s, are told."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("#### Deep", "5: WARNING: heading: found H4, 'Deep', under an H1, expected H2"),
        ("## A\n\n# B", "7: WARNING: heading: found a second H1, 'B', expected H2"),
        ("## A\n\n#### C", "7: WARNING: heading: found H4, 'C', under an H2, expected H3"),
    ],
)
def test_wrong_level_is_told(site: Site, body: str, message: str) -> None:
    site.conf("accessible_pages.headings")
    site.page("index", "title: Home", body)
    assert site.build().warnings == [f"index.md:{message} [site.heading]"]


@pytest.mark.parametrize("body", ["## A\n\n### B\n\n## C", "A\n=\n\nB\n-", "# Home\n\n## A"])
def test_right_levels_are_silent(site: Site, body: str) -> None:
    site.conf("accessible_pages.headings")
    site.page("index", "title: Home", body)
    assert site.build().warnings == []


@pytest.mark.parametrize("builder", ["dirhtml", "latex"])
def test_anchors_of_other_scripts_are_readable(site: Site, builder: str) -> None:
    site.conf("accessible_pages.headings", myst_heading_anchors=3)
    site.page(
        "index", "title: Home", "## 研究方向\n\n[way](#研究方向)\n\n## Über uns\n\n## 研究方向"
    )
    built = site.build(builder)
    assert built.warnings == []
    if builder == "dirhtml":
        anchors = [str(one["href"]) for one in built.page().select("h2 .headerlink")]
        assert anchors == ["#研究方向", "#uber-uns", "#研究方向-1"]
        assert built.page().select("section section[id], span#id1")
