"""Large pictures have lighter copies; what is no longer shown is not published."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import ExifTags, Image
from research_site import image_widths
from sphinx.testing.util import SphinxTestApp
from test_rebuilds import write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "src"
    write(source / "conf.py", 'extensions = ["myst_parser", "research_site"]\n')
    (source / "images").mkdir()
    steps = Image.linear_gradient("L").resize((1600, 800)).convert("RGB")
    steps.save(source / "images/big, one.jpg", quality=97)
    steps.resize((480, 240)).save(source / "images/small.jpg")
    steps.convert("CMYK").save(source / "images/print.jpg", quality=97)
    steps.convert("P").save(
        source / "images/moving.gif", save_all=True, append_images=[steps.rotate(90)]
    )
    return source


def shown(make_app: type, site: Path, image: str) -> tuple[SphinxTestApp, Tag]:
    write(site / "index.md", "---\ntitle: Home\n---\n")
    write(site / "about/index.md", f"---\ntitle: About\n---\n\n![Steps]({image})\n")
    app: SphinxTestApp = make_app("dirhtml", srcdir=site)
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    text = (app.outdir / "about/index.html").read_text()
    found = BeautifulSoup(text, "html.parser").find("img")
    assert isinstance(found, Tag)
    return app, found


def published(app: SphinxTestApp) -> dict[str, int]:
    folder = Path(app.outdir, "_images/widths")
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*")}


@pytest.mark.parametrize("image", ["big, one.jpg", "print.jpg"])
def test_large_picture_has_lighter_copies(make_app: type, site: Path, image: str) -> None:
    app, img = shown(make_app, site, f"</images/{image}>")
    assert img.parent is not None and img.parent.name == "picture"
    sources = img.parent.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    original = (site / "images" / image).stat().st_size
    for source in sources:
        assert source["sizes"] == "min(736px, 100vw)"
        widths = []
        for entry in str(source["srcset"]).split(", "):
            uri, width = entry.split(" ")
            path = Path(app.outdir, "about", unquote(uri))
            with Image.open(path) as copy:
                assert f"{copy.width}w" == width
                assert copy.size[0] == 2 * copy.size[1]
            assert path.stat().st_size < original
            widths.append(width)
        assert widths == ["480w", "960w", "1472w"]


@pytest.mark.parametrize("image", ["small.jpg", "moving.gif"])
def test_small_and_moving_pictures_have_none(make_app: type, site: Path, image: str) -> None:
    app, img = shown(make_app, site, f"/images/{image}")
    assert img.parent is not None and img.parent.name != "picture"
    assert published(app) == {}


def test_copies_are_made_once_and_go_with_their_picture(
    make_app: type, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = shown(make_app, site, "</images/big, one.jpg>")
    before = published(app)
    image_widths.copies.cache_clear()
    monkeypatch.delattr(image_widths, "make")
    app, _ = shown(make_app, site, "</images/big, one.jpg> ")
    assert len(before) == 6 and published(app) == before
    app, _ = shown(make_app, site, "/images/small.jpg")
    assert published(app) == {}


def test_copies_heavier_than_their_picture_are_not_made_again(
    make_app: type, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (500, 1)).save(site / "images/line.png")
    app, _ = shown(make_app, site, "/images/line.png")
    assert published(app) == {}
    image_widths.copies.cache_clear()
    monkeypatch.delattr(image_widths, "make")
    shown(make_app, site, "/images/line.png ")


def test_turned_picture_is_shown_upright(make_app: type, site: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    with Image.open(site / "images/big, one.jpg") as picture:
        picture.save(site / "images/turned.jpg", quality=97, exif=exif)
    app, _ = shown(make_app, site, "/images/turned.jpg")
    folder = Path(app.outdir, "_images/widths")
    sizes = set()
    for path in folder.iterdir():
        with Image.open(path) as copy:
            sizes.add(copy.size)
    assert sizes == {(480, 960), (800, 1600)}


def test_other_builders_have_the_original(make_app: type, site: Path) -> None:
    shown(make_app, site, "</images/big, one.jpg>")
    app: SphinxTestApp = make_app("latex", srcdir=site)
    app.build()
    assert "widths" not in {path.name for path in Path(app.outdir).iterdir()}
