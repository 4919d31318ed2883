"""The feed of the news, in Atom."""

from __future__ import annotations

import feedparser
from small_site import Site


def test_news_as_atom(found: Site) -> None:
    built = found.build()
    feed = feedparser.parse(built.out / "news.atom")
    assert not feed.bozo
    assert [(e.title, e.updated) for e in feed.entries] == [
        ("A <meeting> & more", "2025-05-19T00:00:00Z")
    ]


def test_hour_of_posting_is_kept(found: Site) -> None:
    found.change("about/news/meet.md", "2025-05-19", "2025-05-19 09:30")
    built = found.build()
    (entry,) = feedparser.parse(built.out / "news.atom").entries
    assert entry.published == "2025-05-19T09:30:00+02:00"
    assert built.facts("about/news/meet")["Date"] == "19 May 2025, 09:30"
    assert ("article:published_time", "2025-05-19T09:30:00+02:00") in built.meta(
        "about/news/meet"
    )


def test_head_names_the_feed(found: Site) -> None:
    links = found.build().page("team/ann").select('head link[rel="alternate"]')
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", "../../news.atom")
    ]


def test_without_an_address_or_news_there_is_no_feed(found: Site) -> None:
    assert not (found.build(html_baseurl="", out="no-base").out / "news.atom").exists()
    (found.source / "about/news/meet.md").unlink()
    built = found.build()
    assert not list(built.out.glob("*.atom")) + list(built.out.glob("*.ics"))
    assert built.page().select('head link[rel="alternate"]') == []
