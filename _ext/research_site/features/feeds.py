"""Feeds: Atom of the news, iCalendar of the events among them."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from functools import lru_cache, partial
from html import escape
from typing import Any, NamedTuple

from icalendar import Calendar, Event
from research_records.dates import first_day
from research_records.entry import Entry
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from research_site import METADATA
from research_site.catalogue import Catalogue, catalogue_of
from research_site.kinds.news import News
from research_site.output.head import absolute, page_address
from research_site.registry import File, add_files, add_head_tags

ATOM, CALENDAR = "news.atom", "events.ics"
#: Kinds of news that take place on their day.
EVENTS = ("event", "meeting", "workshop", "conference", "seminar", "talk", "lecture")
NAMESPACE = "http://www.w3.org/2005/Atom"


class Feed(NamedTuple):
    """A feed: its media type, its title, and its items, the newest first."""

    kind: str
    title: str
    items: list[Entry]


def _moment(entry: Entry) -> str:
    """Return when an item last changed (RFC 3339), by its front matter alone."""
    return f"{first_day(entry.page.lastmod or entry.page.date or '1970')}T00:00:00Z"


def atom(app: Sphinx, items: list[Entry]) -> bytes:
    """Return the feed (RFC 4287); ids and dates come from the records."""
    ET.register_namespace("", NAMESPACE)
    home = absolute(app, "") or ""
    feed = ET.Element(f"{{{NAMESPACE}}}feed")

    def add(parent: ET.Element, name: str, text: str = "", **given: str) -> ET.Element:
        child = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", given)
        child.text = text or None
        return child

    add(feed, "id", home)
    add(feed, "title", f"News of {app.config.project}")
    add(feed, "updated", max(map(_moment, items)))
    add(feed, "link", rel="self", href=absolute(app, ATOM) or "")
    add(feed, "link", rel="alternate", href=home)
    add(add(feed, "author"), "name", app.config.author)
    for item in items:
        address = page_address(app, item.docname) or ""
        entry = add(feed, "entry")
        add(entry, "id", address)
        add(entry, "title", item.title)
        add(entry, "updated", _moment(item))
        add(entry, "published", f"{first_day(item.page.date or '1970')}T00:00:00Z")
        add(entry, "link", rel="alternate", href=address)
        add(entry, "summary", item.page.description or item.title)
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def calendar(app: Sphinx, items: list[Entry]) -> bytes:
    """Return the events as all-day entries (RFC 5545)."""
    result = Calendar()
    result.add("prodid", f"-//{app.config.project}//site//EN")
    result.add("version", "2.0")
    for item in items:
        page = item.page
        assert isinstance(page, News)
        day = first_day(page.date or "1970")
        event = Event()
        event.add("uid", page_address(app, item.docname) or item.docname)
        event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        event.add("summary", item.title)
        if page.place:
            event.add("location", page.place)
        if address := page_address(app, item.docname):
            event.add("url", address)
        result.add_component(event)
    text: bytes = result.to_ical()
    return text


def _feeds(app: Sphinx) -> dict[str, Feed]:
    """Return the feeds that the site has, by file."""
    has_address = absolute(app, "") is not None
    return _feeds_of(catalogue_of(app.env)) if has_address else {}


# Every page asks for them, to name them in its head.
@lru_cache(maxsize=1)
def _feeds_of(catalogue: Catalogue) -> dict[str, Feed]:
    listing = catalogue.listing("news")
    news = [item for item in listing if item.page.date and not item.page.noindex]
    events = [
        item
        for item in news
        if isinstance(item.page, News)
        and (item.page.kind or "").lower() in EVENTS
        and len(item.page.date or "") == len("2025-01-01")
    ]
    feeds = {
        ATOM: Feed("application/atom+xml", "News", news),
        CALENDAR: Feed("text/calendar", "Events", events),
    }
    return {name: feed for name, feed in feeds.items() if feed.items}


def links(app: Sphinx, docname: str, context: dict[str, Any]) -> list[str]:
    """Return the elements that name the feeds in the head of each page."""
    pathto = context["pathto"]
    return [
        f'<link rel="alternate" type="{feed.kind}" title="{feed.title}" '
        f'href="{escape(pathto(name, 1))}">'
        for name, feed in _feeds(app).items()
    ]


def files(app: Sphinx) -> Iterable[tuple[str, File]]:
    """Return the feeds that the site has."""
    make = {ATOM: atom, CALENDAR: calendar}
    return {
        name: File(partial(make[name], app, feed.items)) for name, feed in _feeds(app).items()
    }.items()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register links and files."""
    app.setup_extension("research_site")
    add_head_tags(app, links)
    add_files(app, files)
    return METADATA
