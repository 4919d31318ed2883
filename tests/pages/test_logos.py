"""Logos: images alone in a paragraph are a grid; a partner's brings what it has."""

from __future__ import annotations

from small_site import Site

BANK = "title: Bank\nkind: company\nlogo: /images/a/logo.avif\nlogo_dark: /images/b/logo.webp"


def test_a_partners_logo_brings_name_link_and_dark_variant(images: Site) -> None:
    images.page("about/index", "title: About")
    images.page("about/partners/bank", BANK)
    images.page("index", "title: Home", "![](/images/a/logo.avif)\n![Mark](/images/mark.svg)")
    built = images.build()
    assert built.warnings == []
    items = built.page().select("ul.site-logos > li")
    link = items[0].find("a")
    assert link is not None
    assert link["href"] == "about/partners/bank/"
    shown = items[0].find_all("img")
    assert [image["alt"] for image in shown] == ["Bank", "Bank"]
    assert ["only-dark" in image["class"] for image in shown] == [False, True]
    assert items[1].find("a") is None


def test_the_authors_words_and_link_go_before_the_partners(images: Site) -> None:
    images.page("about/partners/bank", BANK)
    body = "[![Ours](/images/a/logo.avif)](https://bank.example)\n![M](/images/mark.svg)"
    images.page("index", "title: Home", body)
    items = images.build().page().select("ul.site-logos > li")
    link = items[0].find("a")
    assert link is not None and link["href"] == "https://bank.example"
    assert {image["alt"] for image in items[0].find_all("img")} == {"Ours"}


def test_one_image_or_words_between_make_no_grid(images: Site) -> None:
    body = "![A](/images/a/logo.avif)\n\n![A](/images/a/logo.avif) and ![M](/images/mark.svg)"
    images.page("index", "title: Home", body)
    built = images.build()
    assert built.page().select("ul.site-logos") == []
    assert len(built.article().select("img")) == 3
