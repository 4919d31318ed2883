"""Navigation: pages hang under their folder's index, without a toctree."""

from __future__ import annotations

import pytest
from small_site import Built, Site, contents
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_order_by_weight_without_toctree_and_without_drafts(app: SphinxTestApp) -> None:
    built = Built(app)
    assert app.env.toctree_includes["team/index"] == ["team/bob", "team/zoe"]
    assert not (built.out / "team/secret").exists()


def test_records_stay_out_of_the_sidebar(records: Site) -> None:
    built = records.build()
    links = [a.get_text() for a in built.page("team/ann").select(".sidebar-tree a")]
    assert links == ["About", "Partners", "Research", "Theses", "Team"]
    assert built.page("team/ann").select(".prev-page, .next-page")


def test_toctrees_of_the_editor_reach_the_sidebar_of_each_page(site: Site) -> None:
    tree = "```{{toctree}}\n{}team/ann\nteam/bob\nother\n```"
    site.page("index", "title: Home", tree.format(""))
    site.page("other", "title: Other")
    site.page("team/index", "title: Team")
    for name in ("ann", "bob"):
        site.page(f"team/{name}", f"title: {name}\ngroup: ut\nrole: Researcher")
    here = site.build().page("team/bob").select(".sidebar-tree .current-page > a")
    assert [link.get_text() for link in here] == ["bob"]
    site.page("index", "title: Home", tree.format(":caption: People\n\n"))
    again = site.build()
    assert contents(again.out) == contents(site.build(out="clean").out)
    assert again.texts("other", ".sidebar-tree .caption") == ["People"]
