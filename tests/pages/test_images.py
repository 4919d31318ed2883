"""Images: looked up, checked, with their size."""

from __future__ import annotations

import base64

import pytest
from PIL import ExifTags, Image
from small_site import Built, Site
from sphinx.testing.util import SphinxTestApp


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "![x](/images/A/logo.avif)",
            "image: no file '/images/A/logo.avif'; its name is '/images/a/logo.avif': "
            "mind the capitals [site.image]",
        ),
        (
            "![x](/images/a/logo.avf)",
            "image: no file '/images/a/logo.avf'; did you mean '/images/a/logo.avif'? "
            "[site.image]",
        ),
        (
            "![x](/images/bad.svg)",
            "image: '/images/bad.svg' is not valid SVG (unclosed token: line 1, column 0); "
            "export it again [site.image]",
        ),
        (
            "![x](/images/bad.png)",
            "image: '/images/bad.png' cannot be read as PNG; export it again [site.image]",
        ),
        (
            "![](/images/mark.svg)",
            "image: '/images/mark.svg' has no alternative text; say what it shows, or mark "
            "it ![](x.png){.decorative} [site.alt]",
        ),
    ],
)
def test_what_is_wrong_is_said(images: Site, body: str, message: str) -> None:
    images.write("_static/images/bad.svg", "<svg")
    picture = images.source / "_static/images/bad.png"
    Image.effect_noise((64, 64), 50).save(picture)
    picture.write_bytes(picture.read_bytes()[:900])
    images.page("index", "title: Home", body)
    assert images.build().warnings == [f"index.md:5: WARNING: {message}"]


def test_decorative_image_needs_no_words(images: Site) -> None:
    images.conf(myst_enable_extensions=["attrs_inline"])
    images.page("index", "title: Home", "![](/images/mark.svg){.decorative}")
    assert images.build().warnings == []


@pytest.mark.sphinx("dirhtml", testroot="site", freshenv=True)
def test_images_alone_are_a_grid_with_sizes(app: SphinxTestApp) -> None:
    images = Built(app).page().select("ul.site-logos > li img")
    assert [image["alt"] for image in images] == ["One", "Two"]
    for image, ratio in zip(images, (4, 0.45), strict=True):
        shown = int(str(image["width"])) / int(str(image["height"]))
        assert shown == pytest.approx(ratio, rel=0.05)


def test_pictures_in_the_page_and_turned_ones(site: Site) -> None:
    picture = Image.effect_noise((90, 40), 50).convert("RGB")
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    (site.source / "images").mkdir(parents=True)
    picture.save(site.source / "images/turned.jpg", exif=turned)
    picture.resize((300, 300)).save(site.source / "long.png")
    data = base64.b64encode((site.source / "long.png").read_bytes()).decode()
    body = f"![L](data:image/png;base64,{data})\n\n![T](images/turned.jpg)"
    site.page("index", "title: Home", body)
    built = site.build()
    assert built.warnings == []
    images = built.article().select("img")
    assert str(images[0]["src"]).startswith("data:")
    assert (images[1]["width"], images[1]["height"]) == ("40", "90")


def test_svg_without_size_is_told_as_such(images: Site) -> None:
    images.write("_static/images/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    images.page("index", "title: Home", "![m](/images/mark.svg)")
    assert images.build().warnings == [
        "index.md:5: WARNING: image: '/images/mark.svg' has no size that can be shown; give "
        "its <svg> a viewBox [site.image]"
    ]
