"""Features of a few lines: downloads, portraits, page weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import Site


@pytest.mark.parametrize(
    ("size", "shown"), [(2508, "PDF, 3 kB"), (1_800_000, "PDF, 1.8 MB"), (0, "PDF, 1 kB")]
)
def test_links_to_files_say_type_and_size(site: Site, size: int, shown: str) -> None:
    site.conf("file_sizes")
    path = site.source / "_static/files/plan.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b" " * size)
    site.page("index", "title: Home", "[plan](/files/plan.pdf)")
    assert site.build().texts("", "p a.reference") == [f"plan ({shown})"]


def test_person_without_a_photo_has_initials(records: Site) -> None:
    records.conf("portraits")
    built = records.build()
    letters = [one.get_text() for one in built.page("team").select(".site-cards svg")]
    assert letters == ["AL", "OH"]
    (portrait,) = built.page("team/ann").select("svg.site-initials")
    assert portrait["aria-label"] == "Initials of Ann Lee"
    text = records.build("text").out / "team/ann.txt"
    assert "AL" not in text.read_text()


def files(site: Site, page: str) -> set[str]:
    head = site.build().page(page).select("head link[rel=stylesheet], script[src]")
    paths = [str(one.get("href") or one["src"]).partition("?")[0] for one in head]
    return {Path(path).stem.partition(".")[0] for path in paths}


def test_pages_load_the_styles_and_scripts_that_they_need(site: Site) -> None:
    site.conf("page_weight", "sphinx_design")
    site.page("code", "title: Code", "```python\nx = 1\n```")
    site.page("tabs", "title: Tabs", "```{card} Card\nText\n```")
    assert not {"pygments", "sphinx-design"} & files(site, "")
    assert "pygments" in files(site, "code")
    assert "sphinx-design" in files(site, "tabs")
    assert "sphinx-design" not in files(site, "code")
    assert "sphinx_highlight" not in files(site, "")
    assert "sphinx_highlight" in files(site, "search")
    site.conf("page_weight", "sphinx_design", "site_search")
    assert "sphinx_highlight" not in files(site, "search")
