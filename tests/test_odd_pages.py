"""Odd pages: included files, unusual pictures, toctrees of the editor, books."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import ExifTags, Image
from sphinx.testing.util import SphinxTestApp
from test_rebuilds import outputs, write

CONF = 'extensions = ["myst_parser", "research_site"]\nhtml_theme = "furo"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write(tmp_path / "src/conf.py", CONF + 'version = copyright = "1"\n')
    write(tmp_path / "src/index.md", "---\ntitle: Home\n---\n")
    return tmp_path / "src"


def built(
    make_app: type, source: Path, builder: str = "dirhtml", out: str = "out"
) -> tuple[Path, str]:
    app: SphinxTestApp = make_app(builder, srcdir=source, builddir=source.parent / out)
    app.build()
    app.cleanup()
    return Path(app.outdir), app.warning.getvalue()


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(), "html.parser")


def test_what_is_wrong_in_an_included_file_is_said_of_it(make_app: type, source: Path) -> None:
    include = "```{include} part.txt\n```\n"
    write(source / "index.md", f"---\ntitle: Home\n---\n\n# Home\n\n{include}")
    write(source / "part.txt", "\n\n\n\n## Part\n\n[gone](/gone/)\n")
    _, warnings = built(make_app, source)
    (line,) = warnings.strip().splitlines()
    assert "index.md: WARNING: link: no page '/gone/' (in part.txt, line 7)" in line


def test_pictures_in_the_page_turned_and_of_16_bits(make_app: type, source: Path) -> None:
    (source / "images").mkdir()
    picture = Image.effect_noise((90, 40), 50).convert("RGB")
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    picture.save(source / "images/turned.jpg", exif=turned)
    Image.new("I;16", (600, 300), 900).save(source / "images/deep.png")
    picture.resize((300, 300)).save(source / "long.png")
    data = base64.b64encode((source / "long.png").read_bytes()).decode()
    body = f"![L](data:image/png;base64,{data})\n\n![T](images/turned.jpg)\n\n"
    text = f"---\ntitle: Home\n---\n\n{body}![D](images/deep.png)\n"
    write(source / "index.md", text)
    out, warnings = built(make_app, source)
    assert warnings == ""
    images = soup(out / "index.html").select("article img")
    assert images[0]["src"].startswith("data:")  # type: ignore[union-attr]
    assert (images[1]["width"], images[1]["height"]) == ("40", "90")
    assert images[2].parent is not None and images[2].parent.name != "picture"


def test_link_in_a_bold_name_stays(make_app: type, source: Path) -> None:
    items = "- **[Out](https://example.org/)** - where\n- **Bold `code`** - what\n"
    write(source / "index.md", f"---\ntitle: Home\n---\n\n{items}")
    out, _ = built(make_app, source)
    names = soup(out / "index.html").select("ul.site-cards strong")
    assert names[0].find("a", href="https://example.org/")
    assert names[1].find("code")


def test_draft_home_page_is_reported_and_built(make_app: type, source: Path) -> None:
    write(source / "index.md", "---\ntitle: Home\ndraft: true\n---\n\nWords.\n")
    out, warnings = built(make_app, source)
    assert "index.md:3: WARNING: draft: found true, expected false" in warnings
    assert "Words." in soup(out / "index.html").get_text()


def test_grouped_list_keeps_layout_and_limit_and_an_empty_one_stays_empty(
    make_app: type, source: Path
) -> None:
    directive = "---\ntitle: {}\n---\n\n```{{theses}}\n{}\n```\n"
    for number in range(3):
        fields = "degree: MSc\nstatus: completed\nyear: 2024\nauthor: Bo Ek, Lund\n"
        text = f"---\ntitle: T {number}\n{fields}---\n"
        write(source / f"research/theses/{number}.md", text)
    write(source / "research/index.md", "---\ntitle: R\n---\n")
    some = directive.format("All", ":group-by: year\n:layout: table\n:limit: 2")
    write(source / "research/all.md", some)
    none = directive.format("Open", ":status: open")
    write(source / "research/theses/index.md", none)
    out, warnings = built(make_app, source)
    assert warnings == ""
    page = soup(out / "research/all/index.html")
    assert len(page.select("article table tbody tr")) == 2
    page = soup(out / "research/theses/index.html")
    assert page.select("article .site-cards a") == []


def test_toctrees_of_the_editor_reach_the_sidebar_of_each_page(
    make_app: type, source: Path
) -> None:
    tree = "---\ntitle: Home\n---\n\n```{{toctree}}\n{}team/ann\nteam/bob\nother\n```\n"
    write(source / "index.md", tree.format(""))
    write(source / "other.md", "---\ntitle: Other\n---\n")
    write(source / "team/index.md", "---\ntitle: Team\n---\n")
    for name in ("ann", "bob"):
        fields = "group: ut\nrole: Researcher\n"
        write(source / f"team/{name}.md", f"---\ntitle: {name}\n{fields}---\n")
    out, _ = built(make_app, source)
    here = soup(out / "team/bob/index.html").select(".sidebar-tree .current-page > a")
    assert [link.get_text() for link in here] == ["bob"]
    write(source / "index.md", tree.format(":caption: People\n\n"))
    out, _ = built(make_app, source)
    clean, _ = built(make_app, source, out="clean")
    assert outputs(out) == outputs(clean)


def test_pages_of_a_book_are_xml(make_app: type, source: Path) -> None:
    text = "---\ntitle: Home\ndescription: Words & more\n---\n\nText.\n"
    write(source / "index.md", text)
    out, _ = built(make_app, source, "epub")
    ET.parse(out / "index.xhtml")
