"""The home page, shaped from plain Markdown; the page as it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import Built, Site
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[2]


def test_home_page_is_the_given_one_to_the_byte(rootdir: Path) -> None:
    given = (rootdir / "test-seed/index.md").read_bytes()
    assert (ROOT / "index.md").read_bytes() == given


@pytest.mark.sphinx("dirhtml", testroot="seed", freshenv=True)
def test_given_page_builds_with_its_logos_as_a_grid(app: SphinxTestApp) -> None:
    built = Built(app)
    assert built.warnings == []
    alts = [image["alt"] for image in built.page().select("ul.site-logos > li img")]
    assert alts == ["Kickstart AI", "FIN AI", "Digital Finance"]
    links = [a["href"] for a in built.page().select("#quick-links ul.site-cards a")]
    assert links == ["team/", "research/projects/", "research/theses/", "about/"]
    (quotation,) = built.page().select("blockquote .attribution")
    assert quotation.get_text().strip("— \n") == "Prof. Dr. J. van Hillegersberg"


def test_choices_have_the_icon_of_what_they_lead_to(site: Site) -> None:
    site.conf("home")
    site.page("team/index", "title: Team")
    site.page("index", "title: Home", "- [Team](/team/) - Who\n- [Home](/) - Here")
    items = site.build().page().select("ul.site-choices > li")
    assert [item["class"] for item in items] == [["site-icon-person"], ["site-icon-page"]]


def test_link_in_a_bold_name_stays(site: Site) -> None:
    site.conf("home")
    items = "- **[Out](https://example.org/)** - where\n- **Bold `code`** - what"
    site.page("index", "title: Home", items)
    names = site.build().page().select("ul.site-cards strong")
    assert names[0].find("a", href="https://example.org/")
    assert names[1].find("code")


def test_bold_name_of_a_record_leads_to_it(records: Site) -> None:
    records.conf("home")
    records.page("research/projects/net", "title: Great Net\nkind: network\nacronym: GN")
    records.page("index", "title: Home", "- **GN** - the network\n- **Other** - none")
    items = records.build().page().select("ul.site-cards > li")
    link = items[0].find("a")
    assert link is not None
    assert (link.get_text(), link["href"]) == ("GN", "research/projects/net/")
    assert items[1].find("a") is None


def test_opening_has_description_hosts_and_ways(records: Site) -> None:
    records.conf("home", site_home_ways=["/team/", "/gone/", "/research/theses/"])
    records.page("index", "title: Home\ndescription: What we do")
    records.page("about/partners/ut", "title: UT\nkind: university\nweight: 1")
    built = records.build()
    assert built.warnings == []
    assert built.texts("", "p.site-lead") == ["What we do"]
    assert built.texts("", "ul.site-hosts li") == ["UT"]
    assert built.texts("", "ul.site-ways a") == ["Team", "Theses"]


def test_newest_stand_below_the_text(records: Site) -> None:
    lists = {
        "Latest news": ("news", "", 2),
        "Shows": ("show", "", 1),
        "Old": ("thesis", "", 1),
    }
    records.conf("home", site_home_lists=lists)
    records.page("about/news/index", "title: News")
    for day in ("01", "02", "03"):
        records.page(f"about/news/n{day}", f"title: News {day}\ndate: 2024-01-{day}")
    built = records.build()
    sections = built.page().select("article section section")
    titles = [part.select_one("h2").get_text().rstrip("¶") for part in sections[-2:]]  # type: ignore[union-attr]
    assert titles == ["Latest news", "Old"]
    news = [link.get_text() for link in sections[-2].select("a:not(.headerlink)")]
    assert news == ["News 03", "News 02", "All: News"]
    assert built.warnings == []


def test_the_band_fetches_the_marks_that_it_shows(records: Site) -> None:
    records.conf("home")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>'
    for name in ("ut", "ut-dark"):
        records.write(f"_static/images/{name}.svg", svg)
    logos = "weight: 1\nlogo: /images/ut.svg\nlogo_dark: /images/ut-dark.svg"
    records.page("about/partners/ut", f"title: UT\nkind: university\n{logos}")
    images = records.build().page().select(".site-hosts img")
    assert [(one["class"][0], one.get("loading")) for one in images] == [
        ("only-light", "lazy"), ("only-dark", None),
    ]  # fmt: skip
