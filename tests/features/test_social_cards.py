"""Social cards: the page's own picture, cut, or one that is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from small_site import Built, Site


def card(built: Built, page: str, base: str) -> Path:
    (address,) = [value for name, value in built.meta(page) if name == "og:image"]
    return built.out / address.removeprefix(base)


def test_cards_are_drawn_once(found: Site, base: str) -> None:
    drawn = card(found.build(), "team/ann", base)
    with Image.open(drawn) as image:
        assert image.size == (1200, 630)
    number = drawn.stat().st_ino
    found.change("team/ann.md", "---\n\n", "---\n\nMore.\n")
    assert card(found.build(), "team/ann", base) == drawn
    assert drawn.stat().st_ino == number
    found.change("team/ann.md", "Ann Lee", "Ann Li")
    assert card(found.build(), "team/ann", base) != drawn
    assert not drawn.exists()


def test_a_pages_own_picture_is_cut_and_described(found: Site, base: str) -> None:
    (found.source / "_static/images").mkdir(parents=True)
    Image.linear_gradient("L").resize((900, 900)).save(found.source / "_static/images/p.png")
    image = "image: {src: /images/p.png, alt: Light and shade}"
    found.page("about/secret", f"title: Secret\n{image}")
    built = found.build()
    assert built.warnings == []
    with Image.open(card(built, "about/secret", base)) as shown:
        assert (shown.size, shown.format) == ((1200, 630), "JPEG")
        assert shown.getpixel((600, 0))[0] < shown.getpixel((600, 629))[0]  # type: ignore[index]
    assert ("og:image:alt", "Light and shade") in built.meta("about/secret")


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (
            "/images/p.png",
            "about/secret.md:3: WARNING: image: '/images/p.png' has no alternative text; "
            'say what it shows: image: {src: "/images/p.png", alt: "…"} [site.alt]',
        ),
        (
            "{src: /images/q.png, alt: x}",
            "about/secret.md:3: WARNING: image: no image '/images/q.png'; did you mean "
            "'/images/p.png'? [site.image]",
        ),
    ],
)
def test_picture_that_is_not_there_or_says_nothing(
    found: Site, image: str, message: str
) -> None:
    (found.source / "_static/images").mkdir(parents=True)
    Image.new("L", (9, 9)).save(found.source / "_static/images/p.png")
    found.page("about/secret", f"title: Secret\nimage: {image}")
    assert found.build().warnings == [message]


def test_without_an_address_there_is_none(found: Site) -> None:
    built = found.build(html_baseurl="")
    assert not (built.out / "_images/cards").exists()
    assert "og:image" not in dict(built.meta("team/ann"))


@pytest.mark.parametrize(("title", "is_named"), [("Łukasz Ødegård", True), ("研究", False)])
def test_card_has_no_boxes_for_letters_that_its_typeface_lacks(
    found: Site, base: str, title: str, is_named: bool
) -> None:
    found.page("about/one", f"title: {title}")
    found.page("about/site", "title: Site")
    built = found.build()
    of_site = card(built, "about/site", base).name
    assert (card(built, "about/one", base).name != of_site) == is_named
