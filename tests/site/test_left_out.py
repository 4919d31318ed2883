"""Each feature can be left out: the site builds, and nothing of it is there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow
Build = Callable[..., Path]
#: Extensions of others, the core, and those whose directives stand in pages.
NEEDED = {"myst_parser", "sphinx_design", "research_site", "editors_guide", "record_drawings"}
BASE = "https://site.example/"


def named(conf: str) -> list[str]:
    block = conf[conf.index("extensions = [") : conf.index("]", conf.index("extensions = ["))]
    return re.findall(r'^    "([\w.]+)"', block, re.MULTILINE)


CONF = (Path(__file__).parents[2] / "conf.py").read_text()
FEATURES = [name for name in named(CONF) if name not in NEEDED]
#: Feature -> files that only it publishes.
FILES = {
    "feeds": ["*.atom"],
    "events": ["*.ics"],
    "sitemap": ["sitemap.xml", "robots.txt", "llms.txt"],
    "not_found": ["404.html"],
    "publications": ["_downloads/citations", "research/publications/*/index.html"],
    "social_cards": ["_images/cards"],
    "site_search": ["search-index.js"],
    "widths": ["_images/widths"],
}
#: Features of sites whose address is known.
WITH_ADDRESS = {"feeds", "sitemap", "social_cards"}
#: Feature -> what only it draws: a CSS selector.
DRAWN = {
    "frame": "header.site-header, nav.site-breadcrumbs, .site-footer",
    "home": ".site-lead, .site-ways, .site-hosts",
    "long_lists": ".site-jump, .site-groups",
    "portraits": ".site-initials",
    "tables": '[aria-label^="Table"]',
    "structured_data": 'script[type="application/ld+json"]',
    "publications": '.site-cite, meta[name^="citation_"]',
    "social_cards": 'meta[property="og:image"]',
    "feeds": 'link[type="application/atom+xml"]',
    "site_search": "#site-search-hits",
}


@pytest.fixture
def without(source: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that copies the sources without some lines of conf.py."""

    def copy(*features: str) -> Path:
        target = tmp_path / "src"
        shutil.copytree(source, target)
        lines = (target / "conf.py").read_text().split("\n")
        kept = [
            n for n in lines if not n.strip().startswith(tuple(f'"{f}"' for f in features))
        ]
        assert len(kept) == len(lines) - len(features)
        (target / "conf.py").write_text("\n".join(kept))
        return target

    return copy


@pytest.fixture(scope="module")
def full(source: Path, build: Build) -> Path:
    return build(source, "dirhtml", READTHEDOCS_CANONICAL_URL=BASE)


def drawn(out: Path, selector: str) -> set[str]:
    """Return the pages that have an element."""
    return {
        path.relative_to(out).as_posix()
        for path in out.rglob("*.html")
        if BeautifulSoup(path.read_text(), "html.parser").select(selector)
    }


@pytest.mark.parametrize("feature", FEATURES)
def test_left_out(
    full: Path, without: Callable[..., Path], build: Build, feature: str
) -> None:
    short = feature.rpartition(".")[2]
    copy = without(feature)
    if short in ("redirects", "publications"):  # some published addresses are their own
        (copy / "published-urls.txt").unlink()
    # Drawing all social cards takes longer than all else.
    base = {"READTHEDOCS_CANONICAL_URL": BASE} if short in WITH_ADDRESS else {}
    out = build(copy, "dirhtml", **base)
    for pattern in FILES.get(short, ()):
        assert list(full.glob(pattern)), pattern
        assert not list(out.glob(pattern)), pattern
    if short in DRAWN:
        assert drawn(full, DRAWN[short])
        assert not drawn(out, DRAWN[short])
    pages = {path.relative_to(full) for path in full.rglob("index.html")}
    missing = {path for path in pages if not (out / path).exists()}
    assert not missing or short in ("redirects", "foreign_markdown", "publications")


def test_pdf_without_any_feature(without: Callable[..., Path], build: Build) -> None:
    features = [name for name in FEATURES if name != "typst_pdf"]
    out = build(without(*features), "typst_pdf")
    assert (out / "ai-in-finance.pdf").read_bytes().startswith(b"%PDF")
