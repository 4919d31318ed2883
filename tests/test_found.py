"""What machines read: JSON-LD, citations, feeds, site map, cards, redirects."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from PIL import Image
from rdflib import SDO
from research_site.citations import Citation, bibtex
from research_site.identifiers import plain_spellings
from sphinx.testing.util import SphinxTestApp
from test_records import RECORDS

BASE = "https://site.example/en/latest/"
MORE = {
    "research/areas/xai": "title: Explainable AI",
    "research/projects/net": "title: Net\nkind: network\nlead: ann\npeople: [ann]\n"
    "funding: [{funder: ut, grant_number: '7'}]\nareas: [xai]",
    "about/news/index": "title: News",
    "about/news/meet": "title: A <meeting> & more\ndate: 2025-05-19\nkind: meeting\n"
    "place: Enschede\npeople: [ann]",
    "about/secret": "title: Secret\nnoindex: true",
    "about/moved": "title: Moved </script><b>\naliases: [/old/place/, /older.html]",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    for name, fields in {**RECORDS, **MORE}.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{fields}\n---\n")
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "research_site"]\nproject = "Site"\n'
        'author = "Us"\nhtml_theme = "furo"\n'
    )
    return source


def build(make_app: type, site: Path, base: str = BASE, **options: Any) -> Path:
    over = {"html_baseurl": base}
    app: SphinxTestApp = make_app(
        options.pop("builder", "dirhtml"), srcdir=site, confoverrides=over
    )
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == options.get("warning", "")
    return Path(app.outdir)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(), "html.parser")


def graph(path: Path) -> list[dict[str, Any]]:
    script = soup(path).find("script", type="application/ld+json")
    assert script is not None
    data: dict[str, Any] = json.loads(script.get_text())
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from things(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from things(item)


def test_json_ld_speaks_schema_org_on_every_page(make_app: type, site: Path) -> None:
    out = build(make_app, site)
    types = set()
    for name in (*RECORDS, *MORE):
        folder = name.removesuffix("index").rstrip("/")
        for thing in things(graph(out / folder / "index.html")):
            types.add(thing["@type"])
            for term in (thing["@type"], *thing):
                assert term.startswith("@") or term in SDO, term
    assert types >= {
        "WebSite", "ResearchOrganization", "Person", "ResearchProject", "Thesis",
        "CollegeOrUniversity", "NewsArticle", "BreadcrumbList", "Grant",
    }  # fmt: skip
    thesis = graph(out / "research/theses/one/index.html")[0]
    assert thesis["author"] == {"@type": "Person", "name": "Bo Ek"}
    assert [person["name"] for person in thesis["contributor"]] == ["Ann Lee"]
    moved = graph(out / "about/moved/index.html")[0]
    assert moved["name"] == "Moved </script><b>"


def test_a_thesis_is_cited_by_its_author(make_app: type, site: Path) -> None:
    out = build(make_app, site)
    page = soup(out / "research/theses/one/index.html")
    tags = [(m.get("name"), m["content"]) for m in page.select("meta[name]")]
    assert ("citation_author", "Ek, Bo") in tags
    assert ("DC.contributor", "Ann Lee") in tags
    assert [v for n, v in tags if n == "citation_publication_date"] == ["2024"]
    links = {a.get_text(): str(a["href"]) for a in page.select("#how-to-cite a")}
    item = json.loads((out / "research/theses/one" / links["CSL-JSON (1 kB)"]).read_text())[0]
    assert item["author"] == [{"family": "Ek", "given": "Bo"}]
    assert (out / "research/theses/one" / links["BibTeX (1 kB)"]).is_file()
    assert "@mastersthesis{one," in (out / "_downloads/citations/all.bib").read_text()


def test_bibtex_escapes_what_tex_reads() -> None:
    cited = Citation("x", "50% & {a}_b", "Ek", "Bo", "MSc", "U", "2024", [], [], "", "")
    assert r"title = {{50\% \& \{a\}\_b}}" in bibtex(cited)


def test_feeds(make_app: type, site: Path) -> None:
    out = build(make_app, site)
    feed = feedparser.parse(out / "news.atom")
    assert not feed.bozo
    assert [(e.title, e.updated) for e in feed.entries] == [
        ("A <meeting> & more", "2025-05-19T00:00:00Z")
    ]
    events = Calendar.from_ical((out / "events.ics").read_bytes()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["A <meeting> & more"]
    link = soup(out / "team/ann/index.html").select_one('link[type="application/atom+xml"]')
    assert link is not None
    assert link["href"] == "../../news.atom"


def test_sitemap_robots_and_llms_leave_out_noindex(make_app: type, site: Path) -> None:
    out = build(make_app, site)
    root = ET.parse(out / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [loc.text for loc in root.findall("s:url/s:loc", space)]
    assert f"{BASE}team/ann/" in found
    assert f"{BASE}about/secret/" not in found
    assert "Secret" not in (out / "llms.txt").read_text()
    assert f"Sitemap: {BASE}sitemap.xml" in (out / "robots.txt").read_text()
    # An incremental build, which writes one page, keeps the whole map.
    (site / "team/ann.md").write_text((site / "team/ann.md").read_text() + "\nx\n")
    again = ET.parse(build(make_app, site) / "sitemap.xml").getroot()
    assert len(again.findall("s:url", space)) == len(found)


def test_social_cards_are_drawn_once(make_app: type, site: Path) -> None:
    out = build(make_app, site)
    tag = soup(out / "team/ann/index.html").select_one('meta[property="og:image"]')
    assert tag is not None
    card = out / str(tag["content"]).removeprefix(BASE)
    with Image.open(card) as image:
        assert image.size == (1200, 630)
    drawn = card.stat().st_mtime_ns
    ann = site / "team/ann.md"
    ann.write_text(ann.read_text().replace("ORCID", "orcid") + "\nMore.\n")
    build(make_app, site)
    assert card.stat().st_mtime_ns == drawn
    ann.write_text(ann.read_text().replace("Ann Lee", "Ann Li"))
    build(make_app, site)
    assert not card.exists()


def test_without_an_address_nothing_is_wrong(make_app: type, site: Path) -> None:
    out = build(make_app, site, base="")
    for name in ("sitemap.xml", "robots.txt", "llms.txt", "news.atom", "_images/cards"):
        assert not (out / name).exists(), name
    assert "@id" not in graph(out / "team/ann/index.html")[0]


@pytest.mark.parametrize("builder", ["dirhtml", "html"])
def test_old_addresses_lead_on(make_app: type, site: Path, builder: str) -> None:
    out = build(make_app, site, builder=builder)
    for name in ("old/place/index.html", "older.html"):
        link = soup(out / name).find("a")
        assert link is not None
        target = (out / name).parent / str(link["href"])
        target = target / "index.html" if target.is_dir() else target
        assert "Moved" in target.read_text()
    moved = site / "about/moved.md"
    moved.write_text(moved.read_text().replace("/older.html", "/newer/"))
    build(make_app, site, builder=builder)
    assert not (out / "older.html").exists()
    assert (out / "newer/index.html").exists()


def test_aliases_in_use_and_lost_addresses_are_reported(make_app: type, site: Path) -> None:
    (site / "about/moved.md").write_text("---\ntitle: M\naliases: [/team/ann/]\n---\n")
    (site / "published-urls.txt").write_text("/\n/team/ann/\n/team/anne/\n")
    app: SphinxTestApp = make_app("dirhtml", srcdir=site)
    app.build()
    app.cleanup()
    warnings = app.warning.getvalue().strip().splitlines()
    assert len(warnings) == 2
    assert "moved.md:3: WARNING: aliases: found '/team/ann/', which is the" in warnings[0]
    assert "published-urls.txt:3: WARNING: /team/anne/ was published" in warnings[1]
    assert "did you mean '/team/ann/'? [site.address]" in warnings[1]


def test_plain_spellings() -> None:
    assert plain_spellings("Joschka Hüllmann") == ["hullmann", "huellmann"]
    assert plain_spellings("Łukasz Ærø") == ["lukasz", "aero", "aeroe"]
