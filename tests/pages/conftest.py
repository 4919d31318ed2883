"""Sites with pictures."""

from __future__ import annotations

import pytest
from PIL import Image
from small_site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"/>'


@pytest.fixture
def images(site: Site) -> Site:
    """Return a site with three pictures of three formats, and a file."""
    folder = site.source / "_static/images"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
    Image.new("RGB", (40, 20), "red").save(folder / "a/logo.avif")
    Image.new("RGB", (20, 40), "blue").save(folder / "b/logo.webp")
    site.write("_static/images/mark.svg", SVG)
    (site.source / "_static/files").mkdir()
    (site.source / "_static/files/plan.pdf").write_bytes(b"%PDF-1.7" + b" " * 2500)
    return site
