"""Published pictures say nothing of place, camera and author; unshown ones stay home."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin
from small_site import Site
from web_pictures.privacy import cleaned


def picture(path: Path) -> None:
    """Write a picture that says who took it where, and that it is to be turned."""
    image = Image.linear_gradient("L").convert("RGB").resize((300, 200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = "Zq Author"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[2] = (52.0, 1.0, 2.0)
    png = PngImagePlugin.PngInfo()
    png.add_text("Author", "Zq Author")
    profile = b"zq-profile-kept" * 20
    more = {"pnginfo": png} if path.suffix == ".png" else {"xmp": b"<x>Zq</x>"}
    image.save(path, exif=exif, icc_profile=profile, **more)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif"])
def test_only_turn_and_colours_stay(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    picture(path)
    content = cleaned(path)
    assert content is not None
    assert b"Zq" not in content
    with Image.open(io.BytesIO(content)) as image:
        assert dict(image.getexif()) == {ExifTags.Base.Orientation: 6}
        assert image.info["icc_profile"] == b"zq-profile-kept" * 20
        assert image.size == (300, 200)
    path.write_bytes(content)
    assert cleaned(path) is None


def test_nothing_of_it_is_published(site: Site) -> None:
    site.conf(
        "web_pictures.privacy", "web_pictures.widths", "raw_html", html_static_path=["_static"]
    )
    for name in ("shown", "raw", "unshown"):
        path = site.write(f"_static/images/{name}.jpg", "")
        picture(path)
    body = '![A](/images/shown.jpg)\n\n<img src="/images/raw.jpg" alt="B">'
    site.page("index", "title: Home", body)
    built = site.build()
    assert built.warnings == []
    published = [path for path in built.out.rglob("*") if path.is_file()]
    assert not [path for path in published if b"Zq" in path.read_bytes()]
    assert {path.name for path in published if path.suffix == ".jpg"} == {
        "shown.jpg",
        "raw.jpg",
    }
    assert not (built.out / "_static/images").exists()


def test_picture_of_a_style_sheet_is_kept(site: Site) -> None:
    site.conf("web_pictures.privacy", html_static_path=["_static"], html_css_files=["a.css"])
    picture(site.write("_static/images/ground.png", ""))
    site.write("_static/a.css", "body { background: url(images/ground.png) }")
    site.page("index", "title: Home")
    assert (site.build().out / "_static/images/ground.png").is_file()
