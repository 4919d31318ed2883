"""Colours are named once, and what could not be read is refused."""

from __future__ import annotations

import pytest
import site_colours
from research_site.features.social_cards import COLOURS
from small_site import Site

ICON = '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="currentColor"/></svg>'


def coloured(site: Site, **colours: object) -> Site:
    site.conf("site_colours", site_colours=colours)
    return site


def test_style_sheet_has_what_conf_names_and_the_rest(site: Site) -> None:
    built = coloured(site, brand=("#401010", "#ffcccc")).build()
    sheet = (built.out / "_static/site/colours.css").read_text()
    assert "--site-brand: light-dark(#401010, #ffcccc);" in sheet
    assert "--site-ink: light-dark(#17212b, #e7ecf1);" in sheet
    links = [str(one["href"]) for one in built.page().select("link[rel=stylesheet]")]
    assert any("_static/site/colours.css?v=" in link for link in links)
    assert built.warnings == []


def test_change_reaches_pages_that_are_not_read_again(site: Site) -> None:
    coloured(site, brand=("#401010", "#ffcccc")).build()
    built = coloured(site, brand=("#104010", "#ccffcc")).build()
    assert "#104010" in (built.out / "_static/site/colours.css").read_text()


def test_favicon_has_the_brand(site: Site) -> None:
    site.write("_static/icon.svg", ICON)
    brand = {"brand": ("#401010", "#ffcccc")}
    icon, folders = "_static/icon.svg", ["_static"]
    site.conf("site_colours", site_colours=brand, html_favicon=icon, html_static_path=folders)
    assert 'fill="#401010"' in (site.build().out / "_static/icon.svg").read_text()


@pytest.mark.parametrize(
    ("colours", "message"),
    [
        (
            {"brnad": ("#401010", "#ffcccc")},
            "found 'brnad', expected one of ink, quiet, brand",
        ),
        ({"brand": "#401010"}, "expected two colours such as"),
        ({"brand": ("red", "#ffcccc")}, "expected two colours such as"),
        ({"link": ("#9999ff", "#8ccbe8")}, "a contrast of 2.5 in light mode, expected 4.5"),
    ],
)
def test_what_is_wrong_is_told(site: Site, colours: dict[str, object], message: str) -> None:
    told = coloured(site, **colours).build().warnings
    assert [line for line in told if message in line and "[site.config]" in line], told


def test_own_colours_can_be_read(site: Site) -> None:
    assert coloured(site).build().warnings == []
    assert site_colours.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_cards_have_the_same_names() -> None:
    assert {name: site_colours.DEFAULTS[name][0] for name in COLOURS} == COLOURS
