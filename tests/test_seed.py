"""The home page as it was given builds unchanged; raw HTML is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("dirhtml", testroot="seed", freshenv=True)
def test_seed_builds_with_its_logos_as_a_grid(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    text = (Path(app.outdir) / "index.html").read_text()
    soup = BeautifulSoup(text, "html.parser")
    alts = [image["alt"] for image in soup.select("ul.site-logos > li img")]
    assert alts == ["Kickstart AI", "FIN AI", "Digital Finance"]
    links = [a["href"] for a in soup.select("#quick-links ul.site-cards a")]
    assert links == ["team/", "research/projects/", "research/theses/", "about/"]


@pytest.mark.sphinx("dirhtml", testroot="seed", freshenv=True)
def test_raw_html_is_checked_and_made_relative(app: SphinxTestApp) -> None:
    page = Path(app.srcdir) / "about/raw.md"
    page.write_text(
        '---\ntitle: Raw\n---\n\n<p><a href="/team/?a=1#x">t</a></p>\n\n'
        '<p><a href="/teem/">t</a></p>\n'
    )
    app.build()
    page.unlink()
    text = (Path(app.outdir) / "about/raw/index.html").read_text()
    assert BeautifulSoup(text, "html.parser").select('a[href="../../team/?a=1#x"]')
    warnings = app.warning.getvalue().strip().splitlines()
    assert len(warnings) == 1
    assert "raw.md:7: WARNING: raw HTML: no page '/teem/'" in warnings[0]
