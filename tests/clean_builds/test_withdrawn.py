"""What was withdrawn is gone, also where the builds before had a warning."""

from __future__ import annotations

from small_site import Site


def test_page_that_came_and_went_while_another_had_a_warning(site: Site) -> None:
    site.conf("clean_builds")
    site.page("n", "title: N")
    assert site.build().warnings == []
    site.page("n", "title: N", "[x](/gone/)")
    site.page("q", "title: Q")
    broken = ["n.md:5: WARNING: link: no page '/gone/' [site.link]"]
    assert site.build().warnings == broken
    (site.source / "q.md").rename(site.source / "r.md")
    built = site.build()
    assert built.warnings == broken
    assert not built.path("q").exists()
    site.page("n", "title: N")
    built = site.build()
    assert built.warnings == []
    assert built.read, "nothing was trusted"
    assert site.build().read == []
