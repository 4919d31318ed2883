"""Feeds: Atom of the news, iCalendar of the events."""

from __future__ import annotations

import datetime

import feedparser
from icalendar import Calendar
from small_site import Site


def test_news_as_atom(found: Site) -> None:
    built = found.build()
    feed = feedparser.parse(built.out / "news.atom")
    assert not feed.bozo
    assert [(e.title, e.updated) for e in feed.entries] == [
        ("A <meeting> & more", "2025-05-19T00:00:00Z")
    ]


def test_events_as_a_calendar(found: Site) -> None:
    found.page("about/news/award", "title: Award\ndate: 2025-06-01\nkind: award")
    found.page("about/news/some-day", "title: Some day\ndate: 2025-06\nkind: event")
    data = (found.build().out / "events.ics").read_bytes()
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == "A <meeting> & more"
    assert str(event["LOCATION"]) == "Enschede"
    assert event.decoded("DTSTART") == datetime.date(2025, 5, 19)
    assert event.decoded("DTEND") == datetime.date(2025, 5, 20)


def test_head_names_the_feeds(found: Site) -> None:
    links = found.build().page("team/ann").select('head link[rel="alternate"]')
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", "../../news.atom"),
        ("text/calendar", "../../events.ics"),
    ]


def test_without_an_address_or_news_there_is_no_feed(found: Site) -> None:
    assert not (found.build(html_baseurl="", out="no-base").out / "news.atom").exists()
    (found.source / "about/news/meet.md").unlink()
    built = found.build()
    assert not list(built.out.glob("*.atom")) + list(built.out.glob("*.ics"))
    assert built.page().select('head link[rel="alternate"]') == []
