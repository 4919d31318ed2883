"""The footer offers the PDF where one was built."""

from __future__ import annotations

import pytest
from small_site import Site


@pytest.fixture
def offering(site: Site) -> Site:
    site.conf("frame", "pdf_link", site_pdf="_build/pdf/site.pdf")
    return site


def test_pdf_is_published_and_its_size_told(offering: Site) -> None:
    path = offering.source / "_build/pdf/site.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7" + b" " * 2_000_000 + b"%%EOF")
    built = offering.build()
    (link,) = built.page().select(".site-footer a")
    assert link.get_text() == "This site as PDF (2.0 MB)"
    assert (built.out / str(link["href"])).read_bytes() == path.read_bytes()


def test_without_a_pdf_nothing_is_offered(offering: Site) -> None:
    assert offering.build().texts("", ".site-footer li") == []


def test_missing_pdf_is_said_where_it_is_built_first(
    offering: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS", "True")
    shown = offering.build().texts("", ".site-footer li")
    assert shown == ["This version has no PDF: it could not be made."]
