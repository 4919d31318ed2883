"""A small site, built: titles, links, images, navigation, drafts, rebuilds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp


def page(app: SphinxTestApp, name: str) -> BeautifulSoup:
    return BeautifulSoup((Path(app.outdir) / name).read_text(), "html.parser")


def touch(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    later = time.time() + 5
    os.utime(path, (later, later))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "latex"])
def test_builds_without_warning(
    builder: str, make_app: type[SphinxTestApp], tmp_path: Path, rootdir: Path
) -> None:
    app = make_app(builder, srcdir=rootdir / "test-site", builddir=tmp_path)
    app.build()
    assert app.warning.getvalue() == ""


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_title_is_text_everywhere(app: SphinxTestApp) -> None:
    app.build()
    soup = page(app, "index.html")
    title = 'A <b>bold</b> & "quoted" $title$ <script>'
    assert [h.get_text() for h in soup.find_all("h1")] == [f"{title}¶"]
    graph = soup.find("meta", property="og:title")
    assert graph is not None
    assert graph["content"] == title
    description = soup.find("meta", attrs={"name": "description"})
    assert description is not None
    assert description["content"] == 'What "it" is <about>'


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_site_absolute_links(app: SphinxTestApp) -> None:
    app.build()
    links = [a["href"] for a in page(app, "index.html").select("section > p > a.reference")]
    assert links == ["team/", "about/", "research/theses/?view=all#open"]


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_link_to_a_place_that_is_not_there(app: SphinxTestApp) -> None:
    source = Path(app.srcdir) / "place.md"
    source.write_text("---\ntitle: Place\n---\n\n[x](/about/#twoo) [y](/about/#two)\n")
    app.build()
    source.unlink()
    warnings = app.warning.getvalue().strip().splitlines()
    assert len(warnings) == 1
    assert (
        "place.md:5: WARNING: link: /about/ has no place #twoo; did you mean 'two'?"
        in warnings[0]
    )


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_images_alone_are_a_grid_with_sizes(app: SphinxTestApp) -> None:
    app.build()
    images = page(app, "index.html").select("ul.site-logos > li img")
    assert [image["alt"] for image in images] == ["One", "Two"]
    for image, ratio in zip(images, (4, 0.45), strict=True):
        shown = int(str(image["width"])) / int(str(image["height"]))
        assert shown == pytest.approx(ratio, rel=0.05)


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_order_by_weight_without_toctree_and_without_drafts(app: SphinxTestApp) -> None:
    app.build()
    assert app.env.toctree_includes["team/index"] == ["team/bob", "team/zoe"]
    assert not (Path(app.outdir) / "team/secret").exists()


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_broken_things_are_named(app: SphinxTestApp) -> None:
    source = Path(app.srcdir) / "broken.md"
    source.write_text(
        "---\ntitle: Broken\n---\n\n[x](/teem/) ![](/images/a.avf)\n\n#### Deep\n"
    )
    (Path(app.srcdir) / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    try:
        app.build()
    finally:
        source.unlink()
        (Path(app.srcdir) / "latin.md").unlink()
    warnings = app.warning.getvalue()
    assert "broken.md:5: WARNING: link: no page '/teem/'; did you mean '/team/'?" in warnings
    assert "no file '/images/a.avf'; did you mean '/images/a.avif'? [site.image]" in warnings
    assert "[site.alt]" in warnings
    assert "broken.md:7: WARNING: heading: found H4, 'Deep', under an H1" in warnings
    assert "latin.md:2: WARNING: found a byte that is not UTF-8" in warnings
    assert len(warnings.strip().splitlines()) == 5


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_weight_edit_rereads_the_index(app: SphinxTestApp, make_app: type) -> None:
    app.build()
    bob = Path(app.srcdir) / "team/bob.md"
    touch(bob, "weight: 1", "weight: 3")
    again: SphinxTestApp = make_app("dirhtml", srcdir=app.srcdir)
    read: list[str] = []
    again.connect("env-before-read-docs", lambda a, e, names: read.extend(names))
    again.build()
    touch(bob, "weight: 3", "weight: 1")
    assert read == ["team/bob", "team/index"]
    assert again.env.toctree_includes["team/index"] == ["team/zoe", "team/bob"]


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_deleted_target_is_reported_by_the_page_that_links(
    app: SphinxTestApp, make_app: type
) -> None:
    app.build()
    about = Path(app.srcdir) / "about.md"
    text = about.read_text()
    about.unlink()
    try:
        again: SphinxTestApp = make_app("dirhtml", srcdir=app.srcdir)
        again.build()
    finally:
        about.write_text(text)
    assert "index.md:6: WARNING: link: no page '/about'" in again.warning.getvalue()


def only_page(make_app: type, folder: Path, text: str) -> BeautifulSoup:
    """Return the home page of a site that has no other."""
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "research_site"]\nhtml_theme = "furo"\n'
        'myst_enable_extensions = ["attrs_inline"]\n'
    )
    (folder / "index.md").write_text(text)
    built = make_app("dirhtml", srcdir=folder)
    built.build()
    return page(built, "index.html")


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\nWords."])
def test_page_may_end_with_its_front_matter(make_app: type, tmp_path: Path, end: str) -> None:
    home = only_page(make_app, tmp_path, f"---\ntitle: Home\n---{end}")
    article = home.find("article")
    assert article is not None and article.h1 is not None
    shown = article.get_text(" ", strip=True).replace("¶", "").split()
    assert shown == ["Home", *end.split()] and article.hr is None


def test_language_of_a_page_and_of_words(make_app: type, tmp_path: Path) -> None:
    text = "---\ntitle: Welkom\nlang: nl-BE\n---\n\nWij [we]{.language-en} zijn.\n"
    home = only_page(make_app, tmp_path, text)
    found = {
        one.get_text(strip=True)[:6]: one["lang"] for one in home.select("article [lang]")
    }
    assert found == {"Welkom": "nl-BE", "we": "en"}


def test_tables_can_be_scrolled_with_the_keyboard(make_app: type, tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| `wide` | c |\n"
    code = '\n    <div class="table-wrapper">\n'
    text = f"---\ntitle: Home\n---\n\n{table}{code}"
    found = only_page(make_app, tmp_path, text)
    boxes = [box for one in found.select("table") if (box := one.parent)]
    assert [(box["tabindex"], box["aria-label"]) for box in boxes] == [("0", "Table")]
    assert '<div class="table-wrapper">' in found.pre.text if found.pre else False


def test_book_has_no_page_for_dead_addresses(make_app: type, tmp_path: Path) -> None:
    conf = 'extensions = ["myst_parser", "research_site"]\nversion = copyright = "1"\n'
    (tmp_path / "conf.py").write_text(conf)
    (tmp_path / "index.md").write_text("---\ntitle: Home\n---\n\nWords.\n")
    app: SphinxTestApp = make_app("epub", srcdir=tmp_path)
    app.build()
    assert app.warning.getvalue() == ""
    assert not (Path(app.outdir) / "404.html").exists()
