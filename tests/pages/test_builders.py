"""Every builder takes the pages: no node of ours is strange to any of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from small_site import Built, Site
from sphinx.testing.util import SphinxTestApp

BUILDERS = ["html", "dirhtml", "singlehtml", "text", "latex", "xml"]


@pytest.mark.parametrize("builder", BUILDERS)
def test_small_site_builds_without_warning(
    builder: str, make_app: type[SphinxTestApp], tmp_path: Path, rootdir: Path
) -> None:
    app = make_app(builder, srcdir=rootdir / "test-site", builddir=tmp_path)
    assert Built(app).warnings == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_records_build_without_warning(records: Site, builder: str) -> None:
    assert records.build(builder).warnings == []


def test_pictures_of_a_book_are_in_its_list_of_files(images: Site) -> None:
    images.conf("web_pictures.formats", "clean_builds", version="1", copyright="Us")
    body = "![A](/images/a/logo.avif)\n![B](/images/b/logo.webp)\n![M](/images/mark.svg)"
    images.page("index", "title: Home", body)
    built = images.build("epub")
    unknown = [line for line in built.warnings if "_static/" not in line]
    assert unknown == []
    book = ET.parse(built.out / "content.opf").getroot()
    listed = {item.get("href") for item in book.iter("{http://www.idpf.org/2007/opf}item")}
    page = ET.parse(built.out / "index.xhtml").getroot()
    shown = {str(image.get("src")) for image in page.iter("{http://www.w3.org/1999/xhtml}img")}
    assert len(shown) == 3 and shown <= listed


@pytest.mark.parametrize("builder", ["dirhtml", "html", "latex", "text"])
def test_every_format_of_pictures_is_shown(images: Site, builder: str) -> None:
    images.conf("web_pictures.formats")
    body = "![A](/images/a/logo.avif)\n![B](/images/b/logo.webp)\n![M](/images/mark.svg)"
    images.page("index", "title: Home", body)
    built = images.build(builder)
    assert built.warnings == []
    if builder == "latex":
        pictures = [Image.open(path) for path in built.out.glob("*.png")]
        assert sorted(picture.size for picture in pictures) == [(20, 40), (40, 20)]
        source = next(built.out.glob("*.tex")).read_text()
        # Of even size, and far from filling the page.
        assert re.findall(r"width=(\d+)\\sphinxpxdimen", source) == ["95", "32"]


def test_pages_of_a_book_are_xml_without_our_head(site: Site) -> None:
    site.conf(version="1", copyright="1")
    site.page("index", "title: Home\ndescription: Words & more", "Text.")
    built = site.build("epub")
    assert built.warnings == []
    root = ET.parse(built.out / "index.xhtml").getroot()
    metas = root.iter("{http://www.w3.org/1999/xhtml}meta")
    assert not [meta for meta in metas if meta.get("property")]
