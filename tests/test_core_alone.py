"""The core alone: records, kinds, lists and the logo grid need no feature."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_site import Site


@pytest.fixture
def seed(site: Site, rootdir: Path) -> Site:
    """Return the home page as it was given, a person, a project, the core alone."""
    shutil.copytree(rootdir / "test-seed", site.source, dirs_exist_ok=True)
    site.conf()
    site.page("team/ann", "title: Ann Lee\ngroup: ut")
    fields = "title: Net\nkind: network\nlead: ann\nstart: 2024"
    site.page("research/projects/net", fields)
    return site


@pytest.mark.parametrize("builder", ["dirhtml", "html", "text"])
def test_given_page_a_person_and_a_project_build_without_warning(
    seed: Site, builder: str
) -> None:
    assert seed.build(builder).warnings == []


def test_what_the_core_draws(seed: Site) -> None:
    built = seed.build()
    alts = [image["alt"] for image in built.page().select("ul.site-logos > li img")]
    assert alts == ["Kickstart AI", "FIN AI", "Digital Finance"]
    assert all(image.get("width") for image in built.page().select("ul.site-logos img"))
    links = [a["href"] for a in built.page().select("#quick-links a.reference")]
    assert links == ["team/", "research/projects/", "research/theses/", "about/"]
    assert built.texts("team/ann", "#projects .site-cards a") == ["Net"]
    assert built.facts("research/projects/net")["Lead"] == "Ann Lee"
    assert built.texts("research/projects", ".site-cards a") == ["Net"]
    description = "University of Twente and ING Bank collaboration on AI in Finance"
    assert ("description", description) in built.meta()


def test_the_core_loads_no_feature(seed: Site) -> None:
    built = seed.build()
    assert not [name for name in built.app.extensions if ".features" in name]
    published = {path.name for path in built.out.iterdir()}
    assert not published & {"404.html", "news.atom", "sitemap.xml", "_downloads"}
