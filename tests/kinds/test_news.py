"""News of a day to come is told, or held back until then."""

from __future__ import annotations

import pytest
from small_site import Site

DAY = "1790000000"  # 21 September 2026


@pytest.mark.parametrize(("date", "told"), [("2026-09-22", True), ("2026-09-21", False)])
def test_date_to_come_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, date: str, told: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    site.page("about/news/n", f"title: N\ndate: {date}")
    expected = (
        f"about/news/n.md:3: WARNING: date: found '{date}', expected a day that has come; "
        "correct it, or write embargo: true to hold the page back until then [site.field]"
    )
    assert site.build().warnings == ([expected] if told else [])


def test_embargo_holds_back_until_the_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    site.page("about/news/index", "title: News")
    site.page("about/news/n", "title: Zqnews\ndate: 2026-09-22\nembargo: true")
    built = site.build()
    assert built.warnings == []
    assert not built.path("about/news/n").exists()
    assert "Zqnews" not in built.page("about/news").get_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790121600")
    assert "Zqnews" in site.build().page("about/news").get_text()
