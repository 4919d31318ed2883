"""For crawlers: sitemap.xml, robots.txt, llms.txt."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from small_site import Site

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(out: Path) -> list[str]:
    root = ET.parse(out / "sitemap.xml").getroot()
    return [str(loc.text) for loc in root.findall("s:url/s:loc", SPACE)]


def test_all_three_leave_out_noindex(found: Site, base: str) -> None:
    out = found.build().out
    shown = addresses(out)
    assert f"{base}team/ann/" in shown
    assert f"{base}about/secret/" not in shown
    lines = (out / "llms.txt").read_text().splitlines()
    assert f"- [Ann Lee]({base}team/ann/)" in lines
    assert not [line for line in lines if "Secret" in line]
    robots = (out / "robots.txt").read_text().splitlines()
    assert robots[-1] == f"Sitemap: {base}sitemap.xml"


def test_incremental_build_keeps_the_whole_map(found: Site) -> None:
    before = addresses(found.build().out)
    found.change("team/ann.md", "---\n\n", "---\n\nMore.\n")
    built = found.build()
    assert built.read == ["team/ann"]
    assert addresses(built.out) == before


def test_without_an_address_there_is_none(found: Site) -> None:
    out = found.build(html_baseurl="").out
    for name in ("sitemap.xml", "robots.txt", "llms.txt"):
        assert not (out / name).exists(), name
