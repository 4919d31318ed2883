"""Links in raw HTML are checked and made relative."""

from __future__ import annotations

from small_site import Site


def test_raw_html_is_checked_and_made_relative(records: Site) -> None:
    records.conf("raw_html")
    body = '<p><a href="/team/?a=1#x">t</a></p>\n\n<p><a href="/teem/">t</a></p>'
    records.page("about/raw", "title: Raw", body)
    built = records.build()
    assert [a["href"] for a in built.article("about/raw").select("p > a")] == [
        "../../team/?a=1#x",
        "/teem/",
    ]
    assert built.warnings == [
        "about/raw.md:7: WARNING: raw HTML: no page '/teem/'; did you mean '/team/'? "
        "[site.link]",
        "about/raw.md:5: WARNING: link: /team/ has no place #x [site.link]",
    ]
