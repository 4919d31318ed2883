"""Large pictures have lighter copies; what is no longer shown is not published."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import Tag
from PIL import ExifTags, Image
from small_site import Built, Site
from web_pictures import widths as image_widths


@pytest.fixture
def pictures(site: Site) -> Site:
    site.conf("clean_builds", "web_pictures.widths")
    (site.source / "images").mkdir(parents=True)
    steps = Image.linear_gradient("L").resize((1600, 800)).convert("RGB")
    steps.save(site.source / "images/big, one.jpg", quality=97)
    steps.resize((480, 240)).save(site.source / "images/small.jpg")
    steps.convert("CMYK").save(site.source / "images/print.jpg", quality=97)
    steps.convert("P").save(
        site.source / "images/moving.gif", save_all=True, append_images=[steps.rotate(90)]
    )
    return site


def shown(site: Site, image: str) -> tuple[Built, Tag]:
    site.page("about/index", "title: About", f"![Steps]({image})")
    built = site.build()
    assert built.warnings == []
    img = built.article("about").find("img")
    assert isinstance(img, Tag)
    return built, img


def published(built: Built) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in built.out.glob("_images/widths/*")}


@pytest.mark.parametrize("image", ["big, one.jpg", "print.jpg"])
def test_large_picture_has_lighter_copies(pictures: Site, image: str) -> None:
    built, img = shown(pictures, f"</images/{image}>")
    assert img.parent is not None and img.parent.name == "picture"
    sources = img.parent.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    original = (pictures.source / "images" / image).stat().st_size
    for source in sources:
        assert source["sizes"] == "(max-width: 736px) 100vw, 736px"
        widths = []
        for entry in str(source["srcset"]).split(", "):
            uri, width = entry.split(" ")
            path = Path(built.out, "about", unquote(uri))
            with Image.open(path) as copy:
                assert f"{copy.width}w" == width
                assert copy.size[0] == 2 * copy.size[1]
            assert path.stat().st_size < original
            widths.append(width)
        assert widths == ["480w", "960w", "1472w"]


@pytest.mark.parametrize("image", ["small.jpg", "moving.gif"])
def test_small_and_moving_pictures_have_none(pictures: Site, image: str) -> None:
    built, img = shown(pictures, f"/images/{image}")
    assert img.parent is not None and img.parent.name != "picture"
    assert published(built) == {}


def test_pictures_in_the_page_and_of_16_bits_have_none(pictures: Site) -> None:
    Image.new("I;16", (600, 300), 900).save(pictures.source / "images/deep.png")
    built, img = shown(pictures, "/images/deep.png")
    assert img.parent is not None and img.parent.name != "picture"
    data = base64.b64encode((pictures.source / "images/big, one.jpg").read_bytes()).decode()
    built, img = shown(pictures, f"data:image/jpeg;base64,{data}")
    assert img.parent is not None and img.parent.name != "picture"
    assert published(built) == {}


def test_copies_are_made_once_and_go_with_their_picture(
    pictures: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(shown(pictures, "</images/big, one.jpg>")[0])
    image_widths.copies.cache_clear()
    monkeypatch.delattr(image_widths, "make")
    again = published(shown(pictures, "</images/big, one.jpg> ")[0])
    assert len(before) == 6 and again == before
    assert published(shown(pictures, "/images/small.jpg")[0]) == {}


def test_copies_heavier_than_their_picture_are_not_made_again(
    pictures: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (500, 1)).save(pictures.source / "images/line.png")
    assert published(shown(pictures, "/images/line.png")[0]) == {}
    image_widths.copies.cache_clear()
    monkeypatch.delattr(image_widths, "make")
    shown(pictures, "/images/line.png ")


def test_turned_picture_is_shown_upright(pictures: Site) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    with Image.open(pictures.source / "images/big, one.jpg") as picture:
        picture.save(pictures.source / "images/turned.jpg", quality=97, exif=exif)
    built, _ = shown(pictures, "/images/turned.jpg")
    sizes = set()
    for path in built.out.glob("_images/widths/*"):
        with Image.open(path) as copy:
            sizes.add(copy.size)
    assert sizes == {(480, 960), (800, 1600)}


@pytest.mark.parametrize("builder", ["latex", "epub"])
def test_other_builders_have_the_original(pictures: Site, builder: str) -> None:
    pictures.conf("web_pictures.widths", version="1", copyright="1")
    pictures.page("index", "title: Home", "![Steps](</images/big, one.jpg>)")
    built = pictures.build(builder)
    assert built.warnings == []
    assert not [path for path in built.out.rglob("*") if "widths" in path.parts]
